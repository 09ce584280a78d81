// Node, `import`: the same instance as `require` gives, so that the classes are the same.
import journey from "./index.cjs";

export const { EventLog, JourneyError, initSync, version } = journey;
export default journey.default;
