"""Building maps, and what all plain data can do."""

from __future__ import annotations

import copy
import datetime
import pickle
from pathlib import Path

import pytest

import journey as jn
from support import events


def shop() -> jn.JourneyMap:
    """A map with a bit of everything."""
    cart = jn.Touchpoint(
        id="cart",
        name="Cart",
        channel="web",
        place="online",
        emotions=[jn.Emotion(valence=-1, name="doubt", persona="young")],
        target_waiting_time=datetime.timedelta(hours=36),
        target_time_spent="5m",
        pain_points=[jn.PainPoint(text="Shipping costs come late", severity=4)],
        opportunities=[jn.Opportunity(text="Show costs early", status="in_progress")],
        rule=jn.EventRule.equals("touchpoint", "add_to_cart")
        | (jn.EventRule.glob("page", "/cart*") & ~jn.EventRule.compare("amount", at_least=100)),
    )
    return jn.JourneyMap(
        name="Shop",
        objective="Fewer lost carts",
        scope=jn.Scope(from_="cart", to="pay"),
        time_zone="Europe/Berlin",
        rating=jn.RatingScale(column="stars", min=1, max=5),
        personas=[
            jn.Persona(
                id="young",
                name="Young buyers",
                demographics=jn.Demographics(age="18-29", other={"children": False, "income": 30_000}),
                rule=jn.CustomerRule.last(jn.Predicate.one_of("age", ["18-24", "25-29"]))
                & jn.CustomerRule.visited("cart", at_least=2),
            )
        ],
        stages=[
            jn.Stage(id="choose", name="Choose", touchpoints=[cart]),
            jn.Stage(id="buy", name="Buy", goal="Own it", touchpoints=[jn.Touchpoint(id="pay", name="Pay")]),
        ],
        planned_paths=[jn.PlannedPath(name="straight", touchpoints=["cart", "pay"])],
        kpis=[
            jn.Kpi(id="nps", name="NPS", measure=jn.KpiMeasure.nps(column="nps"), target=40),
            jn.Kpi(
                id="wait",
                name="Wait",
                measure=jn.KpiMeasure.waiting_time(statistic="median"),
                scope=jn.KpiScope.touchpoint("cart"),
                target="2d",
                direction="down",
            ),
        ],
    )


def test_a_map_reads_back_equal_from_every_format(tmp_path: Path) -> None:
    map = shop()
    assert jn.JourneyMap.from_yaml(map.to_yaml()) == map
    assert jn.JourneyMap.from_json(map.to_json()) == map
    for name in ("shop.yaml", "shop.json"):
        map.save(tmp_path / name)
        assert jn.JourneyMap.load(tmp_path / name) == map
    assert pickle.loads(pickle.dumps(map)) == map


def test_attributes_have_python_types() -> None:
    cart = shop().stages[0].touchpoints[0]
    assert cart.place == "online"
    assert cart.target_waiting_time == datetime.timedelta(days=1, hours=12)
    assert cart.target_time_spent == datetime.timedelta(minutes=5)
    assert cart.opportunities[0].status == "in_progress"
    assert cart.to_dict()["target_waiting_time"] == "1d 12h"
    kpis = shop().kpis
    assert (kpis[0].target, kpis[1].target) == (40.0, datetime.timedelta(days=2))
    assert (kpis[1].scope.kind, kpis[1].scope.id) == ("touchpoint", "cart")
    demographics = shop().personas[0].demographics
    assert demographics is not None and demographics.other == {"children": False, "income": 30_000.0}


def test_rules_combine_with_operators() -> None:
    a, b = jn.EventRule.equals("x", "1"), jn.EventRule.equals("y", 2)
    assert a | b == jn.EventRule.any(a, b)
    assert a & b == jn.EventRule.all(a, b)
    assert ~a == jn.EventRule.not_(a)
    assert a != b
    assert a.to_dict() == {"equals": {"column": "x", "value": "1"}}


@pytest.mark.parametrize(
    "value",
    [
        jn.EventRule.equals("x", "it's") | ~jn.EventRule.compare("y", at_least=2),
        jn.CustomerRule.ever(jn.Predicate.glob("page", "/a*")) & jn.CustomerRule.visited("cart", at_least=3),
        jn.CustomerRule.not_(jn.CustomerRule.persona("young")),
        jn.Predicate.one_of("x", ["a", 2, True]),
        jn.KpiMeasure.conversion_rate(from_="a", to="b", within="1d 12h"),
        jn.KpiMeasure.drop_off_rate(),
        jn.KpiMeasure.ces("easy", form="ease"),
        jn.KpiScope.map(),
        jn.KpiScope.stage("buy"),
        jn.Fault.breaks("cart", from_="2024-01-01T00:00:00Z", to="2024-01-02T00:00:00Z", share=0.5),
    ],
    ids=lambda value: type(value).__name__,
)
def test_rules_and_measures_show_the_call_that_makes_them(value: object) -> None:
    assert eval(repr(value), vars(jn)) == value
    assert "from_json" not in repr(value)


def plain() -> list[object]:
    map, log = shop(), events()
    transitions, quality = log.transitions(), log.quality()
    return [
        map, *map.stages, *map.personas, *map.kpis, map.kpis[0].measure, map.kpis[1].scope, map.scope,
        map.stages[0].touchpoints[0], map.stages[0].touchpoints[0].rule, map.personas[0].rule,
        transitions, transitions.rows[0], transitions.rows[0].gap, log.variants(), log.retention(), quality,
        jn.Fault.slow("cart", factor=3), log.columns[0],
    ]  # fmt: skip


@pytest.mark.parametrize("value", plain(), ids=lambda value: type(value).__name__)
def test_plain_data_pickle_copy_compare_and_show_themselves(value: object) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value and again is not value
    assert copy.deepcopy(value) == value
    assert repr(value).startswith(type(value).__name__)
    assert type(value).__module__ == "journey"


def test_plain_data_are_frozen() -> None:
    stage = shop().stages[0]
    with pytest.raises(AttributeError):
        stage.name = "Other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        stage.note = "new"  # type: ignore[attr-defined]


def test_a_long_list_is_shortened_when_shown() -> None:
    stages = [jn.Stage(id=f"s{i}", name="S", touchpoints=[]) for i in range(9)]
    text = repr(jn.JourneyMap(name="Long", stages=stages))
    assert "… 9 in all]" in text and "s8" not in text


def test_templates_are_complete_maps() -> None:
    assert "online_shop" in jn.JourneyMap.templates()
    for name in jn.JourneyMap.templates():
        map = jn.JourneyMap.template(name)
        assert map.stages and map.kpis
        assert jn.JourneyMap.from_yaml(jn.JourneyMap.template_text(name)) == map
    with pytest.raises(jn.UnknownNameError):
        jn.JourneyMap.template("on_line_shop")
