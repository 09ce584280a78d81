// The same calls with the package itself and in a worker: await both.
import { COLUMNS, manyEvents } from "./many.mjs";

export async function story({ EventLog, JourneyMap, version }) {
  const log = await EventLog.fromCsv(manyEvents(2000), COLUMNS);
  const more = await EventLog.fromColumns({ user: ["ann", "bob"], at: Float64Array.of(1, 2), event: ["page 1", "page 2"] }, { ...COLUMNS, epoch: "s" });
  const both = await EventLog.concat([log, more]);
  const map = await JourneyMap.template("online_shop");
  const shop = await map.simulate({ customers: 300, seed: 7 });
  const bound = await map.bind(shop);
  const measured = await map.measure(shop);
  return {
    version: await version(),
    events: await both.events,
    touchpoints: await both.touchpoints,
    transitions: await both.transitions(),
    variants: await log.variants({ top: 3 }),
    columns: await log.toColumns("transitions"),
    bound: await (await bound.log).fingerprint,
    painPoints: await measured.painPoints,
    svg: await measured.toSvg(),
    templates: await JourneyMap.templates(),
  };
}
