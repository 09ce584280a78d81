#!/usr/bin/env python3
"""Known errors of two logs that are joined from several files, by pandas: what their quality reports must say."""

import pandas

import oracle


def read(name, **options):
    return pandas.read_csv(oracle.DATA / name, **options)


def repeated(events, columns):
    """Events that equal one before in all columns, and events that have a time of their customer again but differ."""
    copies = int(events.duplicated(columns).sum())
    again = int(events.duplicated(["customer", "time"]).sum())
    return copies, again - copies


def missing(table, column):
    return int(table[column].isna().sum())


def olist_funnel():
    leads = read("olist_funnel/olist_marketing_qualified_leads.csv.gz")
    deals = read("olist_funnel/olist_closed_deals.csv.gz")
    both = leads.merge(deals, on="mql_id")
    wait = pandas.to_datetime(both.won_date) - pandas.to_datetime(both.first_contact_date)
    contact = pandas.to_datetime(leads.first_contact_date)
    # Leads that may still sign within 90 days of the last event are not asked about.
    end = max(contact.max(), pandas.to_datetime(deals.won_date).max())
    days = wait.dt.total_seconds() / 86400
    signed = both[(days >= 0) & (days <= 90)]
    over = leads[contact + pandas.Timedelta(days=90) <= end]
    return {
        "customers": len(set(leads.mql_id) | set(deals.mql_id)),
        "events": len(leads) + len(deals),
        "deals": len(deals),
        "origins": {str(name): int(n) for name, n in leads.origin.value_counts(dropna=False).items()},
        "negative_durations": int((wait < pandas.Timedelta(0)).sum()),
        "missing": {
            "origin": missing(leads, "origin"),
            "lead_type": missing(deals, "lead_type"),
            "business_segment": missing(deals, "business_segment"),
        },
        "contacts_at_midnight": int((contact == contact.dt.normalize()).sum()),
        "deals_at_midnight": int((pandas.to_datetime(deals.won_date).dt.strftime("%H%M%S") == "000000").sum()),
        "duplicate_leads": int(leads.mql_id.duplicated().sum() + deals.mql_id.duplicated().sum()),
        "signed_within_90_days": len(signed),
        "asked_about_90_days": len(set(signed.mql_id) | set(over.mql_id)),
    }


def complete_journey():
    folder = "complete_journey"
    lines = read(f"{folder}/transactions_sample.csv.gz")
    redemptions = read(f"{folder}/coupon_redemptions.csv.gz")
    campaigns = read(f"{folder}/campaigns.csv.gz").merge(
        read(f"{folder}/campaign_descriptions.csv.gz"), on="campaign_id"
    )
    kept = ["basket_id", "product_id", "quantity", "sales_value", "retail_disc", "coupon_disc"]
    events = pandas.concat(
        [
            pandas.DataFrame(
                {
                    "customer": campaigns.household_id,
                    "time": campaigns.start_date + " 00:00:00",
                    "event": campaigns.campaign_type,
                    "campaign": campaigns.campaign_id,
                }
            ),
            pandas.DataFrame(
                {
                    "customer": redemptions.household_id,
                    "time": redemptions.redemption_date + " 00:00:00",
                    "event": "redeemed",
                    "campaign": redemptions.campaign_id,
                    "coupon": redemptions.coupon_upc,
                }
            ),
            pandas.DataFrame({"customer": lines.household_id, "time": lines.transaction_timestamp, "event": "line"}).join(
                lines[kept]
            ),
        ]
    )
    duplicates, ties = repeated(events, list(events.columns))
    midnight = lines.transaction_timestamp.str.endswith("00:00:00")
    people = read(f"{folder}/demographics.csv.gz")
    return {
        "events": len(events),
        "duplicates": duplicates,
        "ties": ties,
        "days_only": {
            **{f"Campaign {name}": int(n) for name, n in campaigns.campaign_type.value_counts().items()},
            "Coupon redeemed": len(redemptions),
        },
        "lines_at_midnight": int(midnight.sum()),
        "households_without_profile": len(set(events.customer) - set(people.household_id)),
    }


for function in (olist_funnel, complete_journey):
    name = f"quality_{function.__name__}"
    oracle.freeze("pandas", pandas.__version__, name, "Errors of the data counted without the library.", function())
