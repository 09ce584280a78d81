import journey = require("journey-wasm");

const log: journey.EventLog = journey.EventLog.fromCsv("", { customer: "user", time: "at", touchpoint: "event" });
const rows: journey.TransitionRow[] = log.transitions().rows;
export = rows;
