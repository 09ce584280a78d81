"""Leaves out what cannot end well: too much memory or time, judged from a smaller file."""

from __future__ import annotations

from pathlib import Path

from measure import Entry, Limits
from results import Measured

USABLE = 0.85


def available_mb() -> float:
    """Memory that is free now; without end where the system does not tell."""
    file = Path("/proc/meminfo")
    if not file.exists():
        return float("inf")
    for line in file.read_text(encoding="ascii").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) / 1024
    return float("inf")


def leave_out(entries: list[Entry], events: int, smaller: list[Measured], limits: Limits) -> None:
    """Marks what would need more memory or time than there is, growing linearly from the largest file before."""
    before = max(
        (file for file in smaller if file.events < events), key=lambda file: file.events, default=None
    )
    if before is None:
        return
    times = events / before.events
    for entry in entries:
        known = before.find(entry.tool, entry.job, entry.way)
        if known is None:
            earlier = [other for other in before.entries if same(entry, other)]
            if earlier and earlier[0]["status"] in ("skipped", "failed"):
                entry.status, entry.reason = "skipped", f"{earlier[0]['reason']} (on a smaller file)"
            continue
        memory = known["start_mb"] + (known["peak_mb"] - known["start_mb"]) * times
        if memory > USABLE * available_mb():
            entry.reason = f"would need about {memory / 1024:.0f} GB of memory, judged from {before.events:,} events"
        elif known["seconds"] * times > limits.patience:
            needed = known["seconds"] * times
            entry.reason = f"would take about {needed:.0f} s, judged from {before.events:,} events"
        else:
            continue
        entry.status = "skipped"


def same(entry: Entry, other: dict[str, object]) -> bool:
    """Whether a result is of the same tool, way and job."""
    return (entry.tool, entry.way, entry.job) == (other["tool"], other["way"], other["job"])
