"""polars: lazy queries on the file, or on a data frame sorted once."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import normal
import polars as pl
from tools.base import MONDAY_US, WEEK_US, Tool

TIME_FORM = "%Y-%m-%dT%H:%M:%S%.fZ"


class Polars(Tool):
    """What both ways share."""

    def scan(self) -> pl.LazyFrame:
        """The file as rows (customer, t, p): customer, microseconds, touchpoint."""
        if self.task.is_csv:
            kinds = {"customer": pl.String, "time": pl.String, "touchpoint": pl.String}
            rows = pl.scan_csv(self.task.file, schema=kinds)
            time = pl.col("time").str.to_datetime(TIME_FORM, time_unit="us")
        else:
            rows, time = pl.scan_parquet(self.task.file), pl.col("time")
        return rows.select("customer", t=time.dt.epoch("us"), p="touchpoint")

    def sorted(self) -> pl.LazyFrame:
        """Events by customer and time; customers and touchpoints as codes, which sort faster than texts."""
        codes = pl.col("customer").cast(pl.Categorical).to_physical()
        return self.scan().with_columns(codes, pl.col("p").cast(pl.Categorical)).sort("customer", "t")

    @abstractmethod
    def events(self) -> pl.LazyFrame:
        """Events as they are."""

    @abstractmethod
    def ordered(self) -> pl.LazyFrame:
        """Events by customer and time."""

    @abstractmethod
    def paths(self) -> pl.LazyFrame:
        """The path of each customer."""

    def transitions(self) -> Any:
        customer, following = pl.col("customer"), pl.all().shift(-1).name.prefix("next_")
        return (
            self.ordered()
            .select(pl.all(), following)
            .filter(customer == pl.col("next_customer"))
            .group_by(source="p", target="next_p")
            .agg(n=pl.len(), gap=(pl.col("next_t") - pl.col("t")).median())
            .collect()
        )

    def funnel(self) -> Any:
        """Carries the latest start that is still in time from step to step."""
        steps, window = self.task.steps, self.task.window_us
        step, time = pl.col("step"), pl.col("t")
        codes = pl.col("p").cast(pl.String).replace_strict(dict(zip(steps, range(len(steps)))), return_dtype=pl.Int8)
        rows = (
            self.events()
            .filter(pl.col("p").is_in(list(steps)))
            .select("customer", "t", step=codes)
            .sort("customer", "t", "step")
            .with_columns(s0=pl.when(step == 0).then(time).forward_fill().over("customer"))
        )
        for k in range(1, len(steps)):
            start = pl.col(f"s{k - 1}")
            in_time = pl.when((step == k) & (time - start <= window)).then(start)
            rows = rows.with_columns(in_time.forward_fill().over("customer").alias(f"s{k}"))
        reached = [pl.col(f"s{k}").is_not_null().any() for k in range(len(steps))]
        return rows.group_by("customer").agg(reached).select(pl.col("^s.$").sum()).collect()

    def variants(self) -> Any:
        """The list of variants, and the most frequent ones."""
        counted = self.paths().group_by("p").agg(n=pl.len()).collect()
        return counted.height, counted.top_k(self.task.top, by="n")

    def retention(self) -> Any:
        week = pl.col("week")
        return (
            self.events()
            .select("customer", week=(pl.col("t") + MONDAY_US) // WEEK_US)
            .group_by("customer")
            .agg(cohort=week.min(), week=week.unique())
            .explode("week")
            .group_by("cohort", week=week - pl.col("cohort"))
            .agg(n=pl.len())
            .collect()
        )

    def normal_transitions(self, answer: Any) -> list[str]:
        return normal.transitions(answer.select("source", "target", "n", "gap").rows())

    def normal_funnel(self, answer: Any) -> list[str]:
        return normal.funnel(self.task.steps, answer.row(0))

    def normal_variants(self, answer: Any) -> list[str]:
        height, top = answer
        return normal.variants(height, top.select("p", "n").rows())

    def normal_retention(self, answer: Any) -> list[str]:
        return normal.retention(answer.select("cohort", "week", "n").rows(), self.task.weeks)


class File(Polars):
    """Every question is a lazy query on the file."""

    def load(self) -> None:
        pass

    def events(self) -> pl.LazyFrame:
        return self.scan()

    def ordered(self) -> pl.LazyFrame:
        return self.sorted()

    def paths(self) -> pl.LazyFrame:
        events = self.scan().with_columns(pl.col("p").cast(pl.Categorical))
        return events.sort("t").group_by("customer").agg("p")


class Table(Polars):
    """The file is loaded into a data frame and sorted first."""

    def load(self) -> None:
        self.frame = self.sorted().collect().with_columns(pl.col("customer").set_sorted())

    def events(self) -> pl.LazyFrame:
        return self.frame.lazy()

    def ordered(self) -> pl.LazyFrame:
        return self.frame.lazy()

    def paths(self) -> pl.LazyFrame:
        return self.frame.lazy().group_by("customer").agg("p")


WAYS = {"file": File, "table": Table}
