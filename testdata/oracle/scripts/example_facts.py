#!/usr/bin/env python3
"""Known facts of the two example journeys, by pandas: what their measured maps must say."""

import pandas

import oracle


def read(name, **options):
    return pandas.read_csv(oracle.DATA / name, **options)


def instants(texts):
    return pandas.to_datetime(texts, utc=True, format="ISO8601")


def quantile(values, q):
    return float(values.quantile(q))


def permit_receipt():
    tasks = read("receipt/receipt.csv.gz", dtype=str)
    cases = tasks.groupby("case:concept:name", sort=False).first()
    end, planned = instants(cases["case:enddate"]), instants(cases["case:enddate_planned"])
    closed = end.notna()
    late = closed & (end > planned)
    submitted = instants(cases["case:startdate"])
    registered = tasks[tasks["concept:name"] == "Confirmation of receipt"].set_index("case:concept:name")
    wait = (instants(registered["time:timestamp"]) - submitted).dt.total_seconds()
    # The event before the registration is the submission, or the closing where the file has that earlier.
    arrived = instants(registered["time:timestamp"])
    before = pandas.concat([submitted.where(submitted <= arrived), end.where(end <= arrived)], axis=1).max(axis=1)
    waited = (arrived - before).dropna().dt.total_seconds()
    sent = tasks[tasks["concept:name"] == "T05 Print and send confirmation of receipt"]
    channel = cases["case:channel"]
    return {
        "customers": len(cases),
        "events": len(tasks) + len(cases) + int(closed.sum()),
        "closed": int(closed.sum()),
        "closed_in_time": int((closed & ~late).sum()),
        "closed_late": int(late.sum()),
        "channels": {name: int(count) for name, count in channel.value_counts().items()},
        "closed_in_time_by_channel": {
            name: int(count) for name, count in channel[closed & ~late].value_counts().items()
        },
        "closed_late_by_channel": {name: int(count) for name, count in channel[late].value_counts().items()},
        "closed_in_time_after_submission": int((closed & ~late & (end >= submitted)).sum()),
        "confirmations_sent": len(sent),
        "median_days_until_registration": quantile(wait[wait >= 0], 0.5) / 86400,
        "waits_for_registration": len(waited),
        "waits_for_registration_over_5_days": int((waited > 5 * 86400).sum()),
        "median_wait_for_registration_seconds": quantile(waited, 0.5),
        "registrations_after_submission": int((wait >= 0).sum()),
    }


def persona(row):
    children = row.household_comp in ("1 Adult Kids", "2 Adults Kids")
    if children:
        return "families"
    return {"19-24": "young", "25-34": "young", "35-44": "middle", "45-54": "middle"}.get(row.age, "older")


def complete_journey():
    folder = "complete_journey"
    lines = read(f"{folder}/transactions_sample.csv.gz")
    campaigns = read(f"{folder}/campaigns.csv.gz").merge(read(f"{folder}/campaign_descriptions.csv.gz"), on="campaign_id")
    redemptions = read(f"{folder}/coupon_redemptions.csv.gz")
    people = read(f"{folder}/demographics.csv.gz")
    households = set(lines.household_id) | set(campaigns.household_id) | set(redemptions.household_id)
    people = people[people.household_id.isin(households)]
    personas = {row.household_id: persona(row) for row in people.itertuples()}
    counts = pandas.Series(personas).value_counts()
    first_invite = campaigns.groupby("household_id").start_date.min()
    last_redemption = redemptions.groupby("household_id").redemption_date.max()
    both = pandas.concat([first_invite, last_redemption], axis=1, join="inner")
    converted = both[both.redemption_date >= both.start_date]
    # A household is asked about if it redeemed within 60 days of some campaign, or if its last campaign
    # began at least 60 days before the last event of the data.
    last_event = pandas.to_datetime(lines.transaction_timestamp).max()
    pairs = campaigns.merge(redemptions, on="household_id")
    days = (pandas.to_datetime(pairs.redemption_date) - pandas.to_datetime(pairs.start_date)).dt.days
    in_time = set(pairs[(days >= 0) & (days <= 60)].household_id)
    last_campaign = pandas.to_datetime(campaigns.groupby("household_id").start_date.max())
    over = set(last_campaign[last_campaign + pandas.Timedelta(days=60) <= last_event].index)
    cents = (lines.sales_value * 100).round().astype(int)
    revenue = {name: 0 for name in [*counts.index, "unknown"]}
    for household, amount in cents.groupby(lines.household_id).sum().items():
        revenue[personas.get(household, "unknown")] += int(amount)
    coupon, offer = lines.coupon_disc > 0, lines.retail_disc > 0
    return {
        "customers": len(households),
        "events": len(lines) + len(campaigns) + len(redemptions),
        "touchpoints": {
            **{f"campaign_{kind[-1].lower()}": int(n) for kind, n in campaigns.campaign_type.value_counts().items()},
            "redemption": len(redemptions),
            "coupon_line": int(coupon.sum()),
            "offer_line": int((offer & ~coupon).sum()),
            "full_price_line": int((~offer & ~coupon).sum()),
        },
        "invited": int(campaigns.household_id.nunique()),
        "redeemers": int(redemptions.household_id.nunique()),
        "redeemed_on_or_after_first_campaign": len(converted),
        "redeemed_within_60_days": len(in_time),
        "asked_about_60_days": len(in_time | over),
        "personas": {**{name: int(n) for name, n in counts.items()}, "unknown": len(households) - len(people)},
        "sales_cents": int(cents.sum()),
        "sales_cents_by_persona": revenue,
        "baskets": int(lines.basket_id.nunique()),
        "shoppers": int(lines.household_id.nunique()),
    }


for function in (permit_receipt, complete_journey):
    oracle.freeze("pandas", pandas.__version__, function.__name__, "Facts counted without the library.", function())
