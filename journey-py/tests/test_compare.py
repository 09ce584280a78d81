"""Two groups of journeys side by side."""

from __future__ import annotations

import inspect

import pytest

import journey as jn

CSV = "customer,time,event,plan\n" + "".join(
    f"c{number},2024-01-01T10:00,look,{'free' if number % 2 else 'paid'}\n"
    + (f"c{number},2024-01-01T10:09,buy,free\n" if number < 6 else "")
    for number in range(16)
)


def groups(log: jn.EventLog) -> tuple[jn.EventLog, jn.EventLog]:
    buyers = log.matching("buy")
    return buyers, log - buyers


@pytest.fixture
def log() -> jn.EventLog:
    return jn.EventLog.read_csv_text(CSV, customer="customer", time="time", touchpoint="event")


def test_the_questions_are_those_of_a_log(log: jn.EventLog) -> None:
    two = log.matching("buy").compare(log - log.matching("buy"))
    mine = {name for name in dir(jn.TwoGroups) if not name.startswith("_")} - {"a", "b"}
    assert len(mine) == 18
    for name in mine:
        asked, known = getattr(jn.TwoGroups, name), getattr(jn.EventLog, name)
        assert inspect.signature(asked).parameters.keys() == inspect.signature(known).parameters.keys()
        assert asked.__doc__ == known.__doc__
    assert (two.a.customers, two.b.customers) == (6, 10)
    assert repr(two) == "TwoGroups(a=6, b=10 journeys)"


def test_what_is_told(log: jn.EventLog) -> None:
    a, b = groups(log)
    report = a.compare(b, permutations=30, mix=["plan"], seed=3).variants()
    assert report.keys == ["path"]
    assert {row.key[0]: row.difference.value for row in report.rows} == {"look": -1.0, "look → buy": 1.0}
    assert report.rows[0].difference.method == "newcombe"
    assert report.distance is not None and report.distance.kind == "total_variation"
    assert report.distance.value == 1.0 and report.distance.p == 1 / 31
    assert (report.permutations, report.exact, report.a.customers, report.b.events) == (30, False, 6, 10)
    assert [row.value for row in report.mix] == ["free", "paid"]
    assert "<table>" in report._repr_html_() and len(report) == 2
    assert report.to_svg().startswith("<svg") and "100\u202f% against 0\u202f%" in report.to_svg()
    assert jn.Comparison.from_json(report.to_json()) == report


def test_what_cannot_be_compared(log: jn.EventLog) -> None:
    a, b = groups(log)
    for first, second in [(a, log), (a, a & b), (a & b, b), (a, jn.EventLog.read_csv_text(CSV, customer="customer", time="time", touchpoint="event"))]:
        with pytest.raises(jn.JourneyError) as caught:
            first.compare(second)
        assert caught.value.code == "invalid_option"
    with pytest.raises(jn.JourneyError) as caught:
        a.compare(b, same_mix="plans").variants()
    assert caught.value.details["similar"] == ["plan"]
    with pytest.raises(jn.JourneyError) as caught:
        a.compare(b).funnel(["look", "buyy"])
    assert caught.value.details["similar"] == ["buy"]
