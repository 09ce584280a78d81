"""pm4py, used from outside as any analyst would."""

from __future__ import annotations

import heapq
import warnings
from typing import Any

import normal
import pandas as pd
from tools.base import Tool

warnings.filterwarnings("ignore")
import pm4py  # noqa: E402

TIMES = pd.DatetimeTZDtype("us", "UTC")


class Table(Tool):
    """The file is loaded into a pandas frame and formatted for pm4py."""

    unable = {
        "funnel": "has no funnel in order with a time window",
        "retention": "has no retention by cohort",
    }

    def load(self) -> None:
        if self.task.is_csv:
            rows = pd.read_csv(self.task.file, engine="pyarrow")
            rows["time"] = pd.to_datetime(rows["time"], utc=True).astype(TIMES)
        else:
            rows = pd.read_parquet(self.task.file)
        names = {"case_id": "customer", "activity_key": "touchpoint", "timestamp_key": "time"}
        self.log = pm4py.format_dataframe(rows, **names)

    def transitions(self) -> Any:
        """Counts and times are two questions to pm4py."""
        return pm4py.discover_dfg(self.log)[0], pm4py.discover_performance_dfg(self.log)[0]

    def variants(self) -> Any:
        paths = pm4py.get_variants(self.log)
        return len(paths), heapq.nlargest(self.task.top, paths.items(), key=lambda item: item[1])

    def normal_transitions(self, answer: Any) -> list[str]:
        counts, times = answer
        return normal.transitions(
            (source, target, int(count), times[source, target]["median"] * 1e6)
            for (source, target), count in counts.items()
        )

    def normal_variants(self, answer: Any) -> list[str]:
        return normal.variants(*answer)


WAYS = {"table": Table}
