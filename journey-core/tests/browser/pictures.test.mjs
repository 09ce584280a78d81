// Pictures of awkward maps in a real browser: nothing overlaps, nothing is cut, nothing is fetched, nothing runs.
//
// npm ci && npm test          (CHROMIUM names another browser than /usr/bin/chromium)

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { faint, texts } from "./collect.mjs";
import { launch } from "./browser.mjs";

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "journey-pictures-"));
execFileSync("cargo", ["run", "-q", "-p", "journey-core", "--example", "pictures", "--", folder], { cwd: root, stdio: "inherit" });
const files = (extension) => readdirSync(folder).filter((name) => name.endsWith(extension)).sort();

let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** A page with a file, where the file's own scripts could not run, and what it tried to do. */
async function open(name, { width = 1280, height = 900, colorScheme = "light" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled: true });
  const page = await context.newPage();
  const told = [];
  page.on("request", (request) => told.push(`request ${request.url()}`));
  page.on("console", (message) => told.push(`console ${message.text()}`));
  page.on("pageerror", (error) => told.push(`error ${error}`));
  page.on("dialog", (dialog) => { told.push("dialog"); dialog.dismiss(); });
  await page.goto(pathToFileURL(join(folder, name)).href);
  return { page, told, close: () => context.close() };
}

/** What is wrong with the places of texts. */
function problems(found) {
  const bad = [];
  for (const text of found) {
    const short = text.words.trim().slice(0, 40);
    if (text.right - text.left > text.room + 1) bad.push(`wider than its box: ${short}`);
    const { frame } = text;
    if (text.left < frame.left - 1 || text.right > frame.right + 1 || text.top < frame.top - 1 || text.bottom > frame.bottom + 1) {
      bad.push(`outside of the page: ${short}`);
    }
  }
  found.sort((a, b) => a.top - b.top);
  found.forEach((a, i) => {
    for (let j = i + 1; j < found.length && found[j].top < a.bottom - 1; j += 1) {
      const b = found[j];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - b.top > 1) {
        bad.push(`overlap: ${a.words.slice(0, 30)} / ${b.words.slice(0, 30)}`);
      }
    }
  });
  return bad;
}

test("there are at least eight awkward maps", () => {
  assert.ok(files(".html").length >= 8);
});

for (const name of files(".html")) {
  for (const width of [1280, 2560]) {
    test(`${name} at ${width}: every text has its place in every view`, async () => {
      const { page, told, close } = await open(name, { width });
      const tabs = await page.locator("input.tab").count();
      for (let tab = 0; tab < tabs; tab += 1) {
        await page.locator("input.tab").nth(tab).evaluate((input) => { input.checked = true; });
        assert.equal(await page.locator(".view:visible").count(), 1);
        assert.deepEqual(problems(await page.evaluate(texts)), []);
      }
      for (const summary of await page.locator("summary:visible").all()) await summary.click();
      assert.deepEqual(problems(await page.evaluate(texts)), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `the page scrolls sideways by ${overflow}`);
      assert.deepEqual(told.slice(1), []);
      await close();
    });
  }

  test(`${name} in print: one A3 page a view, every text on it`, async () => {
    const { page, close } = await open(name, { width: 1512, height: 1046 });
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(problems(await page.evaluate(texts)), []);
    const tall = await page.evaluate(() => [...document.querySelectorAll(".page")].map((svg) => svg.getBoundingClientRect().height));
    assert.ok(tall.every((height) => height > 0 && height <= 1046), `${tall}`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, tall.length);
    await close();
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`${name} in ${colorScheme}: contrast of at least 4.5`, async () => {
      const { page, close } = await open(name, { width: 3000, height: 3600, colorScheme });
      assert.deepEqual(await page.evaluate(faint, 4.5), []);
      await close();
    });
  }

  test(`${name} holds nothing that runs or fetches`, async () => {
    const { page, close } = await open(name);
    const live = await page.evaluate(() => ({
      elements: document.querySelectorAll("script, iframe, object, embed, link, img, image, foreignObject, form, base, b").length,
      handlers: [...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames()).filter((attribute) => attribute.startsWith("on")),
      links: [...document.querySelectorAll("[href], [src]")].map((element) => element.getAttribute("href")).filter((href) => !href?.startsWith("#")),
      policy: document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content ?? "",
    }));
    assert.deepEqual({ elements: live.elements, handlers: live.handlers, links: live.links }, { elements: 0, handlers: [], links: [] });
    assert.match(live.policy, /default-src 'none'/);
    await close();
  });
}

for (const name of files(".svg")) {
  test(`${name} stands alone`, async () => {
    const { page, told, close } = await open(name, { width: 1600, height: 1200 });
    assert.equal(await page.evaluate(() => document.documentElement.tagName), "svg");
    assert.deepEqual(problems(await page.evaluate(texts)), []);
    assert.equal(await page.evaluate(() => document.querySelectorAll("script, image, foreignObject, a").length), 0);
    assert.deepEqual(told.slice(1), []);
    await close();
  });
}

for (const name of files(".svg").filter((name) => name.startsWith("chart_"))) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${name} in ${colorScheme}: contrast of at least 4.5`, async () => {
      const { page, close } = await open(name, { width: 1200, height: 2600, colorScheme });
      assert.deepEqual(await page.evaluate(faint, 4.5), []);
      await close();
    });
  }
}

test("a keyboard reaches the personas and the numbers", async () => {
  const { page, close } = await open("shop.html");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.locator("#v1").isVisible());
  assert.ok(await page.locator("#v0").isHidden());
  await page.locator("#v1 .spot").first().focus();
  assert.ok(await page.locator("#v1 .spot .tip").first().isVisible());
  await close();
});

test("every explanation is shown whole", async () => {
  const { page, close } = await open("shop.html", { width: 1280, height: 1400 });
  const cut = await page.evaluate(() => {
    const bad = [];
    for (const spot of document.querySelectorAll("#v0 .spot")) {
      spot.focus();
      const frame = spot.closest(".scroll");
      const [tip, inner] = [spot.firstElementChild.getBoundingClientRect(), frame.getBoundingClientRect()];
      if (tip.top < inner.top - 1 || tip.bottom > inner.bottom + 1) bad.push(spot.textContent.slice(0, 60));
      if (frame.scrollHeight > frame.clientHeight) bad.push(`scrolls: ${spot.textContent.slice(0, 60)}`);
    }
    return bad;
  });
  assert.deepEqual(cut, []);
  await close();
});

test("numbers of the picture are in the tables too", () => {
  const html = readFileSync(join(folder, "shop.html"), "utf8");
  const table = html.slice(html.indexOf("<details>"), html.indexOf("</details>"));
  for (const word of ["Touchpoints", "KPIs", "Emotions, from −2 to +2", "Times (median with 95 % interval)"]) {
    assert.ok(table.includes(word), word);
  }
});
