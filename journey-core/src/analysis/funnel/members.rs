//! Who passed a step of a funnel, and who dropped there.

use serde::{Deserialize, Serialize};

use super::follow::Follower;
use super::{Funnel, FunnelPlan};
use crate::error::{Error, Result};
use crate::log::EventLog;

/// Which members of a step of a funnel are meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FunnelMember {
    /// Customers who passed the step.
    #[default]
    Reached,
    /// Customers who passed it and no later one, and whose time is over.
    Dropped,
    /// Customers who passed it and no later one yet, and whose window is still running.
    Open,
}

impl EventLog {
    /// A view with the customers who are counted at a step of a funnel, by its number from 1. Nothing is copied. Where
    /// sessions or attempts are counted, these are the customers with at least one.
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// use journey_core::analysis::{Funnel, FunnelMember};
    /// let csv = "user,at,event\nann,2024-03-01,cart\nann,2024-03-02,pay\nbob,2024-03-01,cart\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event"))?;
    /// let lost = log.funnel_members(&Funnel::new(["cart", "pay"]), 1, FunnelMember::Dropped)?;
    /// assert!(lost.journey("bob").is_some() && lost.customers() == 1);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Funnel`], and for a step that it does not have.
    ///
    /// # Complexity
    /// As running the funnel.
    pub fn funnel_members(&self, funnel: &Funnel, step: u32, member: FunnelMember) -> Result<Self> {
        let plan = FunnelPlan::new(funnel, self)?;
        let steps = plan.steps.len();
        if step < 1 || step as usize > steps {
            return Err(Error::option("step", step, format!("1 to {steps}")));
        }
        let place = step as usize - 1;
        let shards = self.map_shards(|shard| {
            let mut follower = Follower::new(&plan);
            let found = shard.journeys().filter(|journey| {
                let mut is_member = false;
                follower.follow(journey, |passage| {
                    let open = passage.deadline.is_some_and(|deadline| deadline > plan.end);
                    let last = passage.times.len() == place + 1 && place + 1 < steps;
                    is_member |= match member {
                        FunnelMember::Reached => passage.has(place),
                        FunnelMember::Dropped => last && !open,
                        FunnelMember::Open => last && open,
                    };
                });
                is_member
            });
            shard.select(found.map(|journey| journey.position()).collect::<Vec<_>>())
        });
        Ok(Self { shards: shards.into(), ..self.clone() })
    }
}
