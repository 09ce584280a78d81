// The edition that reads Parquet and Arrow.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { EventLog, JourneyError, JourneyMap } from "../npm/dist/arrow_node.js";
import * as usual from "../npm/dist/node.js";
import { start } from "../npm/dist/worker_node.js";
import { root } from "./files.mjs";

const COLUMNS = { customer: "customer", time: "time", touchpoint: "event" };
const folder = path.join(root, "testdata/arrow");
const file = (name) => readFileSync(path.join(folder, name));
const files = readdirSync(folder).filter((name) => /\.(parquet|arrow|arrows)$/.test(name));
const expected = usual.EventLog.fromCsv(file("events.csv"), COLUMNS);
const read = (name) => (name.endsWith(".parquet") ? ["fromParquet", "readParquet"] : ["fromArrow", "readArrow"]);

let journey;
before(async () => (journey = await start({ arrow: true })));
after(() => journey.terminate());

test("there are files of every packing", () => {
  for (const name of ["zstd.parquet", "snappy.parquet", "gzip.parquet", "lz4.parquet", "plain.parquet", "zstd.arrow", "lz4.arrow", "stream.arrows"]) assert.ok(files.includes(name), name);
});

for (const name of files) {
  const [at, later] = read(name);
  test(`${name} gives the same log as CSV`, async () => {
    const log = EventLog[at](file(name), COLUMNS);
    assert.equal(log.fingerprint, expected.fingerprint);
    const streamed = await EventLog[later](new Blob([file(name)]), COLUMNS);
    assert.equal(streamed.fingerprint, expected.fingerprint);
    const away = await journey.EventLog[later](new Blob([file(name)]).stream(), COLUMNS);
    assert.equal(await away.fingerprint, expected.fingerprint);
    assert.deepEqual(log.transitions(), expected.transitions());
  });

  test(`${name} cut in half is refused`, () => {
    const whole = file(name);
    for (const part of [0, 7, whole.length >> 1, whole.length - 9]) {
      assert.throws(() => EventLog[at](whole.subarray(0, part), COLUMNS), (error) => error instanceof JourneyError && ["syntax", "missing_column"].includes(error.code), `${part} bytes`);
    }
  });
}

test("a log is saved and opened, and a damaged file is refused", async () => {
  const bytes = EventLog.fromParquet(file("zstd.parquet"), COLUMNS).toBytes();
  const log = EventLog.fromBytes(bytes);
  assert.equal(log.fingerprint, expected.fingerprint);
  assert.deepEqual(log.transitions(), expected.transitions());
  assert.equal(await (await journey.EventLog.fromBytes(bytes)).fingerprint, expected.fingerprint);
  const refused = (damaged) => assert.throws(() => EventLog.fromBytes(damaged), (error) => error instanceof JourneyError);
  refused(bytes.subarray(0, bytes.length - 1));
  for (let at = 0; at < bytes.length; at += 997) {
    const damaged = bytes.slice();
    damaged[at] ^= 0x55;
    refused(damaged);
  }
});

test("columns that are not there are named", () => {
  assert.throws(() => EventLog.fromParquet(file("zstd.parquet"), { ...COLUMNS, customer: "user" }), ({ code, details }) => code === "missing_column" && details.available.includes("customer"));
});

test("a signal ends reading", async () => {
  const controller = new AbortController();
  controller.abort();
  await assert.rejects(EventLog.readParquet(new Blob([file("zstd.parquet")]), COLUMNS, { signal: controller.signal }), { name: "AbortError" });
});

test("the rest is as in the usual edition", () => {
  const own = (object) => Object.getOwnPropertyNames(object).sort();
  const more = ["fromArrow", "fromBytes", "fromParquet", "readArrow", "readParquet", "toBytes"];
  const without = (names) => names.filter((name) => !more.includes(name));
  assert.deepEqual(without(own(EventLog)), own(usual.EventLog));
  assert.deepEqual(without(own(EventLog.prototype)), own(usual.EventLog.prototype));
  assert.equal(JourneyMap.template("online_shop").simulate({ customers: 50 }).fingerprint, usual.JourneyMap.template("online_shop").simulate({ customers: 50 }).fingerprint);
});
