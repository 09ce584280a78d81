"""From a map and a log to a measured map, its pictures and its frames."""

from __future__ import annotations

import datetime
import json
import pickle
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
    assert worst.customers_affected_low > 0
    assert worst.statement


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


def test_simulated_customers_come_back(shop: jn.JourneyMap) -> None:
    once = shop.simulate(2, customers=200)
    fortnight = datetime.timedelta(days=14)
    assert shop.simulate(2, customers=200, returning=0.0, return_after=fortnight).fingerprint == once.fingerprint
    often = shop.simulate(2, customers=200, returning=0.7, return_after="10d")
    assert often.customers == 200 and often.events > 1.2 * once.events
    with pytest.raises(jn.InvalidOptionError, match="returning"):
        shop.simulate(returning=1)
