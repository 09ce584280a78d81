"""Steps that prepare paths, and trees of addresses, from their definitions."""

import copy
import math
import re

from reference_log import ReferenceError
from reference_numbers import share
from reference_patterns import Journey, Parser, span, unknown


def refuse(field):
    raise ReferenceError(code="invalid_option", field=field)


class Prepared:
    """A log after some steps."""

    def __init__(self, log, journeys):
        self.columns, self.priority = log.columns, log.priority
        self.first, self.last = log.first, log.last
        self.journeys = sorted((journey for journey in journeys if journey), key=lambda j: j[0].customer.encode())
        self.events = [event for journey in self.journeys for event in journey]
        self.touchpoints = sorted({event.touchpoint for event in self.events}, key=str.encode)

    def order(self, touchpoint):
        return self.touchpoints.index(touchpoint)


def changed(event, **values):
    event = copy.copy(event)
    for name, value in values.items():
        setattr(event, name, value)
    return event


def clean(log, _map, options):
    import reference_analyses as analyses

    before, rows = log, []
    events = lambda log: sum(map(len, log.journeys))
    for number, step in enumerate(options["steps"]):
        (name, given), = step.items()
        made, change, gone = globals()[name](log, given, f"steps[{number}].{name}")
        rows.append(
            {
                "step": step,
                "events_changed": change,
                "events_dropped": max(0, events(log) - events(made)),
                "customers_dropped": len(log.journeys) - len(made.journeys) if gone is None else gone,
            }
        )
        log = made
    report = {
        "events_before": events(before),
        "events_after": events(log),
        "customers_before": len(before.journeys),
        "customers_after": len(log.journeys),
        "rows": rows,
    }
    return {
        "report": report,
        "variants": analyses.variants(log, None, {"top": 1000}),
        "transitions": analyses.transitions(log, None, {}),
    }


def single(log, text, field):
    node, within = Parser(text).pattern()
    if within or node[0] not in ("event", "either"):
        refuse(field)
    unknown(node, log)
    kinds = [node[1]] if node[0] == "event" else [part[1] for part in node[1]]
    return lambda event: any(Journey([], 0).holds(kind, event) for kind in kinds)


def meant(log, text):
    """The touchpoint of a name, or a pattern of a single event."""
    if text in log.touchpoints or text != "any" and not set(text) & set('|!~("'):
        log.check_touchpoint(text)
        return lambda event: event.touchpoint == text
    return single(log, text, "pattern")


def rename_touchpoints(log, given, _field):
    names = given["names"]
    journeys = [[changed(e, touchpoint=names.get(e.touchpoint, e.touchpoint)) for e in j] for j in log.journeys]
    change = sum(names.get(e.touchpoint, e.touchpoint) != e.touchpoint for j in log.journeys for e in j)
    return Prepared(log, journeys), change, None


def group_touchpoints(log, given, field):
    meant = single(log, given["touchpoints"], f"{field}.touchpoints")
    journeys = [[changed(e, touchpoint=given["name"]) if meant(e) else e for e in j] for j in log.journeys]
    pairs = [(a, b) for old, new in zip(log.journeys, journeys) for a, b in zip(old, new)]
    return Prepared(log, journeys), sum(a.touchpoint != b.touchpoint for a, b in pairs), None


def hide_touchpoints(log, given, field):
    meant = single(log, given["touchpoints"], f"{field}.touchpoints")
    return Prepared(log, [[e for e in j if not meant(e)] for j in log.journeys]), 0, None


def keep_touchpoints(log, given, field):
    meant = single(log, given["touchpoints"], f"{field}.touchpoints")
    return Prepared(log, [[e for e in j if meant(e)] for j in log.journeys]), 0, None


def collapse_runs(log, given, field):
    meant = single(log, given["touchpoints"], f"{field}.touchpoints") if "touchpoints" in given else lambda _: True
    within = span(given["within"]) if "within" in given else math.inf
    journeys, change = [], 0
    for journey in log.journeys:
        runs = []
        for event in journey:
            last = runs[-1][-1] if runs else None
            if (
                last
                and last.touchpoint == event.touchpoint
                and meant(last)
                and meant(event)
                and event.time - last.time <= within
            ):
                runs[-1].append(event)
            else:
                runs.append([event])
        change += sum(len(run) > 1 for run in runs)
        journeys.append([merged(run, given.get("columns", {})) for run in runs])
    return Prepared(log, journeys), change, None


def merged(run, columns):
    values = {}
    for name in run[0].values:
        known = [event.values[name] for event in run if event.values[name] is not None]
        kind = columns.get(name, "first")
        if not known:
            values[name] = None
        elif kind == "sum":
            values[name] = repr(math.fsum(map(float, known)))
        else:
            values[name] = known[0 if kind == "first" else -1]
    ends = [event.end for event in run if event.end is not None]
    return changed(run[0], values=values, end=max(ends, default=None))


def cut_between(log, given, field):
    ends = {}
    for name in ("from", "to"):
        if name in given:
            node, within = Parser(given[name]).pattern()
            unknown(node, log)
            ends[name] = (node, within)
    if not ends:
        refuse(f"{field}.from")
    journeys, gone = [], 0
    for journey in log.journeys:
        parts = list(cut(log, journey, ends, given))
        gone += not parts
        if not given.get("each"):
            journeys.append(parts[0] if parts else [])
            continue
        for number, part in enumerate(parts, 1):
            journeys.append([changed(event, customer=f"{event.customer}/{number}") for event in part])
    made = Prepared(log, journeys)
    return made, len(made.events) if given.get("each") else 0, gone if given.get("each") else None


def cut(log, journey, ends, given):
    size = len(journey)

    def match(name, at):
        """Begin and end of the first match at a place or later, by its earliest end, then its latest begin."""
        node, within = ends[name]
        whole = Journey(journey, log.last)
        ways = [
            (max(way[0][0], 0), min(way[-1][0] + 1, size), way[-1][0], way[0][0])
            for way in whole.ways(node)
            if way[0][0] >= at and (within is None or whole.time(way[-1][0]) - whole.time(way[0][0]) <= within)
        ]
        return min(ways, key=lambda way: (way[2], -way[3]), default=None)

    at = -1
    while at < size:
        begin, after = max(at, 0), at
        if "from" in ends:
            found = match("from", at)
            if not found:
                return
            begin, after = found[:2]
        if "to" in ends:
            found = match("to", after)
            if not found and not given.get("keep_open"):
                return
            end = found[1] if found else size
        else:
            found = match("from", after) if given.get("each") else None
            end = max(found[0], begin + 1) if found else size
        if begin < end:
            yield journey[begin:end]
        if not given.get("each"):
            return
        at = max(end, begin + 1)


def mark_ends(log, given, field):
    for name in ("start", "end"):
        if given.get(name) in log.touchpoints:
            refuse(f"{field}.{name}")
    none = {name: None for name in log.columns}
    mark = lambda event, name: [changed(event, touchpoint=given[name], end=None, values=none)] if name in given else []
    journeys = [[*mark(j[0], "start"), *j, *mark(j[-1], "end")] for j in log.journeys]
    return Prepared(log, journeys), len(given) * len(journeys), None


ID = re.compile(r"(?=.*[0-9])(?:[^A-Za-z]+|[0-9A-Fa-f-]{8,}|[0-9A-Za-z]{16,})(?:\.[A-Za-z]{1,5})?", re.ASCII | re.S)
ADDRESS = re.compile(r"(?:(?:[A-Za-z0-9+.-]+:)?//(?P<host>[^/?#]*)(?P<path>[^?#]*)|(?P<local>/[^?#]*))")


def way(text, options):
    found = ADDRESS.match((text or "").strip())
    if not found:
        return None
    host = (found["host"] or "").rpartition("@")[2].lower() if options.get("host", True) else ""
    parts = [part for part in (found["path"] or found["local"] or "").split("/") if part]
    ids = options.get("ids", True)
    parts = ["*" if ids and part.isascii() and ID.fullmatch(part) else part for part in parts]
    return (host, *parts[: options.get("depth", 2)])


def places(log, options, field):
    """The place of every text: its way in the tree after rare branches have become one."""
    if not 0 <= options.get("least_share", 0) <= 1:
        refuse(f"{field}least_share")
    if options.get("depth", 2) > 32:
        refuse(f"{field}depth")
    column = options.get("column")
    if column is not None and column not in log.columns:
        raise ReferenceError(code="unknown_name", name=column)
    text = lambda event: event.touchpoint if column is None else event.values[column]
    ways = {text(event): way(text(event), options) for event in log.events}
    for depth in range(options.get("depth", 2) + 1):
        counts, wholes = {}, {}
        for event in log.events:
            place = ways[text(event)]
            if place is not None:
                wholes[place[:depth]] = wholes.get(place[:depth], 0) + 1
                if len(place) > depth:
                    counts[place[: depth + 1]] = counts.get(place[: depth + 1], 0) + 1
        for key, place in ways.items():
            if place is not None and len(place) > depth:
                if counts[place[: depth + 1]] < options.get("least_share", 0) * wholes[place[:depth]]:
                    ways[key] = (*place[:depth], "*", *place[depth + 1 :])
    return {event.row: ways[text(event)] for event in log.events}, ways


def shown(place):
    return "/".join(place) or "/"


def url_touchpoints(log, given, field):
    found, _ = places(log, given, f"{field}.")
    name = lambda event: event.touchpoint if found[event.row] is None else shown(found[event.row])
    journeys = [[changed(event, touchpoint=name(event)) for event in journey] for journey in log.journeys]
    change = sum(name(event) != event.touchpoint for event in log.events)
    return Prepared(log, journeys), change, None


def url_tree(log, _map, options):
    found, ways = places(log, options, "")
    with_address = [event for event in log.events if found[event.row] is not None]
    all_places = {place[: n + 1] for place in ways.values() if place for n in range(len(place))}
    below = lambda place: [event for event in with_address if found[event.row][: len(place)] == place]
    count = {place: len(below(place)) for place in all_places}
    key = lambda place: [(-count[place[: n + 1]], place[n].encode()) for n in range(len(place))]
    rows = [
        {
            "touchpoint": shown(place),
            "parent": shown(place[:-1]) if len(place) > 1 else None,
            "depth": len(place) - 1,
            "events": count[place],
            "own_events": sum(found[event.row] == place for event in with_address),
            "customers": len({event.customer for event in below(place)}),
            "addresses": sum(way is not None and way[: len(place)] == place for way in ways.values()),
            "share": share(count[place], len(with_address), "events with an address"),
        }
        for place in sorted(all_places, key=key)
    ]
    return {
        "rows": rows,
        "events": len(with_address),
        "other_events": len(log.events) - len(with_address),
        "addresses": sum(way is not None for way in ways.values()),
    }
