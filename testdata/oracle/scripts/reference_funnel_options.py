"""Funnels with further options, by trying all chains. For short journeys.

A chain is a list with the event of each step, `None` where an optional step is left out. Events of one time may match
in any order; without that, events are in the order of the journey.
"""

import math
import re
from datetime import timedelta
from itertools import product
from zoneinfo import ZoneInfo

import reference_retention
from reference_log import EPOCH, ReferenceError
from reference_numbers import benjamini_hochberg, durations, normal_p, share

UNITS = {"d": 86_400_000_000, "h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000, "ms": 1000, "us": 1}
COUNTED = {"customers": "customers", "sessions": "sessions", "totals": "attempts"}


def micros_of(span):
    if span is None:
        return None
    return sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+)\s*(us|ms|[dhms])", span))


def test_of(spec, log):
    """What an event must be: `a | b`, `!a`, `!(a | b)`, `any` or `a(column > 1)`; a name of a touchpoint first."""
    text = spec if isinstance(spec, str) else spec.get("touchpoint") or spec["pattern"]
    exact = isinstance(spec, dict) and "touchpoint" in spec
    if exact or text in log.touchpoints or not re.search(r"[|!~(\"]|^any$", text):
        log.check_touchpoint(text)
        return lambda event: event.touchpoint == text
    negated = text.startswith("!")
    condition = re.fullmatch(r"([\w.]+)\((\w+) (>=|<=|>|<|=) (\S+)\)", text)
    if condition:
        name, column, sign, value = condition.groups()
        compare = {">": float.__gt__, "<": float.__lt__, ">=": float.__ge__, "<=": float.__le__}
        log.check_touchpoint(name)

        def holds(event):
            cell = event.values[column]
            if event.touchpoint != name or cell is None:
                return False
            return cell == value if sign == "=" else compare[sign](float(cell), float(value))

        return holds
    names = {part.strip() for part in text.lstrip("!").strip("()").split("|")}
    for name in sorted(names - {"any"}):
        log.check_touchpoint(name)
    return lambda event: (("any" in names) or event.touchpoint in names) != negated


class Unit:
    """Events that are followed together, with their places in the journey and the numbers of their sessions."""

    def __init__(self, events, end):
        self.events, self.end = events, end


class Funnel:
    def __init__(self, log, options):
        self.log, self.options = log, options
        self.steps = [step if isinstance(step, dict) else {"touchpoint": step} for step in options["steps"]]
        self.tests = [test_of(step, log) for step in options["steps"]]
        self.window = micros_of(options.get("within"))
        self.previous = options.get("window_from") == "previous"
        self.exclusions = []
        for exclusion in options.get("exclude", []):
            named = exclusion if isinstance(exclusion, dict) else {}
            between = named.get("from", 1) - 1, named.get("to", len(self.steps)) - 1
            self.exclusions.append((test_of(exclusion, log), *between))
        self.any = options.get("order") == "any"

    def near(self, a, b):
        """Whether two events, as (place, session, event), are within the window."""
        limits = (
            (self.window, b[2].time - a[2].time),
            (self.options.get("within_events"), b[0] - a[0]),
            (self.options.get("within_sessions"), b[1] - a[1] + 1),
        )
        return all(limit is None or value <= limit for limit, value in limits)

    def holds(self, chain, unit):
        passed = [(step, event) for step, event in enumerate(chain) if event]
        first, last = passed[0][1], passed[-1][1]
        for (_, before), (step, event) in zip(passed, passed[1:]):
            gap = event[2].time - before[2].time
            least, most = micros_of(self.steps[step].get("after")), micros_of(self.steps[step].get("within"))
            if gap < (least or 0) or (most is not None and gap > most):
                return False
            if self.previous and not self.near(before, event):
                return False
        if not self.previous and not self.near(first, last):
            return False
        for test, begin, end in self.exclusions:
            # For a step that was left out stands the one before or after it.
            since = [event[2].time for place, event in passed if place <= begin][-1]
            until = ([event[2].time for place, event in passed if place >= end] or [last[2].time])[0]
            if len(chain) > begin:
                if any(test(event[2]) and since < event[2].time < until for event in unit):
                    return False
        return True

    def chains(self, unit, start=None):
        """All chains of a unit that hold, those of any order in the order of time."""
        if self.any:
            return self.choices(unit, start)
        found, open_chains = [], [[]]
        while open_chains:
            longer = []
            for chain in open_chains:
                if chain and chain[-1]:
                    if not self.holds(chain, unit):
                        continue
                    found.append(chain)
                step = len(chain)
                if step == len(self.steps):
                    continue
                if self.steps[step].get("optional"):
                    longer.append(chain + [None])
                last = next((event for event in reversed(chain) if event), None)
                for event in unit:
                    if not self.tests[step](event[2]) or event in chain:
                        continue
                    if last and event[2].time < last[2].time:
                        continue
                    if not step and start is not None and event != start:
                        continue
                    longer.append(chain + [event])
            open_chains = longer
        return found

    def choices(self, unit, start):
        blocks, number = [], 0
        for at, step in enumerate(self.steps):
            if at and (step.get("anchored") or self.steps[at - 1].get("anchored")):
                number += 1
            blocks.append(number)
        found = []
        options = [[None] + [event for event in unit if test(event[2])] for test in self.tests]
        for chosen in product(*options):
            events = [event for event in chosen if event]
            if not events or len({event[0] for event in events}) < len(events):
                continue
            furthest = max(at for at, event in enumerate(chosen) if event)
            pairs = [(a, b) for a in range(len(blocks)) for b in range(len(blocks)) if blocks[a] < blocks[b]]
            full = all(chosen[a] for a in range(len(blocks)) if blocks[a] < blocks[furthest])
            ordered = all(not chosen[b] or chosen[a][2].time < chosen[b][2].time for a, b in pairs if chosen[a])
            events.sort(key=lambda event: event[0])
            if start is not None and events[0] != start:
                continue
            if full and ordered and self.near(events[0], events[-1]):
                excluded = any(
                    test(event[2]) and events[0][0] < event[0] < events[-1][0]
                    for test, _, _ in self.exclusions
                    for event in unit
                )
                if not excluded:
                    found.append(events)
        return found

    def best(self, unit, start=None):
        """The chain that is furthest, and of those the first at its end, then the last at its start, then that with the
        optional steps."""
        chains = self.chains(unit, start)
        key = lambda chain: (
            -len(chain), chain[-1][2].time, -chain[0][2].time, [(event is None, event[2].time if event else 0) for event in chain])
        return min(chains, key=key, default=None)

    def deadline(self, unit, chain, start):
        """Until when any chain of a unit may go on; `None` if none may, or without an end."""
        if len(chain) == len(self.steps):
            return None
        if self.any:
            last = max((event[0] for event in unit for test, _, _ in self.exclusions if test(event[2])), default=-1)
            begins = [start] if start else [event for event in unit if self.starts(event)]
            ends = [self.limit(event[2].time, self.window) for event in begins if event[0] >= last]
        else:
            ends = [self.end(found) for found in self.chains(unit, start) if self.is_alive(found, unit)]
        end = max(ends, default=None)
        return None if end == math.inf else end

    @staticmethod
    def limit(time, span):
        return math.inf if span is None else time + span

    def end(self, chain):
        """Until when a chain may go on."""
        first, last = chain[0][2].time, chain[-1][2].time
        ends = []
        for step in range(len(chain), len(self.steps)):
            whole = self.limit(last if self.previous else first, self.window)
            ends.append(min(whole, self.limit(last, micros_of(self.steps[step].get("within")))))
            if not self.steps[step].get("optional"):
                break
        return max(ends, default=-math.inf)

    def is_alive(self, chain, unit):
        for test, begin, end in self.exclusions:
            if begin < len(chain) <= end:
                since = [event[2].time for event in chain[: begin + 1] if event][-1]
                if any(test(event[2]) and event[2].time > since for event in unit):
                    return False
        return True

    def units(self, journey):
        """The units of a journey: lists of parts, each a list of events as (place, session, event)."""
        session, sessions, last = self.options.get("session"), [], None
        for event in journey:
            value = event.values[session] if session else None
            number = sessions[-1] if sessions else 0
            if value is not None:
                number += last is not None and value != last
                last = value
            sessions.append(number)
        events = [(place, number, event) for place, (number, event) in enumerate(zip(sessions, journey))]
        units = [events]
        if self.options.get("count") == "sessions":
            units = [[event for event in events if event[1] == number] for number in sorted(set(sessions))]
        hold = self.options.get("hold", [])
        for unit in units:
            parts = {}
            for event in unit:
                values = tuple(event[2].values[column] for column in hold)
                if None not in values:
                    parts.setdefault(values, []).append(event)
            yield list(parts.values())

    def passages(self, parts):
        """Chains of a unit that count, each with its deadline."""
        count, first = self.options.get("count"), self.options.get("reentry") == "first"
        starts = lambda part: [event for event in part if self.starts(event)]
        if count == "totals":
            for part in parts:
                rest = part
                while starts(rest):
                    start = starts(rest)[0]
                    chain = self.best(rest, start)
                    deadline = self.deadline(rest, chain, start)
                    yield chain, deadline
                    if len(chain) == len(self.steps):
                        after = max(event[0] for event in chain if event)
                    elif deadline is None:
                        # Nothing ends the attempt, or an exclusion did.
                        alive = [c for c in self.chains(rest, start) if self.is_alive(c, rest)] if not self.any else [1]
                        if alive:
                            break
                        after = start[0]
                    else:
                        after = max(event[0] for event in rest if event[2].time <= deadline)
                    rest = [event for event in rest if event[0] > after]
            return
        found = []
        for part in parts:
            start = starts(part)[0] if first and starts(part) else None
            chain = self.best(part, start)
            if chain:
                found.append((chain, self.deadline(part, chain, start)))
        if found:
            chain = min(found, key=lambda item: (-len(item[0]), item[0][-1][2].time, -item[0][0][2].time))[0]
            yield chain, max((deadline for _, deadline in found if deadline is not None), default=None)

    def starts(self, event):
        tests = self.tests[:1]
        if self.any and not self.steps[0].get("anchored"):
            anchors = [at for at, step in enumerate(self.steps) if step.get("anchored")]
            tests = self.tests[: anchors[0] if anchors else None]
        return any(test(event[2]) for test in tests)


def refuse(options):
    """Options that do not fit."""
    steps = [step if isinstance(step, dict) else {} for step in options["steps"]]
    if steps[0].get("optional") or steps[-1].get("optional"):
        raise ReferenceError(code="invalid_option", field="steps")
    if options.get("count") == "sessions" and not options.get("session"):
        raise ReferenceError(code="invalid_option", field="session")
    if options.get("mode", "default") != "default":
        raise ReferenceError(code="invalid_option", field="mode")


def labels(funnel):
    names = [step.get("name") or step.get("touchpoint") or step["pattern"] for step in funnel.steps]
    if not funnel.any:
        return names
    result, block = [], []

    def close():
        if len(block) == 1:
            result.extend(block)
        else:
            result.extend(f"{count + 1} of {', '.join(block)}" for count in range(len(block)))
        block.clear()

    for name, step in zip(names, funnel.steps):
        if step.get("anchored"):
            close()
            result.append(name)
        else:
            block.append(name)
    close()
    return result


def rows_of(funnel, passages, group=None):
    """Rows from (chain, deadline)."""
    last, number = funnel.log.last, len(funnel.steps)
    units = COUNTED[funnel.options.get("count", "customers")]
    first, previous = f"{units} at the first step, open ones left out", f"{units} at the step before, open ones left out"
    reached, stayed, opened = [0] * number, [0] * number, [0] * number
    gaps, from_first = [[] for _ in range(number)], [[] for _ in range(number)]
    for chain, deadline, *_ in passages:
        before = None
        for step, event in enumerate(chain):
            if event:
                reached[step] += 1
                if before:
                    gaps[step].append(event[2].time - before[2].time)
                    from_first[step].append(event[2].time - chain[0][2].time)
                before = event
        if len(chain) < number:
            stayed[len(chain) - 1] += 1
            opened[len(chain) - 1] += deadline is not None and deadline > last
    rows, known, base = [], reached[0], 0
    for step, name in enumerate(labels(funnel)):
        row = {
            "step": step + 1,
            "touchpoint": name,
            "customers": reached[step],
            "share": share(reached[step], known, first),
            "conversion": share(reached[step] if step else 0, base, previous),
            "dropped": stayed[step] - opened[step],
            "open": opened[step],
            "time_from_previous": durations(gaps[step]),
            "time_from_first": durations(from_first[step]),
        }
        if group is not None:
            row = {"group": group, **row}
        rows.append(row)
        known -= opened[step]
        base = (base if funnel.steps[step].get("optional") else reached[step]) - opened[step]
    return rows


def comes(funnel, unit, step):
    """The first way from the step before, as (event, event), and until when there may be one."""
    inside = [test for test, begin, end in funnel.exclusions if begin < step <= end]
    least, most = micros_of(funnel.steps[step].get("after")) or 0, micros_of(funnel.steps[step].get("within"))
    excluded = lambda a, b: any(test(e[2]) and a[2].time < e[2].time and (b is None or e[2].time < b[2].time)
                                for test in inside for e in unit)
    before = [event for event in unit if funnel.tests[step - 1](event[2])]
    ways = []
    for b in unit:
        for a in before:
            gap = b[2].time - a[2].time
            fits = gap >= least and (most is None or gap <= most) and funnel.near(a, b) and not excluded(a, b)
            if funnel.tests[step](b[2]) and a != b and gap >= 0 and fits:
                ways.append((a, b))
    way = min(ways, key=lambda way: (way[1][2].time, -way[0][2].time), default=None)
    ends = [min(funnel.limit(a[2].time, funnel.window), funnel.limit(a[2].time, most))
            for a in before if not excluded(a, None)]
    end = max(ends, default=None)
    return way, None if end == math.inf else end


def open_funnel(funnel):
    """The report of an open funnel."""
    last, number = funnel.log.last, len(funnel.steps)
    passed, came, ended, opened = ([0] * number for _ in range(4))
    gaps = [[] for _ in range(number)]
    units = whole = dropped = still = 0
    for journey in funnel.log.journeys:
        for parts in funnel.units(journey):
            units += 1
            (unit,) = parts
            has = [any(test(event[2]) for event in unit) for test in funnel.tests]
            if not any(has):
                continue
            whole += 1
            ways = [(None, None)] + [comes(funnel, unit, step) for step in range(1, number)]
            deadlines = []
            for step in range(number):
                passed[step] += has[step]
                if ways[step][0]:
                    came[step] += 1
                    gaps[step].append(ways[step][0][1][2].time - ways[step][0][0][2].time)
                if has[step] and step + 1 < number and not ways[step + 1][0]:
                    ended[step] += 1
                    deadline = ways[step + 1][1]
                    opened[step] += deadline is not None and deadline > last
                    deadlines.append(deadline)
            if not has[-1]:
                runs = any(deadline is not None and deadline > last for deadline in deadlines)
                still += runs
                dropped += not runs
    counted = COUNTED[funnel.options.get("count", "customers")]
    rows = []
    for step, name in enumerate(labels(funnel)):
        base = passed[step - 1] - opened[step - 1] if step else 0
        rows.append({
            "step": step + 1,
            "touchpoint": name,
            "customers": passed[step],
            "share": share(passed[step], whole, f"{counted} with any step"),
            "conversion": share(came[step], base, f"{counted} at the step before, open ones left out"),
            "entered": passed[step] - came[step],
            "dropped": ended[step] - opened[step],
            "open": opened[step],
            "time_from_previous": durations(gaps[step]),
            "time_from_first": durations([]),
        })
    return {
        "rows": rows,
        "customers": units,
        "converted": passed[-1],
        "dropped": dropped,
        "open": still,
        "conversion": share(passed[-1], passed[-1] + dropped, f"{counted} converted or dropped"),
        "time": durations([]),
    }


def funnel(log, options):
    refuse(options)
    funnel = Funnel(log, options)
    if options.get("open"):
        return open_funnel(funnel)
    units, passages = 0, []
    for journey in log.journeys:
        for parts in funnel.units(journey):
            units += 1
            passages += [(chain, deadline, journey) for chain, deadline in funnel.passages(parts)]
    if options.get("count") != "sessions":
        units = len(log.journeys)
    rows = rows_of(funnel, passages)
    converted, dropped = rows[-1]["customers"], sum(row["dropped"] for row in rows)
    counted = COUNTED[options.get("count", "customers")]
    report = {
        "rows": rows,
        "customers": units,
        "converted": converted,
        "dropped": dropped,
        "open": sum(row["open"] for row in rows),
        "conversion": share(converted, converted + dropped, f"{counted} converted or dropped"),
        "time": rows[-1]["time_from_first"],
    }
    extras(funnel, passages, report)
    return report


def status(funnel, passage):
    chain, deadline = passage[:2]
    if len(chain) == len(funnel.steps):
        return "converted"
    return "open" if deadline is not None and deadline > funnel.log.last else "dropped"


def extras(funnel, passages, report):
    options = funnel.options
    if options.get("by"):
        groups = {}
        for passage in passages:
            for value in sorted(values_of(options, passage[0])):
                groups.setdefault(value, []).append(passage)
        for value in sorted(groups, key=lambda name: name.encode()):
            report["rows"] += rows_of(funnel, groups[value], value)
    if options.get("trend"):
        report["trend"] = trend(funnel, passages)
    if options.get("value"):
        for step, row in enumerate(report["rows"][: len(funnel.steps)]):
            cells = [(p, float(p[0][step][2].values[options["value"]])) for p in passages
                     if len(p[0]) > step and p[0][step] and p[0][step][2].values[options["value"]] is not None]
            lost = [value for p, value in cells
                    if len(p[0]) == step + 1 and status(funnel, p) == "dropped"]
            row["value"] = {"sum": float(sum(value for _, value in cells)), "n": len(cells), "lost": float(sum(lost))}
    if options.get("next"):
        report["next"] = next_touchpoints(funnel, passages, options["next"])
    if options.get("correlate"):
        report["correlations"], report["too_few"] = correlations(funnel, passages)


def values_of(options, chain):
    values = [event[2].values[options["by"]] for event in chain if event]
    attribution = options.get("attribution", "first")
    if attribution == "step":
        step = options["attribution_step"] - 1
        values = [chain[step][2].values[options["by"]]] if len(chain) > step and chain[step] else []
    values = [value for value in values if value is not None]
    if attribution == "last":
        values = values[-1:]
    return set(values[:1] if attribution == "first" else values)


def trend(funnel, passages):
    zone = ZoneInfo(funnel.options.get("time_zone") or "UTC")

    calendar = reference_retention.Calendar({**funnel.options, "period": funnel.options["trend"]})

    def period(micros):
        if funnel.options["trend"] == "hour":
            return calendar.begin(micros)
        day = (EPOCH + timedelta(microseconds=micros)).astimezone(zone).date()
        if funnel.options["trend"] == "week":
            day -= timedelta(days=day.weekday())
        return day.replace(day=1) if funnel.options["trend"] == "month" else day

    periods = {}
    for passage in passages:
        periods.setdefault(period(passage[0][0][2].time), []).append(status(funnel, passage))
    rows = []
    for day in sorted(periods):
        counts = {kind: periods[day].count(kind) for kind in ("converted", "dropped", "open")}
        known = counts["converted"] + counts["dropped"]
        rows.append({
            "period": day.isoformat(),
            "customers": len(periods[day]),
            **counts,
            "conversion": share(counts["converted"], known, "customers converted or dropped"),
            "complete": counts["open"] == 0 and day != period(funnel.log.last),
        })
    return rows


def next_touchpoints(funnel, passages, most):
    steps = {}
    for passage in passages:
        if status(funnel, passage) == "dropped":
            chain, _, journey = passage
            after = journey[chain[-1][0] + 1 :]
            counts = steps.setdefault(len(chain), {})
            name = after[0].touchpoint if after else None
            counts[name] = counts.get(name, 0) + 1
    rows = []
    for step in sorted(steps):
        counts, total = steps[step], sum(steps[step].values())
        row = lambda kind, name, count: {
            "step": step, "touchpoint": name, "kind": kind, "customers": count,
            "share": share(count, total, "customers who dropped at this step"),
        }
        # The end of a journey stands before touchpoints with as many customers.
        order = sorted(counts, key=lambda name: (-counts[name], name is not None, (name or "").encode()))
        shown = [name for name in order if name is not None][:most]
        for name in order:
            if name is None:
                rows.append(row("end", None, counts[name]))
            elif name in shown:
                rows.append(row("touchpoint", name, counts[name]))
        other = sum(count for name, count in counts.items() if name is not None and name not in shown)
        if other:
            rows.append(row("other", None, other))
    return rows


def correlations(funnel, passages):
    least = funnel.options.get("correlate_least", 25)
    total = {"converted": 0, "dropped": 0}
    features = {}
    for passage in passages:
        kind = status(funnel, passage)
        if kind == "open":
            continue
        total[kind] += 1
        chain, deadline, journey = passage
        for column in funnel.options["correlate"]:
            begin = chain[0][0] + (column == "touchpoint")
            if kind == "converted":
                events = journey[begin : chain[-1][0]]
            else:
                events = [event for event in journey[begin:] if deadline is None or event.time <= deadline]
            if column == "touchpoint":
                found = {event.touchpoint for event in events if not any(test(event) for test in funnel.tests)}
            else:
                found = {event.values[column] for event in events} - {None}
            for value in found:
                counts = features.setdefault((column, value), {"converted": 0, "dropped": 0})
                counts[kind] += 1
    rows, few = [], 0
    for (column, value), counts in sorted(features.items()):
        n = sum(counts.values())
        rest = sum(total.values()) - n
        if n < least or rest < least:
            few += 1
            continue
        without = {kind: total[kind] - counts[kind] for kind in total}
        a, b = (counts["converted"], n), (without["converted"], rest)
        pooled = (a[0] + b[0]) / (a[1] + b[1])
        variance = pooled * (1.0 - pooled) / a[1] + pooled * (1.0 - pooled) / b[1]
        rows.append({
            "column": column, "value": value, **counts,
            "odds_ratio": (counts["converted"] + 1.0) * (without["dropped"] + 1.0)
            / ((without["converted"] + 1.0) * (counts["dropped"] + 1.0)),
            "p": normal_p((a[0] / a[1] - b[0] / b[1]) / math.sqrt(variance)) if variance > 0 else None,
        })
    for row, p in zip(rows, benjamini_hochberg([row["p"] for row in rows])):
        row["p_adjusted"] = p
    far = lambda row: max(row["odds_ratio"], 1 / row["odds_ratio"])
    rows.sort(key=lambda row: (1.0 if row["p"] is None else row["p"], -far(row), row["column"], row["value"]))
    return rows, few
