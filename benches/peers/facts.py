"""What is in a file, counted by DuckDB: prints JSON."""

from __future__ import annotations

import json
import sys

import duckdb

COUNT_TIES_UP_TO = 20_000_000


def main() -> None:
    file = sys.argv[1]
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    rows = f"FROM '{file}'"

    def one(query: str) -> int:
        answer = connection.execute(query).fetchone()
        assert answer is not None
        return int(answer[0])

    events, customers = one(f"SELECT count(*) {rows}"), one(f"SELECT count(DISTINCT customer) {rows}")
    ties = None
    if events <= COUNT_TIES_UP_TO:
        ties = events - one(f"SELECT count(*) FROM (SELECT DISTINCT customer, time {rows})")
    print(json.dumps({"events": events, "customers": customers, "ties": ties}))


if __name__ == "__main__":
    main()
