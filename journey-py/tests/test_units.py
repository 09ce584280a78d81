"""Sessions, other units, several sources and several ids of one customer."""

from __future__ import annotations

import datetime
import pickle
from typing import Any

import pytest

import journey as jn

EVENTS = """cookie,at,event,user,order
c1,2024-03-01T10:00:00Z,look,,
c1,2024-03-01T10:30:00Z,login,ann,
c1,2024-03-01T11:01:00Z,buy,,o1
c2,2024-03-02T10:00:00Z,login,ann,
c2,2024-03-02T10:10:00Z,buy,,o2
c2,2024-03-03T10:10:00Z,login,bob,o2
"""


def log() -> jn.EventLog:
    return jn.EventLog.read_csv_text(EVENTS, customer="cookie", time="at", touchpoint="event")


def test_sessions_by_gap_are_journeys_of_their_own() -> None:
    cut, report = log().sessions(gap=datetime.timedelta(minutes=30))
    assert (report.journeys, report.sessions, report.gap_seconds) == (2, 4, 1800.0)
    assert [(cut.rule, cut.cuts) for cut in report.cuts] == [("gap", 2)]
    assert [column.name for column in cut.columns] == ["user", "order", "customer"]
    assert cut.customers == 4
    assert "SessionReport(" in repr(report)
    assert pickle.loads(pickle.dumps(report)) == report


def test_units_nest() -> None:
    sessions, _ = log().sessions(gap="30m", column="session")
    assert sessions.customers == 2
    orders, report = sessions.by("order", without="keep", keep_as="cookie")
    assert (orders.customers, report.shared, report.left_out) == (4, 0, 0)
    with pytest.raises(jn.JourneyError, match="keep_as"):
        orders.by("user", keep_as="session")


def test_the_gap_that_data_show_is_typed() -> None:
    report = log().session_gap()
    assert (report.gaps, report.valley, report.no_valley) == (4, None, "too_few")
    assert len(report) == len(report.rows) > 0
    with pytest.raises(jn.JourneyError) as caught:
        log().sessions(find_gap=True)
    assert caught.value.details["field"] == "find_gap"


def test_ids_are_stitched_with_a_report() -> None:
    people, report = log().stitch(["user"])
    assert (report.customers_before, report.customers_after, report.conflicts) == (2, 2, 1)
    assert report.conflict_examples[0].ids[0].value == "ann"
    assert [row.column for row in report.rows] == ["user", "customer"]
    merged, report = log().stitch(["user"], on_conflict="merge", keep_as="cookie")
    assert (merged.customers, merged.columns[-1].name) == (1, "cookie")
    apart, _ = log().stitch(["user"], valid_for={"customer": "1h"}, apart=[(("user", "ann"), ("user", "bob"))])
    assert apart.customers == 2
    cleaned, _ = log().stitch(["user"], normalise={"user": ["case", "blanks"]}, never=["ANN"], distinct=[])
    assert cleaned.customers == 2
    with pytest.raises(jn.JourneyError, match="usr"):
        log().stitch(["usr"])


def test_sources_are_combined() -> None:
    both = jn.EventLog.combine({"web": log(), "app": log()}, customer_is={"web": "cookie"}, column="export")
    assert (both.customers, both.events) == (4, 12)
    assert [column.name for column in both.columns] == ["export", "user", "order", "cookie"]
    with pytest.raises(jn.JourneyError, match="crm"):
        jn.EventLog.combine({"web": log()}, customer_is={"crm": "user"})


def test_numbers_are_tried_with_lost_links() -> None:
    numbers: list[str | dict[str, Any]] = [
        "customers",
        {"conversion": {"source": "look", "target": "buy", "within": "2d"}},
    ]
    report = log().identity_sensitivity(["user"], numbers, shares=[0.5], repeats=3, stitching={"on_conflict": "merge"})
    assert [row.number for row in report.rows] == ["customers", "conversion look → buy"]
    assert report.links == 3
    for wrong in ({"stitching": {"colour": "red"}}, {"shares": [2.0]}, {"repeats": 0}):
        options: dict[str, Any] = dict(wrong)
        with pytest.raises(jn.JourneyError):
            log().identity_sensitivity(["user"], numbers, **options)
    with pytest.raises(jn.JourneyError, match="numbers"):
        log().identity_sensitivity(["user"], ["profit"])


def test_journeys_are_compared_with_what_is_known() -> None:
    report = log().agreement("user")
    assert (report.events, report.without_value, report.values) == (3, 3, 2)
    assert report.precision == 0.0
