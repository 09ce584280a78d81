//! Reading files and frames into an event log. Errors say row and column.

mod clock;
mod csv;
mod frame;
mod further;
mod input;
mod instant;
mod json;
mod loader;
mod records;
mod sink;

pub use frame::{Frame, FrameColumn};
