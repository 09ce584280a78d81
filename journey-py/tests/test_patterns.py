"""Patterns: counted, timed, and as a selection of journeys."""

import pytest

import journey as jn

CSV = """customer,time,event,amount
ann,2024-03-01T10:01:00Z,cart,30
ann,2024-03-01T10:20:00Z,purchase,30
bob,2024-03-01T11:00:00Z,cart,250
bob,2024-03-01T11:05:00Z,support,
bob,2024-03-01T11:15:00Z,purchase,250
"""


@pytest.fixture(name="log")
def made() -> jn.EventLog:
    return jn.EventLog.read_csv_text(CSV, customer="customer", time="time", touchpoint="event")


def test_matches_are_counted_and_timed(log: jn.EventLog) -> None:
    report = log.matches("cart -> [^support]{<30m} -> purchase")
    assert (report.customers, report.matched, report.count) == (2, 1, 1)
    assert report.time.median_seconds == 19 * 60


def test_journeys_with_a_match_are_a_log(log: jn.EventLog) -> None:
    assert log.matching("purchase(amount >= 100)").customers == 1
    assert log.matching("start -> [^purchase] -> end").customers == 0


def test_errors_say_where(log: jn.EventLog) -> None:
    with pytest.raises(jn.JourneyError) as caught:
        log.matching("cart -> -> purchase")
    assert caught.value.code == "syntax"
    assert caught.value.place is not None and caught.value.place.character == 9
    with pytest.raises(jn.JourneyError) as caught:
        log.matches("kart")
    assert caught.value.details["similar"] == ["cart"]
    with pytest.raises(jn.JourneyError):
        log.matches(3)  # type: ignore[arg-type]


def ids(log: jn.EventLog) -> list[str]:
    return [name for name in ("ann", "bob") if log.select(jn.CustomerRule.ever(jn.Predicate.equals("customer", name))).customers]


def test_views_of_a_log_are_sets(log: jn.EventLog) -> None:
    bought = log.select(jn.CustomerRule.visited("purchase"))
    helped = log.matching("support")
    assert ids(bought & helped) == ids(bought.intersection(helped)) == ["bob"]
    assert ids(bought - helped) == ids(bought.difference(helped)) == ["ann"]
    assert ids(helped | bought) == ids(helped.union(bought)) == ["ann", "bob"]
    with pytest.raises(jn.JourneyError, match="a view of the same log"):
        log | jn.EventLog.read_csv_text(CSV, customer="customer", time="time", touchpoint="event")
    with pytest.raises(TypeError):
        log | 3
    with pytest.raises(jn.JourneyError) as caught:
        log.select(jn.CustomerRule.visited("purchases"))
    assert caught.value.details["similar"] == ["purchase"]


def test_a_log_is_split_by_a_column() -> None:
    rows = "customer,time,event,plan\na,2024-03-01,x,free\na,2024-03-02,y,paid\nb,2024-03-01,x,free\nc,2024-03-01,x,\n"
    log = jn.EventLog.read_csv_text(rows, customer="customer", time="time", touchpoint="event")
    assert [(value, part.customers) for value, part in log.split("plan")] == [("free", 2), (None, 1)]
    last = [(value, part.events) for value, part in log.split("plan", of="last")]
    assert last == [("free", 1), ("paid", 2), (None, 1)]


def test_customers_are_selected_by_rules_of_patterns_and_by_scores(log: jn.EventLog) -> None:
    rule = jn.CustomerRule
    assert log.select(rule.matches("cart -> [^support] -> purchase")).customers == 1
    assert log.select(rule.matches("any", at_least=3)).customers == 1
    assert rule.from_json(rule.matches("any", at_least=3).to_json()) == rule.matches("any", at_least=3)
    report = log.rfm(of="purchase", column="amount", scores=2)
    for row in report.rows:
        assert row.monetary is not None
        part = log.select_rfm(
            recency=[row.recency],
            frequency=[row.frequency],
            monetary=[row.monetary],
            of="purchase",
            column="amount",
            scores=2,
        )
        assert part.customers == row.customers
    bins = log.split_quantiles("sum", column="amount", bins=2)
    assert [(bin.low, part.customers) for bin, part in bins if bin] == [(60.0, 1), (500.0, 1)]
    with pytest.raises(jn.JourneyError, match="scores"):
        log.rfm(scores=11)
