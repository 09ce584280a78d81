// The package in a worker, for Node.
import { MessageChannel, Worker } from "node:worker_threads";
import { connect } from "./client.js";
import errors from "./error.cjs";

export const { JourneyError } = errors;

export function start({ source, arrow, ...options } = {}) {
  return connect(() => spawn(arrow ? "./arrow_thread_node.js" : "./thread_node.js"), JourneyError, options);
}

function spawn(script) {
  const worker = new Worker(new URL(script, import.meta.url), { execArgv: [] });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2 }, [port2]);
  worker.unref();
  const problem = (hear) => worker.removeAllListeners("error").on("error", (error) => hear(error.message));
  return { port: port1, end: () => worker.terminate(), problem };
}
