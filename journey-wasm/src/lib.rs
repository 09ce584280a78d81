//! Customer journey maps that measure themselves, in JavaScript. A thin layer over `journey-core`:
//! handles, conversions, and one short function an operation.

mod error;
mod options;

/// Version of the package.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}
