"""ClickHouse, embedded as chdb: SQL on the file, on a table, on a sorted table, or on a table of journeys."""

from __future__ import annotations

from typing import Any

import normal
import pyarrow as pa
from chdb import session
from tools.base import MONDAY_US, WEEK_US, Task, Tool


class ClickHouse(Tool):
    """What all ways share. `events` is a source of rows (customer, t, p): customer, microseconds, touchpoint."""

    events = "db.events"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        made: Any = session.Session
        self.session: Any = made()
        for setting in (
            f"max_threads = {task.threads}",
            "date_time_input_format = 'best_effort'",
            "output_format_arrow_low_cardinality_as_dictionary = 1",
        ):
            self.session.query(f"SET {setting}")
        self.session.query("CREATE DATABASE db ENGINE = Atomic")

    def run(self, query: str) -> Any:
        """The answer as an Arrow table."""
        answer = self.session.query(query, "ArrowStream")
        return pa.ipc.open_stream(answer.bytes()).read_all()

    @property
    def source(self) -> str:
        """The file as a table of (customer, t, p)."""
        columns = "customer String, time DateTime64(6, ''UTC''), touchpoint LowCardinality(String)"
        form = "CSVWithNames" if self.task.is_csv else "Parquet"
        return f"""(SELECT customer, toUnixTimestamp64Micro(time) AS t, touchpoint AS p
                    FROM file('{self.task.file}', {form}, '{columns}'))"""

    @property
    def sorted_journeys(self) -> str:
        """Arrays of times and touchpoints a customer."""
        return f"""(SELECT l.1 AS t, l.2 AS p
                    FROM (SELECT arraySort(groupArray((t, p))) AS l FROM {self.events} GROUP BY customer))"""

    @property
    def journeys(self) -> str:
        """Where journeys come from."""
        return self.sorted_journeys

    def transitions(self) -> Any:
        return self.run(f"""
            SELECT source, target, count() AS n, quantileExactInclusive(0.5)(gap) AS gap
            FROM (SELECT source, target, gap FROM {self.journeys}
                  ARRAY JOIN arrayPopBack(p) AS source, arrayPopFront(p) AS target,
                             arrayPopFront(arrayDifference(t)) AS gap)
            GROUP BY source, target""")

    def level(self) -> str:
        """How far each customer gets."""
        names = ", ".join(f"'{step}'" for step in self.task.steps)
        steps = ", ".join(f"p = '{step}'" for step in self.task.steps)
        return f"""(SELECT windowFunnel({self.task.window_us})(toUInt64(t), {steps}) AS level
                    FROM {self.events} WHERE p IN ({names}) GROUP BY customer)"""

    def funnel(self) -> Any:
        counts = ", ".join(f"countIf(level >= {k + 1})" for k in range(len(self.task.steps)))
        return self.run(f"SELECT {counts} FROM {self.level()}")

    def paths(self) -> str:
        """The path of each customer."""
        return f"""(SELECT arraySort((name, time) -> time, groupArray(p), groupArray(t)) AS p
                    FROM {self.events} GROUP BY customer)"""

    def variants(self) -> Any:
        return self.run(f"""
            SELECT p, count() AS n, count() OVER () AS variants FROM {self.paths()}
            GROUP BY p ORDER BY n DESC LIMIT {self.task.top}""")

    def retention(self) -> Any:
        return self.run(f"""
            SELECT cohort, arrayJoin(weeks) - cohort AS week, count() AS n
            FROM (SELECT groupUniqArray(intDiv(t + {MONDAY_US}, {WEEK_US})) AS weeks, arrayMin(weeks) AS cohort
                  FROM {self.events} GROUP BY customer)
            GROUP BY cohort, week""")

    def normal_transitions(self, answer: Any) -> list[str]:
        return normal.transitions(zip(*(column.to_pylist() for column in answer.columns)))

    def normal_funnel(self, answer: Any) -> list[str]:
        return normal.funnel(self.task.steps, [column[0].as_py() for column in answer.columns])

    def normal_variants(self, answer: Any) -> list[str]:
        paths, counts, variants = (column.to_pylist() for column in answer.columns)
        return normal.variants(variants[0], zip(paths, counts))

    def normal_retention(self, answer: Any) -> list[str]:
        return normal.retention(zip(*(column.to_pylist() for column in answer.columns)), self.task.weeks)


class File(ClickHouse):
    """Every question asks the file itself."""

    def load(self) -> None:
        self.events = self.source


class Table(ClickHouse):
    """The file is loaded into memory first."""

    def load(self) -> None:
        self.session.query(f"CREATE TABLE db.events ENGINE = Memory AS SELECT * FROM {self.source}")


class Sorted(ClickHouse):
    """The file is loaded into a table that is sorted by customer and time, as ClickHouse stores data."""

    def load(self) -> None:
        columns = "customer String, t Int64, p LowCardinality(String)"
        self.session.query(f"CREATE TABLE db.events ({columns}) ENGINE = MergeTree ORDER BY (customer, t)")
        self.session.query(f"INSERT INTO db.events SELECT * FROM {self.source}")


class Journeys(ClickHouse):
    """The file is loaded into a table of journeys: what all questions need is done once."""

    @property
    def journeys(self) -> str:
        return "db.journeys"

    def load(self) -> None:
        self.events = self.source
        self.session.query(f"CREATE TABLE db.journeys ENGINE = Memory AS SELECT * FROM {self.sorted_journeys}")

    def level(self) -> str:
        steps = ", ".join(f"arrayMap(x -> toUInt8(x = '{step}'), p)" for step in self.task.steps)
        return f"""(SELECT arrayReduce('windowFunnel({self.task.window_us})', arrayMap(x -> toUInt64(x), t), {steps})
                    AS level FROM db.journeys WHERE has(p, '{self.task.steps[0]}'))"""

    def paths(self) -> str:
        return "db.journeys"

    def retention(self) -> Any:
        return self.run(f"""
            SELECT cohort, arrayJoin(weeks) - cohort AS week, count() AS n
            FROM (SELECT arrayDistinct(arrayMap(x -> intDiv(x + {MONDAY_US}, {WEEK_US}), t)) AS weeks,
                         weeks[1] AS cohort FROM db.journeys)
            GROUP BY cohort, week""")


WAYS = {"file": File, "table": Table, "sorted": Sorted, "journeys": Journeys}
