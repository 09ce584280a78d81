"""Funnels with all their options."""

import pytest

import journey as jn

CSV = """customer,time,event,channel,amount
ann,2024-03-01T10:00:00Z,cart,web,30
ann,2024-03-01T10:20:00Z,card,app,30
bob,2024-03-01T11:00:00Z,cart,web,250
bob,2024-03-01T11:05:00Z,support,web,
bob,2024-03-01T11:15:00Z,invoice,web,250
cem,2024-03-02T09:00:00Z,cart,app,80
"""


@pytest.fixture(name="log")
def made() -> jn.EventLog:
    return jn.EventLog.read_csv_text(
        CSV, customer="customer", time="time", touchpoint="event", kinds={"channel": "dictionary"}
    )


def test_steps_are_touchpoints_patterns_and_dicts(log: jn.EventLog) -> None:
    report = log.funnel(["cart", {"pattern": "card | invoice", "name": "pay", "within": "15m"}])
    assert [(row.touchpoint, row.customers) for row in report.rows] == [("cart", 3), ("pay", 1)]
    assert log.funnel(["cart(amount > 50)", "!cart"]).rows[1].customers == 1
    calm = log.funnel(["cart", "card | invoice"], exclude=["support", {"pattern": "any", "from": 1, "to": 2}])
    assert calm.converted == 1


def test_groups_values_and_members(log: jn.EventLog) -> None:
    report = log.funnel(["cart", "card"], by="channel", value="amount", trend="day", bins=2, next=1)
    assert [(row.group, row.customers) for row in report.rows[::2]] == [(None, 3), ("app", 1), ("web", 2)]
    value = report.rows[0].value
    assert value is not None and (value.sum, value.n, value.lost) == (360, 3, 330)
    assert [row.period for row in report.trend] == ["2024-03-01", "2024-03-02"]
    assert [bin.customers for bin in report.bins] == [0, 1]
    assert [(row.kind, row.touchpoint) for row in report.next] == [("end", None), ("touchpoint", "support")]
    assert log.funnel_members({"steps": ["cart", "card"]}, 1, member="dropped").customers == 2
    again = jn.FunnelReport.from_json(report.to_json())
    assert again == report


def test_options_that_do_not_fit_are_named(log: jn.EventLog) -> None:
    with pytest.raises(jn.JourneyError) as caught:
        log.funnel(["cart", {"touchpoint": "card", "optional": True}])
    assert caught.value.details["field"] == "steps"
    with pytest.raises(jn.JourneyError) as caught:
        log.funnel(["cart", {"touchpoint": "card", "option": True}])
    assert caught.value.details["field"] == "steps"
    with pytest.raises(jn.JourneyError) as caught:
        log.funnel(["cart", "card"], mode="strict_order", order="any")
    assert caught.value.details["field"] == "mode"
