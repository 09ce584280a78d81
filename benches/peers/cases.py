"""The files that are measured, and what is known about them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from prepare import HERE, Programs, cache

MILLION = 1_000_000
WHOLE_UP_TO = 10 * MILLION
"""Larger files get only what the picture needs: all four questions together, and the funnel."""


@dataclass(frozen=True)
class Case:
    """A file to measure."""

    name: str
    events: int
    order: str = "time"
    ids: str = "short"
    touchpoints: int = 40
    form: str = "parquet"

    @property
    def file_name(self) -> str:
        """A name that says everything, so that files can be kept."""
        return f"{self.events}-{self.order}-{self.ids}-{self.touchpoints}.{self.form}"

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.events // MILLION} million events, {self.name}"

    @property
    def key(self) -> str:
        """For results."""
        return f"{self.events}/{self.name}"


def plan(quick: bool, large: bool) -> list[Case]:
    """What is measured."""
    cases = [Case("time order", MILLION)]
    if not quick:
        ten = 10 * MILLION
        cases += [
            Case("time order", ten),
            Case("random order", ten, order="random"),
            Case("UUID ids", ten, ids="uuid"),
            Case("2,000 touchpoints", ten, touchpoints=2000),
            Case("CSV", ten, form="csv"),
        ]
    if large:
        cases.append(Case("time order", 100 * MILLION))
    return cases


@dataclass(frozen=True)
class Data:
    """A file and what is in it, as DuckDB counts it."""

    case: Case
    file: Path
    bytes: int
    events: int
    customers: int
    ties: int | None
    """Events of one customer at one time, whose order would be a matter of taste; `None` if not counted."""

    def to_dict(self) -> dict[str, Any]:
        """Without the place of the file."""
        known = asdict(self)
        del known["file"]
        return known


def make(case: Case, programs: Programs) -> Data:
    """Makes the file unless it is there from an earlier run."""
    folder = cache() / "data"
    folder.mkdir(exist_ok=True)
    file, facts = folder / case.file_name, folder / f"{case.file_name}.json"
    if not file.exists():
        print(f"making {file.name}", flush=True)
        half = file.with_name(f"half-{file.name}")
        options = {
            "--events": case.events,
            "--order": case.order,
            "--ids": case.ids,
            "--touchpoints": case.touchpoints,
            "--seed": 1,
            "--out": half,
        }
        words = [str(word) for option in options.items() for word in option]
        subprocess.run([str(programs.generate), *words], check=True, stdout=subprocess.DEVNULL)
        half.rename(file)
        facts.unlink(missing_ok=True)
    if not facts.exists():
        command = [str(programs.python), str(HERE / "facts.py"), str(file)]
        facts.write_text(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    known = json.loads(facts.read_text(encoding="utf-8"))
    if known["events"] != case.events:
        raise SystemExit(f"{file} has {known['events']} events instead of {case.events}")
    return Data(case, file, file.stat().st_size, **known)
