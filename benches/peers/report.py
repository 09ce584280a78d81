"""`BENCHMARKS.md`, written from results alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from results import FOUR, JOURNEY, PEERS, Measured, Results, answered
from targets import TEN, targets

QUESTIONS = ("transitions", "funnel", "variants", "retention")
TOOLS = (JOURNEY, "journey (Python)", *PEERS)

WAYS = {
    (JOURNEY, "together"): "four questions in one pass",
    (JOURNEY, "apart"): "one question after the other",
    ("journey (Python)", "table"): "one question after the other",
    ("DuckDB", "file"): "asks the file each time",
    ("DuckDB", "table"): "table of events first",
    ("DuckDB", "journeys"): "table of journeys first",
    ("ClickHouse", "file"): "asks the file each time",
    ("ClickHouse", "table"): "table in memory first",
    ("ClickHouse", "sorted"): "sorted MergeTree first",
    ("ClickHouse", "journeys"): "table of journeys first",
    ("polars", "file"): "asks the file each time",
    ("polars", "table"): "sorted frame first",
    ("pm4py", "table"): "pandas frame first",
    ("r4pm", "table"): "event log first",
}

MEASURED = """
## What is measured

One file of events with three columns (customer, time, touchpoint), made by the project's own simulation, and four
questions:

1. **transitions**: which touchpoint directly follows which, how often, and the exact median of the time between;
2. **funnel**: customers who reach each of four touchpoints in order, each within 7 days of the first
   (ClickHouse's `windowFunnel`);
3. **variants**: the ten most frequent whole paths, and the number of distinct paths;
4. **retention**: by calendar week of the first event, who came in each of the 12 weeks after it.

Seconds go from opening the file to the finished answer, in a process of its own each time; starting the process and
importing the tool are left out. The file was read once before and lies in the memory of the operating system.
Every job is done {repeats} times in turn with all others (a slow one less often); the fastest time counts, the median
stands in brackets. Where the funnel is the only question, journey reads its four touchpoints only (`Columns::only`), as
the SQL engines do. All tools may use {threads} threads and are held to as many cores. Memory is the most that the
process ever had; in brackets what it had before it opened the file: Python and the libraries.

**The answers are compared**, row by row, before anything is timed: all tools that answer a question give the same
counts, the same medians to half a microsecond, the same paths. If one did not, there would be no table here.

Every peer is used in several ways, as somebody who knows it well would: asking the file directly, or loading a table
first, with codes instead of texts, or loading whole journeys as lists, which does the common part of all questions
once. **The ratio of a tool is that of its fastest way.** The queries are in `benches/peers/tools`; better ones are
welcome.

## What is not measured

* pm4py and r4pm have no funnel in order with a time window and no retention by cohort, and r4pm's transitions have no
  times; they are marked, and these parts are in none of their sums. They do many things that no other tool here does,
  and are measured on files in time order of up to 10 million events only.
* DuckDB, ClickHouse and polars answer any question in SQL or expressions; journey answers those it has. Extensions
  of DuckDB that are not part of it are not used.
* journey's reports hold more than is compared here (distinct customers, shares with intervals, five quantiles more,
  times between steps of the funnel, open customers); it computes all of that within the times shown.
* Data larger than memory, several machines and disks that are not cached. Files are simulated: real ones have longer
  texts, more columns, and customers of very different length.
"""


def clock(seconds: float) -> str:
    """Seconds in three digits that matter."""
    if seconds >= 100:
        return f"{seconds:.0f}"
    return f"{seconds:.1f}" if seconds >= 10 else f"{seconds:.2f}" if seconds >= 0.1 else f"{seconds:.3f}"


def table(head: list[str], rows: list[list[str]], words: int = 1) -> str:
    """A table in Markdown; the first columns are words, the others numbers."""
    rule = ["---" if column < words else "---:" for column in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


def cell(entry: dict[str, Any], part: str) -> str:
    """Seconds of a part, or why there are none."""
    if part in entry.get("unable", {}):
        return "cannot"
    if part not in entry["parts"]:
        return ""
    return clock(entry["parts"][part]) + ("*" if part in entry.get("partly", {}) else "")


def memory(entry: dict[str, Any]) -> str:
    """Peak, and what the process had before it opened the file."""
    before = f" ({entry['start_mb']:.0f})" if entry["start_mb"] >= 1 else ""
    return f"{entry['peak_mb']:.0f}{before}"


def ours_of(file: Measured) -> dict[str, Any] | None:
    """What others are compared with."""
    return file.all_four(JOURNEY)


def ways(file: Measured) -> list[dict[str, Any]]:
    """All ways to all four questions, in the order of tools."""
    jobs = [entry for entry in file.entries if entry["job"] in ("together", "apart")]
    return sorted(jobs, key=lambda entry: TOOLS.index(entry["tool"]))


def way_row(file: Measured, entry: dict[str, Any]) -> list[str]:
    """A way in the table of a file."""
    job = entry["job"] if entry["tool"] == JOURNEY else entry["way"]
    names = [entry["tool"], WAYS[entry["tool"], job]]
    if "seconds" not in entry:
        return [*names, *[""] * 5, entry["status"], "", ""]
    ours = ours_of(file)
    whole = f"{clock(entry['seconds'])} ({clock(entry['median'])})"
    if answered(entry) < FOUR:
        whole += f", {answered(entry)} of 4"
    elif file.all_four(entry["tool"]) is entry:
        whole = f"**{whole}**"
    ratio = f"{entry['seconds'] / ours['seconds']:.1f}" if ours else ""
    parts = ["load", *QUESTIONS] if entry["job"] == "apart" else ["load"]
    cells = [cell(entry, part) for part in parts] + [""] * (5 - len(parts))
    return [*names, *cells, whole, ratio, memory(entry)]


def notes(entries: list[dict[str, Any]]) -> list[str]:
    """Why some entries have no number."""
    found: list[str] = []
    for entry in entries:
        for question, reason in {**entry.get("unable", {}), **entry.get("partly", {})}.items():
            found.append(f"{entry['tool']}, {question}: {reason}.")
        if entry["status"] in ("skipped", "failed"):
            way = WAYS.get((entry["tool"], entry["way"]), entry["job"])
            found.append(f"{entry['tool']}, {way}: {entry['status']}, {entry['reason']}.")
    return list(dict.fromkeys(found))


def four(file: Measured) -> str:
    """Everything about one file."""
    data = file.data
    size = f"{data['bytes'] / 1e6:,.0f} MB of {'CSV' if data['case']['form'] == 'csv' else 'Parquet (zstd)'}"
    ids = {"short": "short ids", "uuid": "UUIDs as ids"}[data["case"]["ids"]]
    text = f"{data['customers']:,} customers, {data['case']['touchpoints']:,} touchpoints, {ids}, {size}."
    if data["ties"]:
        text += f" {data['ties']:,} events share customer and time with another one."
    head = ["tool", "way", "load", *QUESTIONS, "all, seconds", "by journey", "peak MB"]
    entries = ways(file)
    lines = [f"### {file.events // 1_000_000} million events, {file.name}", text]
    lines.append(table(head, [way_row(file, entry) for entry in entries], words=2))
    why = notes(entries)
    if why:
        lines.append("\n".join(f"* {note}" for note in why))
    return "\n\n".join(lines)


def single_questions(results: Results) -> str:
    """A single question from a file, by tool and file."""
    rows = []
    for file in results.files:
        for question in QUESTIONS:
            ours = file.find(JOURNEY, question)
            if not ours or not any(file.find(tool, question) for tool in PEERS):
                continue
            row = [f"{file.events // 1_000_000} million, {file.name}", question, clock(ours["seconds"])]
            for tool in PEERS:
                entry = file.find(tool, question)
                if entry and not entry.get("partly"):
                    row.append(f"{clock(entry['seconds'])} ({entry['seconds'] / ours['seconds']:.1f})")
                else:
                    row.append("")
            rows.append(row)
    head = ["file", "question", JOURNEY, *PEERS]
    text = """## One question from a file

Seconds from opening the file to the answer, in brackets divided by journey's. journey loads the whole file into its
index each time; DuckDB, ClickHouse and polars ask the file and read only what the question needs."""
    return f"{text}\n\n{table(head, rows, words=2)}"


def own(results: Results) -> str:
    """What only journey does."""
    rows = []
    for file in results.files:
        for entry in file.entries:
            if entry["tool"] == JOURNEY and entry["job"] not in ("together", "apart", *QUESTIONS):
                if "seconds" in entry:
                    parts = ", ".join(f"{part} {clock(seconds)}" for part, seconds in entry["parts"].items())
                    name = f"{file.events // 1_000_000} million, {file.name}"
                    rows.append([name, entry["job"], parts, f"{entry['peak_mb']:.0f}"])
    if not rows:
        return ""
    text = """## Saving, reopening, appending

What has no counterpart among the peers: the native log file, reopened in a new process for each question, and 1,000
events appended (twice) to a log whose four reports are kept up to date: `ask` makes them for the first time, `append`
and `again` add the events and refresh all four."""
    return f"{text}\n\n{table(['file', 'job', 'seconds of each part', 'peak MB'], rows, words=3)}"


def goals(results: Results) -> str:
    """Demands and what was reached."""
    judged = targets(results)
    if not judged:
        return ""
    rows = [[target.text, target.demanded, target.reached, "yes" if target.met else "**no**"] for target in judged]
    text = f"""## Goals

What was to be reached at {TEN // 1_000_000} million events, and what was. A goal that is missed stays here."""
    return f"{text}\n\n{table(['goal', 'asked', 'reached', 'met'], rows, words=3)}"


def growth(results: Results) -> str:
    """How times grow with the number of events, if that was measured in a run of its own."""
    run = results.growth
    if run is results:
        return ""
    rows = []
    for file in run.sizes:
        ours = file.all_four(JOURNEY)
        if ours:
            an_event = ours["seconds"] / file.events * 1e9
            rows.append([f"{file.events:,}", clock(ours["seconds"]), f"{an_event:.0f}", f"{ours['peak_mb']:,.0f}"])
    text = f"""## Growth

Loading and all four questions, files in time order. Only journey, measured on {run.head["date"]} at commit {run.head["commit"]}; it is
the dotted line of the picture above, whose other lines are of the run with all tools."""
    return f"{text}\n\n{table(['events', 'seconds', 'nanoseconds an event', 'peak MB'], rows, words=0)}"


def sequences() -> str:
    """Frequent patterns against PyPI's prefixspan, measured by `sequences.py`."""
    file = Path(__file__).with_name("sequences.json")
    if not file.exists():
        return ""
    known = json.loads(file.read_text(encoding="utf-8"))
    rows = [
        [
            f"{row['min_support']:,}",
            f"{row['frequent']:,}",
            clock(row["seconds"]),
            clock(row["prefixspan_seconds"]),
            f"{row['times_faster']:.0f}",
            f"{row['closed_times_faster']:.0f}",
        ]
        for row in known["rows"]
    ]
    text = f"""## Frequent patterns

All patterns that so many of the {known["sequences"]:,} sequences of `{known["file"]}` have, on one thread, against prefixspan
{known["prefixspan"]}, with the same answers; asked are 50 times. The last column is for closed patterns."""
    head = ["least support", "patterns", "journey", "prefixspan", "times", "times, closed"]
    return f"{text}\n\n{table(head, rows, words=0)}"


def glance(results: Results) -> str:
    """The sentence that most people want."""
    file = results.file("time order", TEN) or (results.sizes[-1] if results.sizes else None)
    ours = ours_of(file) if file else None
    if not file or not ours:
        return ""
    ratios = []
    for tool in PEERS:
        entry = file.all_four(tool)
        if entry:
            some = "" if answered(entry) == FOUR else f", only {answered(entry)} of the four"
            ratio = entry["seconds"] / ours["seconds"]
            ratios.append(f"{tool} {clock(entry['seconds'])} ({ratio:.1f} times{some})")
    million = file.events // 1_000_000
    return f"""Loading {million} million events from a Parquet file and answering four questions takes journey
**{clock(ours["seconds"])} seconds** and {ours["peak_mb"]:.0f} MB on {results.head["threads"]} threads. The fastest way \
found in each
other tool takes, in seconds: {"; ".join(ratios)}."""


def about(results: Results) -> str:
    """When, where, with what."""
    head = results.head
    machine = head["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in head["versions"].items())
    return f"""Measured on {head["date"]} at commit {head["commit"]}: {machine["processor"]}, {machine["cores"]} cores,
{machine["memory_gb"]} GB, {machine["system"]}, load before the run {machine["load_before"]}.
Python {head["python"]}, {head["rust"]}; {versions}."""


def markdown(results: Results, picture: Path, sections: list[str]) -> str:
    """The whole page; `sections` are about what is measured alone."""
    measured = MEASURED.strip().format(repeats=results.head["repeats"], threads=results.head["threads"])
    parts = [
        "# Benchmarks",
        "<!-- Written by benches/peers/run.py from benches/peers/results.json: do not edit. -->",
        glance(results),
        f"![Seconds for four questions by number of events, one line a tool]({picture.as_posix()})",
        about(results),
        goals(results),
        "## All four questions\n\nSeconds of each part; * means that a part is answered only in part. The fastest way "
        "of each tool is bold, and *by journey* is its time divided by journey's.",
        *[four(file) for file in results.files],
        growth(results),
        single_questions(results),
        own(results),
        sequences(),
        *sections,
        measured,
        "## Again\n\n```\npython benches/peers/run.py\n```\n\nSee [benches/peers](benches/peers/README.md).",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def summary(results: Results) -> str:
    """For the terminal."""
    parts = [glance(results), *[four(file) for file in results.files], own(results), goals(results)]
    return "\n\n".join(part for part in parts if part)
