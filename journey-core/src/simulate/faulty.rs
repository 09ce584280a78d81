//! Planting what is wrong into the spots of a plan.

use super::Fault;
use super::people::Kind;
use super::plan::Spot;
use crate::error::{Error, Result};
use crate::measure::Layout;
use crate::model::JourneyMap;

/// What is wrong at a touchpoint beyond what is usual.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    /// Additional probability to leave.
    pub loses: f64,
    /// Stretches of time with an additional probability to leave.
    pub breaks: Vec<(i64, i64, f64)>,
    /// Times from which on everybody likes it so many points less.
    pub worsens: Vec<(i64, f64)>,
    /// Additional shares: of negative comments, failed attempts, repetitions and so on.
    pub complains: f64,
    pub fails: f64,
    pub repeats: f64,
    pub sends_back: f64,
    pub asks: f64,
    pub asks_again: f64,
    /// How many times the usual wait for those who are handed over.
    pub handoff: f64,
}

impl Default for Wrong {
    fn default() -> Self {
        Self {
            loses: 0.0,
            breaks: Vec::new(),
            worsens: Vec::new(),
            complains: 0.0,
            fails: 0.0,
            repeats: 0.0,
            sends_back: 0.0,
            asks: 0.0,
            asks_again: 0.0,
            handoff: 1.0,
        }
    }
}

/// Plants faults.
///
/// # Errors
/// [`Error::UnknownName`] for a touchpoint or persona that the map does not have, [`Error::InvalidOption`] for a fault
/// that the map has no place for.
pub(super) fn plant(
    (map, layout): (&JourneyMap, &Layout),
    (spots, kinds): (&mut [Spot], &[Kind]),
    faults: &[Fault],
) -> Result<()> {
    for (i, fault) in faults.iter().enumerate() {
        let position = layout.touchpoint(fault.touchpoint())?;
        fits(map, layout, spots.get(position), (i, fault))?;
        let Some(spot) = spots.get_mut(position) else { continue };
        let wrong = &mut spot.wrong;
        match fault {
            Fault::LosesCustomers { share, .. } => wrong.loses += share,
            Fault::Slow { factor, .. } => spot.wait *= factor,
            Fault::Breaks { from, to, share, .. } => {
                wrong.breaks.push((from.as_microsecond(), to.as_microsecond(), *share));
            }
            Fault::Worsens { from, by, .. } => wrong.worsens.push((from.as_microsecond(), *by)),
            Fault::DrawsComplaints { share, .. } => wrong.complains += share,
            Fault::Fails { share, .. } => wrong.fails += share,
            Fault::Repeats { share, .. } => wrong.repeats += share,
            Fault::SendsBack { share, .. } => wrong.sends_back += share,
            Fault::NeedsHelp { share, .. } => wrong.asks += share,
            Fault::DoesNotHelp { share, .. } => wrong.asks_again += share,
            Fault::HandsOverSlowly { factor, .. } => wrong.handoff *= factor,
            Fault::Annoys { persona, by, .. } => {
                let persona = crate::measure::persona_position(map, persona)?;
                for (valence, kind) in spot.valence.iter_mut().zip(kinds) {
                    if kind.personas.contains(&persona) {
                        *valence = (*valence - by).max(-2.0);
                    }
                }
            }
        }
    }
    Ok(())
}

/// Whether the map has a place for a fault.
fn fits(map: &JourneyMap, layout: &Layout, spot: Option<&Spot>, (i, fault): (usize, &Fault)) -> Result<()> {
    let position = layout.touchpoint(fault.touchpoint())?;
    let touchpoint = map.touchpoints().nth(position);
    let support = || map.touchpoints().filter(|touchpoint| touchpoint.support);
    let is_support = touchpoint.is_some_and(|touchpoint| touchpoint.support);
    let owned = layout.owner_of(position).is_some() && layout.owners.len() > 1;
    let lacks = match fault {
        Fault::Annoys { .. } | Fault::Worsens { .. } => {
            spot.is_none_or(|spot| spot.rating.is_none()).then_some("one with ratings")
        }
        Fault::DrawsComplaints { .. } => map.comments.is_none().then_some("one of a map with `comments`"),
        Fault::Fails { .. } => {
            touchpoint.is_none_or(|touchpoint| touchpoint.failed.is_none()).then_some("one with `failed`")
        }
        Fault::Repeats { .. } => {
            touchpoint.is_none_or(|touchpoint| !touchpoint.once).then_some("one that is to be done `once`")
        }
        Fault::NeedsHelp { .. } => (is_support || support().next().is_none())
            .then_some("one that is no support, of a map that has touchpoints of support"),
        Fault::DoesNotHelp { .. } => {
            (!is_support || support().count() < 2).then_some("one of two or more touchpoints of support")
        }
        Fault::HandsOverSlowly { .. } => {
            (!owned).then_some("one with an owner, of a map with several owners")
        }
        _ => None,
    };
    match lacks {
        None => Ok(()),
        Some(expected) => {
            let field = format!("faults[{i}].{}.touchpoint", fault.name());
            Err(Error::option(&field, format!("{:?}", fault.touchpoint()), expected))
        }
    }
}
