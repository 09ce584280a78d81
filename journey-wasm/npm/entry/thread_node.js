// What runs in a worker of Node.
import { parentPort } from "node:worker_threads";
import * as journey from "./node.js";
import { host } from "./host.js";

parentPort.once("message", ({ port }) => host(port, journey));
