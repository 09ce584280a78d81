"""Reading XES: journey, r4pm and all readers of pm4py, in one process, in turn.

    python benches/peers/xes.py path/to/bpic13        # a folder or files: *.xes, *.xes.gz

Needs the packages of requirements.txt and journey-py. Every file is read plain and as gzip, whichever of them it is.
All readers must find the same cases and events. The results go into `xes.json`, and from there into `BENCHMARKS.md`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "xes.json"
PACKAGES = ("journey-py", "r4pm", "pm4py", "lxml", "pandas", "polars")
CASE = "case:concept:name"

# pm4py reads with r4pm where that is installed, so its own readers are asked for by name.
PM4PY = ("chunk_regex", "line_by_line", "iterparse", "rustxes")
OWN = PM4PY[:-1]
READERS = ("journey", "r4pm", *PM4PY)
# What a reader is called in the table. `rustxes` hands the file to r4pm.
TITLES = {
    "chunk_regex": "pm4py (default)",
    "line_by_line": "pm4py `line_by_line`",
    "iterparse": "pm4py `iterparse`",
    "rustxes": "*pm4py by r4pm*",
}

Counts = tuple[int, int]


def reader(name: str) -> tuple[Callable[[str], Any], Callable[[Any], Counts]]:
    """Reads a file; counts cases and events of what was read."""
    if name == "journey":
        import journey

        return journey.EventLog.read_xes, lambda log: (log.customers, len(log))
    if name == "r4pm":
        import r4pm

        return lambda path: r4pm.df.import_xes(path)[0], lambda frame: (frame[CASE].n_unique(), len(frame))
    import pm4py

    return lambda path: pm4py.read_xes(path, variant=name), lambda frame: (frame[CASE].nunique(), len(frame))


def measure(path: Path, repeats: int) -> dict[str, Any]:
    """One file, with every reader in turn."""
    readers = {name: reader(name) for name in READERS}
    counts = {name: count(read(str(path))) for name, (read, count) in readers.items()}
    if len(set(counts.values())) != 1:
        raise SystemExit(f"{path}: the readers do not agree on cases and events: {counts}")
    taken: dict[str, list[float]] = {name: [] for name in READERS}
    for _ in range(repeats):
        for name, (read, _) in readers.items():
            start = time.perf_counter()
            log = read(str(path))
            taken[name].append(time.perf_counter() - start)
            del log
    cases, events = counts["journey"]
    seconds = {
        name: {"least": round(min(all_times), 6), "median": round(statistics.median(all_times), 6)}
        for name, all_times in taken.items()
    }
    return {"file": path.name, "bytes": path.stat().st_size, "cases": cases, "events": events, "seconds": seconds}


def both_forms(file: Path, folder: Path) -> list[Path]:
    """The file as gzip and plain."""
    content = file.read_bytes()
    plain, packed = folder / file.name.removesuffix(".gz"), folder / f"{file.name.removesuffix('.gz')}.gz"
    plain.write_bytes(gzip.decompress(content) if file.suffix == ".gz" else content)
    packed.write_bytes(content if file.suffix == ".gz" else gzip.compress(content))
    return [plain, packed]


def clock(seconds: float) -> str:
    """Milliseconds."""
    return f"{seconds * 1000:.1f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def cell(file: dict[str, Any], name: str) -> str:
    """The time of a reader, and by how much journey is faster."""
    ours, theirs = file["seconds"]["journey"], file["seconds"][name]
    text = f"{clock(theirs['least'])} ({clock(theirs['median'])})"
    return text if name == "journey" else f"{text}, {theirs['least'] / ours['least']:.1f}"


def section(known: dict[str, Any]) -> str:
    """The part of `BENCHMARKS.md`."""
    names = [TITLES.get(name, name) for name in READERS]
    head = ["file", "events", "MB", *names]
    rows = [
        [file["file"], f"{file['events']:,}", f"{file['bytes'] / 1e6:.2f}", *[cell(file, name) for name in READERS]]
        for file in known["files"]
    ]
    rule = ["---", *["---:"] * (len(head) - 1)]
    table = "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])
    default, fastest, r4pm = (least_ratio(known, names) for names in (["chunk_regex"], OWN, ["r4pm"]))
    versions = ", ".join(f"{name} {number}" for name, number in known["versions"].items())
    return f"""## Reading XES

The logs of BPI Challenge 2013, all read with all attributes: milliseconds, the least of {known["repeats"]} times with \
the median in brackets, then
how many times journey's. In every file journey is at least **{default:.1f} times as fast as pm4py's default** and \
**{r4pm:.1f} times as fast as r4pm**, and at
least {fastest:.1f} times as fast as whichever reader of pm4py is the fastest. `chunk_regex` is pm4py's default where r4pm is \
not installed; where it is, pm4py
lets it read (last column).

{table}

Measured on {known["date"]} at commit {known["commit"]} in one process, reader after reader in turn; Python \
{known["python"]}, {versions}, {known["machine"]["cores"]} cores of
{known["machine"]["processor"]}, load before {known["machine"]["load_before"]}. All find the same cases and events. \
journey gives a log that is ready to be asked, the others a data frame. Again:
`python benches/peers/xes.py FOLDER`."""


def least_ratio(known: dict[str, Any], names: Sequence[str]) -> float:
    """How many times as fast as the fastest of these readers journey is, in the file where that is least."""
    times = [{name: file["seconds"][name]["least"] for name in READERS} for file in known["files"]]
    return min(min(least[name] for name in names) / least["journey"] for least in times)


def files(given: list[Path]) -> list[Path]:
    """All XES files among these files and in these folders."""
    found = [[path] if path.is_file() else sorted(path.glob("*.xes*")) for path in given]
    return [path for paths in found for path in paths]


def main() -> None:
    import results
    from run import write

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", help="XES files, or folders of them")
    parser.add_argument("--repeats", type=int, default=5, help="timed readings of every file (default 5)")
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    os.environ["TQDM_DISABLE"] = "1"
    known = {**results.origin(), "repeats": given.repeats}
    known["versions"] = {name: version(name) for name in PACKAGES}
    with tempfile.TemporaryDirectory() as folder:
        paths = [form for file in files(given.paths) for form in both_forms(file, Path(folder))]
        known["files"] = [measure(path, given.repeats) for path in paths]
    RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    write(results.Results.read(HERE), HERE)
    print(section(known))


if __name__ == "__main__":
    sys.exit(main())
