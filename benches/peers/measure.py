"""Runs every tool in every way on a file, each in a process of its own, and compares the answers."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import normal
from cases import Data
from prepare import HERE, Programs
from tools.ways import WAYS

QUESTIONS = ("transitions", "funnel", "variants", "retention")
STEPS = ("discover_1", "browse_1", "decide_1", "buy_1")
"""Steps of the funnel, which all generated files have."""
WINDOW_US = 7 * 86_400_000_000
WEEKS, TOP = 12, 10
PROCESS_MINING = ("pm4py", "r4pm")
"""Tools that are slower by far, and that answer fewer questions: measured on files in time order only."""
JOURNEY = "journey"
"""The Rust program; the Python package is a tool like the others."""


@dataclass(frozen=True)
class Limits:
    """How much is measured."""

    threads: int
    repeats: int
    budget: float
    """Seconds after which a job is not repeated any more."""
    patience: float
    """Seconds after which a job is ended, and the most that one may be expected to need."""


@dataclass
class Entry:
    """One tool in one way with one job on one file."""

    tool: str
    way: str
    job: str
    status: str = "ok"
    reason: str = ""
    runs: list[dict[str, Any]] = field(default_factory=list)
    unable: dict[str, str] = field(default_factory=dict)
    partly: dict[str, str] = field(default_factory=dict)
    check: str = ""

    @property
    def name(self) -> str:
        return f"{self.tool} / {self.way} / {self.job}"

    @property
    def best(self) -> dict[str, Any]:
        """The fastest run."""
        fastest: dict[str, Any] = min(self.runs, key=lambda run: float(run["total"]))
        return fastest

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {"tool": self.tool, "way": self.way, "job": self.job, "status": self.status}
        if self.reason:
            known["reason"] = self.reason
        if self.runs:
            known["seconds"] = self.best["total"]
            known["median"] = round(statistics.median(run["total"] for run in self.runs), 6)
            known["cpu"] = min(run["cpu"] for run in self.runs)
            known["peak_mb"] = max(run["peak_mb"] for run in self.runs)
            known["parts"] = self.best["parts"]
            known["runs"] = len(self.runs)
            known["start_mb"] = self.best["start_mb"]
        if self.unable:
            known["unable"] = self.unable
        if self.partly:
            known["partly"] = self.partly
        return known


def jobs(programs: Programs, whole: bool, only: set[str]) -> list[Entry]:
    """What is to be measured; only of the `whole` other single questions than the funnel, and what no peer has."""
    singles = QUESTIONS if whole else ("funnel",)
    ours = ["together", "apart", *singles]
    if whole:
        ours += ["save", *(f"reopen-{question}" for question in QUESTIONS), "append"]
    entries = [Entry(JOURNEY, "rust", job) for job in ours]
    for tool, ways in WAYS.items():
        if (tool == "journey (Python)" and not programs.has_wheel) or (tool in PROCESS_MINING and not whole):
            continue
        entries += [Entry(tool, way, "apart") for way in ways]
        entries += [Entry(tool, ways[0], question) for question in singles]
    return [entry for entry in entries if not only or entry.tool in only]


class Bench:
    """All measurements of one file."""

    def __init__(self, data: Data, programs: Programs, limits: Limits, folder: Path) -> None:
        self.data, self.programs, self.limits, self.folder = data, programs, limits, folder

    def command(self, entry: Entry, answers: Path | None) -> list[str]:
        """The command line of a job."""
        shared = ["--threads", str(self.limits.threads)]
        shared += [word for step in STEPS for word in ("--step", step)]
        if answers is not None:
            shared += ["--answers", str(answers)]
        file = str(self.data.file)
        if entry.tool == JOURNEY:
            within = ["--within", f"{WINDOW_US // 1_000_000}s"]
            native = ["--native", str(self.folder / "log.arrow")]
            return [str(self.programs.peer), entry.job, file, *shared, *within, *native]
        numbers = ["--window-us", str(WINDOW_US), "--weeks", str(WEEKS), "--top", str(TOP)]
        words = [entry.tool, entry.way, entry.job, file]
        return [str(self.programs.python), str(HERE / "worker.py"), *words, *shared, *numbers]

    def once(self, entry: Entry, answers: Path | None = None) -> dict[str, Any] | None:
        """Runs a job; `None`, and the reason in the entry, if it fails."""
        threads = str(self.limits.threads)
        names = ("POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
        surroundings = {**os.environ, **dict.fromkeys(names, threads), "PYTHONWARNINGS": "ignore"}
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
            process = subprocess.Popen(
                self.command(entry, answers), stdout=out, stderr=errors, env=surroundings, cwd=self.folder
            )
            timer = threading.Timer(self.limits.patience * 2, process.kill)
            timer.start()
            _, status, usage = os.wait4(process.pid, 0)
            timer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            errors.seek(0)
            if process.returncode != 0:
                lines = errors.read().strip().splitlines()
                entry.status = "failed"
                entry.reason = lines[-1][:300] if lines else f"ended by signal {-process.returncode}"
                return None
            report = json.loads(out.read().strip().splitlines()[-1])
        entry.unable, entry.partly = report.get("unable", {}), report.get("partly", {})
        whole = [seconds for part, seconds in report["parts"].items() if part not in entry.partly]
        return {
            "total": round(sum(whole), 6),
            "parts": {part: round(seconds, 6) for part, seconds in report["parts"].items()},
            "cpu": round(report.get("cpu", usage.ru_utime + usage.ru_stime), 4),
            "peak_mb": round(report["peak_kb"] / 1024, 1),
            "start_mb": round(report.get("start_kb", 0) / 1024, 1),
        }

    def run(self, entries: list[Entry]) -> None:
        """Warms up and checks the answers, then measures in rounds, so that a slow minute hits all tools alike."""
        for entry in entries:
            if entry.status != "ok":
                continue
            folder = self.folder / entry.name.replace("/", "-")
            folder.mkdir(parents=True)
            warm = self.once(entry, folder)
            if warm is None:
                print(f"  {entry.name}: FAILED: {entry.reason}", flush=True)
                continue
            if entry.job in entry.unable:
                entry.status, entry.reason = "unable", entry.unable[entry.job]
            elif warm["total"] > self.limits.budget:
                entry.runs.append(warm)
        self.compare(entries)
        for _ in range(self.limits.repeats):
            for entry in entries:
                if entry.status == "ok" and sum(run["total"] for run in entry.runs) < self.limits.budget:
                    run = self.once(entry)
                    entry.runs += [run] if run else []
        for entry in entries:
            if entry.runs:
                run = entry.best
                print(f"  {entry.name:40} {run['total']:9.3f} s {run['peak_mb']:8.0f} MB", flush=True)

    def compare(self, entries: list[Entry]) -> None:
        """Ends everything if two tools disagree."""
        for question in QUESTIONS:
            told: dict[str, list[str]] = {}
            for entry in entries:
                file = self.folder / entry.name.replace("/", "-") / f"{question}.txt"
                if file.exists():
                    told[entry.name] = file.read_text(encoding="utf-8").splitlines()
            first = next((name for name in told if not name.startswith("r4pm")), None)
            for name, lines in told.items():
                expected = told[first] if first else lines
                if question == "transitions" and name.startswith("r4pm"):
                    expected = normal.without_medians(expected)
                if lines != expected:
                    raise SystemExit(f"{question}: {first} and {name} disagree\n{difference(expected, lines)}")
            print(f"  {question}: {len(told)} answers agree", flush=True)


def difference(expected: list[str], lines: list[str]) -> str:
    """The first lines in which two answers differ."""
    pairs = [(a, b) for a, b in zip(expected, lines) if a != b][:5]
    shown = [f"  {a!r}\n  {b!r}" for a, b in pairs]
    return "\n".join([f"  {len(expected)} and {len(lines)} lines", *shown])
