// Reading events and what a log tells about itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { EventLog, JourneyError, Priority, version } from "../npm/dist/node.js";
import { readFileSync } from "node:fs";

const csv = "user,at,event,channel\nann,2024-03-01T12:00:00Z,look,web\nann,2024-03-01T12:05:00Z,buy,store\nbob,2024-03-01T13:00:00Z,look,web\n";
const columns = { customer: "user", time: "at", touchpoint: "event" };

test("a CSV text becomes a log", () => {
  const log = EventLog.fromCsv(csv, columns);
  assert.equal(log.customers, 2);
  assert.equal(log.events, 3);
  assert.deepEqual(log.touchpoints, ["buy", "look"]);
  assert.match(log.fingerprint, /^[0-9a-f]{16}$/);
  assert.equal(log.quality().input.rows, 3);
  log.free();
});

test("text, bytes, buffer and gzip give the same log", () => {
  const bytes = new TextEncoder().encode(csv);
  const inputs = [csv, bytes, bytes.buffer, new Uint8Array(gzipSync(csv))];
  const prints = inputs.map((input) => EventLog.fromCsv(input, columns).fingerprint);
  assert.equal(new Set(prints).size, 1);
});

test("transitions are typed plain rows", () => {
  const report = EventLog.fromCsv(csv, columns).transitions();
  assert.equal(report.count, 1);
  assert.equal(report.rows[0].source, "look");
  assert.equal(report.rows[0].target, "buy");
  assert.equal(report.rows[0].gap.median_seconds, 300);
  assert.deepEqual(report.rows[0].probability.value, 1);
});

test("reports are drawn by the name of their operation", () => {
  const log = EventLog.fromCsv(csv, columns);
  const drawn = [["funnel", { steps: ["look", "buy"] }], ["retention", { period: "day" }], ["lifecycle"], ["stepMatrix"], ["variants"]];
  for (const [operation, options] of [...drawn, ["survival", { end: "buy" }]]) {
    assert.match(log.toSvg(operation, options), /^<svg .*<\/svg>\n$/s);
  }
  assert.equal(log.toSvg("variants", {}, "variants"), log.toSvg("variants"));
  assert.throws(() => log.toSvg("variants", {}, "pie"), /kind.*variants/);
  assert.throws(() => log.toSvg("nps", {}), /operation.*funnel/);
});

test("answers and initiatives are drawn in one column", () => {
  const scores = [[5, 5, 4], [4, 4, 5], [2, 1, 3], [3, 2, 2], [1, 1, 1], [4, 5, 2], [3, 4, 1], [5, 4, 4]];
  const lines = scores.map((row, number) => `c${number},2024-01-0${number + 1},survey,${row}`);
  const text = ["customer,time,event,overall,food,staff", ...lines].join("\n");
  const log = EventLog.fromCsv(text, { customer: "customer", time: "time", touchpoint: "event" });
  const [overall, food, staff] = ["overall", "food", "staff"].map((column) => ({ answer: { column } }));
  const options = { outcome: overall, items: [food, staff], bootstrap: 0 };
  assert.match(log.toSvg("drivers", options), /<desc>All items together explain/);
  assert.match(log.toSvg("drivers", options, "penalty_reward"), /penalty of low ratings/);
  assert.match(log.toSvg("trend", { column: "overall", measure: { csat: {} }, period: "day" }), /n =/);
  assert.match(log.toSvg("bottlenecks"), /No time is lost/);
  assert.match(log.toSvg("whatIf", { success: "survey" }), /customers, of whom 8 succeeded/);
  const said = lines.map((line, number) => `${line},${number % 2 ? "terrible <b>" : "great staff"}`);
  const comments = EventLog.fromCsv(["customer,time,event,overall,food,staff,text", ...said].join("\n"), { customer: "customer", time: "time", touchpoint: "event" });
  assert.match(comments.toSvg("sentiment", { column: "text" }), /50\u202f% of the comments are negative/);
  assert.match(comments.toSvg("themes", { column: "text", least: 2 }), /great staff/);
  assert.throws(() => comments.toSvg("themes", { column: "text" }, "pie"), /kind.*themes/);
  const initiative = { name: "<b>guest</b>", reach: 50_000, impact: 2, confidence: 0.8, effort: 3 };
  assert.match(Priority.toSvg({ initiatives: [initiative] }), /&lt;b&gt;guest/);
});

test("reports leave as columns of typed arrays", () => {
  const table = EventLog.fromCsv(csv, columns).toColumns("transitions");
  assert.deepEqual(table.source, ["look"]);
  assert.ok(table.count instanceof Float64Array);
  assert.deepEqual([...table.median_seconds], [300]);
});

test("a bad cell is an error with row, column, line and value", () => {
  const bad = csv.replace("2024-03-01T12:05:00Z", "2024-02-30");
  assert.throws(() => EventLog.fromCsv(bad, columns), (error) => {
    assert.ok(error instanceof JourneyError && error instanceof Error);
    assert.equal(error.code, "bad_value");
    assert.equal(error.details.place.row, 2);
    assert.equal(error.details.place.column, "at");
    assert.equal(error.details.value, "2024-02-30");
    return true;
  });
  const log = EventLog.fromCsv(bad, { ...columns, onError: "skip" });
  assert.equal(log.quality().input.skipped, 1);
});

test("the version is that of the package", () => {
  const file = new URL("../npm/package.json", import.meta.url);
  assert.equal(version(), JSON.parse(readFileSync(file, "utf8")).version);
});
