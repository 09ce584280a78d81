// Sources: every preset reads its sample; own documents and changes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { EventLog, JourneyError, Source } from "../npm/dist/node.js";
import { root } from "./files.mjs";

const folder = path.join(root, "testdata/sources");
const counts = JSON.parse(readFileSync(path.join(folder, "counts.json"), "utf8"));

for (const [file, { source, rows, events, left_out, skipped }] of Object.entries(counts)) {
  test(`${file} is read as in Rust`, () => {
    const log = EventLog.fromSource(readFileSync(path.join(folder, file)), Source.preset(source));
    const quality = log.quality().input;
    assert.deepEqual([quality.rows, quality.events, quality.left_out, quality.skipped], [rows, events, left_out, skipped]);
  });
}

test("presets say what they are", () => {
  const presets = Source.presets();
  assert.deepEqual(presets.map(({ name }) => name).sort(), [...new Set(Object.values(counts).map(({ source }) => source))].sort());
  assert.match(presets[0].documentation, /^https:/);
  assert.match(Source.presetText("ga4"), /BigQuery/);
});

test("a preset can be changed, field by field", () => {
  const mine = Source.preset("ga4").with({ time_zone: "Europe/Berlin", only: ["purchase"], columns: { plan: "user_properties[key=plan].value.string_value" } });
  const log = EventLog.fromSource(readFileSync(path.join(folder, "ga4.jsonl")), mine);
  assert.deepEqual(log.touchpoints, ["purchase"]);
  assert.ok(log.columns.some(({ name }) => name === "plan"));
  assert.equal(Source.fromYaml(mine.toYaml()).toJson(), Source.fromJson(mine.toJson()).toJson());
  assert.throws(() => mine.with({ tim_zone: "UTC" }), (error) => error instanceof JourneyError && error.details.issues[0].code === "unknown_field");
});
