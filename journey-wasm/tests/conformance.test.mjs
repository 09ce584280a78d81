// Every conformance case in Node.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as journey from "../npm/dist/node.js";
import { runCase } from "./conformance.mjs";
import { cases } from "./files.mjs";

for (const { name, content } of cases("testdata/conformance")) {
  test(name, async () => {
    assert.deepEqual(await runCase(journey, content), []);
  });
}
