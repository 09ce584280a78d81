//! Analyses: one file each, with options, report and the three functions observe, merge, finish.

mod engine;
mod estimate;
mod table;
mod transitions;

pub use engine::Analysis;
pub use estimate::{DurationStats, Estimate, Method};
pub use table::{Cells, Table, TableColumn, Tabular};
pub use transitions::{TransitionGraph, TransitionNode, TransitionReport, TransitionRow, Transitions};
