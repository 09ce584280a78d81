// Lexicons and classifiers of texts.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Lexicon, TextClassifier } from "../npm/dist/node.js";

const TEXTS = ["long queue", "queue too long", "slow queue", "nice view", "very nice lounge", "nice staff"];
const LABELS = ["waiting", "waiting", "waiting", "place", "place", "place"];

test("lexicons score and explain", () => {
  // vaderSentiment 3.3.2
  const vader = Lexicon.english({ rules: "vader" });
  assert.equal(vader.score("VADER is smart, handsome, and funny.").compound.toFixed(4), "0.8316");
  const english = Lexicon.english();
  assert.ok(english.size > 7500 && english.score("nothing for redheads :(").compound < 0);
  assert.deepEqual(english.explain("Fed up :(").map(({ word }) => word), ["fed up", ":("]);
  assert.equal(english.compounds(["bad", ""])[1], 0);
  assert.ok(Lexicon.fromEntries({ gut: 1.9 }).score("gut").compound > 0);
  assert.ok(Lexicon.readText("gut\t1.9\nnicht\tnegation\n").score("nicht gut").compound < 0);
  assert.throws(() => Lexicon.readText("gut\tx\n"), { code: "bad_value" });
  assert.throws(() => Lexicon.english({ rules: "x" }), { code: "invalid_option" });
});

test("classifiers learn, are written and say how right they are", () => {
  const classifier = TextClassifier.fit(TEXTS, LABELS);
  assert.equal(classifier.predict("a queue"), "waiting");
  assert.deepEqual(classifier.probabilities("nice").map(({ label }) => label), ["place", "waiting"]);
  assert.equal(TextClassifier.fromJson(classifier.toJson()).toJson(), classifier.toJson());
  assert.equal(classifier.topWords(1).length, 2);
  const report = TextClassifier.crossValidate(TEXTS, LABELS, 3, 4);
  assert.equal(report.texts, 6);
  assert.throws(() => TextClassifier.fit(TEXTS, []), { code: "invalid_option" });
});
