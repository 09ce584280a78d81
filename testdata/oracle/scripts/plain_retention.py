#!/usr/bin/env python3
"""Retention on simple_shop in plain Python: calendar periods and 24-hour windows."""

import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import oracle
from plain_logs import journeys

DAY = 86_400_000_000


def local_date(micros, zone):
    return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=micros)).astimezone(zone).date()


def period_start(day, period):
    if period == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if period == "month" else day


def add(start, period, k):
    if period == "month":
        month = start.year * 12 + start.month - 1 + k
        return date(month // 12, month % 12 + 1, 1)
    return start + timedelta(days=k * (7 if period == "week" else 1))


def midnight(day, zone):
    return (datetime(day.year, day.month, day.day, tzinfo=zone) - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(
        microseconds=1
    )


def calendar(times, end, period, zone, ks):
    """Eligible: the whole of the customer's period k lies before the last event of the data."""
    result = {}
    facts = []
    for events in times:
        periods = {period_start(local_date(time, zone), period) for time in events}
        facts.append((min(periods), periods))
    for k in ks:
        eligible = [(add(first, period, k), periods) for first, periods in facts
                    if midnight(add(first, period, k + 1), zone) <= end]
        result[str(k)] = {
            "eligible": len(eligible),
            "active": sum(target in periods for target, periods in eligible),
            "unbounded": sum(any(p >= target for p in periods) for target, periods in eligible),
        }
    return result


def cohorts(times, end, period, zone):
    """Customers and, for every later period that has begun, active customers of every cohort."""
    table = {}
    for events in times:
        periods = {period_start(local_date(time, zone), period) for time in events}
        row = table.setdefault(min(periods), {"customers": 0, "active": {}})
        row["customers"] += 1
        for p in periods:
            row["active"][p] = row["active"].get(p, 0) + 1
    last = period_start(local_date(end, zone), period)
    result = {}
    for first, row in sorted(table.items()):
        k, active = 0, []
        while add(first, period, k) <= last:
            active.append(row["active"].get(add(first, period, k), 0))
            k += 1
        result[first.isoformat()] = {"customers": row["customers"], "active": active}
    return result


def windows(times, end, ks):
    """24-hour windows from the first event; eligible: first event at least k + 1 days before the end."""
    result = {}
    for k in ks:
        eligible = [events for events in times if min(events) + (k + 1) * DAY <= end]
        result[str(k)] = {
            "eligible": len(eligible),
            "active": sum(any((t - min(e)) // DAY == k for t in e) for e in eligible),
            "unbounded": sum(any((t - min(e)) // DAY >= k for t in e) for e in eligible),
        }
    return result


times = [[time for time, _ in events] for events in journeys("simple_shop").values()]
end = max(max(events) for events in times)
ks = (0, 1, 3, 7, 14, 30)
oracle.freeze(
    "plain", sys.version.split()[0], "simple_shop_retention",
    "`eligible`: customers whose period k is fully observed. `cohorts`: active[k] customers of a cohort in its period k.",
    {
        "day": {zone: calendar(times, end, "day", ZoneInfo(zone), ks) for zone in ("UTC", "Europe/Berlin")},
        "week": {"UTC": calendar(times, end, "week", ZoneInfo("UTC"), (0, 1, 2, 3, 4, 8))},
        "month": {"Europe/Berlin": calendar(times, end, "month", ZoneInfo("Europe/Berlin"), (0, 1, 2, 3))},
        "hours_24": windows(times, end, ks),
        "cohorts": {
            "week UTC": cohorts(times, end, "week", ZoneInfo("UTC")),
            "month Europe/Berlin": cohorts(times, end, "month", ZoneInfo("Europe/Berlin")),
        },
    },
)
