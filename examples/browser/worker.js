// The heavy work, away from the page: reading, measuring, drawing.
import bytes from "./dist/wasm.js";
import { EventLog, JourneyMap, initSync } from "./dist/index.js";

initSync(bytes);

const isJson = (name) => /\.(jsonl|ndjson)(\.gz)?$/i.test(name);
const read = ({ name, bytes }, options) => (isJson(name) ? EventLog.fromJsonLines(bytes, options) : EventLog.fromCsv(bytes, options));

const actions = {
  templates: () => JourneyMap.templates().map((id) => ({ id, name: JourneyMap.template(id).name })),

  /** The names of the columns: asking for one that cannot be there makes the reader list them. */
  columns({ events, delimiter }) {
    try {
      read(events, { customer: "\u0000", time: "\u0000\u0000", touchpoint: "\u0000\u0000\u0000", ...delimiter });
    } catch (error) {
      if (error.code === "missing_column") return error.details.available;
      throw error;
    }
    return [];
  },

  measure({ events, map, options }) {
    const log = read(events, options);
    return draw(map ? JourneyMap.fromBytes(map.bytes, map.name) : draft(log), log);
  },

  sample({ template }) {
    const map = JourneyMap.template(template);
    return draw(map, map.simulate({ customers: 4000, seed: 1 }));
  },
};

/** A first map when there is none: the most frequent events as touchpoints, in the order customers meet them. */
function draft(log) {
  const ranks = new Map();
  for (const { path, customers } of log.variants({ top: 200 }).rows) {
    path.forEach((name, index) => {
      const rank = ranks.get(name) ?? { total: 0, customers: 0 };
      ranks.set(name, { total: rank.total + (index / path.length) * customers, customers: rank.customers + customers });
    });
  }
  const frequent = [...ranks].sort((a, b) => b[1].customers - a[1].customers).slice(0, 12);
  const ordered = frequent.sort((a, b) => a[1].total / a[1].customers - b[1].total / b[1].customers);
  const touchpoints = ordered.map(([name], index) => ({
    id: `t${index + 1}`,
    name,
    rule: { equals: { column: "touchpoint", value: name } },
  }));
  return JourneyMap.from({ format: 1, name: "A first map, drafted from the events", stages: [{ id: "journey", name: "Journey", touchpoints }] });
}

function draw(map, log) {
  const measured = map.measure(log);
  const coverage = measured.coverage;
  return {
    name: map.name,
    customers: log.customers,
    events: log.events,
    unbound: coverage.unbound.slice(0, 8).map(({ name, count }) => ({ name, count })),
    unboundEvents: coverage.unbound_events,
    unseen: coverage.unseen_touchpoints,
    skipped: log.quality().input.skipped,
    html: measured.toHtml(),
    svg: measured.toSvg(),
    markdown: measured.toMarkdown(),
    json: measured.toJson(),
  };
}

self.onmessage = ({ data: { id, action, input } }) => {
  try {
    self.postMessage({ id, result: actions[action](input) });
  } catch (error) {
    self.postMessage({ id, error: { code: error.code, message: String(error.message ?? error), details: error.details } });
  }
};
