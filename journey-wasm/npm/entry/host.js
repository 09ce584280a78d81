// Inside the worker: does the calls that come over a port, one after the other.
//
// What lives here (logs, maps) has a number there. Conditions of a call come with it: whether somebody hears of
// its progress, and the memory in which its signal shows at once, where memory can be shared.

/** Arguments that stay on their side have numbers under these names. */
export const THING = "journey:thing";
export const STREAM = "journey:stream";

/** Progress is told so often at most, in milliseconds. */
const OFTEN = 50;

/** Answers the calls of a port with the package. */
export function host(port, journey) {
  const classes = Object.fromEntries(Object.entries(journey).filter(([, value]) => isClass(value)));
  const things = new Map();
  const running = new Map();
  let last = 0;

  const received = (value) => {
    if (Array.isArray(value)) return value.map(received);
    if (value?.[THING] !== undefined) return things.get(value[THING]);
    if (value?.[STREAM] !== undefined) return chunks(value[STREAM]);
    return value;
  };

  /** A thing of the package as its number; everything else as it is. */
  const sent = (value) => {
    const type = Object.keys(classes).find((name) => value instanceof classes[name]);
    if (!type) return { value };
    things.set(++last, value);
    return { thing: last, type };
  };

  /** What a stream on the other side has, chunk by chunk. */
  async function* chunks(stream) {
    for (;;) {
      const chunk = await new Promise((resolve) => {
        running.get(stream).chunk = resolve;
        port.postMessage({ call: stream, pull: true });
      });
      if (chunk.error) throw new Error(chunk.error);
      if (chunk.done) return;
      yield chunk.value;
    }
  }

  const conditions = ({ call, progress, memoryLimit }, state) => {
    let told = 0;
    const tell = (news) => {
      const now = performance.now();
      if (now - told < OFTEN && news.done !== news.total) return;
      told = now;
      port.postMessage({ call, progress: news });
    };
    return { signal: state.signal, progress: progress ? tell : undefined, memoryLimit };
  };

  async function answer(message) {
    const { call, on, type, name, property, args, async } = message;
    const state = { signal: signal(message.flag) };
    running.set(call, state);
    try {
      const target = on === undefined ? (type === undefined ? journey : classes[type]) : things.get(on);
      const work = conditions(message, state);
      const given = args?.map(received) ?? [];
      const action = () => (property ? target[name] : target[name](...given));
      const value = async ? await target[name](...given, ...Array(message.length - given.length), work) : journey.work(work, action);
      port.postMessage({ call, ...sent(value) });
    } catch (error) {
      port.postMessage({ call, error: described(error) });
    } finally {
      running.delete(call);
    }
  }

  port.onmessage = ({ data }) => {
    if (data.free !== undefined) {
      things.get(data.free)?.free();
      things.delete(data.free);
    } else if (data.abort !== undefined) {
      const state = running.get(data.abort);
      if (state) state.signal.aborted = true;
      state?.chunk?.({ done: true });
    } else if (data.chunk !== undefined) {
      running.get(data.chunk)?.chunk(data);
    } else {
      answer(data);
    }
  };
  port.postMessage({ classes: Object.fromEntries(Object.entries(classes).map(([name, value]) => [name, shape(value)])), functions: functions(journey) });
}

/** A signal that is aborted by a message, or by a number in shared memory. */
function signal(flag) {
  let told = false;
  return {
    get aborted() {
      return told || (flag !== undefined && Atomics.load(flag, 0) !== 0);
    },
    set aborted(value) {
      told = value;
    },
    get reason() {
      return new DOMException("This operation was aborted", "AbortError");
    },
    throwIfAborted() {
      if (this.aborted) throw this.reason;
    },
  };
}

const isClass = (value) => typeof value === "function" && typeof value.prototype?.free === "function";

/** What a class has, so that the other side can have the same. */
function shape(type) {
  const own = (object, hidden) =>
    Object.entries(Object.getOwnPropertyDescriptors(object))
      .filter(([name]) => !hidden.includes(name) && !name.startsWith("__"))
      .map(([name, { get, value }]) => ({ name, property: get !== undefined, ...arity(value) }));
  return {
    statics: own(type, ["length", "name", "prototype"]),
    members: own(type.prototype, ["constructor", "free"]),
  };
}

/** Names of the functions of the package that are no classes. */
function functions(journey) {
  const names = Object.keys(journey).filter((name) => !["default", "init", "initSync", "work"].includes(name));
  return names.filter((name) => typeof journey[name] === "function" && !/^[A-Z_]/.test(name)).map((name) => ({ name, ...arity(journey[name]) }));
}

/** How many arguments of its own a function takes. */
function arity(value) {
  if (typeof value !== "function") return {};
  // What waits for its input takes its conditions itself.
  const async = /^read[A-Z]/.test(value.name);
  return { length: value.length - (async ? 1 : 0), async };
}

function described(error) {
  const { name, message, code, details } = error ?? {};
  return code === undefined ? { name, message: message ?? String(error) } : { message, code, details };
}
