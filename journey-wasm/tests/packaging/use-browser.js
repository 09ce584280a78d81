import init, { EventLog, JourneyError } from "journey-wasm";
import { story } from "./use-story.js";

await init();
document.title = story({ EventLog, JourneyError });
