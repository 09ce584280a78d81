// The README's ten lines of JavaScript run on a map and a small table of events.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { JourneyMap } from "../npm/dist/node.js";

test("the ten lines run", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const lines = readme.split("```js\n")[1].split("```")[0];
  const module = new URL("../npm/dist/node.js", import.meta.url).href;
  const folder = mkdtempSync(join(tmpdir(), "journey-readme-"));
  const events = ["customer,time,touchpoint,end,segment"];
  for (const [customer, steps] of Object.entries({ ann: ["cart", "payment", "delivered"], bob: ["cart", "payment"], cem: ["cart"] }))
    steps.forEach((step, day) => events.push(`${customer},2024-03-0${day + 1}T10:00:00Z,${step},2024-03-0${day + 1}T10:01:00Z,deals`));
  // Two months later, so that nobody can still convert within the window.
  events.push("dora,2024-05-01T10:00:00Z,home_page,,deals");
  writeFileSync(join(folder, "events.csv"), events.join("\n"));
  writeFileSync(join(folder, "shop.yaml"), JourneyMap.template("online_shop").toYaml());
  writeFileSync(join(folder, "ten.mjs"), lines.replace('"journey-wasm"', JSON.stringify(module)));
  const said = execFileSync(process.execPath, ["ten.mjs"], { cwd: folder, encoding: "utf8" }).trim().split("\n");
  assert.deepEqual(said.slice(-3), ["1 cart 3 null", `2 payment 2 ${2 / 3}`, "3 delivered 1 0.5"]);
  assert.match(readFileSync(join(folder, "shop.html"), "utf8"), /<\/html>\s*$/);
});
