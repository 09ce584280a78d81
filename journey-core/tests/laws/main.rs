//! Laws: sentences that must hold for any input, tried on many, often with a naive model as oracle.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod append;
mod arbitrary_map;
mod bottlenecks;
mod compare;
mod conversion;
mod drivers;
mod engine;
mod event_log;
mod frequent;
mod funnel;
mod handoffs;
mod identities;
mod interactions;
mod lifecycle;
mod live;
mod logs;
mod map;
mod matches;
mod measure;
mod numeric;
mod outcomes;
mod priorities;
mod privacy;
mod retention;
mod rework;
mod sessions;
mod step_matrix;
mod surveys;
mod survival;
mod times;
mod transitions;
mod variants;
mod what_if;
mod xes;
