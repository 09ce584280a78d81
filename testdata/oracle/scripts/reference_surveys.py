"""NPS, CSAT and CES of the reference.

Weighted or not, sums are correctly rounded (math.fsum); weights are summed answer value by answer value
before they are multiplied with anything.
"""

import math

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
            if text is None:
                self.dropped["missing"] += 1
            elif not low <= float(text) <= high:
                self.dropped["out_of_range"] += 1
            elif whole and float(text) != int(float(text)):
                self.dropped["fractional"] += 1
            elif weight is None:
                self.dropped["without_weight"] += 1
            else:
                self.kept.append((float(text), float(weight)))
        self.measure()

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
