//! Cleaning: explicit steps that give a new log, recorded in it and replayable on the next export.

mod bots;
mod cooking;
mod edit;
mod fold;
mod prepare;
mod score;
mod step;
#[cfg(test)]
mod tests;

pub use bots::Bots;
pub(crate) use bots::{BotSign, BotTest};
pub(crate) use cooking::together;
pub use cooking::{CleaningReport, CleaningRow, Recipe};
pub(crate) use fold::fold;
pub use prepare::{CollapseRuns, CutBetween, RunValue, UrlRow, UrlTree, UrlTreeReport};
pub use score::ScoreSentiment;
pub use step::Step;
