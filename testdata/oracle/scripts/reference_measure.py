"""Measuring for the reference: the numbers of a measured map as values at paths.

Options are the defaults: a journey whose last event lies within 30 days of the end of the data is open unless
it reached the end of the scope; samples under 30 are flagged. Rates only count starts that lie as far before the end of the data: after
that, customers who go on are known sooner than those who do not. Lists of input rows, findings and provenance are
not computed here.
"""

import math

import reference_funnel
from reference_emotions import average, estimate
from reference_map import Map, coverage, is_number_column
from reference_numbers import Z95, durations, exact, share
from reference_retention import Calendar
from reference_surveys import Answers, NPS
from reference_visits import visits

OPEN_WITHIN = 30 * 86_400_000_000


class Place:
    """Touchpoints or stages of a map, numbered in map order."""

    def __init__(self, map_, by_stage):
        self.map = map_
        self.ids = map_.stages if by_stage else map_.ids
        self.by_stage = by_stage

    def of(self, event):
        return self.position(event.label)

    def position(self, touchpoint):
        return self.ids.index(self.map.stage_of[touchpoint] if self.by_stage else touchpoint)


class Bound:
    """A customer's bound events with everything that is said about the journey as a whole."""

    def __init__(self, map_, journey, last):
        self.events = journey
        self.customer = journey[0].customer
        goals = [position for position, event in enumerate(journey) if event.label in map_.end]
        self.completed = bool(goals)
        self.known_until = last - OPEN_WITHIN
        self.open = not goals and journey[-1].time > self.known_until
        self.lost = not self.completed and not self.open
        self.before_goal = journey[: goals[0]] if goals else journey

    def risk(self, inside):
        """Whether it is known if the journey ended at the last visit to these touchpoints before the end of the
        scope; None if there is no such visit, or if it is not known. The visit begins where the touchpoint before
        is another place."""
        at = [position for position, event in enumerate(self.before_goal) if event.label in inside]
        if not at:
            return None
        begin = at[-1]
        while begin > 0 and self.events[begin - 1].label in inside:
            begin -= 1
        ended = all(event.label in inside for event in self.events[begin:])
        if self.events[begin].time > self.known_until or (ended and self.open):
            return None
        return ended and self.lost


def mean(values, denominator):
    """Mean with an interval by the normal approximation."""
    n = len(values)
    estimate = exact(math.fsum(values) / float(n) if n else None, n, denominator)
    estimate["method"] = "wald"
    if n > 1:
        total = math.fsum(values)
        squares = math.fsum(value * value for value in values)
        variance = max((squares - total * total / float(n)) / (n - 1.0), 0.0)
        error = math.sqrt(variance / float(n))
        estimate["low"], estimate["high"] = estimate["value"] - Z95 * error, estimate["value"] + Z95 * error
    return estimate


def ratings(map_, events, scales):
    """Mean rating and mean emotion of events whose touchpoints have these scales."""
    found, emotions, outside = [], [], 0
    for event in events:
        scale = scales.get(event.label)
        text = event.values.get(scale["column"]) if scale else None
        if text is None:
            continue
        low, high, value = float(scale["min"]), float(scale["max"]), float(text)
        if low <= value <= high:
            found.append(value)
            emotions.append(min(2.0, max(-2.0, 4.0 * (value - low) / (high - low) - 2.0)))
        else:
            outside += 1
    used = {(scale["min"], scale["max"]) for scale in scales.values()}
    if len(used) > 1:
        rating = exact(None, 0, "ratings on several scales")
    else:
        rating = answers_of(found).mean("ratings on the scale")
    return rating, answers_of(emotions).mean("ratings on the scale"), outside


def answers_of(values):
    answers = Answers.__new__(Answers)
    answers.weighted, answers.kept = False, [(value, 1.0) for value in values]
    answers.measure()
    return answers


def element(map_, place, position, journeys, view_customers, persona):
    here = [
        (journey, [event for event in journey.events if place.of(event) == position])
        for journey in journeys
    ]
    here = [(journey, events) for journey, events in here if events]
    went_on = decided = known = dropped = opened = backward = handoffs = number = 0
    spent, waited, channels = [], [], {}
    for journey, events in here:
        first = journey.events.index(events[0])
        later = any(place.of(event) > position for event in journey.events[first + 1 :])
        if events[0].time <= journey.known_until and (later or not journey.open):
            went_on += later
            decided += 1
        known += journey.risk({one for one in map_.ids if place.position(one) == position}) is not None
        at_the_end = place.of(journey.events[-1]) == position
        dropped += at_the_end and journey.lost
        opened += at_the_end and journey.open
        runs = visits(journey.events, place.of)
        for before, visit in zip([None, *runs], runs):
            if visit.place != position:
                continue
            number += 1
            if visit.measured:
                spent.append(visit.end - visit.start)
            if before is not None:
                waited.append(max(0, visit.start - before.end))
                backward += before.place > position
        touched = visits(journey.events, lambda event: event.label)
        for before, visit in zip(touched, touched[1:]):
            owners = map_.owner.get(before.place), map_.owner.get(visit.place)
            mine = (map_.stage_of[visit.place] if place.by_stage else visit.place) == place.ids[position]
            handoffs += mine and None not in owners and owners[0] != owners[1]
        for event in events:
            channel = event.values.get("channel") if "channel" in map_.log.columns else map_.channel.get(event.label)
            if channel is not None:
                channels[channel] = channels.get(channel, 0) + 1
    last = position == len(place.ids) - 1
    if place.by_stage:
        members = [one for one in map_.ids if map_.stage_of[one] == place.ids[position]]
    else:
        members = [place.ids[position]]
    rating, emotion, outside = ratings(
        map_, [event for _, events in here for event in events], {one: map_.scale[one] for one in members if one in map_.scale}
    )
    stated = [value for value in (map_.expected(one, persona) for one in members) if value is not None]
    customers = len(here)
    return {
        "kind": "stage" if place.by_stage else "touchpoint",
        "id": place.ids[position],
        "stage": place.ids[position] if place.by_stage else map_.stage_of[place.ids[position]],
        "customers": customers,
        "share": share(customers, view_customers, "customers"),
        "events": sum(len(events) for _, events in here),
        "visits": number,
        "conversion": share(0 if last else went_on, 0 if last else decided, "customers here whose outcome is known"),
        "drop_off": share(dropped, known, "customers here before the end of the scope whose outcome is known"),
        "dropped": dropped,
        "open": opened,
        "backward": backward,
        "time_spent": durations(spent),
        "waiting_time": durations(waited),
        "interactions_per_customer": mean([float(len(events)) for _, events in here], "customers here"),
        "channels": [
            {"channel": name, "count": channels[name]} for name in sorted(channels, key=lambda name: (-channels[name], name))
        ],
        "handoffs": handoffs,
        "out_of_scale": outside,
        "rating": rating,
        "emotion": emotion,
        "expected_emotion": sum(stated) / len(stated) if stated else None,
    }


def kpi(map_, kpi, journeys):
    """Value of a KPI over the journeys of a view."""
    scope = kpi.get("scope") or "map"
    kind, which = ("map", None) if scope == "map" else next(iter(scope.items()))
    if kind == "persona":
        persona = next(persona for persona in map_.personas if persona["id"] == which)
        journeys = [journey for journey in journeys if map_.belongs(persona, map_.raw[journey.customer])]
    inside = map_.place(which) if kind in ("stage", "touchpoint") else set(map_.ids)
    scoped = [(journey, [event for event in journey.events if event.label in inside]) for journey in journeys]
    scoped = [(journey, events) for journey, events in scoped if events]
    (measure, body), = kpi["measure"].items()
    log = map_.log
    if any(body.get(name) and body[name] not in log.columns for name in ("column", "weight", "order")):
        return exact(None, 0, "the log has no such column")
    if measure == "conversion_rate":
        start = map_.place(body["from"]) if body.get("from") else (inside if kind in ("stage", "touchpoint") else map_.start)
        goal = map_.place(body["to"])
        within = reference_funnel.micros_of(body["within"]) if body.get("within") else None
        n = converted = 0
        for journey in journeys:
            starts = [i for i, event in enumerate(journey.events) if event.label in start]
            if not starts:
                continue
            done = any(
                journey.events[j].label in goal
                and (within is None or journey.events[j].time - journey.events[i].time <= within)
                for i in starts
                for j in range(i + 1, len(journey.events))
            )
            latest = journey.events[starts[-1]].time
            still = latest + within > log.last if within is not None else journey.events[-1].time > log.last - OPEN_WITHIN
            if done or not still:
                n, converted = n + 1, converted + done
        return share(converted, n, "customers at the start, open ones left out")
    if measure == "drop_off_rate":
        if kind in ("stage", "touchpoint"):
            left = [left for left in (journey.risk(inside) for journey, _ in scoped) if left is not None]
            return share(sum(left), len(left), "customers here before the end of the scope whose outcome is known")
        over = [
            journey for journey, _ in scoped if not journey.open and journey.events[0].time <= journey.known_until
        ]
        return share(sum(journey.lost for journey in over), len(over), "customers whose outcome is known")
    if measure in ("nps", "csat", "ces"):
        events = [event for _, events in scoped for event in events]
        scale = NPS if measure == "nps" else (1.0, 7.0 if body.get("form") == "ease" else 5.0, False)
        if measure == "csat":
            scale = (float(body["min"]), float(body["max"]), False)
        answers = Answers(events, body, scale)
        if measure == "nps":
            return answers.net(lambda a: a >= 9, lambda a: a <= 6, "adjusted_wald", "answers from 0 to 10")
        if measure == "csat":
            return answers.share(lambda a: a >= body["satisfied_from"], "answers on the scale")
        return answers.mean("answers on the scale")
    if measure == "retention_rate":
        calendar = Calendar({"period": body["period"], "time_zone": map_.document.get("time_zone")})
        n = back = 0
        for _, events in scoped:
            wanted = calendar.later(calendar.begin(events[0].time), body["after"])
            if wanted < calendar.begin(log.last):
                n += 1
                back += any(calendar.begin(event.time) == wanted for event in events)
        return share(back, n, "customers whose period is over")
    if measure == "churn_rate":
        since = log.last - reference_funnel.micros_of(body["inactivity"])
        known = [events for _, events in scoped if events[0].time <= since]
        return share(sum(events[-1].time <= since for events in known), len(known), "customers known for so long")
    if measure == "engagement_rate":
        return share(sum(len(events) >= body["at_least"] for _, events in scoped), len(scoped), "customers here")
    if measure == "interactions_per_customer":
        return mean([float(len(events)) for _, events in scoped], "customers here")
    if measure in ("revenue_per_customer", "customer_lifetime_value"):
        sums = []
        for journey, events in scoped:
            total = 0.0
            for event in events:
                if event.values[body["column"]] is not None:
                    amount = float(event.values[body["column"]])
                    if measure == "customer_lifetime_value":
                        years = float(event.time - journey.events[0].time) / (365.25 * 86_400e6)
                        amount = amount * body["margin"] * math.pow(1.0 + body["discount_rate"], -years)
                    total += amount
            sums.append(total)
        return mean(sums, "customers here")
    if measure == "average_order_value":
        orders = []
        for _, events in scoped:
            own = {}
            for event in events:
                if event.values[body["column"]] is None:
                    continue
                amount = float(event.values[body["column"]])
                if body.get("order") is None:
                    orders.append(amount)
                elif event.values[body["order"]] is not None:
                    number = event.values[body["order"]]
                    own[number] = own.get(number, 0.0) + amount
            orders += own.values()
        return mean(orders, "orders")
    raise NotImplementedError(measure)


class MeasuredMap(Map):
    def __init__(self, text, log):
        super().__init__(text, log)
        self.stage_of = {one["id"]: one["stage"] for one in self.touchpoints}
        self.owner = {one["id"]: one["owner"] for one in self.touchpoints if one.get("owner")}
        self.channel = {one["id"]: one["channel"] for one in self.touchpoints if one.get("channel")}
        common = self.document.get("rating")
        scales = {one["id"]: one.get("rating") or common for one in self.touchpoints}
        self.scale = {
            one: scale for one, scale in scales.items() if scale and scale["column"] in log.columns
            and is_number_column(log, scale["column"])
        }
        scope = self.document.get("scope") or {}
        used = [stage for stage in self.stages if any(self.stage_of[one] == stage for one in self.ids)]
        self.start, self.end = self.place(scope.get("from") or used[0]), self.place(scope.get("to") or used[-1])
        self.raw = {journey[0].customer: journey for journey in log.journeys}

    def place(self, one):
        """Ids of the touchpoints of a stage or touchpoint."""
        return {touchpoint for touchpoint in self.ids if one in (touchpoint, self.stage_of[touchpoint])}

    def missing_columns(self):
        """Columns that ratings and KPIs name and the log does not have, in the order of the map."""
        named = [(self.document.get("rating") or {}).get("column")]
        named += [(one.get("rating") or {}).get("column") for one in self.touchpoints]
        for one in self.document.get("kpis", []):
            (_, body), = one["measure"].items()
            named += [body.get("column"), body.get("weight"), body.get("order")]
        return [name for name in dict.fromkeys(named) if name and name not in self.log.columns]

    def expected(self, touchpoint, persona):
        emotions = next(one for one in self.touchpoints if one["id"] == touchpoint).get("emotions", [])
        own = [emotion["valence"] for emotion in emotions if persona and emotion.get("persona") == persona]
        everybody = [emotion["valence"] for emotion in emotions if not emotion.get("persona")]
        return (own or everybody or [None])[0]


def flatten(value, path, out):
    if isinstance(value, dict):
        for name, item in value.items():
            flatten(item, f"{path}.{name}", out)
    elif isinstance(value, list):
        out[f"{path}.length"] = len(value)
        for index, item in enumerate(value):
            flatten(item, f"{path}[{index}]", out)
    else:
        out[path] = value


def measure(log, text):
    map_ = MeasuredMap(text, log)
    journeys = []
    for journey in log.journeys:
        bound = []
        for event in journey:
            event.label = (map_.matches(event) or [None])[0]
            if event.label is not None:
                bound.append(event)
        if bound:
            journeys.append(Bound(map_, bound, log.last))
    out, rows = {}, []
    flatten(coverage(log, map_, map_.missing_columns()), "coverage", out)
    out["views.length"] = 1 + len(map_.personas)
    for number, persona in enumerate([None, *map_.personas]):
        who = [
            journey for journey in journeys if persona is None or map_.belongs(persona, map_.raw[journey.customer])
        ]
        done, lost = sum(journey.completed for journey in who), sum(journey.lost for journey in who)
        known = sum(journey.completed and journey.events[0].time <= journey.known_until for journey in who)
        name = persona["id"] if persona else None
        stages, touchpoints = Place(map_, True), Place(map_, False)
        view = {
            "persona": name,
            "customers": len(who),
            "events": sum(len(journey.events) for journey in who),
            "completed": done,
            "open": sum(journey.open for journey in who),
            "lost": lost,
            "completion": share(known, known + lost, "customers whose outcome is known"),
            "stages": [element(map_, stages, i, who, len(who), name) for i in range(len(stages.ids))],
            "touchpoints": [element(map_, touchpoints, i, who, len(who), name) for i in range(len(touchpoints.ids))],
        }
        flatten(view, f"views[{number}]", out)
        for position, one in enumerate(map_.document.get("kpis", [])):
            flatten(kpi(map_, one, who), f"views[{number}].kpis[{position}].value", out)
        emotions(map_, name, [journey.events for journey in who], rows)
    for number, row in enumerate(rows):
        flatten(row, f"emotions.rows[{number}]", out)
    out["emotions.rows.length"] = len(rows)
    return out


def emotions(map_, persona, journeys, rows):
    """Moods of the touchpoints; personas that said nothing have none. Maps with comments are not asked for."""
    moods = [{one: [] for one in map_.ids} for _ in journeys]
    for journey, own in zip(journeys, moods):
        for event in journey:
            scale = map_.scale.get(event.label)
            text = event.values.get(scale["column"]) if scale else None
            low, high = (float(scale["min"]), float(scale["max"])) if scale else (0.0, 0.0)
            if text is not None and low <= float(text) <= high:
                own[event.label].append(4.0 * (float(text) - low) / (high - low) - 2.0)
    if persona and not any(felt for own in moods for felt in own.values()):
        return
    for one in map_.ids:
        means = [average(own[one]) for own in moods if own[one]]
        mood = estimate(means, "customers", (-2.0, 2.0))
        expected = map_.expected(one, persona)
        rows.append({
            "group": persona, "stage": map_.stage_of[one], "touchpoint": one, "mood": mood, "expected": expected,
            "rating_count": sum(len(own[one]) for own in moods), "comment_count": 0,
        })
