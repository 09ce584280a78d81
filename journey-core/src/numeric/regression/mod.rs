//! Regression on some items: correlations, coefficients, and how what is explained is shared out.

mod fit;
mod rows;
mod shares;

pub(crate) use fit::{Design, Fit, least_squares, logistic};
pub(crate) use rows::{Moments, Rows};
pub(crate) use shares::{gains, lmg, relative_weights, resample, sampled, scatter, shapley};
