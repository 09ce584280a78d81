// Guesses which column is what from the names in the header, best first.

const WORDS = {
  customer: ["customer", "user", "client", "visitor", "person", "member", "household", "account", "case", "session", "id"],
  time: ["timestamp", "time", "date", "datetime", "when", "at", "start", "day"],
  touchpoint: ["event", "touchpoint", "activity", "action", "concept", "name", "type", "page", "step"],
  end: ["end", "finished", "finish", "complete", "until", "stop"],
};

/** For each role the column that fits best; empty text where none does. No column gets two roles. */
export function suggest(columns) {
  const taken = new Set();
  const chosen = {};
  for (const role of ["time", "touchpoint", "customer", "end"]) {
    const scored = columns
      .filter((column) => !taken.has(column))
      .map((column) => ({ column, score: score(column, WORDS[role]) }))
      .sort((a, b) => b.score - a.score);
    chosen[role] = scored[0]?.score > 0 ? scored[0].column : "";
    taken.add(chosen[role]);
  }
  return chosen;
}

function score(column, words) {
  const parts = column
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  const found = words.findIndex((word) => parts.includes(word));
  return found < 0 ? 0 : words.length - found + 1 / parts.length;
}

/** The separator that the first line has most of. */
export function delimiter(firstLine) {
  const count = (mark) => firstLine.split(mark).length;
  return [",", ";", "\t", "|"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
