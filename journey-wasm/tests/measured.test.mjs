// Measured maps: numbers, findings, evidence and pictures.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JourneyError, JourneyMap, MeasuredMap, Priority } from "../npm/dist/node.js";

let map;
let measured;

before(() => {
  map = JourneyMap.template("online_shop");
  measured = map.measure(map.simulate({ seed: 3, customers: 1500, faults: [{ loses_customers: { touchpoint: "cart", share: 0.5 } }] }));
});

test("the planted fault is found first", () => {
  const [worst] = measured.painPoints;
  assert.deepEqual([worst.rank, worst.kind, worst.touchpoint], [1, "drop_off", "cart"]);
});

test("the customers behind a number are logs, and findings become priorities", () => {
  const log = map.simulate({ seed: 3, customers: 1500, faults: [{ loses_customers: { touchpoint: "cart", share: 0.5 } }] });
  const [worst] = measured.painPoints;
  const { considered, suffered } = measured.cases(log, worst);
  assert.equal(considered.customers, worst.evidence[0].measured.n);
  assert.equal(suffered.customers / considered.customers, worst.evidence[0].measured.value);
  const remedy = { name: "guests", finding: 1, takes_away: [0.2, 0.5, 0.6], confidence: 0.8, effort: 2 };
  const initiatives = measured.initiatives([remedy]);
  assert.deepEqual(initiatives[0].impact, [0.2, 0.5, 0.6]);
  const whatIf = log.whatIf({ success: "delivered", changes: [{ drop_off: { touchpoint: "cart", factor: 0.5 } }] });
  initiatives.push(Priority.whatIf("cheaper", whatIf, 0.5, [1, 2, 3]));
  const { rows } = Priority.rank({ initiatives });
  assert.equal(rows[0].name, "guests");
  assert.equal(measured.initiatives([remedy], "value").length, 1);
  assert.throws(() => measured.initiatives([{ ...remedy, finding: 99 }]), { code: "invalid_option" });
  assert.throws(() => measured.initiatives([remedy], "money"), { code: "invalid_option" });
});

test("every view has every touchpoint and KPI of the map", () => {
  const document = map.toObject();
  const touchpoints = document.stages.flatMap((stage) => stage.touchpoints).length;
  assert.equal(measured.views.length, 1 + document.personas.length);
  for (const view of measured.views) {
    assert.equal(view.touchpoints.length, touchpoints);
    assert.equal(view.kpis.length, document.kpis.length);
  }
});

test("a number can be traced", () => {
  const trace = measured.trace("touchpoints.cart.drop_off");
  const cart = measured.views[0].touchpoints.find(({ id }) => id === "cart");
  assert.equal(trace.value, cart.drop_off.value);
  assert.equal(trace.fingerprint, measured.provenance.fingerprint);
  assert.ok(trace.rows.length > 0);
  assert.equal(measured.trace("touchpoints.nowhere.drop_off"), undefined);
});

test("it leaves as pictures and texts", () => {
  assert.match(measured.toHtml(), /^<!doctype html>/i);
  assert.match(measured.toSvg(), /^<svg/);
  assert.match(measured.toMermaid(), /^journey/m);
  assert.match(measured.toMarkdown(), /Online shop/);
  assert.notEqual(measured.toSvg(map.toObject().personas[0].id), measured.toSvg());
  assert.throws(() => measured.toSvg("nobody"), (error) => error instanceof JourneyError && error.code === "unknown_name");
});

test("JSON is the same as the plain object, and can be read again", () => {
  assert.deepEqual(JSON.parse(measured.toJson()), measured.toObject());
  assert.deepEqual(MeasuredMap.fromJson(measured.toJson()).toObject(), measured.toObject());
});

test("numbers are JSON numbers within 2^53, never NaN", () => {
  const check = (value) => {
    if (typeof value === "number") assert.ok(Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(check);
  };
  check(measured.toObject());
});

test("maps read, write and check themselves", () => {
  const again = JourneyMap.from(map.toObject());
  assert.deepEqual(again.toObject(), map.toObject());
  assert.deepEqual(JourneyMap.fromYaml(map.toYaml()).toObject(), map.toObject());
  assert.deepEqual(JourneyMap.fromJson(map.toJson()).toObject(), map.toObject());
  assert.deepEqual(map.check(), []);
  assert.equal(JourneyMap.templates().length, 4);
  assert.throws(() => JourneyMap.from({ format: 1, name: "x", stages: [{ id: "a", nam: "A" }] }), (error) => error.details.issues.length > 0);
});

test("simulated customers come back", () => {
  const once = map.simulate({ customers: 200 });
  const often = map.simulate({ customers: 200, returning: 0.7, returnAfter: "10d" });
  assert.ok(often.customers === 200 && often.events > 1.2 * once.events);
  assert.throws(() => map.simulate({ returning: 1 }), (error) => error.code === "invalid_option" && error.details.field === "returning");
});

test("a bound log answers every analysis with the names of the map", () => {
  const log = map.simulate({ customers: 200 });
  const bound = map.bind(log);
  assert.ok(bound.coverage.bound_events > 0);
  assert.ok(bound.log.touchpoints.includes("cart"));
  assert.ok(bound.persona(map.toObject().personas[0].id).customers <= bound.log.customers);
});
