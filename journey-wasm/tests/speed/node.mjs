// node node.mjs FILE: the times in Node, as JSON.
import { readFileSync } from "node:fs";
import * as journey from "../../npm/dist/node.js";
import { times } from "./questions.mjs";

console.log(JSON.stringify(times(journey, readFileSync(process.argv[2]))));
