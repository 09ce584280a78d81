"""The guides run from their first line of Python to the last."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import journey as jn
from support import ROOT

GUIDES = (
    "before_and_after",
    "comments",
    "comparing",
    "emotions",
    "findings",
    "funnels",
    "identities",
    "improving",
    "paths",
    "patterns",
    "pictures",
    "preparing",
    "privacy",
    "retention",
    "sessions",
"social",
    "surveys",
    "survival",
)


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / f"docs/guide/{name}.md").read_text(encoding="utf-8")
    return [part.split("```", 1)[0] for part in text.split(f"```{language}\n")[1:]]


def unpacked(path: Path) -> bytes:
    """The content of a file, which another zlib may pack otherwise."""
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def run(name: str) -> dict[str, object]:
    assert blocks(name, "python")
    names: dict[str, object] = {}
    exec(compile("\n".join(blocks(name, "python")), f"docs/guide/{name}.md", "exec"), names)
    return names


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_runs(name: str) -> None:
    run(name)


def test_the_pictures_of_the_guide_on_improving_are_those_it_makes() -> None:
    names = run("improving")
    for name, report in (("bottlenecks", "waits"), ("what_if", "better"), ("priorities", "ranks")):
        kept = (ROOT / f"docs/images/improving_{name}.svg").read_text(encoding="utf-8")
        assert getattr(names[report], "to_svg")() == kept, name


def test_the_guide_of_quality_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events.csv").write_text(
        "user,at,event,system,agent,score\nann,2024-03-01T10:00:00Z,visit,web,Mozilla,3\n"
        "ann,2024-03-01T10:00:00Z,visit,web,Mozilla,3\nbob,2024-03-02T10:00:00Z,call,crm,,99\n"
    )
    clean = run("quality")["clean"]
    assert isinstance(clean, jn.EventLog) and clean.events == 2
    assert [row.events_changed for row in clean.history] == [0, 1, 1]


def test_five_exports_print_what_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    run("five_exports")
    said = capsys.readouterr().out
    assert said == "".join(blocks("five_exports", "text"))
    assert (tmp_path / "tea_shop.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    # What was planted is what is found.
    facts = json.loads((ROOT / "examples/five_exports/facts.json").read_text(encoding="utf-8"))["2024-03"]
    records, planted = facts["records"], facts["planted"]
    for name, count in records.items():
        assert f"\n{name}: {count} records" in f"\n{said}"
    assert f"web: {records['web']} records, 0 left out, {planted['web_without_id']} skipped" in said
    assert f"orders: {records['orders']} records, {planted['order_tests']} left out" in said
    assert f"survey: {records['survey']} records, {planted['survey_tests']} left out" in said
    assert f"marketplace.example with {planted['marketplace_orders']} others" in said
    assert f"duplicates: {planted['duplicates']} events" in said
    assert f"placeholder_times: {planted['epoch_zero']} events lie on 1970-01-01" in said
    assert f"bot_rate: {planted['bots']} customer" in said
    assert f"0 events changed, {planted['bot_events']} dropped, {planted['bots']} customers dropped" in said
    assert f"no_answer_codes: {planted['no_answer']} ratings are 99" in said


def test_the_airport_is_as_its_page_says(tmp_path: Path) -> None:
    if "JOURNEY_DATA" not in os.environ:
        pytest.skip("JOURNEY_DATA is not set")
    command = [sys.executable, str(ROOT / "examples/python/airport.py"), str(tmp_path)]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    lines = said.splitlines()
    shown = blocks("airport", "text")[0].splitlines()
    # Drivers, changes, themes and the classifier; what the map says is printed otherwise.
    until = lines.index("  always the most frequent: 0.54") + 1
    assert until == 31 and lines[:until] == shown[:until]
    assert (tmp_path / "airport.svg").read_text("utf-8") == (ROOT / "docs/images/airport.svg").read_text("utf-8")


def test_the_five_exports_are_those_that_the_script_makes(tmp_path: Path) -> None:
    folder = ROOT / "examples/five_exports"
    subprocess.run([sys.executable, folder / "make.py", tmp_path], check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 11
    for path in made:
        assert unpacked(tmp_path / path) == unpacked(folder / path), path
