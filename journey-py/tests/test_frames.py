"""Reports leave as data frames, through Arrow, without a dependency."""

from __future__ import annotations

import duckdb
import networkx
import pandas
import polars
import pyarrow

from support import events


def test_polars_takes_a_report_as_it_is() -> None:
    report = events().transitions()
    frame = polars.DataFrame(report)
    assert frame.height == len(report) == 4
    assert frame["source"].to_list() == [row.source for row in report.rows]
    assert frame["count"].dtype == polars.Int64
    assert frame["median_seconds"].to_list() == [row.gap.median_seconds for row in report.rows]


def test_pandas_pyarrow_and_duckdb_take_a_report() -> None:
    report = events().nps("score", by="channel")
    assert pandas.DataFrame.from_arrow(report).shape[0] == len(report)
    assert pyarrow.table(report).num_rows == len(report)
    counted = duckdb.sql("select count(*) from report").fetchone()
    assert counted == (len(report),)


def test_undefined_is_null() -> None:
    report = events().retention(period="month", periods=3)
    frame = polars.DataFrame(report)
    assert not any(column.is_nan().any() for column in frame if column.dtype.is_float())


def test_transitions_are_a_networkx_graph() -> None:
    report = events().transitions()
    graph = report.to_networkx()
    assert isinstance(graph, networkx.DiGraph)
    assert set(graph) == {node.touchpoint for node in report.nodes}
    assert graph["search"]["cart"]["count"] == 1
    assert graph.nodes["search"]["starts"] == 3
    assert networkx.has_path(graph, "search", "pay")


def test_reports_show_themselves_in_a_notebook() -> None:
    report = events().transitions()
    html = report._repr_html_()
    assert html.startswith("<table>") and "search" in html
    assert report.to_svg().startswith("<svg")
    assert "flowchart" in report.to_mermaid()
