"""DuckDB: SQL on the file, on a table, or on a table of journeys."""

from __future__ import annotations

from typing import Any

import duckdb
import normal
from tools.base import MONDAY_US, WEEK_US, Task, Tool


class Duck(Tool):
    """What all ways share. `events` is a source of rows (customer, t, p): customer, microseconds, touchpoint."""

    events = "events"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.connection = duckdb.connect()
        for setting in (
            f"threads = {task.threads}",
            "timezone = 'UTC'",
            "preserve_insertion_order = false",
            "enable_progress_bar = false",
        ):
            self.connection.execute(f"SET {setting}")

    def run(self, query: str) -> Any:
        """The answer as an Arrow table."""
        return self.connection.execute(query).to_arrow_table()

    @property
    def source(self) -> str:
        """The file as a table."""
        if self.task.is_csv:
            types = "{'customer': 'VARCHAR', 'time': 'TIMESTAMPTZ', 'touchpoint': 'VARCHAR'}"
            return f"read_csv('{self.task.file}', header = true, columns = {types})"
        return f"'{self.task.file}'"

    def enum(self, source: str) -> None:
        """Makes a type of the touchpoints: codes instead of texts are grouped and sorted faster."""
        self.connection.execute(
            f"CREATE TYPE name AS ENUM (SELECT DISTINCT touchpoint FROM {source} ORDER BY touchpoint)"
        )

    def table(self) -> None:
        """Loads a table of events."""
        source = self.source
        if self.task.is_csv:
            self.connection.execute(f"CREATE TABLE raw AS FROM {source}")
            source = "raw"
        self.enum(source)
        self.connection.execute(
            f"CREATE TABLE events AS SELECT customer, epoch_us(time) AS t, touchpoint::name AS p FROM {source}"
        )
        self.connection.execute("DROP TABLE IF EXISTS raw")

    @property
    def sorted_journeys(self) -> str:
        """Lists of times and touchpoints a customer: faster here than window functions."""
        return f"""
            SELECT list_transform(l, lambda x: x.t) AS t, list_transform(l, lambda x: x.p) AS p
            FROM (SELECT list_sort(list({{t: t, p: p}})) AS l FROM {self.events} GROUP BY customer)"""

    journeys = "lists"

    def with_journeys(self) -> str:
        """Makes `lists` known to a query."""
        return f"WITH lists AS ({self.sorted_journeys})"

    def transitions(self) -> Any:
        return self.run(f"""{self.with_journeys()},
            moves AS (SELECT unnest(p[:-2]) AS source, unnest(p[2:]) AS target,
                             unnest(t[2:]) - unnest(t[:-2]) AS gap FROM {self.journeys})
            SELECT source, target, count(*) AS n, median(gap) AS gap FROM moves GROUP BY ALL""")

    def only(self, names: str) -> str:
        """Rows of some touchpoints."""
        return f"(FROM {self.events} WHERE p IN ({names}))"

    def funnel(self) -> Any:
        """For every start the earliest later event of each step, by lists of times a customer and step."""
        steps, window = self.task.steps, self.task.window_us
        names = ", ".join(f"'{step}'" for step in steps)
        lists = ", ".join(f"list(t) FILTER (p = '{step}') AS s{k}" for k, step in enumerate(steps))
        parts = [
            f"f AS (SELECT customer, {lists} FROM {self.only(names)} GROUP BY customer HAVING s0 IS NOT NULL)",
            "c0 AS (SELECT * EXCLUDE s0, unnest(s0) AS t0 FROM f)",
        ]
        for k in range(1, len(steps)):
            parts.append(
                f"""c{k} AS (SELECT * EXCLUDE s{k},
                    list_min(list_filter(s{k}, lambda x: x >= t{k - 1})) AS t{k} FROM c{k - 1})"""
            )
        far = " ".join(f"WHEN t{k} - t0 <= {window} THEN {k + 1}" for k in range(len(steps) - 1, 0, -1))
        parts.append(
            f"far AS (SELECT max(CASE {far} ELSE 1 END) AS steps FROM c{len(steps) - 1} GROUP BY customer)"
        )
        counts = ", ".join(f"count(*) FILTER (steps >= {k + 1}) AS n{k}" for k in range(len(steps)))
        return self.run(f"WITH {', '.join(parts)} SELECT {counts} FROM far")

    def variants(self) -> Any:
        return self.run(f"""{self.with_journeys()},
            paths AS (SELECT p, count(*) AS n FROM {self.journeys} GROUP BY p)
            SELECT p, n, count(*) OVER () AS variants FROM paths ORDER BY n DESC LIMIT {self.task.top}""")

    def retention(self) -> Any:
        return self.run(f"""
            WITH weeks AS (SELECT DISTINCT customer, (t + {MONDAY_US}) // {WEEK_US} AS w FROM {self.events}),
                 first AS (SELECT customer, min(w) AS cohort FROM weeks GROUP BY customer)
            SELECT cohort, w - cohort AS week, count(*) AS n FROM weeks JOIN first USING (customer) GROUP BY ALL""")

    def normal_transitions(self, answer: Any) -> list[str]:
        return normal.transitions(zip(*(answer.column(k).to_pylist() for k in range(4))))

    def normal_funnel(self, answer: Any) -> list[str]:
        return normal.funnel(self.task.steps, [column[0].as_py() for column in answer.columns])

    def normal_variants(self, answer: Any) -> list[str]:
        paths, counts, variants = (column.to_pylist() for column in answer.columns)
        return normal.variants(variants[0], zip(paths, counts))

    def normal_retention(self, answer: Any) -> list[str]:
        return normal.retention(zip(*(column.to_pylist() for column in answer.columns)), self.task.weeks)


class File(Duck):
    """Every question asks the file itself: only the columns and rows that it needs are read."""

    def load(self) -> None:
        self.enum(self.source)
        self.events = f"(SELECT customer, epoch_us(time) AS t, touchpoint::name AS p FROM {self.source})"

    def only(self, names: str) -> str:
        """Rows of some touchpoints, by their texts: that lets DuckDB leave out others while it reads."""
        return f"""(SELECT customer, epoch_us(time) AS t, touchpoint AS p FROM {self.source}
                    WHERE touchpoint IN ({names}))"""


class Table(Duck):
    """The file is loaded into a table of events first."""

    def load(self) -> None:
        self.table()


class Journeys(Duck):
    """A table of events and one of journeys are made first: what all questions need is done once."""

    def load(self) -> None:
        self.table()
        self.connection.execute(f"CREATE TABLE journeys AS {self.sorted_journeys}")

    journeys = "journeys"

    def with_journeys(self) -> str:
        return "WITH nothing AS (SELECT 1)"


WAYS = {"file": File, "table": Table, "journeys": Journeys}
