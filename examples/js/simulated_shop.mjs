// A template map, simulated customers with a planted fault, and what measuring says about it.
//
//   node examples/js/simulated_shop.mjs shop.html
import { writeFileSync } from "node:fs";
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

const [, , path] = process.argv;
if (path) writeFileSync(path, measured.toHtml());
