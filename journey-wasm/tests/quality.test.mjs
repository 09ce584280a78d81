// What is doubtful about a log, and the steps that mend it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLog, JourneyMap } from "../npm/dist/node.js";

const text = `user,at,event,system,score
ann,2024-03-01T10:00:00Z,visit,web,3
ann,2024-03-01T10:00:00Z,visit,web,3
Ann ,2024-03-02T10:00:00Z,buy,crm,5
bob,2031-01-01T10:00:00Z,visit,web,4
`;
const log = () => EventLog.fromCsv(text, { customer: "user", time: "at", touchpoint: "event" });

test("findings say what is doubtful and what mends it", () => {
  const report = log().quality({ now: "2030-01-01T00:00:00Z", source: "system" });
  assert.equal(report.input.rows, 4);
  assert.deepEqual(report.rows.map((row) => row.kind), ["duplicates", "future_times", "similar_ids"]);
  assert.equal(report.rows[0].mend, "drop_duplicates");
  assert.equal(report.rows[0].examples[0].row, 2);
  assert.throws(() => log().quality({ limits: { rarely: 1 } }), /rarely/);
});

test("a recipe is remembered and replays", () => {
  const when = { equals: { column: "system", value: "crm" } };
  const { log: clean, report } = log().clean(["drop_duplicates", "fold_ids", { shift_times: { when, by: "-2h" } }]);
  assert.deepEqual([report.events_before, report.events_after, report.customers_after], [4, 3, 2]);
  assert.deepEqual(clean.history.map((row) => row.events_changed), [0, 1, 1]);
  const again = log().clean(clean.history.map((row) => row.step)).log;
  assert.equal(again.fingerprint, clean.fingerprint);
  const split = (options) => log().clean([{ sessions: options }]).log.fingerprint;
  assert.equal(split({ gap: "1h", mostEvents: 1 }), split({ gap: "1h", most_events: 1 }));
  assert.throws(() => log().clean([{ sessions: { mostEvent: 1 } }]), /most_event/);
  assert.throws(() => log().clean(["drop_everything"]), /drop_everything|unknown variant/);
});

test("planted faults are found", () => {
  const map = JourneyMap.template("online_shop");
  const planted = map.simulate({ seed: 1, customers: 500, dataFaults: [{ ties: { events: 7 } }] });
  assert.deepEqual(planted.quality().rows.map((row) => [row.kind, row.count]), [["ties", 7]]);
});
