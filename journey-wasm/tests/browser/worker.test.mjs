// The package in a Web Worker of Chromium: the same answers, and a long load that is aborted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, missingBrowser, serve } from "../chromium.mjs";

let server, browser;
before(async () => {
  if (missingBrowser) return;
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function inPage(action) {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/journey-wasm/tests/browser/blank.html`);
  await page.evaluate(async () => {
    const { start, JourneyError } = await import("/journey-wasm/npm/dist/worker.js");
    const many = await import("/journey-wasm/tests/many.mjs");
    const abortAfter = (milliseconds) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), milliseconds);
      return controller.signal;
    };
    const told = (promise) => promise.then(() => "done", (error) => (error instanceof JourneyError ? error.code : error.name));
    Object.assign(globalThis, { start, JourneyError, many, abortAfter, told });
  });
  const result = await page.evaluate(action);
  await page.close();
  return result;
}

test("a worker answers as the page does", { skip: missingBrowser }, async () => {
  const [worker, direct] = await inPage(async () => {
    const { story } = await import("/journey-wasm/tests/worker-story.mjs");
    const journey = await import("/journey-wasm/npm/dist/index.js");
    await journey.default();
    return [await story(await start()), await story(journey)].map((answer) => JSON.stringify(answer));
  });
  assert.equal(worker, direct);
});

test("a signal ends a long load from a file; the page and what is in the worker go on", { skip: missingBrowser }, async () => {
  const found = await inPage(async () => {
    const journey = await start({ grace: 60_000 });
    const small = many.manyEvents(1000);
    const kept = await journey.EventLog.fromCsv(small, many.COLUMNS);
    const rows = [...many.rows(100_000)].join("");
    const file = new File([many.HEAD, ...Array(60).fill(rows)], "events.csv");
    const heard = [];
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 5);
    const begun = performance.now();
    const end = await told(journey.EventLog.readCsv(file, many.COLUMNS, { signal: abortAfter(300), progress: (news) => heard.push(news) }));
    const seconds = (performance.now() - begun) / 1000;
    clearInterval(ticking);
    const again = await journey.EventLog.readCsv(new File([small], "small.csv"), many.COLUMNS);
    return { end, seconds, ticks, heard: heard.at(-1), size: file.size, kept: await kept.events, again: await again.events };
  });
  assert.equal(found.end, "AbortError");
  assert.ok(found.seconds < 1, `${found.seconds} s`);
  assert.ok(found.ticks > 5, "the page went on meanwhile");
  assert.deepEqual([found.heard.step, found.heard.total], ["reading", found.size]);
  assert.ok(found.heard.done < found.size, "there was more to read");
  assert.deepEqual([found.kept, found.again], [1000, 1000]);
});

test("a load that cannot stop ends with its worker, and the next one works", { skip: missingBrowser }, async () => {
  const found = await inPage(async () => {
    const journey = await start({ grace: 50 });
    const kept = await journey.EventLog.fromCsv(many.manyEvents(1000), many.COLUMNS);
    const large = new TextEncoder().encode(many.HEAD + [...many.rows(100_000)].join("").repeat(40));
    const begun = performance.now();
    const end = await told(journey.EventLog.fromCsv(large, many.COLUMNS, { signal: abortAfter(100) }));
    const milliseconds = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 200));
    const lost = await told(Promise.resolve(kept.events));
    const again = await journey.EventLog.fromCsv(many.manyEvents(1000), many.COLUMNS);
    return { shared: typeof SharedArrayBuffer, end, milliseconds, lost, again: await again.events };
  });
  assert.deepEqual(found, { ...found, shared: "undefined", end: "AbortError", lost: "cancelled", again: 1000 });
  assert.ok(found.milliseconds < 1000);
});
