import init, { EventLog, JourneyError } from "journey-wasm";
import { story } from "./use-story.js";

await init();
console.log(story({ EventLog, JourneyError }));
