// The package in a worker, for Node.
import { MessageChannel, Worker } from "node:worker_threads";
import { connect } from "./client.js";
import errors from "./error.cjs";

export const { JourneyError } = errors;

export function start(options) {
  return connect(spawn, JourneyError, options);
}

function spawn() {
  const worker = new Worker(new URL("./thread_node.js", import.meta.url));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2 }, [port2]);
  worker.unref();
  const problem = (hear) => worker.removeAllListeners("error").on("error", (error) => hear(error.message));
  return { port: port1, end: () => worker.terminate(), problem };
}
