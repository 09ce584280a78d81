"""The tools that are compared, and the ways in which each of them can be used."""

from __future__ import annotations

MODULES = {
    "journey (Python)": "tools.journey_py",
    "DuckDB": "tools.duck",
    "ClickHouse": "tools.clickhouse",
    "polars": "tools.polar",
    "pm4py": "tools.pm",
    "r4pm": "tools.r4",
}
"""Module of each tool; imported only in the process that uses it."""

WAYS = {
    "journey (Python)": ("table",),
    "DuckDB": ("file", "table", "journeys"),
    "ClickHouse": ("file", "table", "sorted", "journeys"),
    "polars": ("file", "table"),
    "pm4py": ("table",),
    "r4pm": ("table",),
}
"""Ways of each tool. The first is the one that answers a single question from a file."""
