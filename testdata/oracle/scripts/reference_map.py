"""Binding for the reference: which touchpoint an event belongs to, and which personas a customer has.

Maps of cases that the reference computes are written as JSON, which is YAML too.
"""

import json
import re

from reference_patterns import Journey, Parser, unknown

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$")


def is_number_column(log, column):
    values = [event.values[column] for event in log.events if event.values[column] is not None]
    return bool(values) and all(NUMBER.match(value) for value in values)


def glob(pattern, text):
    parts = {"*": ".*", "?": "."}
    return re.fullmatch("".join(parts.get(char) or re.escape(char) for char in pattern), text, re.DOTALL) is not None


class Map:
    def __init__(self, text, log):
        self.document = json.loads(text)
        self.log = log
        self.touchpoints = [
            {**touchpoint, "stage": stage["id"]}
            for stage in self.document["stages"]
            for touchpoint in stage.get("touchpoints", [])
        ]
        self.ids = [touchpoint["id"] for touchpoint in self.touchpoints]
        self.stages = [stage["id"] for stage in self.document["stages"]]
        self.personas = self.document.get("personas", [])

    def value(self, event, column):
        if column == "touchpoint":
            return event.touchpoint
        if column == "customer":
            return event.customer
        value = event.values[column]
        if value is None:
            return None
        if is_number_column(self.log, column):
            return float(value)
        return {"true": True, "false": False}.get(value.lower(), value)

    def predicate(self, predicate, event):
        (kind, body), = predicate.items()
        value = self.value(event, body["column"])
        if value is None:
            return False
        if kind == "equals":
            return value == body["value"]
        if kind == "one_of":
            return value in body["values"]
        if kind == "glob":
            return glob(body["pattern"], value)
        bounds = {
            "greater_than": lambda bound: value > bound,
            "at_least": lambda bound: value >= bound,
            "less_than": lambda bound: value < bound,
            "at_most": lambda bound: value <= bound,
        }
        return all(bounds[name](bound) for name, bound in body.items() if name != "column")

    def event_rule(self, rule, event):
        (kind, body), = rule.items()
        if kind == "any":
            return any(self.event_rule(part, event) for part in body)
        if kind == "all":
            return all(self.event_rule(part, event) for part in body)
        if kind == "not":
            return not self.event_rule(body, event)
        return self.predicate(rule, event)

    def matches(self, event):
        """Ids of the touchpoints whose rule the event satisfies, in map order."""
        return [
            touchpoint["id"]
            for touchpoint in self.touchpoints
            if (
                self.event_rule(touchpoint["rule"], event)
                if touchpoint.get("rule")
                else event.touchpoint == touchpoint["id"]
            )
        ]

    def customer_rule(self, rule, journey):
        (kind, body), = rule.items()
        if kind == "any":
            return any(self.customer_rule(part, journey) for part in body)
        if kind == "all":
            return all(self.customer_rule(part, journey) for part in body)
        if kind == "not":
            return not self.customer_rule(body, journey)
        if kind == "persona":
            other = next(persona for persona in self.personas if persona["id"] == body)
            return self.belongs(other, journey)
        if kind == "visited":
            labels = [(self.matches(event) or [None])[0] for event in journey]
            return labels.count(body["touchpoint"]) >= body.get("at_least", 1)
        if kind == "matches":
            node, within = Parser(body["pattern"]).pattern()
            unknown(node, self.log)
            return len(list(Journey(journey, self.log.last).matches(node, within))) >= body.get("at_least", 1)
        (_, inner), = body.items()
        known = [event for event in journey if self.value(event, inner["column"]) is not None]
        if kind == "first":
            known = known[:1]
        elif kind == "last":
            known = known[-1:]
        return any(self.predicate(body, event) for event in known)

    def belongs(self, persona, journey):
        return bool(persona.get("rule")) and self.customer_rule(persona["rule"], journey)


def coverage(log, map_, missing_columns=()):
    """The coverage report of binding."""
    bound, unbound, who, overlaps, seen = 0, {}, {}, {}, set()
    unbound_customers = 0
    personas = {"none": 0, "one": 0, "several": 0}
    for journey in log.journeys:
        lost = 0
        for event in journey:
            found = map_.matches(event)
            if found:
                bound += 1
                seen.add(found[0])
            else:
                lost += 1
                unbound[event.touchpoint] = unbound.get(event.touchpoint, 0) + 1
                who.setdefault(event.touchpoint, set()).add(event.customer)
            if len(found) > 1:
                overlaps[tuple(found)] = overlaps.get(tuple(found), 0) + 1
        if lost == len(journey):
            unbound_customers += 1
        else:
            members = sum(map_.belongs(persona, journey) for persona in map_.personas)
            personas["none" if members == 0 else "one" if members == 1 else "several"] += 1
    position = map_.ids.index
    return {
        "bound_events": bound,
        "unbound_events": sum(unbound.values()),
        "unbound": [
            {"name": name, "count": unbound[name], "customers": len(who[name])}
            for name in sorted(unbound, key=lambda name: (-unbound[name], log.order(name)))
        ][:100],
        "unbound_customers": unbound_customers,
        "ambiguous_events": sum(overlaps.values()),
        "overlaps": [
            {"touchpoints": list(ids), "count": overlaps[ids]}
            for ids in sorted(overlaps, key=lambda ids: (-overlaps[ids], [position(one) for one in ids]))
        ],
        "unseen_touchpoints": [one for one in map_.ids if one not in seen],
        "personas": personas,
        "missing_columns": list(missing_columns),
    }
