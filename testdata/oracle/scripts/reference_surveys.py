"""NPS, CSAT and CES of the reference.

Weighted or not, sums are correctly rounded (math.fsum); weights are summed answer value by answer value
before they are multiplied with anything.
"""

import math
from datetime import date, timedelta

from reference_log import ReferenceError
from reference_numbers import Z95, benjamini_hochberg, normal_p, wilson

NPS = (0.0, 10.0, True)


class Answers:
    """Answers as (value, weight), and what was left out."""

    def __init__(self, events, options, scale):
        low, high, whole = scale
        self.weighted = bool(options.get("weight"))
        self.kept = []
        self.dropped = {"missing": 0, "out_of_range": 0, "fractional": 0, "without_weight": 0}
        for event in sorted(events, key=lambda event: event.row):
            text = event.values[options["column"]]
            weight = event.values[options["weight"]] if self.weighted else "1"
            if weight is not None and float(weight) < 0:
                raise ReferenceError(code="bad_value", row=event.row, column=options["weight"])
            if text is None or float(text) in options.get("missing", []):
                self.dropped["missing"] += 1
            elif not low <= float(text) <= high:
                self.dropped["out_of_range"] += 1
            elif whole and float(text) != int(float(text)):
                self.dropped["fractional"] += 1
            elif weight is None:
                self.dropped["without_weight"] += 1
            else:
                self.kept.append((float(text), float(weight)))
        if self.dropped["out_of_range"] >= 10 and self.dropped["out_of_range"] > len(self.kept):
            self.fits = False
        self.measure()

    fits = True

    def measure(self):
        self.n = len(self.kept)
        self.values = sorted({answer for answer, _ in self.kept})
        self.total = math.fsum(weight for _, weight in self.kept)
        squares = math.fsum(weight * weight for _, weight in self.kept)
        self.effective_n = None
        if self.n and self.total > 0:
            self.effective_n = self.total * self.total / squares if self.weighted else float(self.n)

    def rest(self, part):
        """All answers that are not in `part`."""
        rest = Answers.__new__(Answers)
        rest.weighted, rest.kept = self.weighted, list(self.kept)
        for answer in part.kept:
            rest.kept.remove(answer)
        rest.measure()
        return rest

    def weight(self, test):
        return math.fsum(weight for answer, weight in self.kept if test(answer))

    def count(self, test):
        return sum(test(answer) for answer, _ in self.kept)

    def portion(self, test):
        return None if self.effective_n is None else self.weight(test) / self.total

    def estimate(self, value, interval, denominator, method):
        low, high = interval if interval and value is not None else (None, None)
        return {
            "value": value, "low": low, "high": high, "n": self.n, "denominator": denominator,
            "method": method, "small_sample": self.n < 30,
        }

    def share(self, test, denominator):
        value = self.portion(test)
        interval = None
        if value is not None:
            interval = wilson(value * self.effective_n if self.weighted else self.count(test), self.effective_n)
        return self.estimate(value, interval, denominator, "wilson")

    def moments(self):
        """Mean and squared standard error."""
        if self.effective_n is None:
            return None, None
        weights = [(value, self.weight(lambda answer: answer == value)) for value in self.values]
        mean = math.fsum(value * weight for value, weight in weights) / self.total
        if self.effective_n <= 1:
            return mean, None
        squares = math.fsum(weight * (value - mean) * (value - mean) for value, weight in weights)
        return mean, squares / self.total / (self.effective_n - 1.0)

    def mean(self, denominator):
        mean, variance = self.moments()
        interval = None if variance is None else wald(mean, math.sqrt(variance))
        return self.estimate(mean, interval, denominator, "wald")

    def net_moments(self, up, down):
        if self.effective_n is None:
            return None, None
        return net_moments(self.portion(up), self.portion(down), self.effective_n)

    def net(self, up, down, method, denominator):
        value, interval = self.net_moments(up, down)[0], None
        if value is not None:
            p, d, n = self.portion(up), self.portion(down), self.effective_n
            if method == "adjusted_wald":
                p, d, n = (p * n + 0.75) / (n + 3.0), (d * n + 0.75) / (n + 3.0), n + 3.0
            centre, variance = net_moments(p, d, n)
            low, high = wald(centre, math.sqrt(variance))
            interval = max(low, -100.0), min(high, 100.0)
        return self.estimate(value, interval, denominator, method)

    def distribution(self):
        return [
            {
                "answer": value,
                "count": self.count(lambda answer: answer == value),
                "share": self.portion(lambda answer: answer == value),
            }
            for value in self.values
        ]


def wald(value, standard_error):
    return value - Z95 * standard_error, value + Z95 * standard_error


def net_moments(up, down, n):
    net = up - down
    return 100.0 * net, 1e4 * max(up + down - net * net, 0.0) / n


def difference_p(a, b):
    """Two-sided p of two independent estimates given as (estimate, squared standard error)."""
    if None in (*a, *b) or a[1] + b[1] <= 0:
        return None
    return normal_p((a[0] - b[0]) / math.sqrt(a[1] + b[1]))


def proportions_p(a, b):
    """Pooled z-test of (successes, n)."""
    if a is None or b is None:
        return None
    pooled = (a[0] + b[0]) / (a[1] + b[1])
    variance = pooled * (1.0 - pooled)
    return difference_p((a[0] / a[1], variance / a[1]), (b[0] / b[1], variance / b[1]))


def report(log, options, scale, row, p):
    """The report of a survey: everybody, then the groups with answers in byte order of their names."""
    events = [event for journey in log.journeys for event in journey]
    whole = Answers(events, options, scale)
    if not whole.fits:
        raise ReferenceError(code="invalid_option", field="column")
    groups = []
    if options.get("by"):
        name = (lambda event: event.touchpoint) if options["by"] == "touchpoint" else (
            lambda event: event.values[options["by"]])
        names = {name(event) for event in events} - {None}
        for group in sorted(names, key=lambda name: name.encode()):
            answers = Answers([event for event in events if name(event) == group], options, scale)
            if answers.n:
                groups.append((group, answers))
    values = [p(answers, whole.rest(answers)) for _, answers in groups]
    adjusted = benjamini_hochberg(values)
    rows = [{"group": None, **row(whole), "effective_n": whole.effective_n, "p": None, "p_adjusted": None}]
    for (group, answers), value, value_adjusted in zip(groups, values, adjusted):
        rows.append(
            {"group": group, **row(answers), "effective_n": answers.effective_n, "p": value, "p_adjusted": value_adjusted}
        )
    return {
        "score": rows[0]["score"],
        "rows": rows,
        "dropped": whole.dropped,
        "tested": sum(value is not None for value in values),
    }


def promoter(answer):
    return answer >= 9


def detractor(answer):
    return answer <= 6


def nps(log, options):
    method = options.get("interval", "adjusted_wald")

    def row(answers):
        promoters, detractors = answers.count(promoter), answers.count(detractor)
        return {
            "score": answers.net(promoter, detractor, method, "answers from 0 to 10"),
            "promoters": promoters,
            "passives": answers.n - promoters - detractors,
            "detractors": detractors,
        }

    def p(part, rest):
        return difference_p(part.net_moments(promoter, detractor), rest.net_moments(promoter, detractor))

    return report(log, options, NPS, row, p)


def csat(log, options):
    low, high, start = options.get("min", 1.0), options.get("max", 5.0), options.get("satisfied_from", 4.0)
    if not low < high:
        raise ReferenceError(code="invalid_option", field="max")
    if not low < start <= high:
        raise ReferenceError(code="invalid_option", field="satisfied_from")

    def satisfied(answer):
        return answer >= start

    def row(answers):
        return {
            "score": answers.share(satisfied, "answers on the scale"),
            "satisfied": answers.count(satisfied),
            "mean": answers.mean("answers on the scale"),
            "distribution": answers.distribution(),
        }

    def p(part, rest):
        def successes(answers):
            return answers.effective_n and (answers.portion(satisfied) * answers.effective_n, answers.effective_n)

        return proportions_p(successes(part), successes(rest))

    return report(log, options, (low, high, False), row, p)


def ces(log, options):
    ease = options.get("form", "ease") == "ease"

    def row(answers):
        net = None
        if ease:
            net = answers.net(lambda a: a >= 6, lambda a: a <= 3, "adjusted_wald", "answers on the scale")
        return {
            "score": answers.mean("answers on the scale"),
            "easy": answers.share(lambda a: a >= 5, "answers on the scale") if ease else None,
            "net": net,
            "distribution": answers.distribution(),
        }

    def p(part, rest):
        return difference_p(part.moments(), rest.moments())

    return report(log, options, (1.0, 7.0 if ease else 5.0, False), row, p)


class Measure:
    """Scale, score and test of a measure of `score` and `trend`."""

    def __init__(self, measure):
        (self.kind, of), = measure.items()
        self.low, self.high = of.get("min", 1.0), of.get("max", 5.0)
        self.start = of.get("satisfied_from", 4.0)
        if self.kind == "nps":
            self.low, self.high = 0.0, 10.0
        if self.kind == "ces":
            self.low, self.high = 1.0, 7.0 if of["form"] == "ease" else 5.0
        if not self.low < self.high:
            raise ReferenceError(code="invalid_option", field="measure.max")

    def scale(self):
        return self.low, self.high, self.kind == "nps"

    def score(self, answers):
        if self.kind == "nps":
            return answers.net(promoter, detractor, "adjusted_wald", "answers from 0 to 10")
        if self.kind == "csat":
            return answers.share(lambda answer: answer >= self.start, "answers on the scale")
        return answers.mean("answers on the scale")

    def p(self, a, b):
        if self.kind == "nps":
            return difference_p(a.net_moments(promoter, detractor), b.net_moments(promoter, detractor))
        if self.kind == "csat":
            part = lambda x: x.effective_n and (x.portion(lambda answer: answer >= self.start) * x.effective_n, x.effective_n)
            return proportions_p(part(a), part(b))
        return difference_p(a.moments(), b.moments())


def score(log, options):
    measure = Measure(options["measure"])

    def row(answers):
        return {"score": measure.score(answers), "distribution": answers.distribution()}

    return report(log, options, measure.scale(), row, measure.p)


def begin(period, micros):
    """First day of the period of an instant, in UTC with weeks from Monday."""
    day = date(1970, 1, 1) + timedelta(microseconds=micros)
    return {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}[period]


def calendar(period, first, last):
    """First days of all periods."""
    days, day = [], begin(period, first)
    while day <= begin(period, last):
        days.append(day)
        after = day + timedelta(days={"day": 1, "week": 7, "month": 32}[period])
        day = after.replace(day=1) if period == "month" else after
    return days


def difference(later, earlier):
    """Interval of a difference by squares and roots (Zou and Donner 2008)."""
    a, b = later["value"], earlier["value"]
    low = a - b - math.hypot(a - later["low"], earlier["high"] - b)
    return {"value": a - b, "low": low, "high": a - b + math.hypot(later["high"] - a, b - earlier["low"])}


def trend(log, options):
    """All but where the level changed, which is drawn."""
    measure, period = Measure(options["measure"]), options.get("period", "month")
    events = [event for journey in log.journeys for event in journey]
    if not Answers(events, options, measure.scale()).fits:
        raise ReferenceError(code="invalid_option", field="column")
    days = calendar(period, log.first, log.last)
    parts = [Answers([e for e in events if begin(period, e.time) == day], options, measure.scale()) for day in days]
    scores = [measure.score(part) for part in parts]
    known = [at for at, part in enumerate(parts) if part.effective_n]
    paths = {"rows.length": len(days)}
    for at, (day, part) in enumerate(zip(days, scores)):
        paths[f"rows[{at}].period"] = day.isoformat()
        paths |= {f"rows[{at}].score.{name}": part[name] for name in ("value", "low", "high", "n")}
        paths[f"rows[{at}].effective_n"] = parts[at].effective_n
    pairs = {
        "from_previous": [(at, known[known.index(at) - 1]) for at in known[1:]],
        "from_first": [(at, known[0]) for at in known[1:]],
    }
    for name, found in pairs.items():
        values = [measure.p(parts[at], parts[since]) for at, since in found]
        for (at, since), p, adjusted in zip(found, values, benjamini_hochberg(values)):
            put(paths, f"rows[{at}].{name}", (scores[at], scores[since]), (p, adjusted), options)
            paths[f"rows[{at}].{name}.since"] = days[since].isoformat()
        if name == "from_previous":
            paths["tested"] = sum(value is not None for value in values)
    p = values[-1]
    put(paths, "overall", (scores[known[-1]], scores[known[0]]), (p, p), options)
    return paths


def put(paths, prefix, scores, p, options):
    found = difference(*scores)
    paths |= {f"{prefix}.difference.{name}": value for name, value in found.items()}
    paths[f"{prefix}.p"], paths[f"{prefix}.p_adjusted"] = p
    margin = options.get("margin")
    if min(score["n"] for score in scores) < options.get("least", 30):
        verdict = "too_few_answers"
    elif margin is not None and -margin <= found["low"] and found["high"] <= margin:
        verdict = "no"
    else:
        verdict = "yes" if p[1] is not None and p[1] <= 0.05 else "not_enough_evidence"
    paths[f"{prefix}.verdict"] = verdict
