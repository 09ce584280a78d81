"""The analyses of the reference: one function an operation, from log, map and options to the report."""

import math

import reference_funnel
import reference_measure
import reference_retention
import reference_surveys
from reference_log import ReferenceError
from reference_map import Map, coverage
from reference_numbers import Z95, durations, exact, share
from reference_visits import visits


def transitions(log, _map, _options):
    gaps, who, nodes = {}, {}, {}
    for journey in log.journeys:
        for event in journey:
            node = nodes.setdefault(event.touchpoint, {"count": 0, "customers": set(), "starts": 0, "ends": 0})
            node["count"] += 1
            node["customers"].add(event.customer)
        nodes[journey[0].touchpoint]["starts"] += 1
        nodes[journey[-1].touchpoint]["ends"] += 1
        for a, b in zip(journey, journey[1:]):
            gaps.setdefault((a.touchpoint, b.touchpoint), []).append(b.time - a.time)
            who.setdefault((a.touchpoint, b.touchpoint), set()).add(a.customer)
    out_of = {}
    for (source, _), values in gaps.items():
        out_of[source] = out_of.get(source, 0) + len(values)
    order = sorted(gaps, key=lambda edge: (-len(gaps[edge]), log.order(edge[0]), log.order(edge[1])))
    return {
        "rows": [
            {
                "source": source,
                "target": target,
                "count": len(gaps[source, target]),
                "customers": len(who[source, target]),
                "probability": share(len(gaps[source, target]), out_of[source], "moves out of the source"),
                "gap": durations(gaps[source, target]),
            }
            for source, target in order
        ],
        "nodes": [
            {
                "touchpoint": name,
                "count": nodes[name]["count"],
                "customers": len(nodes[name]["customers"]),
                "starts": nodes[name]["starts"],
                "ends": nodes[name]["ends"],
            }
            for name in log.touchpoints
        ],
        "customers": len(log.journeys),
        "count": sum(map(len, gaps.values())),
    }


def bind(log, text, _options):
    return coverage(log, Map(text, log))


def nps(log, _map, options):
    return reference_surveys.nps(log, options)


def csat(log, _map, options):
    return reference_surveys.csat(log, options)


def ces(log, _map, options):
    return reference_surveys.ces(log, options)


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
    }


def funnel(log, _map, options):
    return reference_funnel.funnel(log, options)


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
    log.check_touchpoint(source)
    log.check_touchpoint(target)
    window = reference_funnel.micros_of(options["within"]) if options.get("within") else None
    silence = reference_funnel.micros_of(options["open_after"]) if options.get("open_after") else None
    customers, opened, times = 0, 0, []
    for journey in log.journeys:
        starts = [(event.time, place) for place, event in enumerate(journey) if event.touchpoint == source]
        goals = [(event.time, place) for place, event in enumerate(journey) if event.touchpoint == target]
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


def measure(log, text, _options):
    return reference_measure.measure(log, text)
