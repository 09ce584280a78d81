// What runs in a browser's worker.
import init, * as journey from "./index.js";
import { host } from "./host.js";

onmessage = async ({ data: { port, source } }) => {
  try {
    await init(source);
    host(port, journey);
  } catch (error) {
    port.postMessage({ problem: String(error?.message ?? error) });
  }
};
