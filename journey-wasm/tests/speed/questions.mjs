// How long the questions of `cargo xtask wasm-speed` take in WebAssembly; the native ones are in
// `benches/src/bin/single_thread.rs`.

/** A question is asked again and again for so long, in milliseconds. */
const PATIENCE = 1500;

/** The best time of each question in milliseconds. */
export function times({ EventLog }, csv) {
  const columns = { customer: "customer", time: "time", touchpoint: "touchpoint", keep: [] };
  const log = EventLog.fromCsv(csv, columns);
  return {
    "load CSV": best(() => EventLog.fromCsv(csv, columns).free()),
    transitions: best(() => log.transitions()),
    funnel: best(() => log.funnel({ steps: ["cart", "payment", "delivered"], within: "30d" })),
    variants: best(() => log.variants({ top: 10 })),
    retention: best(() => log.retention()),
  };
}

function best(question) {
  let best = Infinity;
  for (const begin = performance.now(); performance.now() - begin < PATIENCE; ) {
    const start = performance.now();
    question();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
