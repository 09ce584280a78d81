//! Numbers that do not depend on the order of work: exact sums, intervals, quantiles, tests.

pub(crate) mod change;
mod durations;
mod interval;
mod jackknife;
mod linear;
mod order;
mod quantile;
mod rank;
pub(crate) mod regression;
mod significance;
pub(crate) mod solve;
mod sum;
mod survival;

pub use durations::Durations;
pub use interval::{Z95, difference_interval, wald, wilson, wilson_weighted};
pub use jackknife::{jackknife, student_95};
pub(crate) use linear::{at, eliminate};
pub(crate) use quantile::{distribution, interpolate};
pub use quantile::{duration_stats, quantile};
pub use rank::spearman;
pub use significance::{
    benjamini_hochberg, binomial_tail, chi_squared_p, difference_p, fisher_p, normal_cdf, normal_p,
    poisson_tail, proportions_p,
};
pub use sum::ExactSum;
pub use survival::{
    CoxFit, CoxState, CoxTerm, IncidenceStep, LogRank, OutcomeCount, Subjects, SurvivalCurve,
    SurvivalQuantile, SurvivalStep, TimeCount, cox, cumulative_incidence, kaplan_meier, log_rank,
};
