// Sessions, other units, several sources and several ids of one customer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLog } from "../npm/dist/node.js";

const EVENTS = `cookie,at,event,user,order
c1,2024-03-01T10:00:00Z,look,,
c1,2024-03-01T10:30:00Z,login,ann,
c1,2024-03-01T11:01:00Z,buy,,o1
c2,2024-03-02T10:00:00Z,login,ann,
c2,2024-03-02T10:10:00Z,buy,,o2
c2,2024-03-03T10:10:00Z,login,bob,o2
`;
const log = () => EventLog.fromCsv(EVENTS, { customer: "cookie", time: "at", touchpoint: "event" });

test("sessions by gap are journeys of their own", () => {
  const { log: cut, report } = log().sessions({ gap: "30m" });
  assert.deepEqual([cut.customers, report.sessions, report.gap_seconds], [4, 4, 1800]);
  assert.deepEqual(report.cuts, [{ rule: "gap", cuts: 2 }]);
  assert.deepEqual(cut.columns.map((column) => column.name), ["user", "order", "customer"]);
});

test("units nest", () => {
  const { log: sessions } = log().sessions({ gap: "30m", column: "session" });
  const { log: orders, report } = sessions.by({ column: "order", without: "keep", keepAs: "cookie" });
  assert.deepEqual([orders.customers, report.shared, report.left_out], [4, 0, 0]);
  assert.throws(() => orders.by({ column: "user", keepAs: "session" }), { code: "invalid_option" });
});

test("the gap that data show is typed", () => {
  const report = log().sessionGap();
  assert.deepEqual([report.gaps, report.valley, report.no_valley], [4, null, "too_few"]);
  assert.throws(() => log().sessions({ findGap: true }), { code: "invalid_option" });
});

test("ids are stitched with a report", () => {
  const { log: people, report } = log().stitch({ columns: ["user"] });
  assert.deepEqual([people.customers, report.customers_before, report.conflicts], [2, 2, 1]);
  const merged = log().stitch({ columns: ["user"], onConflict: "merge", validFor: { customer: "9d" }, keepAs: "cookie" });
  assert.equal(merged.log.customers, 1);
  assert.throws(() => log().stitch({ columns: ["usr"] }), { code: "unknown_name" });
});

test("sources are combined", () => {
  const parts = [{ source: "web", log: log(), customerIs: "cookie" }, { source: "app", log: log() }];
  const both = EventLog.combine(parts, { column: "export" });
  assert.deepEqual([both.customers, both.events], [4, 12]);
  assert.deepEqual(both.columns.map((column) => column.name), ["export", "user", "order", "cookie"]);
  assert.throws(() => EventLog.combine([{ source: "web", log: 1 }]), { code: "invalid_option" });
});

test("numbers are tried with lost links", () => {
  const numbers = ["customers", { conversion: { source: "look", target: "buy", within: "2d" } }];
  const stitching = { columns: ["user"], onConflict: "merge" };
  const report = log().identitySensitivity({ stitching, numbers, shares: [0.5], repeats: 3 });
  assert.deepEqual(report.rows.map((row) => row.number), ["customers", "conversion look → buy"]);
  assert.throws(() => log().identitySensitivity({ stitching: { colour: "red" }, numbers }), { code: "invalid_option" });
});

test("journeys are compared with what is known", () => {
  const report = log().agreement({ column: "user" });
  assert.deepEqual([report.events, report.without_value, report.precision], [3, 3, 0]);
});
