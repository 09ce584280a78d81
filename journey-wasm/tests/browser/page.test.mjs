// The example page in Chromium: sample, dropped files, errors, keyboard, and no connection to anywhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, missingBrowser, serve } from "../chromium.mjs";

const CSV = "user_id,timestamp,event,channel\nann,2024-03-01 12:00,visit,web\nann,2024-03-01 12:05,<script>alert(1)</script>,store\nbob,2024-03-01 13:00,visit,web\n";
const MAP = "format: 1\nname: Two <b>steps</b>\nstages:\n  - id: shop\n    name: Shop\n    touchpoints:\n      - {id: visit, name: Visit}\n      - {id: buy, name: \"<script>alert(2)</script>\", rule: {equals: {column: touchpoint, value: \"<script>alert(1)</script>\"}}}\n";

let browser;
let server;

before(async () => {
  if (missingBrowser) return;
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function open(options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.requests = [];
  page.problems = [];
  page.on("request", (request) => page.requests.push(request.url()));
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  page.on("dialog", (dialog) => {
    page.problems.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(`${server.origin}/examples/browser/index.html`);
  await page.waitForSelector("body[data-ready]");
  return page;
}

const drop = (page, files) =>
  page.evaluate((files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
    document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);

const picture = async (page) => {
  await page.waitForSelector("#result:not([hidden])", { timeout: 60000 });
  const frame = await (await page.$("#picture")).contentFrame();
  await frame.waitForSelector("svg");
  return frame;
};

function quiet(page) {
  assert.deepEqual(page.problems, []);
  const strangers = page.requests.filter((url) => !url.startsWith(server.origin) && !/^(blob|data):/.test(url));
  assert.deepEqual(strangers, []);
}

test("the sample shows a measured map", { skip: missingBrowser }, async () => {
  const page = await open();
  await page.click("#sample");
  const frame = await picture(page);
  assert.match(await page.textContent("#result-facts"), /4\u202f000 customers/);
  assert.ok((await frame.$$("svg text")).length > 20);
  quiet(page);
  await page.close();
});

test("dropped files are measured, and their names stay text", { skip: missingBrowser }, async () => {
  const page = await open();
  await drop(page, { "shop.yaml": MAP, "events.csv": CSV });
  await page.waitForSelector("#columns:not([hidden])");
  const chosen = await page.$$eval("#customer, #time, #touchpoint, #end", (all) => all.map((select) => select.value));
  assert.deepEqual(chosen, ["user_id", "timestamp", "event", ""]);
  await page.click("#measure");
  const frame = await picture(page);
  assert.equal(await page.textContent("#result-title"), "Two <b>steps</b>");
  assert.equal(await frame.$("script"), null);
  assert.match(await frame.textContent("body"), /<script>alert\(2\)<\/script>/);
  quiet(page);
  await page.close();
});

test("events alone give a drafted map", { skip: missingBrowser }, async () => {
  const page = await open();
  await drop(page, { "events.csv": CSV });
  await page.waitForSelector("#columns:not([hidden])");
  await page.click("#measure");
  await picture(page);
  assert.match(await page.textContent("#result-title"), /drafted/);
  quiet(page);
  await page.close();
});

test("a bad row is explained in plain words", { skip: missingBrowser }, async () => {
  const page = await open();
  await drop(page, { "events.csv": CSV.replace("2024-03-01 12:05", "2024-02-30"), "shop.yaml": MAP });
  await page.waitForSelector("#columns:not([hidden])");
  await page.click("#measure");
  await page.waitForSelector("#problem:not([hidden])");
  assert.match(await page.textContent("#problem-text"), /row 2, column “timestamp”: “2024-02-30”/);
  await page.selectOption("#on-error", "skip");
  await page.click("#measure");
  await picture(page);
  assert.match(await page.textContent("#notes"), /1 rows? could not be read/);
  await page.close();
});

test("all problems of a map are listed with their lines", { skip: missingBrowser }, async () => {
  const page = await open();
  await drop(page, { "events.csv": CSV, "shop.yaml": MAP.replace("name: Shop", "nam: Shop").replace("id: buy", "id: visit") });
  await page.waitForSelector("#columns:not([hidden])");
  await page.click("#measure");
  await page.waitForSelector("#problem:not([hidden])");
  const list = await page.$$eval("#problem-list li", (items) => items.map((item) => item.textContent));
  assert.ok(list.length >= 2, list.join("\n"));
  assert.match(list.join("\n"), /Line \d+/);
  await page.close();
});

test("the keyboard alone is enough", { skip: missingBrowser }, async () => {
  const page = await open();
  for (let presses = 0; presses < 10; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement.id)) === "sample") break;
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), "sample");
  await page.keyboard.press("Enter");
  await picture(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "result-title");
  await page.close();
});

test("the page cannot connect anywhere, nor can its worker", { skip: missingBrowser }, async () => {
  const page = await open();
  const blocked = await page.evaluate(async (origin) => {
    const source = `fetch(${JSON.stringify(origin)}).then(() => postMessage("open"), () => postMessage("closed"));`;
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    const inWorker = new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
    const inPage = await fetch(origin).then(() => "open", () => "closed");
    return [inPage, await inWorker];
  }, server.origin);
  assert.deepEqual(blocked, ["closed", "closed"]);
  await page.close();
});
