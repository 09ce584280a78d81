//! Publishing without giving people away: small cells are left out, counts get noise.
//!
//! The unit of privacy is the customer, never the event: a customer with a thousand events is protected as well as one with a single
//! one.

mod counts;
mod k_anonymous;
mod noise;

pub use counts::{Counted, PrivateCountReport, PrivateCountRow, PrivateCounts};
pub use k_anonymous::KAnonymous;
