// Every bad file of testdata/malformed gives the named error with its place; odd but readable logs are read.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import * as journey from "../npm/dist/node.js";
import { camelKeys, compareError } from "./conformance.mjs";
import { root } from "./files.mjs";

function listed(folder) {
  const top = path.join(root, "testdata/malformed", folder);
  const list = path.join(top, "expected.json");
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, "utf8")).map((entry) => ({ ...entry, input: input(top, entry) }));
}

function input(top, { file, generate }) {
  if (!generate) return readFileSync(path.join(top, file));
  return (generate.prefix ?? "") + generate.repeat.repeat(generate.times) + (generate.suffix ?? "");
}

function attempt(action) {
  const start = performance.now();
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  } finally {
    assert.ok(performance.now() - start < 5000, "over five seconds");
  }
}

for (const { file, description, input, error } of listed("maps")) {
  test(`map ${file}: ${description}`, () => {
    const { count, ...expected } = error;
    const found = attempt(() => journey.JourneyMap.fromBytes(input, file));
    assert.deepEqual(compareError(journey, expected, found), []);
    if (count !== undefined) assert.equal(found.error.details.issues.length, count);
  });
}

const read = (format, input, columns) =>
  format === "json_lines" ? journey.EventLog.fromJsonLines(input, columns) : journey.EventLog.fromCsv(input, columns);

for (const { file, why, format, columns, input, error, log } of listed("logs")) {
  test(`log ${file}: ${why}`, () => {
    const found = attempt(() => read(format, input, camelKeys(columns)));
    if (error) return assert.deepEqual(compareError(journey, error, found), []);
    assert.equal(found.error, undefined, String(found.error));
    const { quality, ...counts } = log;
    const { customers, events } = found.value;
    assert.deepEqual({ customers, events }, counts);
    const measured = found.value.quality().input;
    for (const [name, expected] of Object.entries(quality ?? {})) assert.deepEqual(measured[name], expected, name);
  });
}
