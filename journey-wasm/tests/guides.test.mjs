// The JavaScript blocks of the guides run, each in a folder with the files that it reads.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const root = fileURLToPath(new URL("../../", import.meta.url));
const FILES = { "orders.json": "testdata/sources/shopify_orders.json" };

const guides = readdirSync(join(root, "docs/guide")).filter((name) => name.endsWith(".md"));
const blocks = guides.flatMap((guide) => {
  const text = readFileSync(join(root, "docs/guide", guide), "utf8");
  return text.split("```js\n").slice(1).map((rest, number) => ({ name: `${guide} ${number + 1}`, code: rest.split("```")[0] }));
});
assert.ok(blocks.length > 0);

for (const { name, code } of blocks) {
  test(name, () => {
    const folder = mkdtempSync(join(tmpdir(), "journey-guide-"));
    for (const [file, from] of Object.entries(FILES)) copyFileSync(join(root, from), join(folder, file));
    const module = new URL("../npm/dist/node.js", import.meta.url).href;
    writeFileSync(join(folder, "block.mjs"), code.replace('"journey-wasm"', JSON.stringify(module)));
    execFileSync(process.execPath, ["block.mjs"], { cwd: folder });
  });
}
