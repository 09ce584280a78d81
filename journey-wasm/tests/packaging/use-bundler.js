import { EventLog, JourneyError } from "journey-wasm/bundler";
import { story } from "./use-story.js";

document.title = story({ EventLog, JourneyError });
