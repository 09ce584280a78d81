// Node, `import`: the same instance as `require` gives, so that the classes are the same.
import journey from "./index.cjs";

export const { JourneyError, initSync, NAMES } = journey;
export default journey.default;
