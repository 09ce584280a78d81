// node chromium.mjs FILE: the times in Chromium, as JSON. The file must be below the folder of the script's server.
import path from "node:path";
import { launch, missingBrowser, serve } from "../chromium.mjs";
import { root } from "../files.mjs";

if (missingBrowser) throw new Error(missingBrowser);
const [files, data] = [await serve(root), await serve(path.dirname(path.resolve(process.argv[2])))];
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${files.origin}/journey-wasm/tests/browser/blank.html`);
  const found = await page.evaluate(async (url) => {
    const journey = await import("/journey-wasm/npm/dist/index.js");
    await journey.default();
    const { times } = await import("/journey-wasm/tests/speed/questions.mjs");
    const csv = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return times(journey, csv);
  }, `${data.origin}/${path.basename(process.argv[2])}`);
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
  files.close();
  data.close();
}
