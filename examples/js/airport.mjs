// San Francisco airport as its passengers rate it: from two waves of a survey to a measured map, and what moves satisfaction.
//
// JOURNEY_DATA=DATA node examples/js/airport.mjs OUTPUT_FOLDER
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import init, { EventLog, JourneyMap } from "journey-wasm";

if (!process.env.JOURNEY_DATA) {
  console.log("skipped: JOURNEY_DATA is not set");
  process.exit(0);
}
await init();
const folder = process.argv[2] ?? join(tmpdir(), "journey-examples");
const data = join(process.env.JOURNEY_DATA, "sfo_survey");
/** @param {string} name */
const bytes = (name) => readFileSync(join(data, name));
/** @param {string} name */
const beside = (name) => readFileSync(new URL(`../maps/${name}`, import.meta.url), "utf8");
const timeZone = "America/Los_Angeles";

// What is rated, in the order of the journey: touchpoint, and its column in 2017 and in 2018.
const ratings = [
  ["way", "Q13GETRATE", "Q13GETRATE"],
  ["roads", "Q7ROADS", "Q7ROADS"],
  ["parking", "Q7PARK", "Q7PARK"],
  ["rental", "Q7RENTAL", "Q7RENTAL"],
  ["find", "Q14FIND", "Q14FIND "],
  ["signs", "Q7SIGN", "Q7SIGN"],
  ["screening", "Q14PASSTHRU", "Q14PASSTHRU"],
  ["safety", "Q10SAFE", "Q10Safe"],
  ["restaurants", "Q7FOOD", "Q7FOOD"],
  ["shops", "Q7STORE", "Q7STORE"],
  ["wifi", "Q7WIFI", "Q7WIFI"],
  ["art", "Q7ART", "Q7ART"],
  ["restrooms", "Q9RESTROOM", "Q9Restroom"],
  ["walkways", "Q7WALKWAYS", "Q7WALKWAY"],
  ["screens", "Q7SCREENS", "Q7SCREENS"],
  ["gate", "Q9BOARDING", "Q9Boarding"],
];
const purposes = {
  1: "business", 2: "holiday", 3: "family", 4: "other", 5: "business", 6: "family", 7: "other",
  10: "other", 11: "other", 12: "other", 13: "other",
};

// The survey of a May: 0 is blank and 6 "never used" or "don't know".
/**
 * @param {number} year
 * @param {string} recommend
 * @param {string} clean
 */
const wave = (year, recommend, clean) =>
  EventLog.fromSurvey(bytes(`sfo_${year}.csv.gz`), {
    respondent: "RESPNUM",
    at: `${year}-05-15`,
    timeZone,
    ratings: ratings.map((names) => ({ column: names[year - 2016], touchpoint: names[0] })),
    noAnswer: [0, 6],
    noAnswerOf: { [clean]: [0, 6], [recommend]: [11], Q2PURP1: [0] },
    keep: ["Q7ALL", clean, recommend, "Q2PURP1", "BAREA"],
    names: { Q7ALL: "overall", [clean]: "clean", [recommend]: "recommend", Q2PURP1: "purpose", BAREA: "boarding_area", WEIGHT: "weight" },
    recode: { Q2PURP1: purposes },
    weight: "WEIGHT",
    missing: ["Blank", "BLANK"],
  });
const first = wave(2017, "NETPRO", "Q9ALL");

// What moves overall satisfaction, of what most passengers rate.
const rated = ["restaurants", "walkways", "shops", "signs", "screens", "wifi", "art", "screening", "safety", "find"];
const drivers = first.drivers({
  outcome: { answer: { column: "overall" } },
  items: [{ answer: { column: "clean" } }, ...rated.map((touchpoint) => ({ answer: { column: "rating", touchpoint } }))],
});
for (const row of drivers.rows.slice(0, 5)) {
  console.log(`${row.item}: ${(100 * (row.importance.value ?? 0)).toFixed(1)} %`);
}

// The comments of 2017 as the airport coded them: several a passenger, each with a code and how positive it is.
const comments = EventLog.fromSurvey(bytes("sfo_2017_comments.csv.gz"), {
  respondent: "RESPNUM_FK",
  at: "2017-05-15",
  timeZone,
  eventName: "comment",
  keep: ["comment_group", "comment_code", "Comment", "Sentiment"],
  names: { comment_group: "group", comment_code: "code", Comment: "comment", Sentiment: "tone" },
  recode: { Sentiment: { Negative: -1, Neutral: 0, Positive: 1 } },
});

// Both waves, with the comments at their touchpoints. Passenger 1 of one year is not passenger 1 of the other.
const { log: commented } = EventLog.concat([first, comments]).clean(JSON.parse(beside("airport.steps.json")));
const log = EventLog.combine([
  { source: "2017", log: commented, customerIs: "passenger_2017" },
  { source: "2018", log: wave(2018, "NETPRO  ", "Q9All"), customerIs: "passenger_2018" },
]);
const change = log.trend({ column: "recommend", measure: { nps: {} }, weight: "weight" });
console.log(`net promoter score, weighted: ${change.overall.statement}`);

const measured = JourneyMap.fromYaml(beside("airport.yaml")).measure(log, { findings: 8 });
for (const finding of measured.painPoints.slice(0, 3)) {
  console.log(`${finding.rank}. ${finding.touchpoint}: ${finding.statement}`);
}
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "airport.html"), measured.toHtml());
writeFileSync(join(folder, "airport.svg"), measured.toSvg());
writeFileSync(join(folder, "airport.json"), measured.toJson());
console.log(`The picture is ${join(folder, "airport.html")}`);
