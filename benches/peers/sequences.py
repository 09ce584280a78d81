"""Frequent patterns: journey and PyPI's prefixspan, on the same sequences, with the same answers.

    python benches/peers/sequences.py kosarak25k.txt.gz 1000 500 250

A file has one sequence a line, items between blanks. Builds our program, runs both in turn on one thread, compares how
many patterns were found and the sum of their supports times lengths, and writes `sequences.json`.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from prefixspan import PrefixSpan

HERE = Path(__file__).resolve().parent


def theirs(sequences: list[list[str]], support: int, closed: bool) -> tuple[int, int, float]:
    """Patterns, the sum of their supports times lengths, seconds."""
    start = time.perf_counter()
    found = PrefixSpan(sequences).frequent(support, closed=closed)
    seconds = time.perf_counter() - start
    return len(found), sum(count * len(path) for count, path in found), seconds


def main(name: str, supports: list[str]) -> None:
    path = Path(name)
    text = (gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()).decode()
    sequences = [line.split() for line in text.splitlines()]
    build = ["cargo", "run", "--release", "-q", "-p", "journey-benches", "--bin", "sequences", "--"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as plain:
        plain.write(text)
        plain.flush()
        told = subprocess.run([*build, plain.name, *supports], check=True, capture_output=True, text=True).stdout
    rows = []
    for line in told.splitlines():
        ours = json.loads(line)
        frequent = theirs(sequences, ours["min_support"], False)
        closed = theirs(sequences, ours["min_support"], True)
        if frequent[:2] != (ours["frequent"], ours["sum"]) or closed[:2] != (ours["closed"], ours["closed_sum"]):
            raise SystemExit(f"the answers differ: {ours}, {frequent}, {closed}")
        row = ours | {"prefixspan_seconds": round(frequent[2], 4), "prefixspan_closed_seconds": round(closed[2], 4)}
        row["times_faster"] = round(frequent[2] / ours["seconds"], 1)
        row["closed_times_faster"] = round(closed[2] / ours["closed_seconds"], 1)
        rows.append(row)
        print(json.dumps(row))
    results = {"file": path.name, "sequences": len(sequences), "prefixspan": version("prefixspan"), "rows": rows}
    (HERE / "sequences.json").write_text(json.dumps(results, indent=1) + "\n")


main(sys.argv[1], sys.argv[2:])
