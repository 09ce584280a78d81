"""A log grows, and its reports are those of a log that was built anew from all events."""

from __future__ import annotations

from typing import Any

import pytest

import journey as jn
from support import EVENTS, events

NAMES: dict[str, Any] = {"customer": "customer", "time": "time", "touchpoint": "event"}
HEADER = EVENTS.split("\n")[0] + "\n"
LATE = "bob,2024-01-02T00:00:00Z,cart,web,\ndan,2024-02-02T00:00:00Z,search,desk,7\n"


def log(rows: str) -> jn.EventLog:
    return jn.EventLog.read_csv_text(HEADER + rows, **NAMES)


def test_an_appended_log_is_the_log_of_all_events() -> None:
    whole = jn.EventLog.read_csv_text(EVENTS + LATE, **NAMES)
    grown = events().append(log(LATE))
    assert (grown.fingerprint, grown.events, grown.customers) == (whole.fingerprint, 9, 4)
    assert grown.quality() == whole.quality()
    assert events().fingerprint != whole.fingerprint


def test_live_reports_are_those_of_a_rebuild() -> None:
    live = events().live()
    assert live.log.funnel(["search", "cart"]).converted == 1
    before = live.log
    live.append(log(LATE))
    whole = jn.EventLog.read_csv_text(EVENTS + LATE, **NAMES)
    assert live.log.fingerprint == whole.fingerprint
    assert live.log.funnel(["search", "cart"]) == whole.funnel(["search", "cart"])
    assert live.log.nps("score", by="channel") == whole.nps("score", by="channel")
    assert live.log.transitions() == whole.transitions()
    assert (before.events, before.funnel(["search", "cart"]).converted) == (7, 1)
    assert repr(live) == "<Live: 9 events of 4 customers>"


def test_watchers_hear_of_every_append() -> None:
    live = events().live()
    heard: list[int] = []
    counts = heard.append
    live.watch(lambda log: log.transitions().count, counts)
    live.append(log(LATE))
    live.append(log("dan,2024-02-03T00:00:00Z,pay,web,9\n"))
    live.unwatch(counts)
    live.append(log("dan,2024-02-04T00:00:00Z,pay,web,9\n"))
    assert heard == [5, 6]
    with pytest.raises(TypeError):
        live.watch(3, print)  # type: ignore[arg-type]
    with pytest.raises(jn.JourneyError):
        live.watch(lambda log: log.funnel(["nowhere"]), print)


def test_nothing_is_appended_if_a_report_fails() -> None:
    weighted = "customer,time,event,score,weight\n"
    live = jn.EventLog.read_csv_text(weighted + "a,2024-01-01,x,9,1\nb,2024-01-01,x,9,1\nc,2024-01-01,x,9,2\n", **NAMES).live()
    assert live.log.nps("score", weight="weight").score.n == 3
    with pytest.raises(jn.JourneyError, match="weight"):
        live.append(jn.EventLog.read_csv_text(weighted + "a,2024-01-02,x,1,-1\n", **NAMES))
    assert live.log.events == 3
    live.append(jn.EventLog.read_csv_text(weighted + "a,2024-01-02,x,1,1\n", **NAMES))
    assert live.log.nps("score", weight="weight").score.n == 4


def test_an_error_of_a_watcher_does_not_keep_others_from_hearing() -> None:
    live = events().live()
    heard: list[int] = []

    def fails(report: object) -> None:
        raise RuntimeError("the screen is off")

    live.watch(lambda log: log.variants(), fails)
    live.watch(lambda log: log.variants().customers, heard.append)
    with pytest.raises(RuntimeError, match="screen"):
        live.append(log(LATE))
    assert (heard, live.log.events) == ([4], 9)
