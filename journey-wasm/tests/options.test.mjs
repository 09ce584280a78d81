// Options that are unknown, contradictory, missing or of the wrong kind name the field and what is allowed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLog, JourneyError } from "../npm/dist/node.js";

const csv = "user,at,event\nann,2024-03-01T12:00:00Z,look\n";
const columns = { customer: "user", time: "at", touchpoint: "event" };

function refused(action, field, expected) {
  assert.throws(action, (error) => {
    assert.ok(error instanceof JourneyError, String(error));
    assert.equal(error.code, "invalid_option");
    assert.equal(error.details.field, field);
    assert.match(error.details.expected, expected);
    return true;
  });
}

const cases = [
  ["an unknown name", { ...columns, timezone: "UTC" }, "timezone", /timeZone/],
  ["a snake_case name", { ...columns, time_zone: "UTC" }, "time_zone", /timeZone/],
  ["a missing name", { customer: "user", touchpoint: "event" }, "time", /required/],
  ["a wrong kind of value", { ...columns, keep: 3 }, "keep", /sequence/],
  ["an unknown value", { ...columns, onError: "ignore" }, "onError", /fail.*skip/],
  ["a number that is not finite", { ...columns, shards: Number.NaN }, "options", /finite/],
  ["0 shards", { ...columns, shards: 0 }, "shards", /at least 1/],
  ["two delimiters", { ...columns, delimiter: ";;" }, "delimiter", /one ASCII/],
  ["touchpoint and eventName together", { ...columns, eventName: "x" }, "eventName", /one of the two/],
  ["neither touchpoint nor eventName", { customer: "user", time: "at" }, "touchpoint", /eventName/],
  ["a list instead of an object", [columns], "options", /object/],
  ["a text instead of an object", "user", "options", /object/],
  ["a value without JSON form", { ...columns, shards: 10n }, "options", /plain data/],
];

for (const [name, options, field, expected] of cases) {
  test(`${name} is refused`, () => refused(() => EventLog.fromCsv(csv, options), field, expected));
}

test("an input that is neither text nor bytes is refused", () => {
  refused(() => EventLog.fromCsv(42, columns), "input", /text/);
  refused(() => EventLog.fromCsv(undefined, columns), "input", /text/);
});

test("an analysis refuses unknown options", () => {
  const log = EventLog.fromCsv(csv, columns);
  refused(() => log.transitions({ tip: 3 }), "tip", /top/);
  refused(() => log.toColumns("nothing"), "operation", /transitions/);
});

test("undefined and null options are as good as left out", () => {
  const log = EventLog.fromCsv(csv, { ...columns, end: undefined, keep: null });
  assert.equal(log.transitions(null).count, log.transitions(undefined).count);
});
