//! Reading files and frames into an event log. Errors say row and column.

mod clock;
mod csv;
mod further;
mod input;
mod instant;
mod loader;
mod records;
mod sink;
