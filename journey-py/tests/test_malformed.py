"""Bad files give the error that is stated for them, and nothing else."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

import journey as jn
from support import TESTDATA, contains, facts

SECONDS = 5.0


def stated(kind: str) -> list[dict[str, Any]]:
    """The list of bad files of a kind, if there is one."""
    path = TESTDATA / "malformed" / kind / "expected.json"
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return entries


def name_of(entry: dict[str, Any]) -> str:
    return f"{entry.get('file')}-{entry['description'][:20]}"


def content(kind: str, entry: dict[str, Any]) -> bytes:
    """The bytes of a bad file, which may be described rather than kept."""
    made = entry.get("generate")
    if made is None:
        file: str = entry["file"]
        return (TESTDATA / "malformed" / kind / file).read_bytes()
    text: str = made["prefix"] + made["repeat"] * made["times"] + made["suffix"]
    return text.encode()


@pytest.mark.parametrize("entry", stated("maps"), ids=name_of)
def test_map(entry: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / Path(entry["file"]).name
    path.write_bytes(content("maps", entry))
    start = time.monotonic()
    with pytest.raises(jn.JourneyError) as caught:
        jn.JourneyMap.load(path)
    assert time.monotonic() - start < SECONDS
    check(caught.value, entry["error"], str(path))


@pytest.mark.parametrize("entry", stated("logs"), ids=lambda entry: entry["file"])
def test_log(entry: dict[str, Any]) -> None:
    path = TESTDATA / "malformed/logs" / entry["file"]
    read = {"csv": jn.EventLog.read_csv, "json_lines": jn.EventLog.read_json_lines}[entry["format"]]
    start = time.monotonic()
    if "error" in entry:
        with pytest.raises(jn.JourneyError) as caught:
            read(path, **entry["columns"])
        found = facts(caught.value)
        assert {name: found[name] for name in entry["error"]} == entry["error"]
        assert found["file"] == str(path) or caught.value.place is None
    else:
        log = read(path, **entry["columns"])
        found = {"quality": log.quality().input.to_dict(), "customers": log.customers, "events": log.events}
        assert contains(found, entry["log"])
    assert time.monotonic() - start < SECONDS


def check(error: jn.JourneyError, wanted: dict[str, Any], file: str) -> None:
    assert error.code == wanted["code"], error
    assert error.place is not None and error.place.file == file
    for name in ("line", "character", "row", "column"):
        if name in wanted:
            assert getattr(error.place, name) == wanted[name], (name, error)
    if "count" in wanted:
        assert len(error.issues) == wanted["count"]
    for issue, expected in zip(error.issues, wanted.get("issues", []), strict="issues" in wanted):
        found = {**issue.place.to_dict(), "code": issue.code}
        assert {name: found[name] for name in expected} == expected
