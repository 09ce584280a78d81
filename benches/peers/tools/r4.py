"""r4pm, process mining in Rust behind Python. polars reads the file: r4pm itself reads XES and takes data frames."""

from __future__ import annotations

from typing import Any

import normal
import polars as pl
import r4pm
from r4pm import bindings
from tools.base import Tool
from tools.polar import TIME_FORM


class Table(Tool):
    """The file is loaded, sorted and handed over as an event log."""

    unable = {
        "funnel": "has no funnel in order with a time window",
        "retention": "has no retention by cohort",
    }
    partly = {"transitions": "gives counts, but no times between events"}

    def load(self) -> None:
        if self.task.is_csv:
            rows = pl.scan_csv(self.task.file)
            time = pl.col("time").str.to_datetime(TIME_FORM, time_unit="us", time_zone="UTC")
        else:
            rows, time = pl.scan_parquet(self.task.file), pl.col("time")
        case, activity = pl.col("customer").alias("case:concept:name"), pl.col("touchpoint").alias("concept:name")
        frame = rows.sort("customer", "time").select(case, activity, time.alias("time:timestamp")).collect()
        self.log = r4pm.import_item_from_df("EventLog", frame)

    def transitions(self) -> Any:
        return bindings.discover_dfg(self.log)

    def variants(self) -> Any:
        paths = bindings.log_to_activity_projection(self.log)
        return bindings.get_num_variants(paths), bindings.get_top_n_variants(paths, self.task.top)

    def normal_transitions(self, answer: Any) -> list[str]:
        relations = answer["directly_follows_relations"]
        return normal.transitions((source, target, count, None) for (source, target), count in relations)

    def normal_variants(self, answer: Any) -> list[str]:
        distinct, top = answer
        return normal.variants(distinct, [(row["activities"], row["count"]) for row in top])


WAYS = {"table": Table}
