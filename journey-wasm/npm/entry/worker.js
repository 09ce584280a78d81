// The package in a worker, for browsers and bundlers.
import { connect } from "./client.js";
import { JourneyError } from "./error.js";

export { JourneyError };

export function start({ source, ...options } = {}) {
  return connect(() => spawn(source), JourneyError, options);
}

function spawn(source) {
  const worker = new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2, source }, [port2]);
  const problem = (hear) => (worker.onerror = (event) => hear(event.message ?? "the worker cannot be loaded"));
  return { port: port1, end: () => worker.terminate(), problem };
}
