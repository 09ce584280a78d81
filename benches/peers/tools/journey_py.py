"""journey's own Python package, to see what Python adds to the Rust program."""

from __future__ import annotations

from typing import Any

import journey
import normal
from tools.base import Tool


class Table(Tool):
    """The file is loaded, then asked one question after the other."""

    def load(self) -> None:
        read = journey.EventLog.read_csv if self.task.is_csv else journey.EventLog.read_parquet
        self.log = read(self.task.file, customer="customer", time="time", touchpoint="touchpoint")

    def transitions(self) -> Any:
        return self.log.transitions()

    def funnel(self) -> Any:
        return self.log.funnel(list(self.task.steps), within=f"{self.task.window_us // 1_000_000}s")

    def variants(self) -> Any:
        return self.log.variants(top=self.task.top)

    def retention(self) -> Any:
        return self.log.retention(period="week", periods=self.task.weeks)

    def normal_transitions(self, answer: Any) -> list[str]:
        return normal.transitions(
            (row.source, row.target, row.count, row.gap.median_seconds * 1e6) for row in answer.rows
        )

    def normal_funnel(self, answer: Any) -> list[str]:
        return normal.funnel(self.task.steps, [row.customers for row in answer.rows])

    def normal_variants(self, answer: Any) -> list[str]:
        return normal.variants(answer.variants, [(row.path, row.customers) for row in answer.rows])

    def normal_retention(self, answer: Any) -> list[str]:
        return [f"{row.cohort}\t{row.period}\t{row.eligible}\t{row.count}" for row in answer.rows]


WAYS = {"table": Table}
