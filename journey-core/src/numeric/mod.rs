//! Numbers that do not depend on the order of work: exact sums, intervals, quantiles.

mod interval;
mod quantile;
mod sum;

pub use interval::{Z95, wilson};
pub use quantile::{duration_stats, quantile};
pub use sum::ExactSum;
