// Funnels with all their options.
import assert from "node:assert/strict";
import { test } from "node:test";

import { EventLog, JourneyMap } from "../npm/dist/node.js";

const csv = `customer,time,event,channel,amount
ann,2024-03-01T10:00:00Z,cart,web,30
ann,2024-03-01T10:20:00Z,card,app,30
bob,2024-03-01T11:00:00Z,cart,web,250
bob,2024-03-01T11:05:00Z,support,web,
bob,2024-03-01T11:15:00Z,invoice,web,250
cem,2024-03-02T09:00:00Z,cart,app,80
`;
const log = EventLog.fromCsv(csv, { customer: "customer", time: "time", touchpoint: "event" });

test("steps are touchpoints, patterns and objects", () => {
  const pay = { pattern: "card | invoice", name: "pay", within: "15m" };
  const report = log.funnel({ steps: ["cart", pay] });
  assert.deepEqual(report.rows.map((row) => [row.touchpoint, row.customers]), [["cart", 3], ["pay", 1]]);
  const calm = log.funnel({ steps: ["cart", "card | invoice"], exclude: ["support"] });
  assert.equal(calm.converted, 1);
});

test("groups, values and members", () => {
  const options = { steps: ["cart", "card"], value: "amount", trend: "day", windowFrom: "previous", within: "1h" };
  const report = log.funnel(options);
  assert.deepEqual(report.trend.map((row) => row.period), ["2024-03-01", "2024-03-02"]);
  assert.equal(report.rows[0].value.sum, 360);
  assert.equal(log.funnelMembers(options, 1, "dropped").customers, 1);
  assert.throws(() => log.funnelMembers(options, 1, "gone"), { code: "invalid_option" });
});

test("a map has a funnel of its stages", () => {
  const map = JourneyMap.fromYaml(`
format: 1
name: Shop
stages:
- {id: choose, name: Choose, touchpoints: [{id: cart, name: Cart}]}
- {id: pay, name: Pay, touchpoints: [{id: card, name: Card}, {id: invoice, name: Invoice}]}
`);
  assert.deepEqual(map.funnel(log).rows.map((row) => row.customers), [3, 2]);
  assert.deepEqual(map.funnel(log, "16m").rows.map((row) => row.customers), [3, 1]);
});

test("options that do not fit are named", () => {
  assert.throws(() => log.funnel({ steps: ["cart", "card"], mode: "strict_order", order: "any" }), {
    code: "invalid_option",
  });
});
