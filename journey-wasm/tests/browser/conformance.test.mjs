// Every conformance case in Chromium, with the package as a page loads it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch, missingBrowser, serve } from "../chromium.mjs";
import { cases } from "../files.mjs";

test("the conformance cases give the same bits in Chromium", { skip: missingBrowser }, async () => {
  const server = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/journey-wasm/tests/browser/blank.html`);
    const all = cases("testdata/conformance");
    const failed = await page.evaluate(async (all) => {
      const journey = await import("/journey-wasm/npm/dist/index.js");
      const { runCase } = await import("/journey-wasm/tests/conformance.mjs");
      await journey.default();
      const failed = [];
      for (const { name, content } of all) {
        const differences = await runCase(journey, content);
        if (differences.length > 0) failed.push(`${name}: ${differences[0]}`);
      }
      return failed;
    }, all);
    assert.deepEqual(failed, []);
    console.log(`${all.length} cases in Chromium`);
  } finally {
    await browser.close();
    server.close();
  }
});
