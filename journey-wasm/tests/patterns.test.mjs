// Patterns: counted, timed, and as a selection of journeys.
import assert from "node:assert/strict";
import { test } from "node:test";

import { EventLog } from "../npm/dist/node.js";

const csv = `customer,time,event,amount
ann,2024-03-01T10:01:00Z,cart,30
ann,2024-03-01T10:20:00Z,purchase,30
bob,2024-03-01T11:00:00Z,cart,250
bob,2024-03-01T11:05:00Z,support,
bob,2024-03-01T11:15:00Z,purchase,250
`;
const log = EventLog.fromCsv(csv, { customer: "customer", time: "time", touchpoint: "event" });

test("matches are counted and timed", () => {
  const report = log.matches({ pattern: "cart -> [^support]{<30m} -> purchase" });
  assert.deepEqual([report.customers, report.matched, report.count], [2, 1, 1]);
  assert.equal(report.time.median_seconds, 19 * 60);
});

test("journeys with a match are a log", () => {
  assert.equal(log.matching("purchase(amount >= 100)").customers, 1);
  assert.equal(log.matching("start -> [^purchase] -> end").customers, 0);
});

test("errors say where", () => {
  const thrown = (pattern) => {
    try {
      log.matching(pattern);
    } catch (error) {
      return error;
    }
    return assert.fail("nothing was thrown");
  };
  const syntax = thrown("cart -> -> purchase");
  assert.deepEqual([syntax.code, syntax.details.place.character], ["syntax", 9]);
  assert.deepEqual(thrown("kart").details.similar, ["cart"]);
  assert.throws(() => log.matches({ pattern: 3 }), { code: "invalid_option" });
  assert.throws(() => log.matches({}), { code: "invalid_option" });
});

test("views of a log are sets", () => {
  const bought = log.select({ visited: { touchpoint: "purchase" } });
  const helped = log.matching("support");
  assert.equal(bought.intersection(helped).customers, 1);
  assert.equal(bought.difference(helped).customers, 1);
  assert.equal(helped.union(bought).customers, 2);
  const apart = EventLog.fromCsv(csv, { customer: "customer", time: "time", touchpoint: "event" });
  assert.throws(() => log.union(apart), { code: "invalid_option" });
  assert.throws(() => log.select({ visited: { touchpoint: "purchases" } }), { code: "unknown_name" });
  assert.throws(() => log.select({ seen: "purchase" }), { code: "invalid_option" });
});

test("a log is split by a column", () => {
  const rows = "customer,time,event,plan\na,2024-03-01,x,free\na,2024-03-02,y,paid\nb,2024-03-01,x,free\nc,2024-03-01,x,\n";
  const plans = EventLog.fromCsv(rows, { customer: "customer", time: "time", touchpoint: "event" });
  const counts = (options) => plans.split("plan", options).map(({ value, log }) => [value, log.customers]);
  assert.deepEqual(counts(), [["free", 2], [null, 1]]);
  assert.deepEqual(counts({ of: "last" }), [["free", 1], ["paid", 1], [null, 1]]);
  assert.throws(() => plans.split("plan", { of: "middle" }), { code: "invalid_option" });
});
