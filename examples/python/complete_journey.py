"""A year of coupon campaigns at a grocery chain: who redeems, and what are they worth?

Four files become one log: transactions, campaigns (dated by their descriptions), coupon redemptions, and the
demographics of the households.

JOURNEY_DATA=DATA python examples/python/complete_journey.py OUTPUT_FOLDER
"""

import csv
import gzip
import io
import os
import sys
import tempfile
from pathlib import Path

import journey as jn

if "JOURNEY_DATA" not in os.environ:
    print("skipped: JOURNEY_DATA is not set")
    sys.exit(0)

MAPS = Path(__file__).parents[1] / "maps"
DATA = Path(os.environ["JOURNEY_DATA"]) / "complete_journey"
ZONE = "America/New_York"


def rows(file: str) -> list[dict[str, str]]:
    with gzip.open(DATA / file, "rt", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def campaigns() -> jn.EventLog:
    """One event for each household that a campaign is sent to, on the day the campaign starts."""
    about = {row["campaign_id"]: row for row in rows("campaign_descriptions.csv.gz")}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["household_id", "date", "event", "campaign_id"])
    for row in rows("campaigns.csv.gz"):
        campaign = about[row["campaign_id"]]
        event = f"Campaign {campaign['campaign_type']}"
        writer.writerow([row["household_id"], campaign["start_date"], event, row["campaign_id"]])
    return jn.EventLog.read_csv_text(
        text.getvalue(), customer="household_id", time="date", touchpoint="event", time_zone=ZONE
    )


def redemptions() -> jn.EventLog:
    """One event a redeemed coupon."""
    return jn.EventLog.read_csv(
        DATA / "coupon_redemptions.csv.gz",
        customer="household_id",
        time="redemption_date",
        event_name="Coupon redeemed",
        time_zone=ZONE,
        kinds={"coupon_upc": "dictionary"},
        keep=["campaign_id", "coupon_upc"],
    )


def transactions() -> jn.EventLog:
    """One event a basket line."""
    return jn.EventLog.read_csv(
        DATA / "transactions_sample.csv.gz",
        customer="household_id",
        time="transaction_timestamp",
        event_name="Basket line",
        time_zone=ZONE,
        kinds={"basket_id": "dictionary", "product_id": "dictionary"},
        keep=["basket_id", "product_id", "quantity", "sales_value", "retail_disc", "coupon_disc"],
    )


def main(folder: Path) -> None:
    households = jn.CustomerTable.read_csv(
        DATA / "demographics.csv.gz",
        customer="household_id",
        keep=["age", "income", "household_comp", "kids_count"],
    )
    log = jn.EventLog.concat([campaigns(), redemptions(), transactions()]).join_customers(households)
    measured = jn.JourneyMap.load(MAPS / "complete_journey.yaml").measure(log)
    for kpi in measured.views[0].kpis:
        print(f"{kpi.name}: {kpi.value.value} (target {kpi.target}, {kpi.status})")
    folder.mkdir(parents=True, exist_ok=True)
    for ending in ("html", "svg", "json"):
        measured.save(folder / f"complete_journey.{ending}")
    print(f"The picture is {folder / 'complete_journey.html'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "journey-examples")
