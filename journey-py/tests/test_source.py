"""Sources: presets, own documents, changes; and the examples of the guide."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

import journey as jn
from support import ROOT

FOLDER = ROOT / "testdata/sources"
COUNTS = json.loads((FOLDER / "counts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", COUNTS)
def test_every_sample_is_read_as_in_rust(file: str) -> None:
    counts = COUNTS[file]
    source = jn.Source.preset(counts["source"])
    log = jn.EventLog.read_source(FOLDER / file, source)
    quality = log.quality().input
    found = (quality.rows, quality.events, quality.left_out, quality.skipped)
    assert found == (counts["rows"], counts["events"], counts["left_out"], counts["skipped"])
    assert jn.EventLog.read_source_bytes((FOLDER / file).read_bytes(), source).fingerprint == log.fingerprint


def test_presets_say_what_they_are() -> None:
    presets = jn.Source.presets()
    assert {preset.name for preset in presets} == {counts["source"] for counts in COUNTS.values()}
    assert all(preset.title and preset.documentation.startswith("https://") for preset in presets)
    assert "BigQuery" in jn.Source.preset_text("ga4")
    with pytest.raises(jn.UnknownNameError, match="did you mean"):
        jn.Source.preset("ga_4")


def test_the_guide_changes_a_preset() -> None:
    mine = jn.Source.preset("ga4").with_(
        time_zone="Europe/Berlin",
        only=["page_view", "purchase"],
        customer="user_pseudo_id",
        columns={"plan": "user_properties[key=plan].value.string_value"},
        on_error="skip",
        max_bytes=10_000_000_000,
    )
    log = jn.EventLog.read_source(FOLDER / "ga4.jsonl", mine)
    assert log.touchpoints == ["page_view", "purchase"]
    assert log.customers == 1
    assert "plan" in [column.name for column in log.columns]
    assert mine.with_(columns={"plan": None}, only=None) == jn.Source.preset("ga4").with_(
        time_zone="Europe/Berlin", customer="user_pseudo_id", on_error="skip", max_bytes=10_000_000_000
    )


def test_an_own_source_from_the_guide(tmp_path: Path) -> None:
    guide = (ROOT / "docs/guide/sources.md").read_text(encoding="utf-8")
    text = guide.split("## The form")[1].split("```yaml\n")[1].split("```")[0]
    source = jn.Source.from_yaml(text)
    export = {"orders": [{"email": "a@b.c", "created_at": "2024-03-01T10:00:00Z", "number": 7, "refunds": [{"at": "2024-03-09", "amount": 5}]}]}
    path = tmp_path / "orders.json"
    path.write_text(json.dumps(export), encoding="utf-8")
    log = jn.EventLog.read_source(path, source)
    assert (log.events, log.touchpoints) == (2, ["ordered", "refunded"])
    saved = tmp_path / "mine.yaml"
    saved.write_text(source.to_yaml(), encoding="utf-8")
    assert jn.Source.load(saved) == source == jn.Source.from_json(source.to_json()) == pickle.loads(pickle.dumps(source))
    assert (source.name, source.title, source.documentation, source.notes) == ("orders", "Orders of our shop", None, None)
    assert source.to_dict()["name"] == "orders"
    assert repr(source) == "<Source orders: Orders of our shop>"


def test_problems_of_a_source_are_listed() -> None:
    with pytest.raises(jn.InvalidSourceError) as caught:
        jn.Source.from_yaml("format: 1\nname: x\ninput: {format: csv}\ncustomer: c\ntime: t\ntouchpont: e\n")
    [issue] = [issue for issue in caught.value.issues if "did you mean `touchpoint`?" in issue.message]
    assert issue.place.line == 6
