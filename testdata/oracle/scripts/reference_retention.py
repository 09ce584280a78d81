"""The retention of the reference: calendar arithmetic with datetime and zoneinfo."""

import math
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from reference_log import EPOCH, MICROSECOND, ReferenceError, micros
from reference_numbers import share
from reference_patterns import Journey
from reference_survival import first, parse

DAY = 86_400_000_000
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DENOMINATOR = "customers whose period is fully observed"
PREVIOUS = "customers who counted in the period before and whose period is fully observed"


class Hour:
    """The beginning of an hour; compares by its instant."""

    def __init__(self, moment, zone):
        self.moment, self.zone = moment, zone

    def __eq__(self, other):
        return self.moment == other.moment

    def __lt__(self, other):
        return self.moment < other.moment

    def __hash__(self):
        return hash(self.moment)

    def isoformat(self):
        return self.moment.astimezone(self.zone).isoformat(timespec="minutes")


class Calendar:
    def __init__(self, options):
        self.period = options.get("period", "week")
        self.zone = ZoneInfo(options.get("time_zone") or "UTC")
        self.week_start = WEEKDAYS.index(options.get("week_start", "monday"))

    def begin(self, time):
        """First day of the period that holds an instant; of an hour its beginning, by going back minute by minute."""
        if self.period == "hour":
            moment = (EPOCH + timedelta(microseconds=time)).replace(second=0, microsecond=0)
            while moment.astimezone(self.zone).minute:
                moment -= timedelta(minutes=1)
            return Hour(moment, self.zone)
        day = (EPOCH + timedelta(microseconds=time)).astimezone(self.zone).date()
        if self.period == "week":
            return day - timedelta(days=(day.weekday() - self.week_start) % 7)
        return day.replace(day=1) if self.period == "month" else day

    def later(self, day, k):
        if self.period == "hour":
            moment = day.moment
            for _ in range(k):
                moment += timedelta(minutes=1)
                while moment.astimezone(self.zone).minute:
                    moment += timedelta(minutes=1)
            return Hour(moment, self.zone)
        if self.period == "month":
            month = day.year * 12 + day.month - 1 + k
            return date(month // 12, month % 12 + 1, 1)
        return day + timedelta(days=k * (7 if self.period == "week" else 1))

    def instant(self, day):
        """The first instant of a day, as UTC microseconds."""
        if self.period == "hour":
            return (day.moment - EPOCH) // MICROSECOND
        midnight = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        return (midnight.astimezone(timezone.utc) - EPOCH) // MICROSECOND


def starts(journey, options, log, end):
    """Places of the events with which memberships of cohorts begin, before those of one cohort are joined."""
    entry = options.get("entry", "first")
    if not options.get("start"):
        return list(range(len(journey))) if entry == "recurring" else [0] if journey else []
    pattern = parse(options["start"], log)
    if entry == "recurring":
        return ends(journey, pattern, log.last)
    place = first(journey, pattern, -1, log.last)
    if place is None or place >= len(journey):
        return []
    if entry == "first_ever" and journey[place].touchpoint in [event.touchpoint for event in journey[:place]]:
        return []
    return [place]


def ends(journey, pattern, end):
    """Places of the last events of all matches."""
    return [last for _, last, _ in Journey(journey, end).matches(*pattern)]


def retention(log, options):
    calendar = Calendar(options)
    rolling = options.get("clock", "calendar") == "rolling"
    elapsed = rolling or options.get("eligibility", "period_over") == "time_elapsed"
    if elapsed and calendar.period == "month":
        raise ReferenceError(code="invalid_option", field="clock" if rolling else "eligibility")
    rule = options.get("rule", "on")
    if options.get("unbounded"):
        if rule not in ("on", "on_or_after"):
            raise ReferenceError(code="invalid_option", field="rule")
        rule = "on_or_after"
    bounds = options.get("brackets") or list(range(options.get("periods", 12) + 2))
    if len(bounds) < 2 or any(a >= b for a, b in zip(bounds, bounds[1:])):
        raise ReferenceError(code="invalid_option", field="brackets")
    brackets = list(zip(bounds, bounds[1:]))
    least, previous = options.get("minimum", 1), options.get("reference", "cohort") == "previous"
    end = micros(options["until"]) if options.get("until") else log.last
    length = {"hour": DAY // 24, "week": 7 * DAY}.get(calendar.period, DAY)
    by, column = options.get("by"), options.get("value")
    returns = parse(options["returns"], log) if options.get("returns") else None
    members, people = [], 0
    for journey in log.journeys:
        entered = set()
        back = range(len(journey)) if returns is None else ends(journey, returns, log.last)
        back = [place for place in back if journey[place].time <= end]
        for place in starts(journey, options, log, end):
            event = journey[place]
            cohort = calendar.begin(event.time)
            if event.time > end or cohort in entered:
                continue
            entered.add(cohort)

            def starts_at(k):
                return event.time + k * length if rolling else calendar.instant(calendar.later(cohort, k))

            def over(k):
                return event.time + k * length if elapsed else calendar.instant(calendar.later(cohort, k))

            inside = lambda a, b: [
                journey[p] for p in back if p >= place and starts_at(a) <= journey[p].time and (b is None or journey[p].time < starts_at(b))
            ]
            counted = {}
            for k, (a, b) in enumerate(brackets):
                if over(b) > end:
                    break
                here = len(inside(a, b)) >= least
                if a == 0 and rule != "on_or_after" or rule == "on":
                    counted[k] = here
                elif rule == "on_or_after":
                    counted[k] = len(inside(a, None)) >= least
                elif rule == "on_or_before":
                    counted[k] = len(inside(max(bounds[0], 1), b) if bounds[0] > 0 else inside(bounds[1], b)) >= least
                else:
                    counted[k] = all(len(inside(*brackets[j])) >= least for j in range(k + 1) if brackets[j][0] > 0)
            asked = {k: not previous or k == 0 or counted[k - 1] for k in counted}
            worth = {
                k: [float(one.values[column]) for one in inside(*brackets[k]) if one.values[column] is not None]
                for k in counted if column and asked[k] and counted[k]
            }
            group = event.touchpoint if by == "touchpoint" else event.values[by] if by else None
            members.append((group, cohort, counted, asked, worth))
        people += bool(entered)

    def rows(group, cohort, members):
        for k, (a, b) in enumerate(brackets):
            observed = [one for one in members if k in one[2]]
            if not observed:
                break
            n = sum(one[3][k] for one in observed)
            count = sum(one[3][k] and one[2][k] for one in observed)
            value = math.fsum(x for one in observed for x in one[4].get(k, [])) if column else None
            yield {
                "group": group,
                "cohort": cohort,
                "customers": len(members),
                "period": a,
                "last_period": b - 1,
                "eligible": n,
                "count": count,
                "share": share(count, n, PREVIOUS if previous else DENOMINATOR),
                "complete": len(observed) == len(members),
                "value": value,
                "value_per_customer": value / n if column and n else None,
            }

    report = {"rows": [], "overall": [], "customers": people}
    names = sorted({one[0] for one in members} - {None}, key=str.encode)
    for group in [None, *names]:
        of_group = [one for one in members if group is None or one[0] == group]
        cohorts = []
        for cohort in sorted({one[1] for one in of_group}):
            cohorts.append(list(rows(group, cohort.isoformat(), [one for one in of_group if one[1] == cohort])))
            report["rows"] += cohorts[-1]
        for k, row in enumerate(rows(group, None, of_group)):
            shares = [c[k]["share"]["value"] for c in cohorts if k < len(c) and c[k]["share"]["value"] is not None]
            for name in ["cohort", "customers", "complete"]:
                row.pop(name)
            row["mean_share"] = math.fsum(shares) / len(shares) if shares else None
            report["overall"].append(row)
    return report
