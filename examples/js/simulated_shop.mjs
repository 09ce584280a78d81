// A template map, simulated customers with a planted fault, and what measuring says about it.
//
// node examples/js/simulated_shop.mjs OUTPUT_FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import init, { JourneyMap } from "journey-wasm";

await init();

const map = JourneyMap.template("online_shop");
const touchpoint = "cart";
const log = map.simulate({ seed: 7, customers: 3000, faults: [{ loses_customers: { touchpoint, share: 0.5 } }] });
const measured = map.measure(log);

console.log(`${log.customers} customers, ${log.events} events`);
for (const { rank, touchpoint, statement } of measured.painPoints.slice(0, 3)) {
  console.log(`${rank}. ${touchpoint}: ${statement}`);
}
const [first] = log.transitions().rows;
console.log(`most frequent move: ${first.source} to ${first.target}, ${first.count} times`);

const [, , folder] = process.argv;
if (folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "simulated_shop.html"), measured.toHtml());
  console.log(`The picture is ${join(folder, "simulated_shop.html")}`);
}
