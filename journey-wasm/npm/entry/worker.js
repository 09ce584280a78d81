// The package in a worker, for browsers and bundlers.
import { connect } from "./client.js";
import { JourneyError } from "./error.js";

export { JourneyError };

export function start({ source, arrow, ...options } = {}) {
  return connect(() => spawn(arrow, source), JourneyError, options);
}

// Bundlers look for exactly this way of making a worker.
function spawn(arrow, source) {
  const worker = arrow
    ? new Worker(new URL("./arrow_thread.js", import.meta.url), { type: "module" })
    : new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2, source }, [port2]);
  const problem = (hear) => (worker.onerror = (event) => hear(event.message ?? "the worker cannot be loaded"));
  return { port: port1, end: () => worker.terminate(), problem };
}
