// Bundlers that take WebAssembly as a module: ready at once.
export * from "./journey_bundler.js";
export { JourneyError } from "./error.js";

export default async function init() {}
export function initSync() {}
