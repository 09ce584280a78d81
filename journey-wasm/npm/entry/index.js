// Browsers and bundlers: call `await init()` once before anything else.
import load, { initSync as loadSync } from "./journey.js";

export * from "./journey.js";
export { JourneyError } from "./error.js";

export default async function init(source) {
  await load(source === undefined ? undefined : { module_or_path: source });
}

export function initSync(source) {
  loadSync({ module: source });
}
