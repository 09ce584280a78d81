"""Measures journey against DuckDB, ClickHouse, polars, pm4py and r4pm: same data, same questions, one run.

    python benches/peers/run.py --quick     # 1 million events, some minutes
    python benches/peers/run.py             # 1 and 10 million events, all kinds of files
    python benches/peers/run.py --large     # 100 million events too
    python benches/peers/run.py --growth    # only journey, 1 to 100 million events in time order

Needs Rust, Python and the network for the first run: it installs the peers into an environment of its own,
makes the data with the project's own generator, builds our programs, and checks that all answers are equal.
Writes `results.json` (`growth.json` with `--growth`), `BENCHMARKS.md` and its picture; see README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import cases  # noqa: E402
import foresee  # noqa: E402
import plot  # noqa: E402
import prepare  # noqa: E402
import report  # noqa: E402
import results  # noqa: E402
import sentiment  # noqa: E402
import xes  # noqa: E402
from measure import Bench, Limits, jobs  # noqa: E402

BUSY = 0.5


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="only 1 million events in time order")
    parser.add_argument("--large", action="store_true", help="100 million events too")
    parser.add_argument("--growth", action="store_true", help="only journey, 1 to 100 million events in time order")
    parser.add_argument("--threads", type=int, default=2, help="threads of every tool (default 2)")
    parser.add_argument("--repeats", type=int, default=3, help="timed runs of every job (default 3)")
    parser.add_argument("--budget", type=float, default=30, help="seconds after which a job is not repeated")
    parser.add_argument("--patience", type=float, default=600, help="longest expected seconds of a job")
    parser.add_argument("--no-wheel", action="store_true", help="leave our Python package out")
    parser.add_argument("--tool", action="append", default=[], help="only this tool; may be given several times")
    parser.add_argument("--case", action="append", default=[], help="only files of this name, such as `CSV`")
    parser.add_argument("--out", type=Path, help="folder for the results instead of the project itself")
    parser.add_argument("--from-results", action="store_true", help="measure nothing, write the texts again")
    given = parser.parse_args()
    if given.growth:
        given.large, given.no_wheel, given.tool, given.case = True, True, [results.JOURNEY], ["time order"]
    return given


def use_cores(threads: int) -> None:
    """Holds this process and all that it starts to so many cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cores[:threads])
        if len(cores) < threads:
            print(f"only {len(cores)} cores for {threads} threads", flush=True)


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Measures everything that is wanted."""
    programs = prepare.programs(wheel=not given.no_wheel)
    wanted = [case for case in cases.plan(given.quick, given.large) if not given.case or case.name in given.case]
    data = [cases.make(case, programs) for case in wanted]
    use_cores(given.threads)
    limits = Limits(given.threads, given.repeats, given.budget, given.patience)
    known = results.head(programs, given.threads, given.repeats)
    if known["machine"]["load_before"] > BUSY:
        print(f"the machine is busy (load {known['machine']['load_before']}): times will not be good", flush=True)
    files: list[dict[str, Any]] = []
    for made in data:
        print(f"{made.case.title}: {made.customers:,} customers, {made.bytes:,} bytes", flush=True)
        whole = made.case.name == "time order" and made.events <= cases.WHOLE_UP_TO
        entries = jobs(programs, whole, set(given.tool))
        foresee.leave_out(entries, made.events, results.Results.of({"files": files}).sizes, limits)
        with tempfile.TemporaryDirectory(dir=prepare.cache()) as folder:
            Bench(made, programs, limits, Path(folder)).run(entries)
        files.append({"data": made.to_dict(), "entries": [entry.to_dict() for entry in entries]})
    return {**known, "files": files}


def write(found: results.Results, folder: Path) -> None:
    """The picture, and the page beside it or, for the project's own results, at its root."""
    text = prepare.ROOT if folder == prepare.HERE else folder
    picture = folder / "peers.svg"
    picture.write_text(plot.svg(found), encoding="utf-8")
    alone = [part for part in (xes, sentiment) if part.RESULTS.exists()]
    sections = [part.section(json.loads(part.RESULTS.read_text(encoding="utf-8"))) for part in alone]
    page = report.markdown(found, picture.relative_to(text), sections)
    (text / "BENCHMARKS.md").write_text(page, encoding="utf-8")


def main() -> int:
    given = arguments()
    folder = given.out or prepare.HERE
    file, growth = folder / "results.json", folder / "growth.json"
    if not given.from_results:
        folder.mkdir(parents=True, exist_ok=True)
        made = json.dumps(measure(given), indent=1) + "\n"
        (growth if given.growth else file).write_text(made, encoding="utf-8")
    found = results.Results.read(folder)
    write(found, folder)
    print(report.summary(found))
    broken = [entry for measured in found.files for entry in measured.entries if entry["status"] == "failed"]
    for entry in broken:
        print(f"failed: {entry['tool']} / {entry['way']} / {entry['job']}: {entry['reason']}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
