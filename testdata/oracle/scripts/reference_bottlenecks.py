"""Bottlenecks of the reference: every pair of waits is looked at, every minute of opening hours is a date's."""

import math
from datetime import datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from reference_log import EPOCH, MICROSECOND
from reference_numbers import Z95, benjamini_hochberg, durations, exact, normal_p, quantile, share
from reference_paths import refuse
from reference_what_if import span

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MOVES = "moves of this kind"


def open_between(hours, begin, end):
    """Microseconds of opening hours between two instants."""
    zone = ZoneInfo(hours.get("time_zone") or "UTC")
    day = (EPOCH + begin * MICROSECOND).astimezone(zone).date() - timedelta(days=1)
    parts = []
    while day <= (EPOCH + end * MICROSECOND).astimezone(zone).date():
        for stretch in hours["week"]:
            if WEEKDAYS[day.weekday()] in stretch["weekdays"] and day.isoformat() not in hours.get("holidays", []):
                opens = datetime.combine(day, time.fromisoformat(stretch.get("from") or "00:00"), zone)
                closes = (
                    datetime.combine(day, time.fromisoformat(stretch["to"]), zone)
                    if stretch.get("to")
                    else datetime.combine(day + timedelta(days=1), time(), zone)
                )
                parts.append(((opens - EPOCH) // MICROSECOND, (closes - EPOCH) // MICROSECOND))
        day += timedelta(days=1)
    total, until = 0, begin
    for opens, closes in sorted(parts):
        opens, closes = max(opens, until), min(closes, end)
        if closes > opens:
            total += closes - opens
            until = closes
    return total


def ranks(values):
    return [Fraction(sum(v < x for v in values) * 2 + sum(v == x for v in values) + 1, 2) for x in values]


def spread(x, y):
    mean = lambda values: sum(values, Fraction(0)) / len(values)
    return sum((a - mean(x)) * (b - mean(y)) for a, b in zip(x, y))


def spearman(x, y):
    x, y = ranks(x), ranks(y)
    scale = spread(x, x) * spread(y, y)
    return float(spread(x, y)) / math.sqrt(scale) if scale else None


def runs(values, within):
    """Ascending values, cut where the next one is more than `within` later."""
    found = []
    for value in sorted(values):
        if found and value[0] - found[-1][-1][0] <= within:
            found[-1].append(value)
        else:
            found.append([value])
    return found


def bands(loads, times):
    ordered = sorted(loads)
    last = len(ordered) - 1
    found, above = [], -1
    for most in [ordered[last // 3], ordered[2 * last // 3], ordered[last]]:
        here = [(load, wait) for load, wait in zip(loads, times) if above < load <= most]
        if here:
            mean = float(sum(wait for _, wait in here)) / len(here) / 1e6
            found.append({"least": min(here)[0], "most": most, "count": len(here), "mean_seconds": mean})
        above = most
    return found


def losses(times, baseline):
    n = len(times)
    excess = [max(float(wait) - baseline, 0.0) for wait in times]
    total = math.fsum(excess)
    mean = total / n
    error = math.sqrt(math.fsum((x - mean) * (x - mean) for x in excess) / (n - 1.0) / n) if n > 1 else None

    def estimate(micros, times):
        low = high = None
        if n > 1:
            low, high = max(mean - Z95 * error, 0.0) * times / 1e6, (mean + Z95 * error) * times / 1e6
        return {
            "value": micros / 1e6, "low": low, "high": high, "n": n,
            "denominator": MOVES, "method": "wald", "small_sample": n < 30,
        }

    return excess, estimate(mean, 1.0), estimate(total, float(n))


def row(source, target, moves, options):
    waits = sorted((begin, end) for _, begin, end, _ in moves)
    n = len(waits)
    times = [end - begin for begin, end in waits]
    loads = [sum(b < begin < e for b, e in waits) for begin, _ in waits]
    hours = options.get("hours")
    opened = [open_between(hours, *wait) for wait in waits] if hours else None
    counted = opened if hours else times
    targets = options.get("targets", {})
    baseline = float(span(targets[target]) * 10**6) if target in targets else quantile(sorted(counted), 0.25)
    excess, mean_excess, lost = losses(counted, baseline)
    correlation = spearman(loads, times)
    ml, mt = float(sum(loads)) / n, float(sum(times)) / n
    squares = math.fsum((load - ml) * (load - ml) for load in loads)
    products = math.fsum((load - ml) * (wait - mt) for load, wait in zip(loads, times))
    within, least = int(span(options.get("batch_within", "5s")) * 10**6), options.get("batch_least", 3)
    sizes, batch_time = [], 0
    for run in runs([(end, begin) for begin, end in waits], within):
        starts = [(begin,) for _, begin in run]
        if len(runs(starts, within)) >= least:
            sizes.append(len(run))
            batch_time += sum(min(max(starts)[0], end) - begin for end, begin in run)
    pairs = [(a, b) for a in waits for b in waits if a[0] < b[0] < a[1]]
    overtaken = sum(b[1] < a[1] for a, b in pairs)
    return {
        "source": source,
        "target": target,
        "count": n,
        "customers": len({customer for customer, *_ in moves}),
        "overlaps": sum(overlap for *_, overlap in moves),
        "wait": durations(times),
        "open_wait": durations(opened) if hours else None,
        "baseline": "target" if target in targets else "lower_quartile",
        "baseline_seconds": baseline / 1e6,
        "late": share(sum(x > 0 for x in excess), n, MOVES),
        "excess_seconds": mean_excess,
        "lost_seconds": lost,
        "share": None,
        "load_correlation": correlation,
        "p": normal_p(correlation * math.sqrt(n - 1)) if correlation is not None and n >= 10 else None,
        "p_adjusted": None,
        "slope_seconds": products / squares / 1e6 if squares > 0 else None,
        "bands": bands(loads, times),
        "batched": share(sum(sizes), n, MOVES),
        "batches": len(sizes),
        "batch_size": quantile(sorted(sizes), 0.5) if sizes else None,
        "batch_share": batch_time / sum(times) if sum(times) else None,
        "overtaken": exact(
            overtaken / len(pairs) if pairs else None, len(pairs), "pairs of journeys that waited at the same time"
        ),
    }


def bottlenecks(log, options):
    for name in sorted(options.get("targets", {})):
        log.check_touchpoint(name)
    if options.get("batch_least", 3) < 2:
        refuse("batch_least")
    if options.get("hours") is not None and not any(part["weekdays"] for part in options["hours"].get("week", [])):
        refuse("hours.week")
    moves = {}
    for journey in log.journeys:
        for a, b in zip(journey, journey[1:]):
            end = a.time if a.end is None else a.end
            move = (a.customer, min(end, b.time), b.time, end > b.time)
            moves.setdefault((log.order(a.touchpoint), log.order(b.touchpoint)), []).append(move)
    names = log.touchpoints
    rows = [row(names[a], names[b], moves[a, b], options) for a, b in sorted(moves)]
    lost = math.fsum(row["lost_seconds"]["value"] for row in rows)
    for found, adjusted in zip(rows, benjamini_hochberg([row["p"] for row in rows])):
        found["p_adjusted"] = adjusted
        found["share"] = found["lost_seconds"]["value"] / lost if lost > 0 else None
    tested = sum(row["p"] is not None for row in rows)
    rows.sort(key=lambda row: -row["lost_seconds"]["value"])
    return {
        "rows": rows,
        "customers": len(log.journeys),
        "count": sum(row["count"] for row in rows),
        "lost_seconds": lost,
        "tested": tested,
    }
