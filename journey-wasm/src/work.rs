//! Conditions of long work: who hears of its progress, what stops it, and how much memory it may take.

use std::cell::RefCell;

use journey_core::work::{self as core, CancelToken};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::error::{Result, option, throw};
use crate::read::kind;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How work is done. Results never depend on it. */
export interface WorkOptions {
    /** Hears how far the work is. */
    progress?: ((progress: Progress) => void) | undefined;
    /** Stops the work: a call ends with a `JourneyError` of the code `cancelled`, a promise with the reason of the signal. */
    signal?: AbortSignal | undefined;
    /** What would need more memory is refused: a number of bytes, or a text such as `"1 GB"`. */
    memoryLimit?: number | string | undefined;
}

/** How far a piece of work is. */
export interface Progress {
    /** What is being done. */
    step: "reading" | "indexing" | "analysing" | "writing";
    /** How much of it is done: bytes while reading, journeys while writing, else parts of the log. */
    done: number;
    /** How much it is in all; `null` if that is not known. */
    total: number | null;
}

/**
 * Does some work under conditions, at once: `work({ progress }, () => log.variants())`. What is left out stays as
 * it is outside. A signal is looked at whenever there is progress, so it can be aborted there; what may be aborted
 * from outside belongs into a worker.
 */
export function work<T>(options: WorkOptions, action: () => T): T;
"#;

#[derive(Clone, Default)]
struct Conditions {
    progress: Option<Function>,
    signal: Option<JsValue>,
    memory_limit: Option<u64>,
    stop: CancelToken,
}

/// What is there while some work is being done.
#[derive(Default)]
struct Current {
    conditions: Conditions,
    /// What the function that hears of progress has thrown.
    thrown: Option<JsValue>,
}

thread_local! {
    static CURRENT: RefCell<Current> = RefCell::default();
}

/// Does some work under conditions.
#[wasm_bindgen(skip_typescript)]
pub fn work(options: &JsValue, action: &Function) -> Result<JsValue> {
    within(options, || action.call0(&JsValue::UNDEFINED))
}

/// The same for a function of this crate.
pub fn within<T>(options: &JsValue, action: impl FnOnce() -> Result<T>) -> Result<T> {
    let outside = CURRENT.with(|current| current.borrow().conditions.clone());
    let conditions = Conditions { stop: CancelToken::new(), ..Conditions::read(options, outside)? };
    if conditions.aborted() {
        return Err(throw(journey_core::Error::Cancelled));
    }
    let work = core::Work::new().cancel(&conditions.stop).progress(tell);
    let work = conditions.memory_limit.iter().fold(work, |work, bytes| work.memory_limit(*bytes));
    let former = CURRENT.with(|current| current.replace(Current { conditions, thrown: None }));
    let result = work.run(action);
    let Current { thrown, .. } = CURRENT.with(|current| current.replace(former));
    thrown.map_or(result, Err)
}

/// Passes progress on, and looks whether the work is to stop.
fn tell(core::Progress { step, done, total }: core::Progress) {
    let conditions = CURRENT.with(|current| current.borrow().conditions.clone());
    if let Some(progress) = &conditions.progress {
        let total = if total == 0 { JsValue::NULL } else { (total as f64).into() };
        let news = Object::new();
        let fields = [("step", step.into()), ("done", (done as f64).into()), ("total", total)];
        let told = fields
            .iter()
            .try_for_each(|(name, value)| Reflect::set(&news, &(*name).into(), value).map(|_| ()))
            .and_then(|()| progress.call1(&JsValue::UNDEFINED, &news));
        if let Err(thrown) = told {
            conditions.stop.cancel();
            CURRENT.with(|current| current.borrow_mut().thrown = Some(thrown));
        }
    }
    if conditions.aborted() {
        conditions.stop.cancel();
    }
}

impl Conditions {
    fn read(options: &JsValue, mut conditions: Self) -> Result<Self> {
        if options.is_undefined() || options.is_null() {
            return Ok(conditions);
        }
        let object = options.dyn_ref::<Object>().ok_or_else(|| option("work", kind(options), "an object"))?;
        for name in Object::keys(object).iter() {
            let name = name.as_string().unwrap_or_default();
            let value = Reflect::get(object, &name.as_str().into())?;
            match name.as_str() {
                "progress" | "signal" | "memoryLimit" if value.is_undefined() => {}
                "progress" => {
                    let function = value.dyn_into::<Function>();
                    conditions.progress =
                        Some(function.map_err(|value| option(&name, kind(&value), "a function"))?);
                }
                "signal" if value.is_object() => conditions.signal = Some(value),
                "signal" => return Err(option(&name, kind(&value), "an AbortSignal")),
                "memoryLimit" => conditions.memory_limit = Some(bytes(&value)?),
                _ => {
                    let expected = "one of the options progress, signal, memoryLimit";
                    return Err(option(&name, "an unknown option", expected));
                }
            }
        }
        Ok(conditions)
    }

    fn aborted(&self) -> bool {
        let aborted = self.signal.as_ref().and_then(|signal| Reflect::get(signal, &"aborted".into()).ok());
        aborted.is_some_and(|aborted| aborted.is_truthy())
    }
}

fn bytes(value: &JsValue) -> Result<u64> {
    match (value.as_string(), value.as_f64()) {
        (Some(text), _) => core::bytes(&text).map_err(throw),
        (_, Some(number)) if number >= 1.0 && number.is_finite() => Ok(number as u64),
        _ => Err(option("memoryLimit", kind(value), "a positive number of bytes, or a text such as `1 GB`")),
    }
}
