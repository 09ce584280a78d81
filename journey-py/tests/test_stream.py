"""Streams of events answer as logs do, and hold little of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest

import journey as jn
from support import EVENTS, events

COLUMNS: dict[str, Any] = {"customer": "customer", "time": "time", "touchpoint": "event"}
QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "transitions": lambda log: log.transitions(),
    "variants": lambda log: log.variants(top=2),
    "funnel": lambda log: log.funnel(["search", "pay"], within="3d"),
    "retention": lambda log: log.retention(period="day", periods=3),
    "conversion": lambda log: log.conversion("search", "pay"),
    "interactions": lambda log: log.interactions(),
    "time_spent": lambda log: log.time_spent(),
    "waiting_time": lambda log: log.waiting_time(),
    "nps": lambda log: log.nps("score", by="channel"),
    "csat": lambda log: log.csat("score", max=10, satisfied_from=8),
    "ces": lambda log: log.ces("score"),
}


def of_csv(folder: Path) -> jn.LogStream:
    path = folder / "events.csv"
    path.write_text(EVENTS)
    return jn.LogStream.csv(path, **COLUMNS)


def of_json_lines(folder: Path) -> jn.LogStream:
    path = folder / "events.jsonl"
    polars.read_csv(EVENTS.encode()).write_ndjson(path)
    return jn.LogStream.json_lines(path, **COLUMNS)


def of_parquet(folder: Path) -> jn.LogStream:
    path = folder / "events.parquet"
    polars.read_csv(EVENTS.encode(), try_parse_dates=True).write_parquet(path)
    return jn.LogStream.parquet(path, **COLUMNS)


def of_arrow(folder: Path) -> jn.LogStream:
    path = folder / "events.csv"
    path.write_text(EVENTS)
    connection = duckdb.connect()
    return jn.LogStream.arrow(lambda: connection.sql(f"select * from '{path}' order by customer, time"), **COLUMNS)


def of_saved(folder: Path) -> jn.LogStream:
    events().save(folder / "events.journey")
    return jn.LogStream.saved(folder / "events.journey")


@pytest.mark.parametrize("stream", [of_csv, of_json_lines, of_parquet, of_arrow, of_saved])
def test_a_stream_answers_as_the_log_does(stream: Callable[[Path], jn.LogStream], tmp_path: Path) -> None:
    found, log = stream(tmp_path), events()
    assert (found.customers, found.events, len(found)) == (log.customers, log.events, len(log))
    assert (found.touchpoints, found.columns, found.period) == (log.touchpoints, log.columns, log.period)
    assert found.quality().input.equal_times == log.quality().input.equal_times
    for name, ask in QUESTIONS.items():
        assert ask(found) == ask(log), name
    assert repr(found) == "<LogStream: 7 events of 3 customers at 3 touchpoints>"


def test_all_questions_can_be_asked() -> None:
    methods = {name for name in vars(jn.EventLog) if name in QUESTIONS}
    assert methods == QUESTIONS.keys() == {name for name in vars(jn.LogStream) if name in QUESTIONS}


def test_an_unsorted_file_is_an_error_that_says_how_to_sort(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS + "ann,2024-03-01T10:00:00Z,search,web,\n")
    with pytest.raises(jn.BadValueError) as caught:
        jn.LogStream.csv(path, **COLUMNS)
    assert caught.value.place is not None and caught.value.place.row == 8
    assert "in DuckDB: COPY (SELECT" in str(caught.value) and "in Spark SQL:" in str(caught.value)


def test_what_duckdb_is_told_to_do_sorts_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS + "ann,2024-03-01T10:00:00Z,search,web,\n")
    with pytest.raises(jn.BadValueError) as caught:
        jn.LogStream.csv(path, **COLUMNS)
    monkeypatch.chdir(tmp_path)
    duckdb.sql(str(caught.value).partition("in DuckDB: ")[2].partition(";")[0])
    log = jn.EventLog.read_csv(path, **COLUMNS)
    stream = jn.LogStream.csv(tmp_path / "sorted.csv", **COLUMNS)
    assert stream.transitions() == log.transitions()


def test_times_that_are_too_many_are_rounded_and_the_report_says_so(tmp_path: Path) -> None:
    rows = [f"{row // 4},{1_700_000_000 + row * row % 7919 * 60},{'abc'[row % 3]}" for row in range(20_000)]
    path = tmp_path / "events.csv"
    path.write_text("\n".join(["customer,time,event", *rows]))
    stream = jn.LogStream.csv(path, **COLUMNS)
    exact = jn.EventLog.read_csv(path, **COLUMNS).transitions()
    assert stream.transitions() == exact
    assert exact.rows[0].gap.relative_error is None
    with jn.work(memory_limit="400 kB"):
        rounded = stream.transitions()
    assert rounded.rows[0].gap.relative_error == 1 / 128
    assert polars.DataFrame(rounded)["relative_error"].to_list() == [1 / 128] * len(rounded)
    assert "relative_error" not in polars.DataFrame(exact).columns
    for found, expected in zip(rounded.rows, exact.rows):
        assert (found.source, found.target, found.count) == (expected.source, expected.target, expected.count)
        assert found.gap.mean_seconds == expected.gap.mean_seconds
        for quantile in ["q05_seconds", "median_seconds", "q95_seconds"]:
            assert getattr(found.gap, quantile) == pytest.approx(getattr(expected.gap, quantile), rel=1 / 128)


def test_what_goes_wrong_in_python_is_told() -> None:
    def broken() -> object:
        raise RuntimeError("no connection")

    with pytest.raises(jn.JourneyError, match="no connection"):
        jn.LogStream.arrow(broken, **COLUMNS)
    with pytest.raises(jn.JourneyError, match="__arrow_c_stream__"):
        jn.LogStream.arrow(lambda: 7, **COLUMNS)
    with pytest.raises(TypeError, match="expected a function"):
        jn.LogStream.arrow(polars.DataFrame(), **COLUMNS)  # type: ignore[arg-type]


def test_progress_is_told_and_work_can_be_stopped(tmp_path: Path) -> None:
    told: list[jn.Progress] = []
    path = tmp_path / "events.csv"
    path.write_text(EVENTS)
    stream = jn.LogStream.csv(path, progress=told.append, **COLUMNS)
    assert told and told[-1].step == "reading" and told[-1].done == told[-1].total == len(EVENTS)
    token = jn.CancelToken()
    token.cancel()
    with jn.work(cancel=token), pytest.raises(jn.CancelledError):
        stream.transitions()
