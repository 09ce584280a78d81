import type * as withArrow from "./arrow.js";
import type * as journey from "./index.js";
import { JourneyError, type WorkOptions } from "./index.js";

export { JourneyError };
export type { WorkOptions };

/** How to start a worker. */
export interface StartOptions {
  /** Browsers: where the file `journey_bg.wasm` is; beside the script if left out. */
  source?: string | URL | BufferSource | WebAssembly.Module | undefined;
  /** Whether to read Parquet and Arrow, too, as with `journey-wasm/arrow`; then it is `journey_arrow_bg.wasm`. */
  arrow?: boolean | undefined;
  /**
   * How long work may go on after its signal was aborted, in milliseconds; 500 if left out. Then its worker is
   * ended: what else was in it is gone, and calls on it reject with a `JourneyError` of the code `cancelled`. It
   * comes to that only where memory cannot be shared (pages that are not cross-origin isolated), because work
   * looks at its signal there only between the chunks of its input. `Infinity` lets it go on.
   */
  grace?: number | undefined;
}

/**
 * Starts the package in a worker: a Web Worker, or a worker thread of Node. The classes are the same, and every
 * method and property gives a promise. Each call takes conditions as one more argument.
 *
 *     const journey = await start();
 *     const log = await journey.EventLog.readCsv(file, columns, { progress, signal });
 *     const report = await log.variants({ top: 10 });
 */
export function start(options: StartOptions & { arrow: true }): Promise<Connection<typeof withArrow>>;
export function start(options?: StartOptions): Promise<Connection>;

/** The package in a worker. */
export type Connection<M = typeof journey> = {
  readonly [K in keyof M as K extends ClassName ? K : never]: RemoteClass<M[K]>;
} & { readonly [K in keyof M as K extends "version" ? K : never]: RemoteFunction<M[K]> } & {
  /** Ends the worker; calls under way reject with a `JourneyError` of the code `cancelled`. */
  terminate(): void;
};

type ClassName = "BoundLog" | "EventLog" | "JourneyMap" | "MeasuredMap" | "Source";

type Thing = journey.BoundLog | journey.EventLog | journey.JourneyMap | journey.MeasuredMap | journey.Source;

/** A class of the package whose objects live in the worker. */
export type RemoteClass<C> = {
  readonly [K in Exclude<keyof C, "prototype">]: K extends `read${Capitalize<string>}` ? RemoteReader<C[K]> : RemoteFunction<C[K]>;
};

/** What waits for its input takes conditions anyway. */
type RemoteReader<F> = F extends (...given: infer A) => infer R ? (...given: A) => Promise<RemoteValue<Awaited<R>>> : never;

/** An object in the worker. Call `free()`, or declare it with `using`, when it is no longer needed. */
export type Remote<T> = {
  readonly [K in Exclude<keyof T, "free" | typeof Symbol.dispose>]: T[K] extends (...given: never) => unknown
    ? RemoteFunction<T[K]>
    : Promise<RemoteValue<T[K]>>;
} & { free(): void; [Symbol.dispose](): void };

type RemoteFunction<F> = F extends (...given: infer A) => infer R
  ? (...given: [...RemoteArguments<A>, work?: WorkOptions]) => Promise<RemoteValue<Awaited<R>>>
  : never;

type RemoteArguments<A extends readonly unknown[]> = { [K in keyof A]: RemoteArgument<A[K]> };

type RemoteArgument<T> = T extends Thing ? Remote<T> : T extends readonly (infer I extends Thing)[] ? readonly Remote<I>[] : T;

type RemoteValue<T> = T extends Thing ? Remote<T> : T;
