// The package in a worker thread of Node.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import * as direct from "../npm/dist/node.js";
import { JourneyError, start } from "../npm/dist/worker_node.js";
import { COLUMNS, chunks, manyEvents } from "./many.mjs";
import { story } from "./worker-story.mjs";

let journey;
before(async () => (journey = await start()));
after(() => journey.terminate());

const csv = manyEvents(20_000);
const code = (expected) => (error) => error instanceof JourneyError && error.code === expected;
const abortAfter = (milliseconds) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
};

test("it answers as the package itself does", async () => {
  assert.deepEqual(await story(journey), await story(direct));
});

test("errors come over whole", async () => {
  const reading = journey.EventLog.fromCsv("user,at,event\nann,never,look\n", COLUMNS);
  await assert.rejects(reading, (error) => code("bad_value")(error) && error.details.place.row === 1);
  assert.ok(new JourneyError("a", "b", "{}") instanceof direct.JourneyError);
  const log = await journey.EventLog.fromCsv(csv, COLUMNS);
  await assert.rejects(log.funnel({ steps: ["page 1", "pge 2"] }), code("unknown_name"));
  await assert.rejects(log.transitions({}, { wrong: 1 }), code("invalid_option"));
});

test("progress is told", async () => {
  const heard = [];
  const log = await journey.EventLog.readCsv(new Blob([csv]), COLUMNS, { progress: (news) => heard.push(news) });
  assert.deepEqual(heard.find(({ step, done, total }) => step === "reading" && done === total), { step: "reading", done: csv.length, total: csv.length });
  heard.length = 0;
  await log.variants({ top: 3 }, { progress: (news) => heard.push(news) });
  assert.equal(heard.at(-1).step, "analysing");
  const fail = () => {
    throw new RangeError("enough");
  };
  await assert.rejects(log.variants({ top: 3 }, { progress: fail }), RangeError);
  assert.equal(await log.events, 20_000);
});

test("streams are fed chunk by chunk", async () => {
  const seen = { chunks: 0 };
  const log = await journey.EventLog.readCsv(chunks(100_000, seen), COLUMNS);
  assert.deepEqual([await log.events, seen.chunks], [100_000, 5]);
  const failing = async function* () {
    yield "user,at,event\n";
    throw new RangeError("the line is dead");
  };
  await assert.rejects(journey.EventLog.readCsv(failing(), COLUMNS), /the line is dead/);
});

test("a signal ends a long load from a stream; what is in the worker stays, and it takes a new load", async () => {
  const log = await journey.EventLog.fromCsv(csv, COLUMNS);
  const seen = { chunks: 0 };
  const start = performance.now();
  await assert.rejects(journey.EventLog.readCsv(chunks(1e9, seen), COLUMNS, { signal: abortAfter(100) }), { name: "AbortError" });
  assert.ok(performance.now() - start < 400);
  const before = seen.chunks;
  assert.equal((await (await journey.EventLog.readCsv(csv, COLUMNS)).transitions()).customers > 0, true);
  assert.equal(await log.events, 20_000);
  assert.ok(seen.chunks <= before + 2);
});

test("a signal ends a long load from memory", async () => {
  const log = await journey.EventLog.fromCsv(csv, COLUMNS);
  const large = new TextEncoder().encode(manyEvents(1_500_000));
  const whole = performance.now();
  await (await journey.EventLog.fromCsv(large, COLUMNS)).free();
  const long = performance.now() - whole;
  const start = performance.now();
  await assert.rejects(journey.EventLog.fromCsv(large, COLUMNS, { signal: abortAfter(long / 4) }), { name: "AbortError" });
  assert.equal(await log.events, 20_000);
  assert.ok(performance.now() - start < long, "the worker was free before the load would have ended");
});

test("a signal ends an analysis, and one that is aborted already begins none", async () => {
  const log = await journey.EventLog.fromCsv(manyEvents(300_000), { ...COLUMNS, shards: 64 });
  const controller = new AbortController();
  const progress = () => controller.abort(new RangeError("seen enough"));
  await assert.rejects(log.variants({}, { signal: controller.signal, progress }), RangeError);
  await assert.rejects(log.variants({}, { signal: controller.signal }), RangeError);
  assert.equal(await log.events, 300_000);
});

test("what does not stop is ended with its worker, and a new one takes its place", async () => {
  const other = await start({ grace: 20 });
  const log = await other.EventLog.fromCsv(csv, COLUMNS);
  const large = manyEvents(1_500_000);
  const shared = globalThis.SharedArrayBuffer;
  globalThis.SharedArrayBuffer = undefined;
  const load = other.EventLog.fromCsv(large, COLUMNS, { signal: abortAfter(50) });
  await assert.rejects(load, { name: "AbortError" });
  globalThis.SharedArrayBuffer = shared;
  await new Promise((resolve) => setTimeout(resolve, 60));
  await assert.rejects(Promise.resolve(log.events), code("cancelled"));
  const again = await other.EventLog.fromCsv(csv, COLUMNS);
  assert.equal(await again.events, 20_000);
  other.terminate();
  await assert.rejects(other.EventLog.fromCsv(csv, COLUMNS), code("cancelled"));
  await assert.rejects(Promise.resolve(again.events), code("cancelled"));
});

test("calls under way end with the connection", async () => {
  const other = await start();
  const load = other.EventLog.readCsv(chunks(1e9), COLUMNS);
  const ended = assert.rejects(load, code("cancelled"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  other.terminate();
  await ended;
});

test("freed things are gone", async () => {
  const log = await journey.EventLog.fromCsv(csv, COLUMNS);
  log.free();
  log.free();
  await assert.rejects(log.transitions(), code("cancelled"));
});

test("a worker does not keep a finished program alive", () => {
  const script = `import { start } from ${JSON.stringify(new URL("../npm/dist/worker_node.js", import.meta.url).href)};
    const journey = await start();
    console.log(await journey.version());`;
  const said = execFileSync("node", ["--input-type=module", "--eval", script], { encoding: "utf8", timeout: 20_000 });
  assert.equal(said.trim(), direct.version());
});
