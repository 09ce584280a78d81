"""Ways into a log give the same log; reports leave as data frames."""

from __future__ import annotations

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import journey as jn
from support import EVENTS, events

NAMES: dict[str, Any] = {"customer": "customer", "time": "time", "touchpoint": "event"}
ROWS = [dict(zip(EVENTS.split("\n")[0].split(","), line.split(","))) for line in EVENTS.split("\n")[1:-1]]
TYPED: list[dict[str, Any]] = [
    {**row, "score": float(row["score"]) if row["score"] else None} for row in ROWS
]


def columns() -> dict[str, list[Any]]:
    return {name: [row[name] for row in TYPED] for name in TYPED[0]}


def test_a_log_tells_what_is_in_it() -> None:
    log = events()
    assert (log.customers, log.events, len(log)) == (3, 7, 7)
    assert log.touchpoints == ["cart", "pay", "search"]
    assert [(column.name, column.kind) for column in log.columns] == [
        ("channel", "dictionary"),
        ("score", "number"),
    ]
    assert log.period is not None
    assert log.period[0] == datetime.datetime(2024, 1, 1, 10, tzinfo=datetime.timezone.utc)
    assert len(log.fingerprint) == 16
    assert "7 events of 3 customers" in repr(log)


def test_some_touchpoints_only_are_read() -> None:
    log = jn.EventLog.read_csv_text(EVENTS, only=["cart", "pay"], **NAMES)
    whole = events()
    assert log.touchpoints == ["cart", "pay"]
    assert log.quality().input.rows == whole.quality().input.rows == 7
    steps = ["cart", "pay"]
    assert log.funnel(steps).rows == whole.funnel(steps).rows
    with pytest.raises(jn.JourneyError, match="only"):
        jn.EventLog.read_csv_text(EVENTS, only=[], **NAMES)


def test_a_part_of_the_time_only_is_read() -> None:
    whole = events()
    assert whole.period is not None
    first, last = whole.period
    later = jn.EventLog.read_csv_text(EVENTS, since=first + datetime.timedelta(microseconds=1), **NAMES)
    assert later.events < whole.events
    assert later.quality().input.rows == 7
    assert later.period is not None
    assert later.period[0] > first
    earlier = jn.EventLog.read_csv_text(EVENTS, until=last.isoformat(), **NAMES)
    assert earlier.period is not None
    assert earlier.period[1] < last
    with pytest.raises(jn.JourneyError, match="until"):
        jn.EventLog.read_csv_text(EVENTS, since=last, until=first, **NAMES)


def test_all_readers_give_the_same_log(tmp_path: Path) -> None:
    expected = events().fingerprint
    (tmp_path / "e.csv").write_text(EVENTS)
    (tmp_path / "e.csv.gz").write_bytes(gzip.compress(EVENTS.encode()))
    lines = "\n".join(json.dumps(row) for row in TYPED)
    (tmp_path / "e.jsonl").write_text(lines)
    logs = [
        jn.EventLog.read_csv(tmp_path / "e.csv", **NAMES),
        jn.EventLog.read_csv(str(tmp_path / "e.csv.gz"), **NAMES),
        jn.EventLog.read_csv_bytes(EVENTS.replace(",", ";").encode(), delimiter=";", **NAMES),
        jn.EventLog.read_json_lines(tmp_path / "e.jsonl", **NAMES),
        jn.EventLog.read_json_lines_text(lines, **NAMES),
        jn.EventLog.read_json(json.dumps(TYPED), **NAMES),
        jn.EventLog.from_columns(columns(), **NAMES),
        jn.EventLog.from_rows(TYPED, **NAMES),
        events(shards=7),
        jn.EventLog.concat([events()]),
    ]
    assert [log.fingerprint for log in logs] == [expected] * len(logs)


def test_columns_take_python_values() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=1))
    log = jn.EventLog.from_columns(
        {
            "customer": [1, 1, 2],
            "time": [
                datetime.datetime(2024, 1, 1, 12, tzinfo=zone),
                datetime.datetime(2024, 1, 1, 13, tzinfo=zone),
                datetime.datetime(2024, 1, 2, tzinfo=zone),
            ],
            "event": ["a", "b", "a"],
            "amount": [1, 2.5, None],
            "member": [True, None, False],
        },
        **NAMES,
    )
    assert {column.name: column.kind for column in log.columns} == {"amount": "number", "member": "boolean"}
    assert log.period is not None and log.period[0].isoformat() == "2024-01-01T11:00:00+00:00"


def test_a_value_that_fits_no_column_is_named() -> None:
    with pytest.raises(jn.BadValueError) as caught:
        jn.EventLog.from_columns({"customer": ["a", 3]}, **NAMES)
    assert caught.value.place is not None
    assert (caught.value.place.row, caught.value.place.column) == (2, "customer")


def test_bad_rows_are_skipped_and_counted_when_asked() -> None:
    text = EVENTS + "dan,2024-02-30,pay,web,\n"
    log = jn.EventLog.read_csv_text(text, on_error="skip", **NAMES)
    quality = log.quality().input
    assert (quality.rows, quality.events, quality.skipped) == (8, 7, 1)
    assert quality.skipped_rows[0].value == "2024-02-30"


def test_customers_are_joined() -> None:
    people = jn.CustomerTable.from_columns({"id": ["ann", "eve"], "age": [34, 51]}, customer="id")
    log = events().join_customers(people)
    assert len(people) == 2
    assert [column.name for column in log.columns] == ["channel", "score", "age"]
    assert log.quality().input.customers_without_events == 1
    text = jn.CustomerTable.read_csv_text("id,age\nann,34\neve,51\n", customer="id")
    assert events().join_customers(text).fingerprint == log.fingerprint


def test_a_wide_survey_becomes_a_log() -> None:
    table = "id,food,wifi,nps\n1,4,0,9\n2,6,2,11\n"
    log = jn.EventLog.read_survey_text(
        table, respondent="id", at="2017-05-01", ratings={"food": "Restaurant", "wifi": "Wi-Fi"}, no_answer=[0, 6]
    )
    assert log.touchpoints == ["Restaurant", "Wi-Fi", "survey"]
    assert log.quality().input.no_answers == 2
    with pytest.raises(jn.InvalidOptionError):
        jn.EventLog.read_survey_text(table, respondent="id", ratings={})


def test_codes_of_a_survey_get_words_and_columns_get_names() -> None:
    table = "id,food,wifi,Q2,NETPRO  \n1,Poor,5,1,9\n2,Great,9,2,11\n"
    log = jn.EventLog.read_survey_text(
        table,
        respondent="id",
        at="2018-05-01",
        ratings={"wifi": "Wi-Fi", "food": "Restaurant"},
        no_answer_of={"wifi": [9], "NETPRO  ": [11]},
        names={"Q2": "purpose", "NETPRO  ": "recommend"},
        recode={"food": {"Poor": 1, "Great": 5}, "Q2": {1: "business", 2: "leisure"}},
    )
    assert [(column.name, column.kind) for column in log.columns] == [
        ("rating", "number"), ("purpose", "dictionary"), ("recommend", "number"),
    ]
    # The order of the events is that of `ratings`.
    paths = sorted(row.path for row in log.variants().rows)
    assert paths == [["Restaurant", "survey"], ["Wi-Fi", "Restaurant", "survey"]]
    assert log.nps("recommend", by="purpose").rows[1].score.n == 1
    assert log.quality().input.no_answers == 2
    with pytest.raises(jn.InvalidOptionError, match="recode"):
        jn.EventLog.read_survey_text(table, respondent="id", at="2018-05-01", ratings={}, recode={"none": {1: "a"}})


def test_a_log_goes_out_as_csv_and_comes_back() -> None:
    text = events().to_csv()
    again = jn.EventLog.read_csv_text(text, customer="customer", time="time", touchpoint="touchpoint")
    assert again.fingerprint == events().fingerprint


def test_analyses_run_with_other_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    log = jn.JourneyMap.template("online_shop").simulate(1, customers=2000)
    expected = log.transitions()
    with ThreadPoolExecutor(4) as pool:
        assert all(report == expected for report in pool.map(lambda _: log.transitions(), range(8)))
