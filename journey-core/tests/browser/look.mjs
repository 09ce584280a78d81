// Takes pictures of a folder of maps, for looking at: node look.mjs FOLDER [NAME ...]
import { readdirSync, mkdirSync } from "node:fs";
import { resolve, join } from "node:path";
import { launch } from "./browser.mjs";

const [folder, ...wanted] = process.argv.slice(2);
const shots = join(folder, "shots");
mkdirSync(shots, { recursive: true });
const names = readdirSync(folder).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5));
const browser = await launch();
for (const name of names.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  for (const [label, width, scheme] of [["1280", 1280, "light"], ["2560", 2560, "light"], ["dark", 1280, "dark"]]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    await page.goto(`file://${resolve(folder, name)}.html`);
    await page.screenshot({ path: join(shots, `${name}-${label}.png`), fullPage: true });
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1512, height: 1046 } });
  await page.emulateMedia({ media: "print" });
  await page.goto(`file://${resolve(folder, name)}.html`);
  await page.screenshot({ path: join(shots, `${name}-print.png`) });
  await page.pdf({ path: join(shots, `${name}.pdf`), preferCSSPageSize: true });
  await page.close();
}
await browser.close();
