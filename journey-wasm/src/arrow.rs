//! Parquet and Arrow, in a wasm file of their own.

use js_sys::Promise;
use js_sys::futures::future_to_promise;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::{Result, throw};
use crate::{log, read, stream};

#[wasm_bindgen]
impl EventLog {
    /// Reads events from the bytes of a Parquet file. Only the columns that are used are unpacked.
    #[wasm_bindgen(js_name = fromParquet)]
    pub fn from_parquet(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let columns = read::columns(&options)?;
        log::wrap(journey_core::EventLog::read_parquet_bytes(read::bytes(&input)?, &columns))
    }

    /// Reads events from Arrow record batches: the bytes of an IPC file (Feather) or stream.
    #[wasm_bindgen(js_name = fromArrow)]
    pub fn from_arrow(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let columns = read::columns(&options)?;
        log::wrap(journey_core::EventLog::read_arrow_bytes(read::bytes(&input)?, &columns))
    }

    /// The log as the bytes of a file, which opens in milliseconds and which Rust and Python open, too.
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        self.0.to_bytes().map_err(throw)
    }

    /// Opens a log from the bytes of the file that `toBytes`, Rust or Python wrote.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] input: JsValue,
    ) -> Result<EventLog> {
        log::wrap(journey_core::EventLog::from_bytes(read::bytes(&input)?))
    }

    /// Reads events from a Parquet file, such as a Blob or a stream. Its directory is at its end, so the packed file
    /// is in memory as a whole.
    #[wasm_bindgen(js_name = readParquet, unchecked_return_type = "Promise<EventLog>")]
    pub fn read_parquet(
        #[wasm_bindgen(unchecked_param_type = "ByteSource")] source: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "WorkOptions")] work: JsValue,
    ) -> Promise {
        future_to_promise(stream::collect(source, options, work, journey_core::EventLog::read_parquet_bytes))
    }

    /// Reads events from an Arrow IPC file or stream, such as a Blob or the answer of a server.
    #[wasm_bindgen(js_name = readArrow, unchecked_return_type = "Promise<EventLog>")]
    pub fn read_arrow(
        #[wasm_bindgen(unchecked_param_type = "ByteSource")] source: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "WorkOptions")] work: JsValue,
    ) -> Promise {
        future_to_promise(stream::collect(source, options, work, journey_core::EventLog::read_arrow_bytes))
    }
}
