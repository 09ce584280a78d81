"""What is doubtful about a log, and the steps that mend it."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path
from typing import Any

import journey as jn
import pytest

TEXT = """user,at,event,system,score
ann,2024-03-01T10:00:00Z,visit,web,3
ann,2024-03-01T10:00:00Z,visit,web,3
Ann ,2024-03-02T10:00:00Z,buy,crm,5
bob,2031-01-01T10:00:00Z,visit,web,4
"""


def log(text: str = TEXT) -> jn.EventLog:
    return jn.EventLog.read_csv_text(text, customer="user", time="at", touchpoint="event")


def test_findings_say_what_is_doubtful_and_what_mends_it() -> None:
    report = log().quality(now=datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc), source="system")
    assert report.input.rows == 4
    kinds = {row.kind: row for row in report.rows}
    assert set(kinds) == {"duplicates", "future_times", "similar_ids"}
    assert kinds["duplicates"].mend == jn.Step.drop_duplicates()
    assert kinds["duplicates"].examples[0].row == 2
    assert (kinds["similar_ids"].count, kinds["similar_ids"].counts) == (2, "customers")
    assert len(report) == 3
    assert len(report.mends()) == 3
    # Now is the present unless set, and 2031 is not over yet or it is.
    assert log().quality().input == report.input
    assert not log().quality(now="2040-01-01T00:00:00Z", limits={"rare": 0.01}, bots={"regular_gaps": 5}).rows[2:]
    with pytest.raises(jn.JourneyError):
        log().quality(limits={"rarely": 0.01})


def test_a_recipe_is_remembered_and_replays(tmp_path: Path) -> None:
    steps = [
        jn.Step.drop_duplicates(),
        jn.Step.fold_ids(),
        jn.Step.shift_times("-2h", when=jn.EventRule.equals("system", "crm")),
        jn.Step.recode("score", [5], to=4),
        jn.Step.rename_touchpoints({"buy": "order"}),
        jn.Step.keep_period(to="2030-01-01T00:00:00Z"),
    ]
    clean, done = log().clean(steps)
    assert (done.events_before, done.events_after, done.customers_before, done.customers_after) == (4, 2, 3, 1)
    assert [row.events_changed for row in done.rows] == [0, 1, 1, 1, 1, 0]
    assert [row.step for row in clean.history] == steps
    clean.save(tmp_path / "clean.arrow")
    opened = jn.EventLog.open(tmp_path / "clean.arrow")
    assert opened.history == clean.history
    again, _ = log().clean([row.step for row in opened.history])
    assert again.fingerprint == clean.fingerprint


def test_steps_and_faults_are_plain_data() -> None:
    values: list[Any] = [
        jn.Step.drop_duplicates(),
        jn.Step.drop_events(jn.EventRule.equals("touchpoint", "x")),
        jn.Step.drop_customers(["a"]),
        jn.Step.drop_bots({"user_agent": "agent"}),
        jn.Step.set_time_zone("Europe/Berlin"),
        jn.Step.rescale("score", from_=(1, 5), to=(0, 10)),
        jn.Step.order_ties(["a"]),
        jn.Step.sessions({"gap": "30m"}),
        jn.DataFault.duplicates(events=3),
        jn.DataFault.clock_skew(events=50, by="2h"),
    ]
    for value in values:
        assert pickle.loads(pickle.dumps(value)) == value
        assert type(value).from_dict(value.to_dict()) == value
    with pytest.raises(TypeError):
        jn.Step.from_dict(3)  # type: ignore[arg-type]


def test_planted_faults_are_found() -> None:
    shop = jn.JourneyMap.template("online_shop")
    planted = shop.simulate(1, customers=500, data_faults=[jn.DataFault.ties(events=7), jn.DataFault.fast_bots(customers=2)])
    found = {row.kind: row.count for row in planted.quality().rows}
    assert found == {"ties": 7, "bot_rate": 2}
