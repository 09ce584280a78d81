// Files and streams chunk by chunk.
import assert from "node:assert/strict";
import { mkdtempSync, openAsBlob, rmSync, createReadStream, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { EventLog, JourneyError } from "../npm/dist/node.js";
import { COLUMNS, chunks, manyEvents } from "./many.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "journey-stream-"));
after(() => rmSync(folder, { recursive: true }));
const csv = manyEvents(50_000);
const file = path.join(folder, "events.csv");
writeFileSync(file, csv);
const bytes = new TextEncoder().encode(csv);
const expected = EventLog.fromCsv(csv, COLUMNS).fingerprint;

const sources = {
  text: () => csv,
  bytes: () => bytes,
  "an ArrayBuffer": () => bytes.buffer,
  "packed bytes": () => gzipSync(bytes),
  "a Blob": () => new Blob([csv]),
  "a file as a Blob": () => openAsBlob(file),
  "a ReadableStream": () => new Blob([csv]).stream(),
  "an unpacking stream": () => new Blob([gzipSync(bytes)]).stream().pipeThrough(new DecompressionStream("gzip")),
  "a stream of Node": () => createReadStream(file, { highWaterMark: 777 }),
  "a list of texts": () => Readable.from([csv.slice(0, 1000), csv.slice(1000)]),
};

for (const [name, source] of Object.entries(sources)) {
  test(`${name} gives the same log`, async () => {
    const heard = [];
    const log = await EventLog.readCsv(await source(), COLUMNS, { progress: (news) => heard.push(news) });
    assert.equal(log.fingerprint, expected);
    assert.ok(heard.some(({ step, done }) => step === "reading" && done > 0));
  });
}

test("JSON Lines come chunk by chunk, too", async () => {
  const rows = csv.trim().split("\n").slice(1).map((row) => row.split(","));
  const lines = rows.map(([user, at, event]) => JSON.stringify({ user, at, event })).join("\n");
  const log = await EventLog.readJsonLines(new Blob([lines]), COLUMNS);
  assert.equal(log.fingerprint, expected);
});

const rejects = (promise, code) =>
  assert.rejects(promise, (error) => error instanceof JourneyError && error.code === code);

test("errors are those of reading at once", async () => {
  const broken = new Blob(["user,at,event\nann,2024-03-01,look\nbob,never,look\n"]);
  await assert.rejects(EventLog.readCsv(broken, COLUMNS), ({ code, details }) => code === "bad_value" && details.place.row === 2);
  await rejects(EventLog.readCsv(new Blob([]), COLUMNS), "syntax");
  await rejects(EventLog.readCsv(gzipSync(bytes).subarray(0, 1000), COLUMNS), "syntax");
  for (const source of [3, {}, null, undefined, [1]]) await rejects(EventLog.readCsv(source, COLUMNS), "invalid_option");
  await rejects(EventLog.readCsv("", { ...COLUMNS, wrong: 1 }), "invalid_option");
  await rejects(EventLog.readCsv("", COLUMNS, { wrong: 1 }), "invalid_option");
});

test("an error of the stream comes out, and a stream is told when no more is wanted", async () => {
  const failing = async function* () {
    yield "user,at,event\n";
    throw new RangeError("the line is dead");
  };
  await assert.rejects(EventLog.readCsv(failing(), COLUMNS), RangeError);
  let ended = false;
  const source = async function* () {
    try {
      yield "user,at,event\nann,never,look\n".repeat(100_000);
      yield "";
    } finally {
      ended = true;
    }
  };
  await rejects(EventLog.readCsv(source(), COLUMNS), "bad_value");
  await new Promise((resolve) => setTimeout(resolve));
  assert.ok(ended);
});

test("a signal ends reading between chunks, also while a stream is silent", async () => {
  const controller = new AbortController();
  const seen = { chunks: 0 };
  setTimeout(() => controller.abort(), 30);
  await assert.rejects(EventLog.readCsv(chunks(1e9, seen), COLUMNS, { signal: controller.signal }), { name: "AbortError" });
  const before = seen.chunks;
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.ok(seen.chunks <= before + 1);
  const silent = new ReadableStream({ pull: () => new Promise(() => {}) });
  const other = new AbortController();
  setTimeout(() => other.abort(new RangeError("too late")), 10);
  await assert.rejects(EventLog.readCsv(silent, COLUMNS, { signal: other.signal }), RangeError);
  assert.equal((await EventLog.readCsv(csv, COLUMNS)).fingerprint, expected);
});
