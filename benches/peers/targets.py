"""What was to be reached, and what was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from results import FOUR, JOURNEY, Measured, Results, answered

TEN = 10_000_000


@dataclass(frozen=True)
class Target:
    """A demand and what came of it."""

    text: str
    demanded: str
    reached: str
    met: bool


def at_least(text: str, ratio: float, wanted: float) -> Target:
    """A ratio that should be large."""
    return Target(text, f"at least {wanted:g} times", f"{ratio:.1f} times", ratio >= wanted)


def at_most(text: str, share: float, wanted: float, form: str = ".0%") -> Target:
    """A share that should be small."""
    return Target(text, f"at most {wanted:{form}}", f"{share:{form}}", share <= wanted)


def seconds(file: Measured, tool: str, job: str) -> float | None:
    entry = file.find(tool, job)
    return float(entry["seconds"]) if entry else None


def sums(file: Measured) -> Iterator[Target]:
    """All four questions, loading included."""
    ours, best = file.all_four(JOURNEY), file.best_peer()
    asked, fastest = file.find("DuckDB", "apart", "file"), file.all_four("DuckDB")
    if not ours or not asked or not fastest or not best:
        return
    ratio = asked["seconds"] / ours["seconds"]
    if file.name == "time order":
        yield at_least("four questions from one load, against the sum of DuckDB's four queries of the file", ratio, 20)
        text = f"the same against the fastest way of any peer ({best['tool']}, {best['way']})"
        yield at_least(text, best["seconds"] / ours["seconds"], 10)
        yield at_most("peak memory, of DuckDB's in its fastest way", ours["peak_mb"] / fastest["peak_mb"], 1 / 3)
    elif file.name != "2,000 touchpoints":
        yield at_least(f"{file.name}: four questions, against the sum of DuckDB's four queries of the file", ratio, 8)


def funnels(file: Measured) -> Iterator[Target]:
    """Loading and a single funnel."""
    ours, duck = seconds(file, JOURNEY, "funnel"), seconds(file, "DuckDB", "funnel")
    wanted = {"time order": 1.5, "random order": 1.0, "UUID ids": 1.0}.get(file.name)
    if ours and duck and wanted:
        yield at_least(f"{file.name}: load and a single funnel, against DuckDB on the file", duck / ours, wanted)


def in_memory(file: Measured) -> Iterator[Target]:
    """Questions alone, on what each tool has loaded before."""
    if file.name != "time order":
        return
    ours = file.find(JOURNEY, "apart")
    wanted = [("funnel", "DuckDB", 20), ("funnel", "ClickHouse", 20), ("transitions", "DuckDB", 50)]
    for question, tool, ratio in wanted:
        loaded = [entry for entry in file.entries if (entry["tool"], entry["job"]) == (tool, "apart")]
        times = [entry["parts"][question] for entry in loaded if entry["way"] != "file" and "parts" in entry]
        if ours and times:
            text = f"{question} of what is loaded, against {tool}'s best query on its own in-memory tables"
            yield at_least(text, min(times) / ours["parts"][question], ratio)


def own(file: Measured) -> Iterator[Target]:
    """What only journey does: reopening and appending."""
    ours = file.all_four(JOURNEY)
    slowest = max((entry["seconds"] for entry in file.entries if entry["job"].startswith("reopen")), default=None)
    if ours and slowest is not None:
        text = "reopening the native file and the slowest single question, of the load of the Parquet file"
        yield at_most(text, slowest / ours["parts"]["load"], 0.2)
    append = file.find(JOURNEY, "append")
    if ours and append:
        text = "appending 1,000 events and refreshing four reports, of a rebuild"
        yield at_most(text, append["parts"]["append"] / ours["seconds"], 0.02, ".1%")


def growth(results: Results) -> Iterator[Target]:
    """Time an event over all sizes."""
    an_event, run = [], results.growth
    for file in run.sizes:
        ours = file.all_four(JOURNEY)
        if ours and answered(ours) == FOUR:
            an_event.append(ours["seconds"] / file.events)
    if len(an_event) > 1:
        spread = max(an_event) / min(an_event)
        sizes = " to ".join(f"{file.events // 1_000_000}" for file in (run.sizes[0], run.sizes[-1]))
        text = f"time an event from {sizes} million events, largest by smallest"
        if run is not results:
            text += f" (a run of its own at commit {run.head['commit']})"
        yield Target(text, "at most 1.5", f"{spread:.2f}", spread <= 1.5)


def targets(results: Results) -> list[Target]:
    """All that can be judged from these results."""
    found: list[Target] = []
    for file in results.files:
        if file.events == TEN:
            found += [*sums(file), *funnels(file), *in_memory(file), *own(file)]
    return [*found, *growth(results)]
