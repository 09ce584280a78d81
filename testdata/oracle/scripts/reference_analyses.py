"""The analyses of the reference: one function an operation, from log, map and options to the report."""

import math

import reference_before_after
import reference_behaviour
import reference_bottlenecks
import reference_compare
import reference_drivers
import reference_emotions
import reference_funnel
import reference_funnel_options
import reference_lifecycle
import reference_measure
import reference_paths
import reference_patterns
import reference_prepare
import reference_priorities
import reference_retention
import reference_survival
import reference_surveys
import reference_voice
import reference_what_if
from reference_log import ReferenceError
from reference_map import Map, coverage
from reference_numbers import Z95, durations, exact, share
from reference_visits import visits


def transitions(log, _map, options):
    return reference_paths.transitions(log, options)


def clean(log, text, options):
    return reference_prepare.clean(log, text, options)


def split_quantiles(log, _map, options):
    return reference_behaviour.split_quantiles(log, options)


def rfm(log, _map, options):
    return reference_behaviour.rfm(log, options)


def url_tree(log, text, options):
    return reference_prepare.url_tree(log, text, options)


def compare(log, _map, options):
    return reference_compare.compare(log, options)


def bind(log, text, _options):
    return coverage(log, Map(text, log))


def nps(log, _map, options):
    return reference_surveys.nps(log, options)


def response_rate(log, _map, options):
    return reference_voice.response_rate(log, options)


def engagement(log, _map, options):
    return reference_voice.engagement(log, options)


def csat(log, _map, options):
    return reference_surveys.csat(log, options)


def ces(log, _map, options):
    return reference_surveys.ces(log, options)


def emotions(log, _map, options):
    return reference_emotions.emotions(log, options)


def time_spent(log, _map, _options):
    rows, everything = [], []
    for name in log.touchpoints:
        found = [(journey, visit) for journey in log.journeys for visit in visits(journey) if visit.place == name]
        times = [visit.end - visit.start for _, visit in found if visit.measured]
        everything += times
        rows.append(
            {
                "touchpoint": name,
                "customers": len({journey[0].customer for journey, _ in found}),
                "visits": len(found),
                "unmeasured": len(found) - len(times),
                "time": durations(times),
            }
        )
    return {
        "rows": rows,
        "time": durations(everything),
        "visits": sum(row["visits"] for row in rows),
        "unmeasured": sum(row["unmeasured"] for row in rows),
    }


def waiting_time(log, _map, _options):
    rows, everything = [], []
    for name in log.touchpoints:
        customers, number, first, overlaps, times = set(), 0, 0, 0, []
        for journey in log.journeys:
            before = None
            for visit in visits(journey):
                if visit.place == name:
                    customers.add(journey[0].customer)
                    number += 1
                    if before is None:
                        first += 1
                    else:
                        overlaps += visit.start < before.end
                        times.append(max(0, visit.start - before.end))
                before = visit
        everything += times
        rows.append(
            {
                "touchpoint": name,
                "customers": len(customers),
                "visits": number,
                "first": first,
                "overlaps": overlaps,
                "time": durations(times),
            }
        )
    return {
        "rows": rows,
        "time": durations(everything),
        "visits": sum(row["visits"] for row in rows),
        "overlaps": sum(row["overlaps"] for row in rows),
    }


def handoffs(log, _map, options):
    by = options.get("by", "")
    if not by:
        raise ReferenceError(code="invalid_option", field="by")
    if by not in log.columns:
        raise ReferenceError(code="unknown_name", name=by)
    days = {"60s": 60, "1h": 3600, "7d": 7 * 86400}
    window = days[options.get("repeat_within", "7d")] * 1_000_000
    waits, again, parties, unassigned = {}, {}, {}, 0
    served = [[event for event in journey if event.values[by] is not None] for journey in log.journeys]
    unassigned = sum(len(journey) for journey in log.journeys) - sum(map(len, served))
    served = [journey for journey in served if journey]
    for journey in served:
        stays = visits(journey, lambda event: event.values[by])
        for number, (source, target) in enumerate(zip(stays, stays[1:])):
            back = number > 0 and stays[number - 1].place == target.place
            move = (target.start - source.end, journey[0].customer, back)
            waits.setdefault((source.place, target.place), []).append(move)
        for position, event in enumerate(journey):
            party = parties.setdefault(event.values[by], {"count": 0, "customers": set(), "ends": 0})
            party["count"] += 1
            party["customers"].add(event.customer)
            same_place = [other for other in journey[:position] if other.touchpoint == event.touchpoint]
            if same_place and same_place[-1].values[by] != event.values[by]:
                gap = event.time - same_place[-1].time
                if gap <= window:
                    key = (event.touchpoint, same_place[-1].values[by], event.values[by])
                    again.setdefault(key, []).append((gap, event.customer))
        parties[journey[-1].values[by]]["ends"] += 1
    given = {name: sum(len(moves) for (source, _), moves in waits.items() if source == name) for name in parties}
    taken = {name: sum(len(moves) for (_, target), moves in waits.items() if target == name) for name in parties}
    people = lambda table: {move[1] for moves in table.values() for move in moves}
    text = lambda *names: [name.encode() for name in names]
    of = "customers with an event of somebody"
    return {
        "by": by,
        "rows": [
            {
                "source": pair[0],
                "target": pair[1],
                "count": len(waits[pair]),
                "customers": len({customer for _, customer, _ in waits[pair]}),
                "share": share(len(waits[pair]), given[pair[0]], "handoffs by the source"),
                "back": sum(back for _, _, back in waits[pair]),
                "overlaps": sum(wait < 0 for wait, _, _ in waits[pair]),
                "wait": durations([max(0, wait) for wait, _, _ in waits[pair]]),
            }
            for pair in sorted(waits, key=lambda pair: (-len(waits[pair]), text(*pair)))
        ],
        "parties": [
            {
                "name": name,
                "count": parties[name]["count"],
                "customers": len(parties[name]["customers"]),
                "given": given[name],
                "taken": taken[name],
                "ends": parties[name]["ends"],
            }
            for name in sorted(parties, key=lambda name: name.encode())
        ],
        "repeats": [
            {
                "touchpoint": key[0],
                "source": key[1],
                "target": key[2],
                "count": len(again[key]),
                "customers": len({customer for _, customer in again[key]}),
                "gap": durations([gap for gap, _ in again[key]]),
            }
            for key in sorted(again, key=lambda key: (-len(again[key]), text(*key)))
        ],
        "customers": len(served),
        "handed_over": share(len(people(waits)), len(served), of),
        "repeated": share(len(people(again)), len(served), of),
        "count": sum(map(len, waits.values())),
        "wait": durations([max(0, wait) for moves in waits.values() for wait, _, _ in moves]),
        "unassigned": unassigned,
    }


def variants(log, _map, options):
    if options.get("top") == 0:
        raise ReferenceError(code="invalid_option", field="top")
    counts = {}
    for journey in log.journeys:
        path = tuple(event.touchpoint for event in journey)
        counts[path] = counts.get(path, 0) + 1
    customers = len(log.journeys)
    order = sorted(counts, key=lambda path: (-counts[path], [log.order(name) for name in path]))
    listed, rows = 0, []
    for path in order[: options.get("top")]:
        listed += counts[path]
        rows.append(
            {
                "path": list(path),
                "customers": counts[path],
                "share": share(counts[path], customers, "customers"),
                "cumulative_share": listed / customers,
            }
        )
    return {
        "rows": rows,
        "customers": customers,
        "variants": len(counts),
        "unique_variants": sum(count == 1 for count in counts.values()),
        "other_customers": customers - listed,
        "representative": reference_paths.representative(counts, order) if options.get("representative") else None,
    }


def funnel(log, _map, options):
    further = set(options) - {"steps", "within", "mode"} or any(not isinstance(step, str) for step in options.get("steps", []))
    patterns = any(isinstance(step, str) and set("|!(") & set(step) for step in options.get("steps", []))
    module = reference_funnel_options if further or patterns else reference_funnel
    return module.funnel(log, options)


def retention(log, _map, options):
    return reference_retention.retention(log, options)


def interactions(log, _map, _options):
    def row(name, counts):
        customers, events = len(counts), sum(counts)
        mean = exact(events / customers if customers else None, customers, "customers with an event here")
        mean["method"] = "wald"
        if customers > 1:
            squares = sum(count * count for count in counts)
            spread = float(customers * squares - events * events)
            error = math.sqrt(spread / customers / (customers - 1.0) / customers)
            mean["low"], mean["high"] = mean["value"] - Z95 * error, mean["value"] + Z95 * error
        return {
            "touchpoint": name,
            "customers": customers,
            "count": events,
            "mean": mean,
            "distribution": [{"events": n, "customers": counts.count(n)} for n in sorted(set(counts))],
        }

    def at(name):
        counts = [sum(event.touchpoint == name for event in journey) for journey in log.journeys]
        return row(name, [count for count in counts if count])

    return {
        "rows": [at(name) for name in log.touchpoints],
        "overall": row(None, [len(journey) for journey in log.journeys]),
    }


def conversion(log, _map, options):
    """Of customers with the source, those are converted for whom some target follows some source in time; the
    first such source counts, with the first target after it in the order of the journey."""
    if options.get("within") and options.get("open_after"):
        raise ReferenceError(code="invalid_option", field="open_after")
    source, target = options["source"], options["target"]
    is_source, is_target = (reference_prepare.meant(log, text) for text in (source, target))
    window = reference_funnel.micros_of(options["within"]) if options.get("within") else None
    silence = reference_funnel.micros_of(options["open_after"]) if options.get("open_after") else None
    customers, opened, times = 0, 0, []
    for journey in log.journeys:
        starts = [(event.time, place) for place, event in enumerate(journey) if is_source(event)]
        goals = [(event.time, place) for place, event in enumerate(journey) if is_target(event)]
        if not starts:
            continue
        customers += 1
        found = None
        for start, before in starts:
            later = [time for time, place in goals if place > before]
            if later and (window is None or later[0] - start <= window):
                found = later[0] - start
                break
        if found is not None:
            times.append(found)
        elif window is not None:
            opened += starts[-1][0] + window > log.last
        elif silence is not None:
            opened += journey[-1].time + silence > log.last
    lost = customers - len(times) - opened
    return {
        "source": source,
        "target": target,
        "customers": customers,
        "converted": len(times),
        "lost": lost,
        "open": opened,
        "share": share(len(times), len(times) + lost, "customers converted or lost"),
        "time": durations(times),
    }


def matches(log, text, options):
    return reference_patterns.matches(log, text, options)


def frequent_patterns(log, _map, options):
    return reference_paths.frequent_patterns(log, options)


def rework(log, _map, options):
    return reference_paths.rework(log, options)


def step_matrix(log, _map, options):
    return reference_paths.step_matrix(log, options)


def outcomes(log, _map, options):
    return reference_paths.outcomes(log, options)


def what_if(log, _map, options):
    return reference_what_if.what_if(log, options)


def bottlenecks(log, _map, options):
    return reference_bottlenecks.bottlenecks(log, options)


def priorities(_log, _map, options):
    return reference_priorities.priorities(options)


def lifecycle(log, _map, options):
    return reference_lifecycle.lifecycle(log, options)


def survival(log, _map, options):
    return reference_survival.survival(log, options)


def score(log, _map, options):
    return reference_surveys.score(log, options)


def trend(log, _map, options):
    return reference_surveys.trend(log, options)


def drivers(log, _map, options):
    return reference_drivers.drivers(log, options)


def cox(log, _map, options):
    return reference_survival.cox(log, options)


def measure(log, text, _options):
    return reference_measure.measure(log, text)


def before_after(log, text, options):
    return reference_before_after.before_after(log, text, options)
