//! The lanes of a map, from top to bottom. Each returns nothing if neither map nor data have content for it.

mod delights;
mod emotion;
mod flow;
mod kpis;
mod opportunities;
mod pains;
mod stages;
mod time;
mod touchpoints;
mod words;

pub(crate) use opportunities::{facts, stake};
pub(crate) use pains::{unit, verdict};

use super::scene::{Band, Lane};

/// All lanes with content, in order.
pub(crate) fn all(band: &Band<'_>) -> Vec<Lane> {
    let lanes = [
        stages::lane,
        flow::lane,
        emotion::lane,
        touchpoints::lane,
        words::lane,
        time::lane,
        kpis::lane,
        pains::lane,
        delights::lane,
        opportunities::lane,
    ];
    lanes.into_iter().filter_map(|lane| lane(band)).collect()
}
