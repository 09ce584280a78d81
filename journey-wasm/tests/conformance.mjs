// Runs one conformance case (testdata/conformance/README.md) with the package given; the same file runs in
// Node and in Chromium. Returns the list of differences, empty if there are none.

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const camelKeys = (object) => Object.fromEntries(Object.entries(object ?? {}).map(([key, value]) => [camel(key), value]));

export async function runCase(journey, test) {
  const shards = test.log && test.log.options?.shards === undefined ? [1, 7, 64] : [undefined];
  const differences = [];
  for (const count of shards) {
    const found = attempt(() => run(journey, test, count));
    const problems = test.error ? compareError(journey, test.error, found) : await compareReport(test, found);
    differences.push(...problems.map((problem) => (count ? `${count} shards: ${problem}` : problem)));
  }
  return differences;
}

function attempt(action) {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}

function run(journey, test, shards) {
  const log = test.log && readLog(journey, test.log, shards);
  const map = () => journey.JourneyMap.fromBytes(test.map, "map");
  const options = camelKeys(test.options);
  switch (test.operation) {
    case "bind":
      return map().bind(log).coverage;
    case "before_after":
      return map().beforeAfter(log, options);
    case "measure":
      return map().measure(log, options).toObject();
    case "read_map":
      return map().toObject();
    case "write_map":
      return journey.JourneyMap.fromYaml(map().toYaml()).toObject();
    case "priorities":
      return journey.Priority.rank(options);
    case "simulate": {
      const { fingerprint, customers, events } = map().simulate(options);
      return { fingerprint, customers, events };
    }
    case "compare": {
      const { a, b, operation, question, ...rest } = options;
      return log.matching(a).compare(log.matching(b), rest)[camel(operation)](camelKeys(question));
    }
    case "combine":
      return combine(journey, log, options);
    case "identity_sensitivity":
      return log.identitySensitivity({ ...options, stitching: camelKeys(options.stitching) });
    case "k_anonymous": {
      const { columns, k, ...published } = log.kAnonymous("variants", options.k);
      return { ...published, path: columns.path, customers: Array.from(columns.customers) };
    }
    case "private_counts": {
      const entropy = Uint8Array.from(options.entropy.match(/../g), (pair) => parseInt(pair, 16));
      return log.privateCounts({ ...options, entropy });
    }
    case "anonymize":
    case "by":
    case "sessions":
    case "stitch": {
      const made = log[test.operation](options);
      return { report: made.report, fingerprint: made.log.fingerprint };
    }
    case "split_quantiles":
      return log.splitQuantiles(options).map((part) => ({ bin: part.bin, customers: part.log.customers, events: part.log.events }));
    case "clean": {
      const made = log.clean(options.steps);
      return { report: made.report, variants: made.log.variants({ top: 1000 }), transitions: made.log.transitions() };
    }
    case "session_gap":
      return log.sessionGap();
    default:
      return log[camel(test.operation)](options);
  }
}

/** The log as several sources. */
function combine(journey, log, { parts, ...options }) {
  const combined = journey.EventLog.combine(parts.map((part) => ({ log, ...camelKeys(part) })), options);
  const { fingerprint, customers, events, columns } = combined;
  return { fingerprint, customers, events, columns: columns.map((column) => column.name) };
}

function readLog(journey, log, shards) {
  const layout = camelKeys({ ...log.options, ...(shards === undefined ? {} : { shards }) });
  return journey.EventLog.fromCsv(log.csv, { ...camelKeys(log.columns), ...layout });
}

export function compareError(journey, expected, found) {
  if (!found.error) return [`no error; expected ${expected.code}`];
  if (!(found.error instanceof journey.JourneyError)) return [`not a JourneyError: ${found.error}`];
  const { code, details } = found.error;
  const facts = { name: details.column, ...details.issues?.[0]?.place, ...details.place, ...details, code };
  if (code === "invalid_option") facts.field = snake(details.field);
  const { issues, ...simple } = expected;
  const wrong = Object.keys(simple)
    .filter((name) => JSON.stringify(facts[name]) !== JSON.stringify(simple[name]))
    .map((name) => `error.${name}: ${JSON.stringify(facts[name])}; expected ${JSON.stringify(simple[name])}`);
  return [...wrong, ...compareIssues(issues, details.issues ?? [])];
}

/** The stated fields of every issue, in order. */
function compareIssues(expected, found) {
  if (expected === undefined) return [];
  if (expected.length !== found.length) return [`${found.length} issues; expected ${expected.length}`];
  return expected.flatMap((fields, index) => {
    const facts = { ...found[index].place, ...found[index] };
    return Object.keys(fields)
      .filter((name) => facts[name] !== fields[name])
      .map((name) => `issue ${index}, ${name}: ${JSON.stringify(facts[name])}; expected ${JSON.stringify(fields[name])}`);
  });
}

async function compareReport(test, found) {
  if (found.error) return [`${found.error.code}: ${found.error.message}`];
  const near = new Set(test.near);
  const problems = test.expected === undefined ? [] : compare(found.value, test.expected, "", near);
  for (const [path, expected] of Object.entries(test.expected_paths ?? {})) {
    problems.push(...compare(at(found.value, path), expected, path, near));
  }
  if (test.digest && (await digest(found.value)) !== test.digest) problems.push("the digest differs");
  return problems;
}

function compare(found, expected, path, near) {
  const plain = (value) => value === null || typeof value !== "object";
  if (plain(expected)) {
    return sameValue(found, expected, near.has(path.split(".").at(-1))) ? [] : [`${path}: ${JSON.stringify(found)}; expected ${JSON.stringify(expected)}`];
  }
  if (plain(found) || Array.isArray(found) !== Array.isArray(expected)) return [`${path}: another kind of value`];
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  names.delete("version");
  return [...names].flatMap((name) => {
    const below = Array.isArray(expected) ? `${path}[${name}]` : `${path}.${name}`;
    if (!(name in found)) return [`${below}: missing`];
    if (!(name in expected)) return [`${below}: not expected`];
    return compare(found[name], expected[name], below, near);
  });
}

/** Equal to the bit, or, for the fields that a case lists as near, within a trillionth. */
function sameValue(found, expected, near) {
  if (near && typeof found === "number" && typeof expected === "number") {
    return Math.abs(found - expected) <= 1e-12 * Math.abs(expected);
  }
  return Object.is(found, expected);
}

/** The value at a path such as `views[0].stages.length`. */
export function at(value, path) {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  return steps.reduce((inner, step) => inner?.[step], value);
}

/** SHA-256 of the canonical text of a report. */
export async function digest(report) {
  const bytes = new TextEncoder().encode(canonical(report));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function canonical(value) {
  if (value === null) return "n";
  if (typeof value === "boolean") return value ? "t" : "f";
  if (typeof value === "number") return `#${bits(value)}`;
  if (typeof value === "string") return `s${new TextEncoder().encode(value).length}:${value}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const names = Object.keys(value).filter((name) => name !== "version").sort(byBytes);
  return `{${names.map((name) => canonical(name) + canonical(value[name])).join(",")}}`;
}

function bits(number) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

function byBytes(a, b) {
  const [left, right] = [a, b].map((text) => [...text].map((letter) => letter.codePointAt(0)));
  const at = left.findIndex((letter, index) => letter !== right[index]);
  if (at < 0) return left.length - right.length;
  return right[at] === undefined ? 1 : left[at] - right[at];
}
