"""Makes two months of five exports of a small shop that does not exist, with the dirt that real exports have.

python examples/five_exports/make.py FOLDER

The seed is fixed: the same files come out every time. `facts.json` says what was put in. The exports know what real
ones do not: `person` says who did it, so that one can see how well customers are found.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = {"2024-03": datetime(2024, 3, 1, tzinfo=BERLIN), "2024-04": datetime(2024, 4, 1, tzinfo=BERLIN)}
MARKETPLACE = "orders@marketplace.example"
KIOSK = "555.000"
PRODUCTS = ["Teapot", "Cup", "Saucer", "Kettle", "Green tea", "Black tea", "Strainer", "Honey"]
PROBLEMS = ["Where is my parcel?", "Cup arrived broken", "Wrong item", "Cannot log in", "Invoice, please"]


class Person:
    """Somebody with devices, an address and, mostly, an account."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.number, self.name = number, f"p{number:03}"
        self.account = str(7000 + number) if chance.random() < 0.75 else None
        self.email = f"person{number}@mail.example"
        self.devices = [f"{100 + number}.{device}" for device in range(1 + (chance.random() < 0.4))]
        self.typed = self.email.upper() if chance.random() < 0.3 else self.email
        self.in_store = chance.random() < 0.12


class Month:
    """What happened in a month, and what the five systems wrote down."""

    def __init__(self, name: str, people: list[Person], chance: random.Random) -> None:
        self.name, self.first, self.people, self.chance = name, MONTHS[name], people, chance
        self.number = 1000 * (1 + list(MONTHS).index(name))
        self.web: list[dict[str, Any]] = []
        self.orders: list[dict[str, Any]] = []
        self.tickets: list[dict[str, Any]] = []
        self.survey: list[list[str]] = []
        self.reviews: list[list[str]] = []
        self.facts: Counter[str] = Counter()
        for person in people:
            for _ in range(1 + int(chance.random() * 2.4)):
                self.visit(person)
        self.marketplace()
        self.dirt()

    def next(self) -> int:
        self.number += 1
        return self.number

    def moment(self) -> datetime:
        day = int(self.chance.random() * (31 if self.name == "2024-03" else 30))
        return (self.first + timedelta(days=day)).replace(hour=8 + int(self.chance.random() * 13)).astimezone(
            timezone.utc
        ) + timedelta(seconds=int(self.chance.random() * 3600))

    # Web analytics: GA4, microseconds since 1970, UTC.

    def hit(self, at: datetime, event: str, device: str | None, session: str, person: str, **more: Any) -> None:
        micros = int(at.timestamp()) * 1_000_000 + int(self.chance.random() * 1_000_000)
        self.web.append(
            {
                "event_timestamp": str(micros),
                "event_name": event,
                "user_id": more.get("account"),
                "user_pseudo_id": device,
                "event_params": [{"key": "ga_session_id", "value": {"int_value": session}}],
                "user_properties": [{"key": "person", "value": {"string_value": person}}],
                "device": {"category": "tablet" if device == KIOSK else "mobile"},
                "ecommerce": {"transaction_id": more["order"]} if "order" in more else None,
            }
        )

    def visit(self, person: Person) -> None:
        chance, at = self.chance, self.moment()
        kiosk = person.in_store and chance.random() < 0.5
        device = KIOSK if kiosk else person.devices[int(chance.random() * len(person.devices))]
        logged_in = person.account if person.account and chance.random() < 0.6 else None
        session = str(int(at.timestamp()))
        pause = lambda: timedelta(seconds=20 + int(chance.random() * 200))  # noqa: E731
        hit = lambda event, **more: self.hit(at, event, device, session, person.name, account=logged_in, **more)  # noqa: E731
        hit("page_view")
        for _ in range(1 + int(chance.random() * 3)):
            at += pause()
            hit("view_item")
        if chance.random() > 0.62:
            return
        at += pause()
        hit("add_to_cart")
        at += pause()
        hit("begin_checkout")
        if chance.random() > 0.6:
            return
        at += pause()
        order = f"#{self.next()}"
        if chance.random() < 0.92:
            hit("purchase", order=order)
        self.order(person, order, at + timedelta(seconds=2), person.email)

    # The shop: Shopify. The times are those of the clock on the wall in Berlin, and yet say that they are UTC.

    def order(self, person: Person, order: str, at: datetime, email: str) -> None:
        chance = self.chance
        write = lambda moment: f"{moment.astimezone(BERLIN):%Y-%m-%dT%H:%M:%S}Z"  # noqa: E731
        items = [PRODUCTS[int(chance.random() * len(PRODUCTS))] for _ in range(1 + int(chance.random() * 2))]
        amount = f"{9 + int(chance.random() * 60)}.{int(chance.random() * 100):02}"
        sent = at + timedelta(hours=20 + int(chance.random() * 90), minutes=int(chance.random() * 60))
        refunded = chance.random() < 0.06
        back = sent + timedelta(days=6, minutes=int(chance.random() * 600))
        self.orders.append(
            {
                "id": 4000000 + int(order[1:]),
                "name": order,
                "email": email,
                "customer": {"id": person.account} if person.account and email == person.email else None,
                "created_at": write(at),
                "processed_at": write(at + timedelta(seconds=40)),
                "financial_status": "refunded" if refunded else "paid",
                "currency": "EUR",
                "total_price": amount,
                "source_name": "marketplace" if email == MARKETPLACE else "web",
                "line_items": [{"title": item} for item in items],
                "note_attributes": [{"name": "person", "value": person.name}],
                "fulfillments": [{"created_at": write(sent), "tracking_company": "DHL"}],
                "refunds": [{"processed_at": write(back), "transactions": [{"amount": amount}]}] if refunded else [],
            }
        )
        days = (sent - at) / timedelta(days=1)
        if chance.random() < (0.55 if days > 3.5 else 0.15):
            self.ticket(person, order, at + timedelta(hours=30 + int(chance.random() * 60)))
        if chance.random() < 0.72:
            self.answer(person, sent + timedelta(days=3, minutes=int(chance.random() * 900)), days)
        if chance.random() < 0.35:
            self.review(person, order, sent + timedelta(days=4), days)

    # The help desk: Zendesk, UTC. Known by the address that a mail came from, or the order that a form asked for.

    def ticket(self, person: Person, order: str, at: datetime) -> None:
        chance = self.chance
        mail = chance.random() < 0.6
        write = lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}"  # noqa: E731
        solved = at + timedelta(hours=4 + int(chance.random() * 60)) if chance.random() < 0.9 else None
        self.tickets.append(
            {
                "id": self.next(),
                "requester_id": 900000 + 2 * person.number + mail,
                "subject": PROBLEMS[int(chance.random() * len(PROBLEMS))],
                "status": "solved" if solved else "open",
                "group_id": 11 if mail else 12,
                "via": {"channel": "email", "source": {"from": {"address": person.typed}}} if mail else {"channel": "web"},
                "custom_fields": [{"id": 1, "value": None if mail else order}, {"id": 2, "value": person.name}],
                "created_at": write(at),
                "metric_set": {"solved_at": write(solved) if solved else None},
            }
        )

    # The survey: Qualtrics, a column a question, times of the clock on the wall in Berlin.

    def answer(self, person: Person, at: datetime, days: float) -> None:
        chance = self.chance
        recommend = min(10, max(0, round(11.2 - 1.1 * days + 3 * (chance.random() - 0.5))))
        delivery = min(5, max(1, round(5.8 - 0.7 * days + 1.4 * (chance.random() - 0.5))))
        invited = chance.random() < 0.9
        comment = ""
        if chance.random() < 0.1:
            comment = f"Call me: +49 30 55{int(chance.random() * 90000) + 10000} or {person.email}"
        self.survey.append(
            [
                *[f"{at.astimezone(BERLIN):%Y-%m-%d %H:%M:%S}"] * 2,
                "0",
                f"R_{self.next()}",
                person.email if invited and not person.account else "",
                person.account if invited and person.account else "",
                str(recommend),
                str(delivery),
                comment,
                person.name,
            ]
        )

    # Reviews: a table of names, days, stars and the order.

    def review(self, person: Person, order: str, at: datetime, days: float) -> None:
        stars = min(5, max(1, round(5.4 - 0.7 * days + 1.5 * (self.chance.random() - 0.5))))
        text = "Lovely tea" if stars > 3 else "Waited for days"
        self.reviews.append([f"fan {self.next()}", f"{at:%Y-%m-%d}", str(stars), text, order, person.name])

    def marketplace(self) -> None:
        """Orders by way of a marketplace, which has one address for all of its customers."""
        for _ in range(18):
            person = Person(self.next(), random.Random(0))
            self.order(person, f"#{self.next()}", self.moment(), MARKETPLACE)
            self.facts["marketplace_orders"] += 1

    def dirt(self) -> None:
        chance, facts = self.chance, self.facts
        start = self.moment()
        for page in range(80):  # A program that reads the shop.
            self.hit(start + timedelta(seconds=page), "view_item", f"{self.number}.bot", "1", "bot")
        facts["bots"], facts["bot_events"] = 1, 80
        for _ in range(15):  # Without consent there is no id.
            self.hit(self.moment(), "page_view", None, "2", "nobody")
        facts["web_without_id"] = 15
        views = [hit for hit in self.web if hit["event_name"] == "page_view" and hit["user_pseudo_id"]]
        for hit in chance.sample(views, 5):  # A browser without a clock.
            hit["event_timestamp"] = "0"
        facts["epoch_zero"] = 5
        copied = [hit for hit in self.web if hit["event_timestamp"] != "0" and hit["user_pseudo_id"]]
        self.web += [dict(hit) for hit in chance.sample(copied, 20)]  # Sent twice.
        facts["duplicates"] = 20
        for column, count in ((6, 8), (7, 5)):  # Would rather not say.
            for answers in chance.sample(self.survey, count):
                answers[column] = "99"
                facts["no_answer"] += 1
        self.survey.append([*["2024-01-01 10:00:00"] * 2, "1", "R_0", "", "", "10", "5", "a test", ""])
        facts["survey_tests"] = 1
        self.orders.append({"id": 1, "name": "#test", "test": True, "created_at": "2024-01-01T10:00:00Z"})
        facts["order_tests"] = 1
        self.web.sort(key=lambda hit: int(hit["event_timestamp"]))

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(json.dumps(hit, separators=(",", ":")) + "\n" for hit in self.web)
        (folder / "web.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
        write_list(folder / "orders.json", "orders", self.orders)
        write_list(folder / "tickets.json", "tickets", self.tickets)
        ids = ["StartDate", "RecordedDate", "Status", "ResponseId", "RecipientEmail", "ExternalReference"]
        texts = ["Start", "Recorded", "Response Type", "Response", "E-mail", "Reference"]
        questions = ["How likely are you to recommend us?", "How satisfied are you with the delivery?", "What else?"]
        header = [[*ids, "Q1", "Q2", "Q3", "person"], [*texts, *questions, "person"]]
        header.append([json.dumps({"ImportId": name}) for name in header[0]])
        write_csv(folder / "survey.csv", header + self.survey)
        write_csv(folder / "reviews.csv", [["author", "date", "stars", "review", "order", "person"], *self.reviews])


def write_list(path: Path, name: str, items: list[dict[str, Any]]) -> None:
    rows = ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
    path.write_text(f'{{"{name}":[\n{rows}\n]}}\n', encoding="utf-8")


def write_csv(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def main(folder: Path) -> None:
    chance = random.Random(20240301)
    people = [Person(number, chance) for number in range(1, 176)]
    facts = {}
    for name, known in (("2024-03", people[:140]), ("2024-04", people[35:])):
        month = Month(name, known, chance)
        month.save(folder / name)
        counts = {
            "web": len(month.web),
            "orders": len(month.orders),
            "tickets": len(month.tickets),
            "survey": len(month.survey),
            "reviews": len(month.reviews),
        }
        facts[name] = {"records": counts, "planted": dict(month.facts)}
    (folder / "facts.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
