// A log grows, and its reports are those of a log that was built anew from all events.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLog, JourneyError } from "../npm/dist/node.js";

const header = "user,at,event,channel\n";
const rows = "ann,2024-03-01T12:00:00Z,look,web\nann,2024-03-01T12:05:00Z,buy,store\nbob,2024-03-01T13:00:00Z,look,web\n";
const late = "ann,2024-03-01T12:01:00Z,cart,desk\ncem,2024-03-02T12:00:00Z,look,web\n";
const columns = { customer: "user", time: "at", touchpoint: "event" };
const log = (rows) => EventLog.fromCsv(header + rows, columns);

test("an appended log is the log of all events", () => {
  const grown = log(rows).append(log(late));
  const whole = log(rows + late);
  assert.equal(grown.fingerprint, whole.fingerprint);
  assert.deepEqual(grown.quality(), whole.quality());
  assert.deepEqual(grown.touchpoints, ["buy", "cart", "look"]);
});

test("live reports are those of a rebuild", () => {
  const live = log(rows).live();
  const before = live.log;
  const heard = [];
  const tell = (count) => heard.push(count);
  assert.equal(before.funnel({ steps: ["look", "buy"] }).converted, 1);
  live.watch((log) => log.transitions().count, tell);
  live.append(log(late));
  const whole = log(rows + late);
  assert.deepEqual(live.log.funnel({ steps: ["look", "buy"] }), whole.funnel({ steps: ["look", "buy"] }));
  assert.deepEqual(live.log.transitions(), whole.transitions());
  assert.deepEqual(live.log.toColumns("transitions"), whole.toColumns("transitions"));
  assert.equal(live.log.fingerprint, whole.fingerprint);
  assert.equal(before.events, 3);
  live.unwatch(tell);
  live.append(log(late));
  assert.deepEqual(heard, [2]);
});

test("errors leave a live log as it was, and watchers do not stop each other", () => {
  const live = log(rows).live();
  assert.throws(() => live.watch((log) => log.funnel({ steps: ["nowhere"] }), () => {}), JourneyError);
  const heard = [];
  live.watch((log) => log.variants().customers, () => {
    throw new Error("the screen is off");
  });
  live.watch((log) => log.variants().customers, (count) => heard.push(count));
  assert.throws(() => live.append(log(late)), /screen/);
  assert.deepEqual(heard, [3]);
  assert.equal(live.log.events, 5);
});
