// Logs and numbers that say less about people.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLog, JourneyMap } from "../npm/dist/node.js";

const text = `customer,time,event,age,comment,friend
ann,2024-01-01T10:17:00Z,look,34,mail ann@example.org,bob
ann,2024-01-02T11:00:00Z,buy,34,,
bob,2024-01-02T12:00:00Z,look,61,,ann
cem,2024-01-03T12:00:00Z,look,47,bob told me,ann
`;
const log = () => EventLog.fromCsv(text, { customer: "customer", time: "time", touchpoint: "event" });
const shop = () => JourneyMap.template("online_shop").simulate({ seed: 1, customers: 300 });
const key = Uint8Array.from({ length: 32 }, (_, byte) => byte);
const hex = Array.from(key, (byte) => byte.toString(16).padStart(2, "0")).join("");

test("a customer is forgotten, and what was done before", () => {
  const { log: known } = log().clean([{ drop_customers: { customers: ["bobby"] } }]);
  const { log: forgotten, report } = known.anonymize({ forget: ["bob", "eve"], redact: ["comment"] });
  assert.deepEqual([report.customers_forgotten, report.customers_unknown, report.mentions], [1, 1, 2]);
  assert.deepEqual([forgotten.customers, forgotten.events, forgotten.history.length], [2, 3, 0]);
  assert.ok(!new TextDecoder().decode(forgotten.toXes()).includes("bob"));
});

test("pseudonyms need a key, in bytes or digits", () => {
  const named = log().anonymize({ pseudonyms: true, pseudonymColumns: ["friend"], key });
  assert.equal(named.report.pseudonyms, 6);
  assert.equal(log().anonymize({ pseudonyms: true, pseudonymColumns: ["friend"], key: hex }).log.fingerprint, named.log.fingerprint);
  assert.throws(() => log().anonymize({ pseudonyms: true }), /key/);
  assert.throws(() => log().anonymize({ pseudonyms: true, key: "secret" }), (error) => !error.message.includes("secret"));
  assert.throws(() => log().anonymize({ pseudonyms: true, key: key.slice(1) }), /32 bytes/);
  const steps = [{ anonymize: { pseudonyms: true } }];
  assert.throws(() => log().clean(steps), /steps\[0\]\.anonymize\.pseudonyms/);
  assert.equal(log().clean(steps, { key }).log.fingerprint, log().anonymize({ pseudonyms: true, key }).log.fingerprint);
});

test("tables have no small cells", () => {
  const whole = shop().variants();
  const few = whole.rows.map((row) => row.customers).filter((customers) => customers < 5);
  const published = shop().kAnonymous("variants", 5);
  assert.equal(published.suppressed_rows, few.length);
  assert.equal(published.suppressed.value, few.reduce((sum, customers) => sum + customers, 0) / 300);
  assert.ok(published.columns.customers.every((customers) => customers >= 5));
  assert.deepEqual([published.k, published.column], [5, "customers"]);
  assert.throws(() => shop().kAnonymous("variants", 1), /at least 2/);
  assert.throws(() => shop().kAnonymous("everything", 5), /everything/);
});

test("counts have noise", () => {
  const report = shop().privateCounts({ epsilon: 0.5, contributions: 4 });
  assert.deepEqual([report.epsilon, report.contributions, report.scale], [0.5, 4, 8]);
  const fixed = shop().privateCounts({ epsilon: 0.5, entropy: key });
  assert.deepEqual(shop().privateCounts({ epsilon: 0.5, entropy: key }), fixed);
  const drawn = [1, 2, 3].map(() => JSON.stringify(shop().privateCounts({ epsilon: 0.01 })));
  assert.ok(new Set(drawn).size > 1);
  assert.throws(() => shop().privateCounts({ epsilon: 0 }), /epsilon/);
  assert.throws(() => shop().privateCounts({ entropy: "fixed" }), /32 bytes/);
});
