// Pictures of the ways of customers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLog, JourneyError } from "../npm/dist/node.js";

const CSV = `customer,time,event
ann,2024-01-01T10:00:00Z,look
ann,2024-01-01T10:05:00Z,buy
bob,2024-01-01T10:00:00Z,look
`;
const log = EventLog.fromCsv(CSV, { customer: "customer", time: "time", touchpoint: "event" });

test("transitions are drawn as bands as thick as their customers", () => {
  const svg = log.toSvg("transitions");
  assert.match(svg, /^<svg[^]*100\u202f% of journeys begin with/);
  assert.match(svg, /stroke-width:22"[^]*1\u00a0move by 1\u00a0customer/);
  assert.equal(log.toSvg("transitions", {}, "graph"), svg);
});

test("step matrices are drawn as a Sankey, too", () => {
  const svg = log.toSvg("stepMatrix", { after: 1 }, "sankey");
  assert.match(svg, /^<svg[^]*1 event after/);
  assert.notEqual(log.toSvg("stepMatrix", { after: 1 }), svg);
  assert.throws(() => log.toSvg("stepMatrix", {}, "pie"), (error) => error instanceof JourneyError && error.code === "invalid_option");
});
