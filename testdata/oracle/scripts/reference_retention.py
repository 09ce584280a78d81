"""The retention of the reference: calendar arithmetic with datetime and zoneinfo."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from reference_log import EPOCH, MICROSECOND, ReferenceError, micros
from reference_numbers import share

DAY = 86_400_000_000
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DENOMINATOR = "customers whose period is fully observed"


class Calendar:
    def __init__(self, options):
        self.period = options.get("period", "week")
        self.zone = ZoneInfo(options.get("time_zone") or "UTC")
        self.week_start = WEEKDAYS.index(options.get("week_start", "monday"))

    def begin(self, time):
        """First day of the period that holds an instant."""
        day = (EPOCH + timedelta(microseconds=time)).astimezone(self.zone).date()
        if self.period == "week":
            return day - timedelta(days=(day.weekday() - self.week_start) % 7)
        return day.replace(day=1) if self.period == "month" else day

    def later(self, day, k):
        if self.period == "month":
            month = day.year * 12 + day.month - 1 + k
            return date(month // 12, month % 12 + 1, 1)
        return day + timedelta(days=k * (7 if self.period == "week" else 1))

    def instant(self, day):
        """The first instant of a day, as UTC microseconds."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        return (midnight.astimezone(timezone.utc) - EPOCH) // MICROSECOND


def retention(log, options):
    calendar = Calendar(options)
    rolling = options.get("clock", "calendar") == "rolling"
    elapsed = rolling or options.get("eligibility", "period_over") == "time_elapsed"
    if elapsed and calendar.period == "month":
        raise ReferenceError(code="invalid_option", field="clock" if rolling else "eligibility")
    end = micros(options["until"]) if options.get("until") else log.last
    length = DAY * (7 if calendar.period == "week" else 1)
    cohorts = {}
    for journey in log.journeys:
        times = [event.time for event in journey if event.time <= end]
        if not times:
            continue
        first = min(times)
        cohort = cohorts.setdefault(calendar.begin(first), {"customers": 0, "eligible": {}, "count": {}})
        cohort["customers"] += 1
        for k in range(options.get("periods", 12) + 1):
            start = calendar.instant(calendar.later(calendar.begin(first), k))
            after = calendar.instant(calendar.later(calendar.begin(first), k + 1))
            if not (first + (k + 1) * length <= end if elapsed else after <= end):
                break
            if rolling:
                start, after = first + k * length, first + (k + 1) * length
            late = options.get("unbounded", False)
            back = any(time >= start and (late or time < after) for time in times)
            cohort["eligible"][k] = cohort["eligible"].get(k, 0) + 1
            cohort["count"][k] = cohort["count"].get(k, 0) + back
    rows, eligible, count = [], {}, {}
    for first, cohort in sorted(cohorts.items()):
        for k in sorted(cohort["eligible"]):
            n, active = cohort["eligible"][k], cohort["count"][k]
            eligible[k] = eligible.get(k, 0) + n
            count[k] = count.get(k, 0) + active
            rows.append(
                {
                    "cohort": first.isoformat(),
                    "customers": cohort["customers"],
                    "period": k,
                    "eligible": n,
                    "count": active,
                    "share": share(active, n, DENOMINATOR),
                }
            )
    return {
        "rows": rows,
        "overall": [
            {"period": k, "eligible": eligible[k], "count": count[k], "share": share(count[k], eligible[k], DENOMINATOR)}
            for k in sorted(eligible)
        ],
        "customers": sum(cohort["customers"] for cohort in cohorts.values()),
    }
