// A year of coupon campaigns at a grocery chain: who redeems, and what are they worth?
//
// Four files become one log: transactions, campaigns (dated by their descriptions), coupon redemptions, and the
// demographics of the households.
//
// JOURNEY_DATA=DATA node examples/js/complete_journey.mjs OUTPUT_FOLDER
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import init, { EventLog, JourneyMap } from "journey-wasm";

if (!process.env.JOURNEY_DATA) {
  console.log("skipped: JOURNEY_DATA is not set");
  process.exit(0);
}
await init();
const folder = process.argv[2] ?? join(tmpdir(), "journey-examples");
const data = join(process.env.JOURNEY_DATA, "complete_journey");
/** @param {string} name */
const bytes = (name) => readFileSync(join(data, name));
const timeZone = "America/New_York";

// One event for each household that a campaign is sent to, on the day the campaign starts. No cell is quoted.
/** @param {string} name */
const table = (name) => gunzipSync(bytes(name)).toString("utf8").trim().split(/\r?\n/).slice(1).map((line) => line.split(","));
const about = new Map(table("campaign_descriptions.csv.gz").map(([id, type, date]) => [id, { type, date }]));
const invitations = table("campaigns.csv.gz").map(([campaign_id, household_id]) => {
  const { type, date } = about.get(campaign_id) ?? { type: "of unknown type", date: "" };
  return { household_id, date, event: `Campaign ${type}`, campaign_id: Number(campaign_id) };
});
const campaigns = EventLog.fromRows(invitations, { customer: "household_id", time: "date", touchpoint: "event", timeZone });

// One event a redeemed coupon, and one a basket line.
const redemptions = EventLog.fromCsv(bytes("coupon_redemptions.csv.gz"), {
  customer: "household_id",
  time: "redemption_date",
  eventName: "Coupon redeemed",
  timeZone,
  kinds: { coupon_upc: "dictionary" },
  keep: ["campaign_id", "coupon_upc"],
});
const transactions = EventLog.fromCsv(bytes("transactions_sample.csv.gz"), {
  customer: "household_id",
  time: "transaction_timestamp",
  eventName: "Basket line",
  timeZone,
  kinds: { basket_id: "dictionary", product_id: "dictionary" },
  keep: ["basket_id", "product_id", "quantity", "sales_value", "retail_disc", "coupon_disc"],
});

const log = EventLog.concat([campaigns, redemptions, transactions]).joinCustomers(bytes("demographics.csv.gz"), {
  customer: "household_id",
  keep: ["age", "income", "household_comp", "kids_count"],
});
const map = JourneyMap.fromYaml(readFileSync(new URL("../maps/complete_journey.yaml", import.meta.url), "utf8"));
const measured = map.measure(log);
for (const kpi of measured.toObject().views[0].kpis) {
  console.log(`${kpi.name}: ${kpi.value.value} (target ${kpi.target}, ${kpi.status})`);
}
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "complete_journey.html"), measured.toHtml());
writeFileSync(join(folder, "complete_journey.svg"), measured.toSvg());
writeFileSync(join(folder, "complete_journey.json"), measured.toJson());
console.log(`The picture is ${join(folder, "complete_journey.html")}`);
