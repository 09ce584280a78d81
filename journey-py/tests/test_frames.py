"""Frames come in and reports leave through Arrow, without a dependency."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import networkx
import pandas
import polars
import pyarrow
import pytest

import journey as jn
from support import EVENTS, events


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
    assert duckdb.sql("select count(*) from report").fetchall() == [(len(report),)]


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
    assert graph.graph == {"customers": report.customers, "count": report.count, "hidden": 0, "hidden_count": 0}
    row = report.rows[0]
    edge = graph[row.source][row.target]
    assert edge["share"] == row.share.value and edge["in_probability"] == row.in_probability.value
    assert edge["median_seconds"] == row.gap.median_seconds and edge["n"] == row.gap.n
    assert {"customers", "per_journey", "customer_share", "q95_seconds", "deviation_seconds"} <= set(edge)


def test_moves_with_histories_and_between_are_networkx_graphs() -> None:
    report = events().transitions(order=2)
    graph = report.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.number_of_edges() == len(report.rows) > 0
    histories = [(source, target, data["history"], data["count"]) for source, target, data in graph.edges(data=True)]
    expected = [(row.source, row.target, row.history, row.count) for row in report.rows]
    assert sorted(histories) == sorted(expected)
    later = events().transitions(eventually=True)
    graph = later.to_networkx()
    assert isinstance(graph, networkx.DiGraph) and not graph.is_multigraph()
    assert {(source, target) for source, target in graph.edges} == {(row.source, row.target) for row in later.rows}
    fewer: Any = events().transitions(top=1).to_networkx()
    assert fewer.graph["hidden"] == len(events().transitions().rows) - 1


def test_reports_show_themselves_in_a_notebook() -> None:
    report = events().transitions()
    html = report._repr_html_()
    assert "<svg" in html and "<table>" in html and "search" in html
    assert report.to_svg() in html and report.to_svg("graph") == report.to_svg()
    with pytest.raises(jn.JourneyError, match="graph"):
        report.to_svg("pie")
    assert events().nps("score")._repr_html_().startswith("<table>")
    assert report.to_svg().startswith("<svg")
    assert "flowchart" in report.to_mermaid()
    steps = events().step_matrix()
    assert steps.to_svg("sankey").startswith("<svg") and steps.to_svg("sankey") != steps.to_svg()


def test_reports_with_pictures_show_them_above_their_table() -> None:
    log = events()
    touchpoints = log.touchpoints
    reports: list[Any] = [
        log.funnel(touchpoints[:2]),
        log.retention(period="day", periods=3),
        log.lifecycle(period="day"),
        log.step_matrix(),
        log.survival(end=touchpoints[0]),
        log.variants(),
    ]
    for report in reports:
        svg = report.to_svg()
        page = ElementTree.fromstring(svg)
        assert page.get("role") == "img" and page.get("aria-label")
        html = report._repr_html_()
        assert svg in html and html.index("</svg>") < html.index("<table>")


def drawn() -> list[Any]:
    """Reports of one log of answers, waits and comments that have pictures."""
    scores = [(5, 5, 4), (4, 4, 5), (2, 1, 3), (3, 2, 2), (1, 1, 1), (4, 5, 2), (3, 4, 1), (5, 4, 4)]
    lines = ["customer,time,event,overall,food,staff,text"]
    lines += [f"c{number},2024-01-0{number + 1},survey,{','.join(map(str, row))}," for number, row in enumerate(scores)]
    lines += [f"c{number},2024-01-{20 + number * number % 9},pay,,,,{'terrible <b>' if number % 2 else 'great staff'}" for number in range(8)]
    log = jn.EventLog.read_csv_text("\n".join(lines), customer="customer", time="time", touchpoint="event")
    first = {"name": "<b>guest</b> checkout", "reach": 50_000, "impact": 2, "confidence": 0.8, "effort": [1, 3, 5]}
    second = {"name": "wish list", "reach": 9_000, "impact": 1, "confidence": 0.5, "effort": 1}
    return [
        log.drivers("overall", ["food", "staff"], bootstrap=0),
        jn.Priority.rank([first, second], impact_from=1.5, effort_from=2),
        log.trend("overall", jn.SurveyMeasure.csat(), period="day", least=1),
        log.bottlenecks(),
        log.what_if("pay", [jn.FlowChange.waiting("pay", factor=0.5)]),
        log.sentiment("text", by="touchpoint"),
        log.themes("text", least=2),
    ]


def test_pictures_in_one_column_are_told_to_screen_readers() -> None:
    for report in drawn():
        page = ElementTree.fromstring(report.to_svg())
        told = page.find("{http://www.w3.org/2000/svg}desc")
        assert told is not None and told.text and told.text.count("\n") >= 1
        assert float(page.get("width") or 0) < 600
        assert "<b>" not in report.to_svg()
        assert report.to_svg() in report._repr_html_()
    importance, priorities = drawn()[:2]
    assert "penalty" in importance.to_svg("penalty_reward") and importance.to_svg("quadrants") != importance.to_svg()
    assert "<b>" not in priorities.to_svg() and "&lt;b&gt;guest" in priorities.to_svg()


def frames() -> list[object]:
    """The same events as every kind of frame."""
    frame = polars.read_csv(EVENTS.encode())
    table = frame.to_arrow()
    return [
        frame,
        frame.with_columns(polars.col("time").str.to_datetime(time_unit="ms", time_zone="UTC")),
        frame.with_columns(polars.col("event").cast(polars.Categorical)),
        table,
        pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=2)),
        table.to_pandas(),
        pandas.read_csv(io.StringIO(EVENTS), parse_dates=["time"]),
        duckdb.sql("select * from frame"),
    ]


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: type(frame).__module__.split(".")[0])
def test_a_log_comes_from_any_frame(frame: object) -> None:
    log = jn.EventLog.from_arrow(frame, customer="customer", time="time", touchpoint="event")
    assert log.fingerprint == events().fingerprint


def test_a_local_time_is_read_in_the_stated_zone() -> None:
    frame = polars.read_csv(EVENTS.encode()).with_columns(polars.col("time").str.to_datetime(time_zone="UTC"))
    local = frame.with_columns(polars.col("time").dt.convert_time_zone("Europe/Berlin").dt.replace_time_zone(None))
    log = jn.EventLog.from_arrow(
        local, customer="customer", time="time", touchpoint="event", time_zone="Europe/Berlin"
    )
    assert log.period == events().period
    assert log.quality().input.times_without_zone == 7


def test_parquet_reads_as_the_same_log(tmp_path: Path) -> None:
    frame = polars.read_csv(EVENTS.encode())
    frame.write_parquet(tmp_path / "events.parquet")
    names: dict[str, Any] = {"customer": "customer", "time": "time", "touchpoint": "event"}
    expected = events().fingerprint
    assert jn.EventLog.read_parquet(tmp_path / "events.parquet", **names).fingerprint == expected
    data = (tmp_path / "events.parquet").read_bytes()
    assert jn.EventLog.read_parquet_bytes(data, **names).fingerprint == expected
    with pytest.raises(jn.InputSyntaxError):
        jn.EventLog.read_parquet_bytes(data[:100], **names)


def test_a_report_is_a_frame_for_reading_too() -> None:
    nodes = polars.DataFrame({"id": ["ann", "bob"], "age": [34, 51]})
    log = events().join_customers(jn.CustomerTable.from_arrow(nodes, customer="id"))
    assert log.columns[-1].name == "age"


def test_what_is_no_frame_is_refused_with_advice() -> None:
    with pytest.raises(TypeError, match="from_columns"):
        jn.EventLog.from_arrow({"a": [1]}, customer="a", time="a", touchpoint="a")
    with pytest.raises(TypeError):
        jn.EventLog.from_arrow(None, customer="a", time="a", touchpoint="a")


def test_an_error_of_the_producer_arrives_as_an_error() -> None:
    def batches() -> Iterator[pyarrow.RecordBatch]:
        yield pyarrow.RecordBatch.from_pydict({"c": ["a"], "t": ["2024-01-01"], "e": ["x"]})
        raise RuntimeError("the source broke")

    schema = pyarrow.schema([(name, pyarrow.string()) for name in "cte"])
    reader = pyarrow.RecordBatchReader.from_batches(schema, batches())
    with pytest.raises(jn.JourneyError, match="broke"):
        jn.EventLog.from_arrow(reader, customer="c", time="t", touchpoint="e")
