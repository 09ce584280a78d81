// Five exports of a small shop become one map: the story of docs/guide/five_exports.md.
//
// node examples/js/five_exports.mjs OUTPUT_FOLDER
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import init, { EventLog, JourneyMap, Source } from "journey-wasm";

await init();
const folder = process.argv[2] ?? join(tmpdir(), "journey-examples");
mkdirSync(folder, { recursive: true });

// What is different here, file, and what a customer is.
const sources = {
  web: {
    source: Source.preset("ga4").with({
      customer: "user_pseudo_id",
      touchpoint: { path: "event_name", map: { purchase: "order created" } },
      columns: {
        account: "user_id",
        order: "ecommerce.transaction_id",
        transaction: null,
        person: "user_properties[key=person].value.string_value",
      },
    }),
    file: "web.jsonl.gz",
    customerIs: "device_id",
  },
  orders: {
    source: Source.preset("shopify_orders").with({
      customer: "name",
      columns: { account: "customer.id", person: "note_attributes[name=person].value" },
    }),
    file: "orders.json",
    customerIs: "order",
  },
  tickets: {
    source: Source.preset("zendesk_tickets").with({
      columns: { email: "via.source.from.address", order: "custom_fields[id=1].value", person: "custom_fields[id=2].value" },
    }),
    file: "tickets.json",
    customerIs: "requester",
  },
  survey: {
    source: Source.preset("qualtrics").with({
      customer: "ResponseId",
      time_zone: "Europe/Berlin",
      columns: { account: { path: "ExternalReference", kind: "dictionary" }, email: "RecipientEmail", person: "person" },
    }),
    file: "survey.csv",
    customerIs: "response",
  },
  reviews: {
    source: Source.preset("reviews").with({ time_zone: "Europe/Berlin", columns: { order: "order", person: "person" } }),
    file: "reviews.csv",
    customerIs: "author",
  },
};

/**
 * All exports of a month as one log.
 * @param {string} month
 */
function read(month) {
  const parts = Object.entries(sources).map(([name, { source, file, customerIs }]) => {
    const log = EventLog.fromSource(readFileSync(new URL(`../five_exports/${month}/${file}`, import.meta.url)), source);
    const { rows, left_out, skipped, events } = log.quality().input;
    console.log(`${name}: ${rows} records, ${left_out} left out, ${skipped} skipped, ${events} events`);
    return { source: name, log, customerIs };
  });
  return EventLog.combine(parts);
}

const march = read("2024-03");
console.log(`March: ${march.customers} customers, ${march.events} events`);

/** @type {import("journey-wasm").Stitching} */
const stitching = {
  columns: ["account", "email", "order", "device_id"],
  normalise: { email: ["case", "blanks"] },
  ownIds: false,
  maxCluster: 12,
};
const { log: people, report } = march.stitch(stitching);
console.log(`${report.customers_before} ids are ${report.customers_after} customers`);
for (const hub of report.hub_examples) console.log(`hub: ${hub.column} ${hub.value} with ${hub.ids} others`);

/** @param {EventLog} log */
const doubtful = (log) => log.quality({ source: "source", timeZone: "Europe/Berlin" }).rows;
const findings = doubtful(people);
for (const finding of findings) console.log(`${finding.kind}: ${finding.statement}`);

/** @param {string} kind */
function mend(kind) {
  const step = findings.find((finding) => finding.kind === kind)?.mend;
  if (!step) throw new Error(`nothing mends ${kind}`);
  return step;
}
/** @type {import("journey-wasm").Step[]} */
const recipe = [
  mend("duplicates"),
  mend("placeholder_times"),
  mend("bot_rate"),
  mend("no_answer_codes"),
  { set_time_zone: { to: "Europe/Berlin", when: { equals: { column: "source", value: "orders" } } } },
  { stitch: stitching },
  // The order is there twice, and the shop knows better. The tablet is no customer.
  {
    drop_events: {
      when: {
        all: [
          { equals: { column: "source", value: "web" } },
          { equals: { column: "touchpoint", value: "order created" } },
        ],
      },
    },
  },
  { drop_customers: { customers: ["device_id:555.000"] } },
];
const { log: clean, report: done } = march.clean(recipe);
for (const row of done.rows) {
  console.log(`${row.events_changed} events changed, ${row.events_dropped} dropped, ${row.customers_dropped} customers dropped`);
}
console.log(`${clean.customers} customers, ${clean.events} events`);

const mended = march.clean(recipe.slice(0, 5)).log;
const reckless = mended.stitch({ ...stitching, maxCluster: 1000 }).log;
for (const [name, log] of Object.entries({ "ids as they are": mended, "without limit": reckless, "by the recipe": clean })) {
  const { precision, recall } = log.agreement({ column: "person" });
  console.log(`${name}: precision ${precision?.toFixed(3)}, recall ${recall?.toFixed(3)}`);
}
const table = mended.identitySensitivity({
  stitching,
  numbers: [{ conversion: { source: "page_view", target: "order created" } }],
  shares: [0.1, 0.3],
});
for (const row of table.rows) {
  const [value, min, max] = [row.value, row.min, row.max].map((number) => number?.toFixed(3));
  console.log(`${row.number}: ${value}; ${(100 * row.lost).toFixed(0)} % of links lost: ${min} to ${max}`);
}

writeFileSync(join(folder, "recipe.json"), JSON.stringify(clean.history.map((row) => row.step), null, 2));
const steps = JSON.parse(readFileSync(join(folder, "recipe.json"), "utf8"));
const april = read("2024-04");
const raw = EventLog.concat([march, april]);
const both = raw.clean(steps).log;
console.log(`both months: ${both.customers} customers, ${both.events} events`);
// As long as the order is there twice, its clocks can be compared.
const twice = raw.clean(steps.slice(0, 6)).log;
console.log(`left: ${doubtful(twice).map((finding) => finding.kind).join(", ")}`);

const { report: visits } = both.sessions({ gap: "30m" });
const { log: orders } = both.by({ column: "order" });
const sent = orders.conversion({ source: "order created", target: "order fulfilled" });
console.log(`${visits.journeys} customers came ${visits.sessions} times`);
const hours = ((sent.time.median_seconds ?? 0) / 3600).toFixed(1);
console.log(`${orders.customers} orders, ${sent.converted} sent, half of them within ${hours} h`);
for (const row of both.handoffs({ by: "source" }).rows.slice(0, 3)) {
  console.log(`${row.source} hands over to ${row.target}: ${row.count}`);
}

const map = JourneyMap.fromYaml(readFileSync(new URL("../maps/tea_shop.yaml", import.meta.url), "utf8"));
const measured = map.measure(both);
writeFileSync(join(folder, "tea_shop.html"), measured.toHtml());
for (const kpi of measured.toObject().views[0].kpis) {
  console.log(`${kpi.name}: ${kpi.value.value?.toFixed(2)} (n = ${kpi.value.n}), target ${kpi.target?.toFixed(2)}: ${kpi.status}`);
}
for (const finding of measured.painPoints.slice(0, 3)) console.log(`${finding.rank}. ${finding.touchpoint}: ${finding.statement}`);

const { log: handout, report: hidden } = both.anonymize({
  keep: ["source", "rating", "comment"],
  redact: ["comment"],
  times: "1d",
  pseudonyms: true,
  key: crypto.getRandomValues(new Uint8Array(32)),
});
const { emails, phones } = hidden.redacted;
console.log(`${hidden.pseudonyms} pseudonyms, ${emails} addresses and ${phones} phone numbers replaced`);
console.log(`${hidden.columns_dropped.length} columns dropped`);
if (new TextDecoder().decode(handout.toXes()).includes("mail.example")) throw new Error("an address was handed out");
