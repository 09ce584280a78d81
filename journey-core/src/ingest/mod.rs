//! Reading files and frames into an event log. Errors say row and column.

mod clock;
mod csv;
mod customers;
mod frame;
mod further;
mod input;
mod instant;
mod json;
mod loader;
mod records;
mod sink;
mod survey;

pub use customers::CustomerTable;
pub use frame::{Frame, FrameColumn};
pub use survey::{Rating, SurveyColumns};
