"""From a map and a log to a measured map, its pictures and its frames."""

from __future__ import annotations

import datetime
import json
import pickle
import typing
from pathlib import Path

import pytest

import journey as jn


@pytest.fixture(scope="module")
def shop() -> jn.JourneyMap:
    return jn.JourneyMap.template("online_shop")


@pytest.fixture(scope="module")
def measured(shop: jn.JourneyMap) -> jn.MeasuredMap:
    fault = jn.Fault.loses_customers("cart", share=0.4)
    return shop.measure(shop.simulate(7, customers=3000, faults=[fault]))


def test_a_planted_fault_is_found_first(measured: jn.MeasuredMap) -> None:
    worst = measured.pain_points[0]
    assert (worst.rank, worst.kind, worst.touchpoint) == (1, "drop_off", "cart")
    assert worst.customers_affected.low is not None and worst.customers_affected.low > 0
    assert worst.evidence[0].kind == worst.kind
    assert worst.statement == worst.evidence[0].statement


def test_every_customer_is_completed_open_or_lost(measured: jn.MeasuredMap) -> None:
    for view in measured.views:
        assert view.completed + view.open + view.lost == view.customers
    everybody = measured.everybody
    assert everybody is not None and everybody.persona is None
    cart = everybody.touchpoint("cart")
    assert cart is not None and cart.kind == "touchpoint" and cart.customers > 0
    assert everybody.touchpoint("nowhere") is None


def test_provenance_traces_the_numbers(shop: jn.JourneyMap, measured: jn.MeasuredMap) -> None:
    provenance = measured.provenance
    assert provenance.version == jn.__version__
    assert isinstance(provenance.from_, datetime.datetime) and provenance.from_.tzinfo is not None
    assert json.loads(provenance.options)["min_sample"] == 30
    assert measured.map == shop
    trace = measured.trace("touchpoints.cart.drop_off")
    assert trace is not None and trace.from_ == provenance.from_
    everybody = measured.everybody
    assert everybody is not None
    cart = everybody.touchpoint("cart")
    assert cart is not None and trace.value == cart.drop_off.value and trace.n == cart.drop_off.n
    assert measured.trace("touchpoints.nowhere.drop_off") is None


def test_a_measured_map_is_saved_in_every_format(measured: jn.MeasuredMap, tmp_path: Path) -> None:
    starts = {"html": "<!DOCTYPE html>", "svg": "<svg", "md": "# ", "json": "{", "mmd": "journey"}
    for ending, start in starts.items():
        measured.save(tmp_path / f"shop.{ending}")
        assert (tmp_path / f"shop.{ending}").read_text(encoding="utf-8").lstrip().startswith(start)
    with pytest.raises(jn.InvalidOptionError) as caught:
        measured.save(tmp_path / "shop.docx")
    assert caught.value.details["field"] == "path"


def test_a_measured_map_pickles_and_reads_back(measured: jn.MeasuredMap) -> None:
    assert pickle.loads(pickle.dumps(measured)) == measured
    assert jn.MeasuredMap.from_json(measured.to_json()) == measured


def test_a_notebook_shows_the_map_in_a_frame(measured: jn.MeasuredMap) -> None:
    html = measured._repr_html_()
    assert html.startswith("<iframe") and "srcdoc=" in html and "sandbox" in html


def test_options_of_measuring(shop: jn.JourneyMap) -> None:
    log = shop.simulate(1, customers=300)
    measured = shop.measure(log, open_within="14d", findings=1)
    assert len(measured.pain_points) <= 1
    with pytest.raises(jn.InvalidOptionError):
        shop.measure(log, open_within="-1d")


def test_binding_says_what_is_left_out(shop: jn.JourneyMap) -> None:
    bound = shop.bind(shop.simulate(1, customers=300))
    assert bound.log.events == bound.coverage.bound_events
    assert bound.coverage.unbound_events > 0
    persona = shop.personas[0].id
    assert 0 < bound.persona(persona).customers < 300
    with pytest.raises(jn.UnknownNameError):
        bound.persona("nobody")


def test_faults_of_every_kind_are_simulated(shop: jn.JourneyMap) -> None:
    start = datetime.datetime(2024, 3, 1, tzinfo=datetime.timezone.utc)
    faults = [
        jn.Fault.loses_customers("cart", share=0.1),
        jn.Fault.slow("cart", factor=3),
        jn.Fault.annoys("cart", persona=shop.personas[0].id, by=1.5),
        jn.Fault.breaks("cart", from_=start, to="2024-03-08T00:00:00Z", share=0.5),
    ]
    log = shop.simulate(2, customers=200, period="60d", from_=start, faults=faults)
    assert log.customers == 200 and log.period is not None and log.period[0] >= start
    again = shop.simulate(2, customers=200, period=datetime.timedelta(days=60), from_=start, faults=faults)
    assert again.fingerprint == log.fingerprint


def test_everything_that_can_go_wrong_is_planted_and_told_of() -> None:
    def spot(name: str, owner: str, **more: typing.Any) -> jn.Touchpoint:
        return jn.Touchpoint(id=name, name=name, owner=owner, **more)

    failed = jn.EventRule.equals("status", "error")
    form = spot("form", "online", failed=failed, pain_points=[
        jn.PainPoint(text="It fails", kind="failed_attempts"), jn.PainPoint(text="It is slow", kind="waiting_time"),
    ])
    help_ = [spot("phone", "care", channel="phone", support=True), spot("chat", "care", channel="web", support=True)]
    clinic = jn.JourneyMap(
        name="Clinic",
        rating=jn.RatingScale(column="rating", min=1, max=5),
        comments=jn.CommentColumn(column="comment"),
        scope=jn.Scope(to="letter"),
        stages=[
            jn.Stage(id="find", name="Find", touchpoints=[spot("site", "online"), form]),
            jn.Stage(id="visit", name="Visit", touchpoints=[spot("desk", "clinic", once=True), spot("letter", "clinic"), *help_]),
        ],
    )
    assert clinic.comments == jn.CommentColumn(column="comment")
    faults = [
        jn.Fault.fails("form", share=0.3),
        jn.Fault.draws_complaints("desk", share=0.5),
        jn.Fault.needs_help("desk", share=0.3),
        jn.Fault.sends_back("desk", share=0.3),
        jn.Fault.repeats("desk", share=0.4),
        jn.Fault.does_not_help("phone", share=0.5),
        jn.Fault.hands_over_slowly("desk", factor=6),
        jn.Fault.worsens("form", from_="2024-03-25T00:00:00Z", by=1.5),
    ]
    log = clinic.simulate(1, customers=3000, faults=faults)
    measured = clinic.measure(log, support_within="7d")
    told = {(finding.touchpoint, piece.kind) for finding in measured.pain_points for piece in finding.evidence}
    assert told >= {
        ("form", "failed_attempts"), ("form", "falling_rating"), ("desk", "negative_comments"),
        ("desk", "support_contact"), ("desk", "return_loop"), ("desk", "repetition"), ("desk", "handoff"),
        ("phone", "repeated_contact"),
    }
    assert [pain.verdict for pain in measured.stated_pain_points] == ["confirmed", "not_supported"]
    desk = next(finding for finding in measured.pain_points if finding.touchpoint == "desk")
    place = next(i for i, piece in enumerate(desk.evidence) if piece.kind == "negative_comments")
    cases = measured.cases(log, desk, place)
    assert (cases.considered.customers, cases.suffered.customers) == (
        desk.evidence[place].measured.n, round(desk.evidence[place].measured.n * (desk.evidence[place].measured.value or 0)),
    )
    assert repr(cases).startswith("<Cases: ")
    with pytest.raises(ValueError, match="fingerprint"):
        measured.cases(clinic.simulate(2, customers=100), desk)
    with pytest.raises(ValueError, match="comments"):
        jn.JourneyMap.template("online_shop").simulate(1, faults=[jn.Fault.draws_complaints("cart", share=0.1)])


def test_findings_become_priorities(shop: jn.JourneyMap) -> None:
    faults = [jn.Fault.loses_customers("cart", share=0.3), jn.Fault.slow("delivered", factor=4)]
    log = shop.simulate(1, customers=3000, faults=faults)
    measured = shop.measure(log)
    worst = measured.pain_points[0]
    slow = next(finding for finding in measured.pain_points if finding.touchpoint == "delivered")
    assert slow.delays and slow.delays[0].target == "delivered" and worst.delays == []
    remedy = {"name": "guest checkout", "finding": worst.rank, "takes_away": [0.2, 0.5, 0.6], "confidence": 0.8, "effort": 2}
    [initiative] = measured.initiatives([remedy])
    affected = worst.customers_affected
    assert initiative["reach"] == [affected.low, affected.value, affected.high]
    assert initiative["impact"] == [0.2, 0.5, 0.6]
    report = jn.Priority.rank([initiative])
    assert affected.value is not None and abs(report.rows[0].score / (affected.value * 0.5 * 0.8 / 2) - 1) < 1e-12
    [in_value] = measured.initiatives([remedy], by="value")
    stake = worst.value_at_stake
    assert stake is not None and stake.value is not None
    impact = in_value["impact"]
    assert isinstance(impact, list) and abs(impact[1] * affected.value / stake.value / 0.5 - 1) < 1e-12
    what_if = log.what_if("delivered", [jn.FlowChange.drop_off("cart", factor=0.5)])
    change = jn.Priority.what_if("cheaper", what_if, confidence=0.5, effort=[1, 2, 3])
    assert (change["reach"], change["effort"]) == (what_if.customers, [1, 2, 3])
    with pytest.raises(ValueError, match=r"remedies\[0\].finding"):
        measured.initiatives([{**remedy, "finding": 99}])
    with pytest.raises(ValueError, match=r"remedies\[0\].takes_away"):
        measured.initiatives([{**remedy, "takes_away": 2}])
    with pytest.raises(ValueError, match="effort"):
        measured.initiatives([{"name": "x", "finding": 1, "takes_away": 1, "confidence": 1}])
    with pytest.raises(ValueError, match="value"):
        jn.Priority.what_if("cheaper", what_if, confidence=0.5, effort=1, by="value")


def test_waits_count_in_opening_hours_only(shop: jn.JourneyMap) -> None:
    log = shop.simulate(1, customers=500)
    week = [{"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "09:00", "to": "17:00"}]
    everybody = shop.measure(log).everybody
    in_hours = shop.measure(log, hours={"week": week, "holidays": ["2024-01-01"]}).everybody
    assert everybody is not None and in_hours is not None
    pairs = [(a.waiting_time.mean_seconds, b.waiting_time.mean_seconds) for a, b in zip(everybody.touchpoints, in_hours.touchpoints)]
    waits = [(clock, hours) for clock, hours in pairs if clock is not None and hours is not None]
    assert waits and all(hours <= clock for clock, hours in waits) and any(hours < clock / 2 for clock, hours in waits)
    with pytest.raises(ValueError, match="hours"):
        shop.measure(log, hours={"week": []})


def test_simulated_customers_come_back(shop: jn.JourneyMap) -> None:
    once = shop.simulate(2, customers=200)
    fortnight = datetime.timedelta(days=14)
    assert shop.simulate(2, customers=200, returning=0.0, return_after=fortnight).fingerprint == once.fingerprint
    often = shop.simulate(2, customers=200, returning=0.7, return_after="10d")
    assert often.customers == 200 and often.events > 1.2 * once.events
    with pytest.raises(jn.InvalidOptionError, match="returning"):
        shop.simulate(returning=1)
