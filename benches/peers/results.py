"""What was measured, as it lies in `results.json`, and the questions that reports ask of it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from prepare import ROOT, Programs

JOURNEY = "journey"
PEERS = ("DuckDB", "ClickHouse", "polars", "pm4py", "r4pm")
FOUR = 4


def machine() -> dict[str, Any]:
    """On what was measured."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [line for line in cpuinfo.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        model = named[0].split(":", 1)[1].strip() if named else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "load_before": round(os.getloadavg()[0], 2),
    }


def origin() -> dict[str, Any]:
    """When and on what is measured."""
    commit = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        "commit": commit.stdout.strip(),
        "machine": machine(),
        "python": platform.python_version(),
    }


def head(programs: Programs, threads: int, repeats: int) -> dict[str, Any]:
    """When, on what, and with what was measured."""
    names = ("chdb", "chdb-core", "duckdb", "polars", "pm4py", "r4pm", "pandas", "numpy", "pyarrow", "journey-py")
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True)
    return {
        **origin(),
        "threads": threads,
        "repeats": repeats,
        "rust": rust.stdout.strip(),
        "versions": {name: programs.versions[name] for name in names if name in programs.versions},
    }


@dataclass(frozen=True)
class Measured:
    """One file with all that was measured on it."""

    data: dict[str, Any]
    entries: list[dict[str, Any]]

    @property
    def name(self) -> str:
        return str(self.data["case"]["name"])

    @property
    def events(self) -> int:
        return int(self.data["events"])

    def find(self, tool: str, job: str, way: str | None = None) -> dict[str, Any] | None:
        """What was measured of a tool: in one way, or in its fastest one."""
        fitting = [
            entry
            for entry in self.entries
            if entry["tool"] == tool and entry["job"] == job and way in (None, entry["way"]) and "seconds" in entry
        ]
        return min(fitting, key=lambda entry: float(entry["seconds"]), default=None)

    def all_four(self, tool: str) -> dict[str, Any] | None:
        """A tool's fastest way to all questions that it can answer, loading included."""
        found = [self.find(tool, job) for job in ("together", "apart")]
        return min((entry for entry in found if entry), key=lambda entry: float(entry["seconds"]), default=None)

    def best_peer(self) -> dict[str, Any] | None:
        """The fastest peer of those that answer all four questions."""
        found = [self.all_four(peer) for peer in PEERS]
        whole = [entry for entry in found if entry and answered(entry) == FOUR]
        return min(whole, key=lambda entry: float(entry["seconds"]), default=None)


def answered(entry: dict[str, Any]) -> int:
    """How many of the four questions the tool answers in full."""
    return FOUR - len(entry.get("unable", {})) - len(entry.get("partly", {}))


@dataclass(frozen=True)
class Results:
    """A whole run."""

    head: dict[str, Any]
    files: list[Measured]

    @staticmethod
    def of(known: dict[str, Any]) -> Results:
        """From what `results.json` holds."""
        files = [Measured(file["data"], file["entries"]) for file in known["files"]]
        return Results({key: value for key, value in known.items() if key != "files"}, files)

    @staticmethod
    def read(folder: Path) -> Results:
        """What lies in a folder, with the run that compares the sizes if there is one."""
        known = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        growth = folder / "growth.json"
        if growth.exists():
            known["growth"] = json.loads(growth.read_text(encoding="utf-8"))
        return Results.of(known)

    def file(self, name: str, events: int) -> Measured | None:
        """One file."""
        return next((file for file in self.files if (file.name, file.events) == (name, events)), None)

    @property
    def growth(self) -> Results:
        """The run that compares the sizes: one of its own, if there is one."""
        again = self.head.get("growth")
        return Results.of(again) if again else self

    @property
    def sizes(self) -> list[Measured]:
        """The same kind of file in all sizes."""
        return sorted((file for file in self.files if file.name == "time order"), key=lambda file: file.events)
