//! Analyses as methods of the event log: one file an analysis, named as in the core.

mod ces;
mod conversion;
mod csat;
mod funnel;
mod interactions;
mod nps;
mod retention;
mod time_spent;
mod transitions;
mod variants;
mod waiting_time;
