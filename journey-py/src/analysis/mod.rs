//! Analyses as methods of the event log: one file an analysis, named as in the core.

mod transitions;
