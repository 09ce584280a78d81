/// <reference lib="esnext.disposable" />

/**
 * Loads the WebAssembly file. Browsers: once, before anything else. In Node it does nothing, so that
 * the same code runs everywhere.
 *
 * @param source Where the file `journey_bg.wasm` is; beside the script if left out.
 */
export default function init(source?: string | URL | BufferSource | WebAssembly.Module): Promise<void>;

/**
 * Loads the WebAssembly file from its bytes, at once.
 *
 * @param source The bytes of `journey_bg.wasm`.
 */
export function initSync(source: BufferSource | WebAssembly.Module): void;

/** Every error of this package. */
export class JourneyError extends Error {
  private constructor();
  /** Stable name of the kind of error, such as `missing_column`. */
  readonly code: ErrorCode;
  /** The parts of the error: where it is, what was found, what was expected. */
  readonly details: ErrorDetails;
}

/** Kinds of errors. */
export type ErrorCode =
  | "invalid_map"
  | "invalid_source"
  | "bad_value"
  | "syntax"
  | "encoding"
  | "missing_column"
  | "duplicate_column"
  | "invalid_option"
  | "unknown_name"
  | "limit"
  | "io"
  | "unsupported"
  | "cancelled";

/** Parts of an error; which ones are there depends on the code. */
export interface ErrorDetails {
  /** Where in the input the problem lies. */
  place?: Place;
  /** `invalid_map`, `invalid_source`: every problem of the document. */
  issues?: Issue[];
  /** `bad_value`, `invalid_option`: what was found. */
  value?: string;
  /** `encoding`: what the bytes look like, if that is known. */
  found?: string;
  /** `bad_value`, `invalid_option`: what would be right. */
  expected?: string;
  /** `syntax`, `io`: what is wrong. */
  message?: string;
  /** `missing_column`, `duplicate_column`: the column. */
  column?: string;
  /** `missing_column`: the columns there are. */
  available?: string[];
  /** `invalid_option`: the option. */
  field?: string;
  /** `unknown_name`: what kind of thing was named. */
  kind?: string;
  /** `unknown_name`: the name. */
  name?: string;
  /** `unknown_name`: names that look alike, best first. */
  similar?: string[];
  /** `limit`, `unsupported`: what it is about. */
  what?: string;
  /** `limit`: the limit. */
  limit?: number;
  /** `unsupported`: the feature that this build does not have. */
  feature?: string;
  /** `io`: the file. */
  path?: string;
}
