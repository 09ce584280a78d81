// Compiled with `tsc --strict` against the published declarations; never run.
import init, { EventLog, JourneyError, type Columns, type ReadOptions, type TransitionReport } from "journey-wasm";

await init();

const options: ReadOptions = { customer: "user", time: "at", touchpoint: "event", timeZone: "UTC", onError: "skip" };
const log: EventLog = EventLog.fromCsv("user,at,event\n", options);

const report: TransitionReport = log.transitions();
const median: number | null | undefined = report.rows[0]?.gap.median_seconds;
const table: Columns = log.toColumns("transitions");

// @ts-expect-error: option names are camelCase
EventLog.fromCsv("", { customer: "user", time: "at", touchpoint: "event", time_zone: "UTC" });
// @ts-expect-error: only these two values
EventLog.fromCsv("", { customer: "user", time: "at", touchpoint: "event", onError: "ignore" });
// @ts-expect-error: the time column is required
EventLog.fromCsv("", { customer: "user", touchpoint: "event" });
// @ts-expect-error: undefined numbers are null, and have to be looked at
const wrong: number = report.rows[0]!.gap.median_seconds;

try {
  log.free();
} catch (error) {
  if (error instanceof JourneyError && error.code === "bad_value") {
    const row: number | null | undefined = error.details.place?.row;
    console.log(row, median, table, wrong);
  }
}
