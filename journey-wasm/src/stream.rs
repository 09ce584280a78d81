//! Files and streams, chunk by chunk. The page can act between two chunks.

use journey_core::ingest::EventReader;
use journey_core::log::Columns;
use js_sys::futures::{JsFuture, future_to_promise};
use js_sys::{Function, Object, Promise, Reflect, Symbol};
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::{Result, option, throw};
use crate::read;
use crate::work::within;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Bytes that are there or come chunk by chunk: a text, bytes, a Blob or File, a ReadableStream, or whatever can be iterated over asynchronously, such as a stream of Node. */
export type ByteSource = string | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;
"#;

/// So many bytes that are there already are read at once.
const SLICE: usize = 4 << 20;

#[wasm_bindgen]
impl EventLog {
    /// Reads events from CSV, plain or gzip, chunk by chunk: the text is never in memory as a whole. The page can
    /// act in between, and a signal ends it there.
    #[wasm_bindgen(js_name = readCsv, unchecked_return_type = "Promise<EventLog>")]
    pub fn read_csv(
        #[wasm_bindgen(unchecked_param_type = "ByteSource")] source: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "WorkOptions")] work: JsValue,
    ) -> Promise {
        future_to_promise(read(source, options, work, |columns| EventReader::csv(columns)))
    }

    /// Reads events from JSON Lines, plain or gzip, chunk by chunk. See `readCsv`.
    #[wasm_bindgen(js_name = readJsonLines, unchecked_return_type = "Promise<EventLog>")]
    pub fn read_json_lines(
        #[wasm_bindgen(unchecked_param_type = "ByteSource")] source: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "WorkOptions")] work: JsValue,
    ) -> Promise {
        future_to_promise(read(source, options, work, |columns| EventReader::json_lines(columns)))
    }
}

async fn read(
    source: JsValue,
    options: JsValue,
    work: JsValue,
    open: impl FnOnce(&Columns) -> journey_core::Result<EventReader<'_>>,
) -> Result<JsValue> {
    let columns = read::columns(&options)?;
    let reader = open(&columns).map_err(throw)?;
    let mut chunks = Chunks::of(&source)?;
    let signal = signal(&work);
    let result = read_chunks(reader, &mut chunks, &work, signal.as_ref()).await;
    settle(result, &chunks, signal)
}

/// A log, or what a promise is rejected with.
fn settle(
    result: Result<journey_core::EventLog>,
    chunks: &Chunks,
    signal: Option<JsValue>,
) -> Result<JsValue> {
    if result.is_err() {
        chunks.abandon();
    }
    match (result, signal) {
        (Err(_), Some(signal)) if truthy(&signal, "aborted") => Err(Reflect::get(&signal, &"reason".into())?),
        (result, _) => result.map(|log| EventLog::new(log).into()),
    }
}

/// Reads what cannot be read chunk by chunk, when all of it is there.
#[cfg(feature = "arrow")]
pub async fn collect(
    source: JsValue,
    options: JsValue,
    work: JsValue,
    open: impl FnOnce(Vec<u8>, &Columns) -> journey_core::Result<journey_core::EventLog>,
) -> Result<JsValue> {
    let columns = read::columns(&options)?;
    let signal = signal(&work);
    let mut chunks = Chunks::of(&source)?;
    let bytes = match within(&work, || Ok(())) {
        Ok(()) => all(&mut chunks, signal.as_ref()).await,
        Err(error) => Err(error),
    };
    let result = bytes.and_then(|bytes| within(&work, || open(bytes, &columns).map_err(throw)));
    settle(result, &chunks, signal)
}

#[cfg(feature = "arrow")]
async fn all(chunks: &mut Chunks, signal: Option<&JsValue>) -> Result<Vec<u8>> {
    let aborted = signal.and_then(aborted);
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.next(aborted.as_ref()).await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn read_chunks(
    reader: EventReader<'_>,
    chunks: &mut Chunks,
    work: &JsValue,
    signal: Option<&JsValue>,
) -> Result<journey_core::EventLog> {
    let mut reader = reader.of_size(chunks.size());
    let aborted = signal.and_then(aborted);
    within(work, || reader.push(&[]).map_err(throw))?;
    while let Some(chunk) = chunks.next(aborted.as_ref()).await? {
        within(work, || reader.push(&chunk).map_err(throw))?;
    }
    within(work, || reader.finish().map_err(throw))
}

fn signal(work: &JsValue) -> Option<JsValue> {
    Reflect::get(work, &"signal".into()).ok().filter(JsValue::is_object)
}

fn truthy(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|value| value.is_truthy())
}

/// A promise that is rejected when a signal is aborted.
fn aborted(signal: &JsValue) -> Option<Promise> {
    let listen = method(signal, "addEventListener")?;
    Some(Promise::new(&mut |_, reject| {
        let _ = listen.call2(signal, &"abort".into(), &reject);
    }))
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

/// Where chunks come from.
enum Chunks {
    /// They are there.
    Memory { bytes: Vec<u8>, at: usize },
    /// A promise of the next one is asked for. `end` is called when no more are wanted.
    Asked { object: JsValue, next: Function, end: &'static str, size: u64 },
}

impl Chunks {
    fn of(source: &JsValue) -> Result<Self> {
        if let Ok(bytes) = read::bytes(source) {
            return Ok(Self::Memory { bytes, at: 0 });
        }
        let size = Reflect::get(source, &"size".into()).ok().and_then(|size| size.as_f64()).unwrap_or(0.0);
        let stream = match method(source, "stream") {
            Some(stream) => stream.call0(source)?,
            None => source.clone(),
        };
        let refuse = || {
            let expected = "a text, bytes, a Blob, a ReadableStream or an async iterable";
            option("source", read::kind(source), expected)
        };
        let (object, next, end) = match method(&stream, "getReader") {
            Some(reader) => (reader.call0(&stream)?, "read", "cancel"),
            None if stream.is_object() => {
                let iterate = Reflect::get(&stream, &Symbol::async_iterator())?;
                let iterate: Function = iterate.dyn_into().map_err(|_| refuse())?;
                (iterate.call0(&stream)?, "next", "return")
            }
            None => return Err(refuse()),
        };
        let next = method(&object, next).ok_or_else(refuse)?;
        Ok(Self::Asked { object, next, end, size: size as u64 })
    }

    /// How many bytes there will be; 0 if nobody knows.
    fn size(&self) -> u64 {
        match self {
            Self::Memory { bytes, .. } => bytes.len() as u64,
            Self::Asked { size, .. } => *size,
        }
    }

    async fn next(&mut self, aborted: Option<&Promise>) -> Result<Option<Vec<u8>>> {
        match self {
            Self::Memory { bytes, at } => {
                pause().await?;
                let rest = bytes.get(*at..).unwrap_or_default();
                let slice = rest.get(..SLICE).unwrap_or(rest).to_vec();
                *at += slice.len();
                Ok(Some(slice).filter(|slice| !slice.is_empty()))
            }
            Self::Asked { object, next, .. } => {
                let asked = Promise::resolve(&next.call0(object)?);
                let first = match aborted {
                    Some(aborted) => Promise::race(&js_sys::Array::of2(&asked, aborted)),
                    None => asked,
                };
                let answer = JsFuture::from(first).await?;
                match truthy(&answer, "done") {
                    true => Ok(None),
                    false => read::bytes(&Reflect::get(&answer, &"value".into())?).map(Some),
                }
            }
        }
    }

    /// Says that no more chunks are wanted. Nobody waits for the answer.
    fn abandon(&self) {
        if let Self::Asked { object, end, .. } = self
            && let Some(end) = method(object, end)
            && let Ok(answer) = end.call0(object)
        {
            let _ = future_to_promise(async move {
                let _ = JsFuture::from(Promise::resolve(&answer)).await;
                Ok(JsValue::UNDEFINED)
            });
        }
    }
}

/// Lets the page act.
async fn pause() -> Result<()> {
    let global: Object = js_sys::global();
    let timer = method(&global, "setTimeout");
    let promise = Promise::new(&mut |resolve, _| {
        let set = timer.as_ref().map(|timer| timer.call2(&global, &resolve, &0.into()));
        if !matches!(set, Some(Ok(_))) {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    JsFuture::from(promise).await.map(|_| ())
}
