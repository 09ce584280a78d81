// The page's side of a worker: the same classes, whose methods and properties give promises.

import { STREAM, THING } from "./host.js";

/** How long work may go on after its signal was aborted until its worker is ended, in milliseconds. */
const GRACE = 500;

/**
 * Starts the package in a worker. `spawn` makes a worker and gives `{ port, end }`; `JourneyError` is the class of
 * errors.
 */
export async function connect(spawn, JourneyError, { grace = GRACE } = {}) {
  const failed = (code, message) => new JourneyError(code, message, "{}");
  const gone = new FinalizationRegistry(({ worker, thing }) => worker.post({ free: thing }));
  let worker;
  let ended = false;

  /** A worker with the calls that wait for it. */
  async function start() {
    const { port, end, problem } = await spawn();
    const calls = new Map();
    const self = { calls, dead: false, post: (message) => self.dead || port.postMessage(message) };
    /** In Node, only calls under way keep the process alive. */
    self.busy = () => (calls.size > 0 ? port.ref?.() : port.unref?.());
    self.end = (why) => {
      if (self.dead) return;
      self.dead = true;
      port.close();
      end();
      for (const call of calls.values()) call.reject(failed("cancelled", why));
      calls.clear();
    };
    const described = await new Promise((resolve, reject) => {
      problem((message) => reject(new Error(message)));
      port.onmessage = ({ data }) => (data.problem ? reject(new Error(data.problem)) : resolve(data));
    });
    problem((message) => replace(self, message));
    port.onmessage = ({ data }) => calls.get(data.call)?.hear(data);
    self.busy();
    return { ...described, worker: self };
  }

  const first = await start();
  worker = Promise.resolve(first.worker);
  const current = () => {
    if (ended) throw failed("cancelled", "the connection was ended");
    return worker;
  };

  /** Ends a worker; the next call that needs none of its things gets another one. */
  function replace(old, why) {
    if (old.dead) return;
    old.end(why);
    if (!ended) worker = start().then((next) => next.worker);
  }

  /** One call: `message` says what, `given` are its arguments, `length` of them its own and one its conditions. */
  async function send(owner, message, given, length = 0) {
    const { signal, progress, memoryLimit, ...unknown } = given[length] ?? {};
    for (const name of Object.keys(unknown)) {
      throw new JourneyError("invalid_option", `option \`${name}\` is unknown`, JSON.stringify({ field: name, expected: "signal, progress, memoryLimit" }));
    }
    signal?.throwIfAborted();
    const target = owner ?? (await current());
    if (target.dead) throw failed("cancelled", "this was in a worker that was ended");
    const flag = (signal || progress) && globalThis.SharedArrayBuffer ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
    const streams = [];
    const call = ++send.last;
    const args = given.slice(0, length).map((value) => sent(value, { target, call, streams }));
    return new Promise((resolve, reject) => {
      let late;
      const over = (settle, value) => {
        clearTimeout(late);
        signal?.removeEventListener("abort", abort);
        streams.forEach((stream) => stream.return?.());
        target.calls.delete(call);
        target.busy();
        settle(value);
      };
      let stopped = false;
      const stop = (why) => {
        if (stopped) return;
        stopped = true;
        if (flag) Atomics.store(flag, 0, 1);
        target.post({ abort: call });
        reject(why);
        if (grace !== Infinity) late = setTimeout(() => replace(target, "its worker was ended because other work did not stop"), grace);
      };
      const abort = () => stop(signal.reason);
      const told = (news) => {
        try {
          if (!stopped) progress?.(news);
        } catch (error) {
          stop(error);
        }
      };
      const hear = (data) => {
        if (data.progress) told(data.progress);
        else if (data.pull) feed(target, call, streams[0]);
        else if (data.error) over(reject, revived(data.error));
        else if (data.thing === undefined) over(resolve, data.value);
        else if (stopped) over(reject, target.post({ free: data.thing }));
        else over(resolve, remote(target, data));
      };
      target.calls.set(call, { hear, reject: (error) => over(reject, error) });
      signal?.addEventListener("abort", abort);
      target.busy();
      target.post({ ...message, call, length, args: args, flag, progress: Boolean(progress), memoryLimit });
    });
  }
  send.last = 0;

  const revived = ({ code, message, name, details }) => {
    if (code !== undefined) return new JourneyError(code, message, JSON.stringify(details ?? {}));
    const error = new Error(message);
    error.name = name ?? "Error";
    return error;
  };

  /** An argument as it can be sent. */
  function sent(value, about) {
    const { target, call, streams } = about;
    if (Array.isArray(value)) return value.map((item) => sent(item, about));
    const at = value && THINGS.get(value);
    if (at) {
      if (at.worker !== target || at.freed) throw failed("cancelled", at.freed ? "this was freed" : "this was in a worker that was ended");
      return { [THING]: at.thing };
    }
    if (isStream(value)) {
      streams.push(iterator(value));
      return { [STREAM]: call };
    }
    return value;
  }

  const classes = {};
  for (const [type, { statics, members }] of Object.entries(first.classes)) {
    classes[type] = class {
      free() {
        const at = THINGS.get(this);
        if (at.freed) return;
        at.freed = true;
        gone.unregister(this);
        at.worker.post({ free: at.thing });
      }
    };
    Object.defineProperty(classes[type], "name", { value: type });
    if (Symbol.dispose) classes[type].prototype[Symbol.dispose] = classes[type].prototype.free;
    for (const { name, length, async } of statics) {
      classes[type][name] = (...given) => sendFrom(given, { type, name, async }, length);
    }
    for (const { name, length, property } of members) {
      const call = (self, given) => {
        const { worker, thing, freed } = THINGS.get(self);
        return freed ? Promise.reject(failed("cancelled", "this was freed")) : send(worker, { on: thing, name, property }, given, length);
      };
      const member = property ? { get() { return call(this, []); } } : { value(...given) { return call(this, given); } };
      Object.defineProperty(classes[type].prototype, name, { configurable: true, ...member });
    }
  }

  /** A call of a class: on the worker of the things it is about, if there are any. */
  async function sendFrom(given, message, length) {
    const about = given.flat().map((value) => value && THINGS.get(value)).find(Boolean);
    return send(about?.worker, message, given, length);
  }

  function remote(target, { thing, type }) {
    const object = Object.create(classes[type].prototype);
    THINGS.set(object, { worker: target, thing, freed: false });
    gone.register(object, { worker: target, thing }, object);
    return object;
  }

  const functions = Object.fromEntries(first.functions.map(({ name, length }) => [name, (...given) => sendFrom(given, { name }, length)]));
  const terminate = () => {
    ended = true;
    worker.then((last) => last.end("the connection was ended"), () => {});
  };
  return { ...classes, ...functions, JourneyError, terminate, [Symbol.dispose ?? "terminate"]: terminate };
}

const THINGS = new WeakMap();

const isStream = (value) => typeof value?.getReader === "function" || typeof value?.[Symbol.asyncIterator] === "function";

/** The chunks of a `ReadableStream`, which not every browser can iterate over, or of anything that can be. */
function iterator(stream) {
  if (typeof stream.getReader !== "function") return stream[Symbol.asyncIterator]();
  const reader = stream.getReader();
  return { next: () => reader.read(), return: () => reader.cancel().catch(() => {}) };
}

/** Sends the next chunk of a stream. */
async function feed(target, call, stream) {
  try {
    const { done, value } = await stream.next();
    target.post({ chunk: call, done: Boolean(done), value });
  } catch (error) {
    target.post({ chunk: call, error: String(error?.message ?? error) });
  }
}
