"""The form in which answers of all tools are compared: lines of text, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta


def transitions(rows: Iterable[tuple[str, str, int, float | None]]) -> list[str]:
    """Source, target, count and median gap; gaps come in microseconds.

    The exact median of whole microseconds is a whole number of half microseconds. Tools that give no
    median give `None`; only counts are compared then.
    """
    lines = []
    for source, target, count, median_us in rows:
        median = "" if median_us is None else f"\t{round(2 * median_us)}"
        lines.append(f"{source}\t{target}\t{count}{median}")
    return sorted(lines)


def without_medians(lines: Sequence[str]) -> list[str]:
    """Transitions without their last column, to be compared with a tool that has none."""
    return sorted(line.rsplit("\t", 1)[0] for line in lines)


def funnel(steps: Sequence[str], customers: Sequence[int]) -> list[str]:
    """Step, touchpoint and the customers who reached it."""
    return [f"{number}\t{step}\t{count}" for number, (step, count) in enumerate(zip(steps, customers), 1)]


def variants(distinct: int, rows: Iterable[tuple[Sequence[str], int]]) -> list[str]:
    """The number of variants, then customers and path of the most frequent ones.

    Tools may differ in which of several equally frequent variants come last, so that paths are compared
    only of those more frequent than the last one listed.
    """
    listed = [(count, tuple(path)) for path, count in rows]
    last = min((count for count, _ in listed), default=0)
    lines = ["\t".join([f"{count:012}", *(path if count > last else ())]) for count, path in listed]
    return [f"variants\t{distinct}", *sorted(lines, reverse=True)]


def retention(rows: Iterable[tuple[int, int, int]], weeks: int) -> list[str]:
    """Cohort, week, customers whose week is over, and those of them who came.

    Rows are the cohort as a number of weeks since that of 1970-01-01, weeks after it, customers. The last
    week of the data is not over, and weeks without anybody must be shown.
    """
    counts = {(cohort, week): count for cohort, week, count in rows}
    last = max((cohort + week for cohort, week in counts), default=0)
    lines = []
    for cohort in sorted({cohort for cohort, _ in counts}):
        first_day = date(1970, 1, 1) + timedelta(days=7 * cohort - 3)
        for week in range(min(last - cohort, weeks + 1)):
            lines.append(f"{first_day}\t{week}\t{counts[cohort, 0]}\t{counts.get((cohort, week), 0)}")
    return lines
