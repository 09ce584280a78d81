// Every code of api/errors.json can be provoked, and every operation of api/operations.toml is there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import * as journey from "../npm/dist/node.js";
import { root } from "./files.mjs";

const { EventLog, JourneyError, JourneyMap, Source } = journey;
const columns = { customer: "c", time: "t", touchpoint: "e" };
const csv = "c,t,e\na,2024-01-01,look\n";

const PROVOKE = {
  invalid_map: () => JourneyMap.fromYaml("format: 1\nname: Shop\nstages: 3\n"),
  invalid_source: () => Source.fromYaml("format: 1\nname: x\n"),
  bad_value: () => EventLog.fromCsv("c,t,e\na,never,look\n", columns),
  syntax: () => EventLog.fromJsonLines("{", columns),
  encoding: () => EventLog.fromCsv(Uint8Array.of(0xff, 0xfe, 0x41, 0x00), columns),
  missing_column: () => EventLog.fromCsv("c,t\na,2024-01-01\n", columns),
  duplicate_column: () => EventLog.fromCsv("c,t,e,e\na,2024-01-01,look,look\n", columns),
  invalid_option: () => EventLog.fromCsv(csv, { ...columns, shards: 0 }),
  unknown_name: () => EventLog.fromCsv(csv, columns).funnel({ steps: ["look", "loook"] }),
  limit: () => EventLog.fromCsv(csv, { ...columns, maxBytes: 4 }),
};

/** Codes that calls on this thread never see: it opens no files, and only a worker can be stopped. */
const NEVER = ["cancelled", "io", "unsupported"];

test("every error code has a case", () => {
  const codes = Object.keys(JSON.parse(readFileSync(path.join(root, "api/errors.json"), "utf8")));
  assert.deepEqual(codes.sort(), [...Object.keys(PROVOKE), ...NEVER].sort());
});

for (const [code, action] of Object.entries(PROVOKE)) {
  test(`${code} can be caught and understood`, () => {
    assert.throws(action, (error) => {
      assert.ok(error instanceof JourneyError && error instanceof Error, String(error));
      assert.equal(error.name, "JourneyError");
      assert.equal(error.code, code, error.message);
      assert.ok(Object.keys(error.details).length > 0);
      return true;
    });
  });
}

test("names that look alike are suggested", () => {
  assert.throws(PROVOKE.unknown_name, ({ details }) => {
    assert.deepEqual(details, { kind: "touchpoint", name: "loook", similar: ["look"] });
    return true;
  });
});

test("every operation is there", () => {
  const names = readFileSync(path.join(root, "api/operations.toml"), "utf8").matchAll(/^javascript = "(\w+)\.(\w+)"$/gm);
  const missing = [...names]
    .filter(([, type, method]) => typeof (journey[type][method] ?? journey[type].prototype[method]) !== "function")
    .map(([line]) => line);
  assert.deepEqual(missing, []);
});
