// Building permits of a Dutch municipality: how long do applicants wait, and do they hear by the planned date?
//
// JOURNEY_DATA=DATA node examples/js/permit_receipt.mjs OUTPUT_FOLDER
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
const file = readFileSync(join(process.env.JOURNEY_DATA, "receipt/receipt.csv.gz"));

// What applicants see: when they applied and when the case was closed, in time or late. Every row of a case
// repeats these dates; no cell of this file is quoted.
const [header, ...rows] = gunzipSync(file).toString("utf8").trim().split(/\r?\n/).map((line) => line.split(","));
/** @param {string} name */
const column = (name) => header.indexOf(name);
const [id, start, end, planned] =
  ["case:concept:name", "case:startdate", "case:enddate", "case:enddate_planned"].map(column);
/** @param {string} text */
const moment = (text) => new Date(text.replace(" ", "T")).getTime();
const events = new Map();
for (const row of rows) {
  events.set(`${row[id]} 0`, { case: row[id], time: row[start], event: "Submitted" });
  if (row[end]) {
    const event = moment(row[end]) <= moment(row[planned]) ? "Closed in time" : "Closed late";
    events.set(`${row[id]} 1`, { case: row[id], time: row[end], event });
  }
}
const sorted = [...events.keys()].sort().map((key) => events.get(key));
const milestones = EventLog.fromRows(sorted, { customer: "case", time: "time", touchpoint: "event" });
const tasks = EventLog.fromCsv(file, {
  customer: "case:concept:name",
  time: "time:timestamp",
  touchpoint: "concept:name",
  keep: ["case:channel", "case:department", "org:group"],
});

const log = EventLog.concat([milestones, tasks]);
const map = JourneyMap.fromYaml(readFileSync(new URL("../maps/permit_receipt.yaml", import.meta.url), "utf8"));
const measured = map.measure(log);
for (const finding of measured.painPoints.slice(0, 3)) {
  console.log(`${finding.rank}. ${finding.touchpoint}: ${finding.statement}`);
}
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "permit_receipt.html"), measured.toHtml());
writeFileSync(join(folder, "permit_receipt.svg"), measured.toSvg());
writeFileSync(join(folder, "permit_receipt.json"), measured.toJson());
console.log(`The picture is ${join(folder, "permit_receipt.html")}`);
