"""Patterns of the reference: every way to find a pattern is written down, then the matches are chosen by their definition."""

import fnmatch
import re

from reference_log import ReferenceError
from reference_numbers import durations, share

TOKEN = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|\{([^}]*)\}|(->|=>|!=|<=|>=|[=<>!|()\[\]^?*+~,])|((?:[\w./:@#&%]|-(?!>))+))""")
UNITS = {"us": 1, "ms": 1000, "s": 10**6, "m": 60 * 10**6, "h": 3600 * 10**6, "d": 86400 * 10**6}


def span(text):
    parts = re.findall(r"(\d+)(us|ms|s|m|h|d)", text)
    return sum(int(number) * UNITS[unit] for number, unit in parts)


# Columns of the cases that hold numbers.
NUMBERS = {"amount"}


class Parser:
    def __init__(self, text):
        self.all, at = [], 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            kind = found.lastindex
            self.all.append(("quoted braces sign word".split()[kind - 1], found[kind]))
            at = found.end()

    def next(self, sign=None, kind="sign"):
        if self.all and self.all[0][0] == kind and (sign is None or self.all[0][1] == sign):
            return self.all.pop(0)[1]
        return None

    def pattern(self):
        node, _ = self.choice()
        within = None
        if self.next("within", "word"):
            within = span(" ".join(word for _, word in self.all))
        return node, within

    def choice(self):
        ways, trailing = [], None
        while True:
            way, trailing = self.sequence()
            ways.append(way)
            if not self.next("|"):
                return (ways[0] if len(ways) == 1 else ("either", ways)), trailing

    def sequence(self):
        parts, links = [self.element()], []
        while (link := self.link()) is not None:
            if self.all and self.all[0] == ("sign", ")"):
                return self.chain(parts, links), link
            links.append(link)
            parts.append(self.element())
        return self.chain(parts, links), None

    def chain(self, parts, links):
        return parts[0] if not links else ("sequence", parts, links)

    def link(self):
        if self.next("=>"):
            return "next"
        if not self.next("->"):
            return None
        gap = {"only": None, "without": [], "events": [0, None], "time": [0, None]}
        if self.next("["):
            without = self.next("^")
            if not self.next("]"):
                gap["without" if without else "only"] = self.classes()
                self.next("]")
            braces = self.next(kind="braces")
            for limit in (braces or "").split(","):
                self.limit(gap, limit.strip())
            assert self.next("->")
        return gap

    def limit(self, gap, text):
        if not text:
            return
        if ".." in text:
            low, high = text.split("..")
            signs = [(">=", low), ("<=", high)]
        else:
            sign = re.match(r"[<>=]*", text)[0]
            signs = [(sign, text[len(sign) :])] if sign else [(">=", text), ("<=", text)]
        for sign, value in signs:
            where, number = ("events", int(value)) if value.strip().isdigit() else ("time", span(value))
            if sign[0] == "<":
                gap[where][1] = number - (sign == "<")
            else:
                gap[where][0] = number + (sign == ">")

    def classes(self):
        found = [self.one()]
        while self.next("|"):
            found.append(self.one())
        return found

    def one(self):
        if self.next("!"):
            if self.next("("):
                classes = self.classes()
                self.next(")")
                return ("not", classes)
            return ("not", [self.one()])
        if self.next("~"):
            found = ("glob", self.next(kind="quoted"))
        elif (name := self.next(kind="quoted")) is not None:
            found = ("name", name)
        else:
            word = self.next(kind="word")
            found = ("any",) if word == "any" else ("name", word)
        if self.next("("):
            column, sign = self.next(kind="word"), self.next()
            value = self.next(kind="quoted") or self.next(kind="word")
            found = ("where", found, column, sign, value)
            self.next(")")
        return found

    def element(self):
        link = "next"
        if self.next("start", "word"):
            node = ("start",)
        elif self.next("end", "word"):
            node = ("end",)
        elif self.next("("):
            node, trailing = self.choice()
            link = trailing or "next"
            self.next(")")
        else:
            node = ("event", self.one())
        while True:
            if self.next("?"):
                least, most = 0, 1
            elif self.next("*"):
                least, most = 0, None
            elif self.next("+"):
                least, most = 1, None
            elif (braces := self.next(kind="braces")) is not None:
                low, dots, high = braces.partition("..")
                least, most = int(low), (int(high) if high.strip() else None) if dots else int(low)
            else:
                return node
            node, link = ("repeat", node, link, least, most), "next"


class Journey:
    def __init__(self, events, end):
        self.events, self.end = events, end

    def time(self, place):
        if place >= len(self.events):
            return self.end
        return self.events[max(place, 0)].time

    def holds(self, kind, event):
        if kind[0] == "any":
            return True
        if kind[0] == "name":
            return event.touchpoint == kind[1]
        if kind[0] == "glob":
            return fnmatch.fnmatchcase(event.touchpoint, kind[1])
        if kind[0] == "not":
            return not any(self.holds(inner, event) for inner in kind[1])
        _, inner, column, sign, wanted = kind
        value = event.values[column]
        if value is not None and column in NUMBERS:
            value, wanted = float(value), float(wanted)
        compare = {
            "=": lambda: value == wanted,
            ">": lambda: value > wanted,
            ">=": lambda: value >= wanted,
            "<": lambda: value < wanted,
            "<=": lambda: value <= wanted,
        }
        if sign == "!=":
            return self.holds(inner, event) and value != wanted
        return self.holds(inner, event) and value is not None and compare[sign]()

    def ways(self, node, leaf=()):
        """Lists of (place, leaf, directly after the place before), the empty one where nothing is needed."""
        kind = node[0]
        if kind == "start":
            return [((-1, leaf, False),)]
        if kind == "end":
            return [((len(self.events), leaf, False),)]
        if kind == "event":
            return [((i, leaf, False),) for i, event in enumerate(self.events) if self.holds(node[1], event)]
        if kind == "either":
            return [way for i, part in enumerate(node[1]) for way in self.ways(part, leaf + (i,))]
        if kind == "sequence":
            found = self.ways(node[1][0], leaf + (0,))
            for i, (link, part) in enumerate(zip(node[2], node[1][1:])):
                found = self.join(found, link, self.ways(part, leaf + (i + 1,)))
            return found
        _, inner, link, least, most = node
        found, now = [()] if least == 0 else [], [()]
        for count in range(1, (most or len(self.events) + 2 + least) + 1):
            now = self.join(now, link, self.ways(inner, leaf + (count,)))
            found += now if count >= least else []
        return found

    def join(self, before, link, after):
        found = set()
        for a in before:
            for b in after:
                if not a or not b:
                    found.add(a + b)
                elif self.linked(a[-1][0], link, b[0][0]):
                    found.add(a + ((b[0][0], b[0][1], link == "next"),) + b[1:])
        return sorted(found)

    def linked(self, a, link, b):
        if link == "next":
            return b == a + 1
        between, wait = self.events[max(a + 1, 0) : max(b, 0)], self.time(b) - self.time(a)
        passes = lambda event: (
            link["only"] is None or any(self.holds(kind, event) for kind in link["only"])
        ) and not any(self.holds(kind, event) for kind in link["without"])
        inside = lambda value, limits: limits[0] <= value and (limits[1] is None or value <= limits[1])
        return b > a and all(map(passes, between)) and inside(b - a - 1, link["events"]) and inside(wait, link["time"])

    def matches(self, node, within):
        ways = self.ways(node)
        if () in ways:
            raise ReferenceError(code="invalid_option", field="pattern")
        ways = [way for way in ways if within is None or self.time(way[-1][0]) - self.time(way[0][0]) <= within]
        begin = -1
        while ways := [way for way in ways if way[0][0] >= begin]:
            end = min(way[-1][0] for way in ways)
            first = max(way[0][0] for way in ways if way[-1][0] == end)
            short = {way for way in ways if way[-1][0] == end and way[0][0] == first}
            directly = lambda way, n: way[:n] in short and all(step[2] for step in way[n:])
            longer = [way for way in ways if any(directly(way, n) for n in range(1, len(way) + 1))]
            end = max(way[-1][0] for way in longer)
            yield max(first, 0), min(end, len(self.events) - 1), self.time(end) - self.time(first)
            begin = end + 1


def matches(log, _map, options):
    text = options.get("pattern")
    if text is None:
        raise ReferenceError(code="invalid_option", field="pattern")
    node, within = Parser(text).pattern()
    end = max((event.time for journey in log.journeys for event in journey), default=0)
    unknown(node, log)
    found = [list(Journey(journey, end).matches(node, within)) for journey in log.journeys]
    every = [match for each in found for match in each]
    return {
        "pattern": text,
        "customers": len(log.journeys),
        "matched": sum(map(bool, found)),
        "share": share(sum(map(bool, found)), len(log.journeys), "customers"),
        "count": len(every),
        "most": max(map(len, found), default=0),
        "events": sum(last - first + 1 for first, last, _ in every),
        "time": durations([time for _, _, time in every]),
    }


def unknown(node, log):
    """Refuses names that the log does not have."""
    if isinstance(node, (list, tuple)):
        if len(node) == 2 and node[0] == "name" and node[1] not in log.touchpoints:
            raise ReferenceError(code="unknown_name", name=node[1])
        for part in node:
            unknown(part, log)
    elif isinstance(node, dict):
        unknown(list(node.values()), log)


def places(log, journey, text, last=False):
    """Where the matches of a pattern begin in a journey, or where they end."""
    node, within = Parser(text).pattern()
    unknown(node, log)
    end = max((event.time for journey in log.journeys for event in journey), default=0)
    return [end if last else first for first, end, _ in Journey(journey, end).matches(node, within)]
