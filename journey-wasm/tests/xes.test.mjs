// Event logs of process mining: XES, and OCEL 2.0 flattened by a type of objects.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { EventLog, JourneyError, JourneyMap, ObjectLog } from "../npm/dist/node.js";

const sample = (name) => readFileSync(new URL(`../../testdata/ocel/${name}`, import.meta.url));

const xes = `<log xes.version="1.0"><trace><string key="concept:name" value="ann"/>
<event><string key="concept:name" value="ask"/><string key="lifecycle:transition" value="start"/>
<date key="time:timestamp" value="2024-03-01T10:00:00+01:00"/></event>
<event><string key="concept:name" value="ask"/><string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="2024-03-01T10:05:00+01:00"/></event></trace></log>`;

test("start and complete become one event with an end", () => {
  const log = EventLog.fromXes(new TextEncoder().encode(xes));
  assert.deepEqual([log.customers, log.events, log.touchpoints], [1, 1, ["ask"]]);
  assert.equal(log.timeSpent().rows[0].time.median_seconds, 300);
  assert.equal(log.quality().input.xes.paired, 1);
  assert.equal(EventLog.fromXes(xes, { lifecycle: "keep" }).events, 2);
});

test("what is written is read again", () => {
  const log = JourneyMap.template("online_shop").simulate({ seed: 3, customers: 50 });
  assert.equal(EventLog.fromXes(log.toXes()).fingerprint, log.fingerprint);
});

test("bad files are errors", () => {
  for (const action of [() => EventLog.fromXes(xes.slice(0, -20)), () => EventLog.fromXes(xes, { lifecycles: "keep" })]) {
    assert.throws(action, (error) => error instanceof JourneyError);
  }
});

test("object logs of both formats are equal", () => {
  const [json, xml] = [ObjectLog.fromJson(sample("orders.json")), ObjectLog.fromXml(sample("orders.xml"))];
  assert.deepEqual([json.events, json.objects, xml.events, xml.objects], [7, 7, 7, 7]);
  for (const { name } of json.objectTypes()) {
    assert.equal(json.flatten(name).fingerprint, xml.flatten(name).fingerprint);
    assert.equal(json.flatten(name).events, json.flattenReport(name).flat_events);
  }
  assert.throws(() => json.flatten("nothing"), (error) => error instanceof JourneyError);
});
