import init, { EventLog, JourneyError, type TransitionReport } from "journey-wasm";

await init();
const log = EventLog.fromCsv("", { customer: "user", time: "at", touchpoint: "event" });
const report: TransitionReport = log.transitions();
const code = (error: JourneyError): string => error.code;
export { code, report };
