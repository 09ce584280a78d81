// Conditions of work on this thread: progress, a signal, a limit on memory.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLog, JourneyError, JourneyMap, work } from "../npm/dist/node.js";
import { COLUMNS, manyEvents } from "./many.mjs";

const few = () => EventLog.fromCsv("user,at,event\nann,2024-03-01,look\n", COLUMNS);
const code = (expected) => (error) => error instanceof JourneyError && error.code === expected;

test("progress is told step by step, up to the end", () => {
  const heard = [];
  const csv = manyEvents(20_000);
  const log = work({ progress: (news) => heard.push(news) }, () => EventLog.fromCsv(csv, { ...COLUMNS, shards: 7 }));
  assert.equal(log.events, 20_000);
  work({ progress: (news) => heard.push(news) }, () => log.transitions());
  assert.deepEqual([...new Set(heard.map(({ step }) => step))], ["reading", "indexing", "analysing"]);
  assert.deepEqual(heard.at(-1), { step: "analysing", done: 7, total: 7 });
});

test("a signal that is aborted on the way ends the work, and the next works", () => {
  const log = EventLog.fromCsv(manyEvents(20_000), { ...COLUMNS, shards: 7 });
  const controller = new AbortController();
  let calls = 0;
  const progress = () => {
    calls += 1;
    controller.abort();
  };
  assert.throws(() => work({ signal: controller.signal, progress }, () => log.transitions()), code("cancelled"));
  assert.equal(calls, 1);
  assert.throws(() => work({ signal: controller.signal }, few), code("cancelled"));
  assert.equal(few().events, 1);
  assert.ok(log.transitions().rows.length > 0);
});

test("what the function throws ends the work and comes out", () => {
  const fail = () => {
    throw new RangeError("enough");
  };
  const log = few();
  assert.throws(() => work({ progress: fail }, () => log.transitions()), RangeError);
  assert.throws(() => work({}, fail), RangeError);
  assert.equal(log.transitions().customers, 1);
});

test("inner conditions keep what they do not say", () => {
  const heard = [];
  const log = few();
  work({ progress: (news) => heard.push(news) }, () => work({ memoryLimit: "1 GB" }, () => log.transitions()));
  assert.ok(heard.length > 0);
  const before = heard.length;
  log.transitions();
  assert.equal(heard.length, before);
});

test("a limit on memory is kept", () => {
  const csv = manyEvents(20_000);
  assert.throws(() => work({ memoryLimit: 1000 }, () => EventLog.fromCsv(csv, COLUMNS)), code("limit"));
  assert.equal(work({ memoryLimit: "1 GiB" }, () => EventLog.fromCsv(csv, COLUMNS)).events, 20_000);
});

test("conditions that make no sense are refused", () => {
  for (const options of [{ progress: 3 }, { signal: "no" }, { memoryLimit: "4" }, { memoryLimit: -1 }, { threads: 2 }, 7]) {
    assert.throws(() => work(options, few), code("invalid_option"), JSON.stringify(options));
  }
});

test("the result is that of the function", () => {
  assert.equal(work({}, () => 42), 42);
  assert.equal(work(undefined, () => JourneyMap.templates()).length > 0, true);
});
