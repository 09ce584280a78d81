// Compiled with `tsc --strict` against the published declarations; never run.
import { EventLog as WithArrow } from "journey-wasm/arrow";
import { start, type Connection, type Remote } from "journey-wasm/worker";
import { work, type EventLog, type Progress, type VariantReport } from "journey-wasm";

const journey: Connection = await start({ grace: 1000 });
const columns = { customer: "user", time: "at", touchpoint: "event" };
const controller = new AbortController();
const progress = (news: Progress): void => console.log(news.step, news.done, news.total ?? "?");

const log: Remote<EventLog> = await journey.EventLog.readCsv(new Blob(["user,at,event\n"]), columns, { signal: controller.signal, progress });
const report: VariantReport = await log.variants({ top: 10 }, { signal: controller.signal });
const events: number = await log.events;
const map = await journey.JourneyMap.template("online_shop");
const measured = await map.measure(log, {}, { progress });
const page: string = await measured.toHtml();
const both: Remote<EventLog> = await journey.EventLog.concat([log, log]);
const version: string = await journey.version();
both.free();

// @ts-expect-error: a promise, not a number
const wrong: number = log.events;
// @ts-expect-error: Parquet needs the other edition
journey.EventLog.readParquet;
const arrow = await start({ arrow: true });
const parquet = await arrow.EventLog.readParquet(new Blob([]), columns);
const direct: WithArrow = await WithArrow.readArrow(new Uint8Array(), columns, { memoryLimit: "1 GB" });
const rows: number = work({ progress }, () => direct.transitions().rows.length);
journey.terminate();
console.log(report, events, page, version, wrong, await parquet.customers, rows);
