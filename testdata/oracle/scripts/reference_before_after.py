"""Before and after for the reference: the sides, the KPIs, and the mix of customers, as values at paths.

Findings are not computed here: cases of this operation have none, and say so. Options that are not read here are not used in
cases.
"""

import copy
import math
from datetime import timedelta
from zoneinfo import ZoneInfo

import reference_measure
from reference_compare import difference, first_value
from reference_funnel import micros_of
from reference_log import EPOCH, ReferenceError, micros
from reference_map import Map
from reference_measure import MeasuredMap
from reference_numbers import Z95, benjamini_hochberg, exact, normal_p, share

WEEK = 7 * 86_400_000_000
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
UNITS = {"nps": "points", "revenue_per_customer": "amount", "interactions_per_customer": "count"}
DOWN = {"drop_off_rate", "churn_rate"}


def instant(time):
    moment = EPOCH + timedelta(microseconds=time)
    text = moment.strftime("%Y-%m-%dT%H:%M:%S")
    return text + (f".{moment.microsecond:06d}".rstrip("0") if moment.microsecond else "") + "Z"


def part(log, journeys, first, last):
    """A log of some journeys, as seen between two times."""
    found = copy.copy(log)
    found.journeys = journeys
    found.events = [event for journey in journeys for event in journey]
    found.first, found.last = first, last
    return found


def cut(log, start, end):
    """Journeys that began between two times, without what came later, and how many went on."""
    began = [journey for journey in log.journeys if start <= journey[0].time < end]
    kept = [[event for event in journey if event.time < end] for journey in began]
    return part(log, kept, start, end - 1), sum(journey[-1].time >= end for journey in began)


def nested(flat, prefix):
    """The object at a path of a flattened report."""
    return {path[len(prefix) + 1 :]: value for path, value in flat.items() if path.startswith(prefix + ".")}


class Side:
    def __init__(self, log, text):
        self.log, self.size = log, len(log.journeys)
        self.flat = reference_measure.measure(log, text) if log.journeys else None

    def view(self, number):
        return nested(self.flat, f"views[{number}]")

    def estimate(self, number, kpi):
        if self.flat is None:
            return exact(None, 0, "")
        where = f"views[{number}]." + ("completion" if kpi is None else f"kpis[{kpi}].value")
        return nested(self.flat, where)


class OfPersona:
    """The customers of a persona as if they were all."""

    def __init__(self, side, number):
        self.side, self.number = side, number

    def view(self, number):
        return self.side.view(self.number) if number == 0 else {"customers": 0}

    def estimate(self, number, kpi):
        return self.side.estimate(self.number, kpi) if number == 0 else exact(None, 0, "")


def p_of(difference):
    value, low, high = difference["value"], difference["low"], difference["high"]
    if None in (value, low, high):
        return None
    if value == 0.0:
        return 1.0
    reach = value - low if value > 0.0 else high - value
    return normal_p(value / reach * Z95) if reach > 0.0 else 0.0


def standardised(strata, number, kpi):
    """The mean of the differences of all parts, weighted with the customers of both sides."""
    total = weights = below = above = 0.0
    n = 0
    for before, after in strata:
        one = difference(after.estimate(number, kpi), before.estimate(number, kpi))
        if one["value"] is None or one["low"] is None:
            continue
        weight = float(before.view(number)["customers"]) + float(after.view(number)["customers"])
        total, weights, n = total + weight * one["value"], weights + weight, n + one["n"]
        below += (weight * (one["value"] - one["low"])) * (weight * (one["value"] - one["low"]))
        above += (weight * (one["high"] - one["value"])) * (weight * (one["high"] - one["value"]))
    if not weights:
        return None
    value = total / weights
    return {
        "value": value,
        "low": value - math.sqrt(below) / weights,
        "high": value + math.sqrt(above) / weights,
        "n": n,
        "denominator": "both groups",
        "method": "square_and_add",
        "small_sample": n < 30,
    }


def verdict(row, n, least, up):
    effect = row["effect"]
    if effect["value"] is None or effect["low"] is None or n < least:
        return "not_enough_data"
    if -row["margin"] <= effect["low"] and effect["high"] <= row["margin"]:
        return "no_change"
    if row["p_adjusted"] is None or row["p_adjusted"] >= 0.05:
        return "unclear"
    return "better" if (effect["value"] > 0.0) == up else "worse"


def rows_of(before, after, beside, strata, document, options):
    rows = []
    personas = [None] + [persona["id"] for persona in document.get("personas", [])]
    for number, persona in enumerate(personas):
        for kpi, one in [(None, None), *enumerate(document.get("kpis", []))]:
            measure = next(iter(one["measure"])) if one else "completion"
            a, b = before.estimate(number, kpi), after.estimate(number, kpi)
            row = {"persona": persona, "kpi": one["id"] if one else "completion", "before": a, "after": b}
            row["difference"] = difference(b, a)
            for name in ("season", "control"):
                pair = beside.get(name)
                known = pair and all(side.estimate(number, kpi)["value"] is not None for side in pair)
                row[name] = difference(pair[1].estimate(number, kpi), pair[0].estimate(number, kpi)) if known else None
            row["adjustment"] = "control" if row["control"] else "season" if row["season"] else "none"
            row["effect"] = (
                difference(row["difference"], row[row["adjustment"]]) if row["adjustment"] != "none" else row["difference"]
            )
            earlier = beside.get("earlier")
            row["earlier"] = earlier.estimate(number, kpi) if earlier else None
            if row["earlier"] and row["earlier"]["value"] is None:
                row["earlier"] = None
            row["same_mix"] = standardised(strata, number, kpi)
            unit = UNITS.get(measure, "share")
            usual = 100.0 * options.get("margin", 0.05) if unit == "points" else options.get("margin", 0.05) * abs(a["value"] or 0.0)
            row["margin"] = options.get("margins", {}).get(row["kpi"], usual)
            row["unit"] = unit
            row["direction"] = (one or {}).get("direction") or ("down" if measure in DOWN else "up")
            enough = min(a["n"], b["n"]) >= options.get("min_sample", 30)
            row["p"] = p_of(row["effect"]) if enough else None
            plain, same = row["difference"], row["same_mix"]
            row["mix_reverses"] = bool(
                same
                and plain["value"] is not None
                and plain["value"] * same["value"] < 0.0
                and any(p_of(one) is not None and p_of(one) < 0.05 for one in (plain, same))
            )
            rows.append(row)
    for row, adjusted in zip(rows, benjamini_hochberg([row["p"] for row in rows])):
        row["p_adjusted"] = adjusted
        n = min(row["before"]["n"], row["after"]["n"])
        row["verdict"] = verdict(row, n, options.get("min_sample", 30), row["direction"] == "up")
    return rows


def mix_of(before, after, document, columns):
    """Shares of personas, of the days of the week, and of columns."""
    mix = []

    def add(attribute, values, earlier, later, sizes):
        for value in values:
            a, b = share(earlier(value), sizes[0], "customers"), share(later(value), sizes[1], "customers")
            mix.append({"attribute": attribute, "value": value, "before": a, "after": b, "difference": difference(b, a)})

    personas = [persona["id"] for persona in document.get("personas", [])]
    of = [{id_: side.view(n)["customers"] for n, id_ in enumerate(personas, 1)} for side in (before, after)]
    sizes = [side.view(0)["customers"] for side in (before, after)]
    add("persona", personas, of[0].get, of[1].get, sizes)
    zone = ZoneInfo(document.get("time_zone") or "UTC")

    def day(journey):
        return DAYS[(EPOCH + timedelta(microseconds=journey[0].time)).astimezone(zone).weekday()]

    sides = [side.log.journeys for side in (before, after)]
    sizes = [len(side) for side in sides]

    def counts(key):
        return [lambda value, side=side: sum(key(journey) == value for journey in side) for side in sides]

    add("weekday", DAYS, *counts(day), sizes)
    for column in columns:
        values = {first_value(journey, column) for side in sides for journey in side}
        values = sorted(values, key=lambda value: (value is not None, (value or "").encode()))
        add(column, values, *counts(lambda journey, column=column: first_value(journey, column)), sizes)
    for row in mix:
        row["p"] = p_of(row["difference"])
    for row, adjusted in zip(mix, benjamini_hochberg([row["p"] for row in mix])):
        row["p_adjusted"] = adjusted
    return mix


def periods(log, text, options):
    """Both sides and what stands beside them."""
    at, gap = micros(options["at"]), micros_of(options["gap"]) if "gap" in options else 0
    room = min(at - log.first, log.last + 1 - (at + gap))
    if room <= 0:
        raise ReferenceError(code="invalid_option", field="at")
    window = micros_of(options["window"]) if "window" in options else (room - room % WEEK if room >= WEEK else room)
    if window > room:
        raise ReferenceError(code="invalid_option", field="window")
    stretches = [(at - window, at), (at + gap, at + gap + window)]
    touched, beside = log, {}
    if "control" in options:
        map_ = Map(text, log)
        member = [map_.customer_rule(options["control"], journey) for journey in log.journeys]
        control = part(log, [j for j, inside in zip(log.journeys, member) if inside], log.first, log.last)
        touched = part(log, [j for j, inside in zip(log.journeys, member) if not inside], log.first, log.last)
        beside["control"] = [Side(cut(control, *stretch)[0], text) for stretch in stretches]
    year = [(start - 52 * WEEK, end - 52 * WEEK) for start, end in stretches]
    if year[0][0] >= log.first and year[1][1] <= stretches[0][1]:
        beside["season"] = [Side(cut(touched, *stretch)[0], text) for stretch in year]
    if stretches[0][0] - window >= log.first:
        beside["earlier"] = Side(cut(touched, at - 2 * window, at - window)[0], text)
    sides = [cut(touched, *stretch) for stretch in stretches]
    named = [("before", *stretches[0]), ("after", *stretches[1])]
    return [Side(log, text) for log, _ in sides], [cut_off for _, cut_off in sides], named, beside


def versions(log, text, options):
    column = options["version"]
    sides = []
    for value in (options["before"], options["after"]):
        found = [journey for journey in log.journeys if first_value(journey, column) == value]
        sides.append(Side(part(log, found, log.first, log.last), text))
    return sides, [0, 0], [(options["before"], log.first, log.last), (options["after"], log.first, log.last)], {}


def before_after(log, text, options):
    if ("at" in options) == ("version" in options):
        raise ReferenceError(code="invalid_option", field="version" if "at" in options else "at")
    usual = reference_measure.OPEN_WITHIN
    reference_measure.OPEN_WITHIN = micros_of(options.get("open_within", "30d"))
    try:
        return report(log, text, options)
    finally:
        reference_measure.OPEN_WITHIN = usual


def report(log, text, options):
    (before, after), cut_off, named, beside = (periods if "at" in options else versions)(log, text, options)
    document = MeasuredMap(text, log).document
    strata = []
    if "same_mix" in options:
        column = options["same_mix"]
        values = sorted({first_value(j, column) for side in (before, after) for j in side.log.journeys}, key=lambda v: (v is not None, v or ""))
        for value in values:
            pair = [[j for j in side.log.journeys if first_value(j, column) == value] for side in (before, after)]
            if all(pair):
                logs = [part(side.log, journeys, side.log.first, side.log.last) for side, journeys in zip((before, after), pair)]
                strata.append([Side(one, text) for one in logs])
    else:
        of = [nested(side.flat, "coverage.personas") for side in (before, after)]
        if all(one["none"] == one["several"] == 0 and one["one"] for one in of):
            count = len(document.get("personas", []))
            strata = [[OfPersona(side, n) for side in (before, after)] for n in range(1, count + 1)]
    rows = rows_of(before, after, beside, strata, document, options)
    out = {"findings.length": 0, "tested": sum(row["p"] is not None for row in rows)}
    for place, side, gone, (name, start, end) in zip(("before", "after"), (before, after), cut_off, named):
        view = side.view(0)
        told = {key: view[key] for key in ("customers", "completed", "open", "lost")}
        told |= {"name": name, "from": instant(start), "to": instant(end), "cut_off": gone}
        reference_measure.flatten(told, place, out)
    reference_measure.flatten(rows, "rows", out)
    reference_measure.flatten(mix_of(before, after, document, options.get("mix", [])), "mix", out)
    return out
