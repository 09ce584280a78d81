// Rows, columns, surveys and tables of customers; all ways in give the same log.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLog, JourneyError } from "../npm/dist/node.js";

const options = { customer: "user", time: "at", touchpoint: "event" };
const rows = [
  { user: "ann", at: "2024-03-01T12:00:00Z", event: "look", amount: 1.5, vip: true },
  { user: "ann", at: "2024-03-01T12:05:00Z", event: "buy", amount: 20, vip: true },
  { user: "bob", at: "2024-03-01T13:00:00Z", event: "look", amount: null, vip: false },
];
const column = (name) => rows.map((row) => row[name]);
const lists = Object.fromEntries(Object.keys(rows[0]).map((name) => [name, column(name)]));

const prints = {
  rows: () => EventLog.fromRows(rows, options),
  "rows with Dates": () => EventLog.fromRows(rows.map((row) => ({ ...row, at: new Date(row.at) })), options),
  "JSON Lines": () => EventLog.fromJsonLines(rows.map((row) => JSON.stringify(row)).join("\n"), options),
  lists: () => EventLog.fromColumns(lists, options),
  "typed arrays": () => EventLog.fromColumns({ ...lists, amount: Float64Array.of(1.5, 20, NaN), at: column("at").map((at) => new Date(at)) }, options),
  "epoch milliseconds": () => EventLog.fromColumns({ ...lists, at: Float64Array.from(column("at"), Date.parse) }, { ...options, epoch: "ms" }),
  "epoch microseconds as BigInt": () => EventLog.fromColumns({ ...lists, at: BigInt64Array.from(column("at"), (at) => BigInt(Date.parse(at)) * 1000n) }, { ...options, epoch: "us" }),
  "codes and names": () => EventLog.fromColumns({ ...lists, event: { codes: Uint32Array.of(0, 1, 0), names: ["look", "buy"] } }, options),
};

for (const [name, make] of Object.entries(prints)) {
  test(`${name} give the same log`, () => {
    const log = make();
    assert.equal(log.events, 3);
    assert.deepEqual(log.columns, [{ name: "amount", kind: "number" }, { name: "vip", kind: "boolean" }]);
    assert.equal(log.fingerprint, prints.rows().fingerprint);
    assert.deepEqual(log.period, ["2024-03-01T12:00:00Z", "2024-03-01T13:00:00Z"]);
  });
}

test("some touchpoints only are read", () => {
  const log = EventLog.fromRows([...rows, { user: null, at: "never", event: "other" }], { ...options, only: ["buy"] });
  assert.deepEqual([log.events, log.customers, log.touchpoints, log.quality().input.rows], [1, 1, ["buy"], 4]);
});

const fails = (action, code, place) =>
  assert.throws(action, (error) => {
    assert.ok(error instanceof JourneyError, String(error));
    assert.equal(error.code, code, error.message);
    for (const [name, value] of Object.entries(place)) assert.equal(error.details.place?.[name] ?? error.details[name], value);
    return true;
  });

test("a part of the time only is read", () => {
  const read = (period) => EventLog.fromRows(rows, { ...options, ...period });
  const log = read({ since: "2024-03-01T12:00:00.000001Z", until: "2024-03-01T13:00:00Z" });
  assert.deepEqual([log.events, log.quality().input.rows], [prints.rows().events - 2, rows.length]);
  assert.throws(() => read({ since: "yesterday" }), JourneyError);
  fails(() => read({ since: "2024-03-02T00:00:00Z", until: "2024-03-01T00:00:00Z" }), "invalid_option", { field: "until" });
});

test("columns that do not fit are refused with their place", () => {
  fails(() => EventLog.fromColumns({ ...lists, user: ["ann", 3, "bob"] }, options), "bad_value", { row: 2, column: "user" });
  fails(() => EventLog.fromColumns({ ...lists, amount: Float64Array.of(1) }, options), "syntax", { column: "amount" });
  fails(() => EventLog.fromColumns({ ...lists, event: { codes: Uint32Array.of(0, 9, 0), names: ["look"] } }, options), "bad_value", { row: 2, column: "event" });
  fails(() => EventLog.fromColumns({ ...lists, event: "look" }, options), "invalid_option", { field: "columns.event" });
  fails(() => EventLog.fromColumns([lists], options), "invalid_option", { field: "columns" });
  fails(() => EventLog.fromColumns({ ...lists, at: [new Date(NaN), new Date(), new Date()] }, options), "bad_value", { row: 1, column: "at" });
  fails(() => EventLog.fromRows({ rows }, options), "invalid_option", { field: "rows" });
});

test("logs are joined without being used up", () => {
  const [one, other] = [EventLog.fromRows(rows.slice(0, 1), options), EventLog.fromRows(rows.slice(1), options)];
  const both = EventLog.concat([one, other]);
  assert.deepEqual([both.events, one.events, other.events], [3, 1, 2]);
  fails(() => EventLog.concat([one, 3]), "invalid_option", { field: "logs" });
});

test("attributes of customers become columns", () => {
  const log = EventLog.fromRows(rows, options);
  const text = log.joinCustomers("id,age\nann,30\nbob,41\n", { customer: "id" });
  const frame = log.joinCustomers({ id: ["ann", "bob"], age: Int32Array.of(30, 41) }, { customer: "id" });
  assert.deepEqual(text.columns.at(-1), { name: "age", kind: "number" });
  assert.equal(text.fingerprint, frame.fingerprint);
});

test("a freed log says so", () => {
  const log = EventLog.fromRows(rows, options);
  log.free();
  assert.throws(() => log.events, /null pointer|moved|freed/i);
});

test("handles are disposable", () => {
  assert.equal(typeof EventLog.prototype[Symbol.dispose ?? "free"], "function");
});

test("a survey gets words for codes, names for columns, and keeps the order of its ratings", () => {
  const log = EventLog.fromSurvey("id,food,wifi,Q2,NETPRO\n1,Poor,5,1,9\n2,Great,9,2,11\n", {
    respondent: "id",
    at: "2018-05-01",
    ratings: [
      { column: "wifi", touchpoint: "Wi-Fi" },
      { column: "food", touchpoint: "Restaurant" },
    ],
    noAnswerOf: { wifi: [9], NETPRO: [11] },
    names: { Q2: "purpose", NETPRO: "recommend" },
    recode: { food: { Poor: 1, Great: 5 }, Q2: { 1: "business", 2: "leisure" } },
  });
  assert.deepEqual(log.columns.map((column) => column.name), ["rating", "purpose", "recommend"]);
  const paths = log.variants().rows.map((row) => row.path.join(" ")).sort();
  assert.deepEqual(paths, ["Restaurant survey", "Wi-Fi Restaurant survey"]);
  assert.equal(log.nps({ column: "recommend", by: "purpose" }).rows[1].score.n, 1);
});
