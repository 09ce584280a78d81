//! Customers that are programs.

use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, Whole, finding};
use super::sample::Sample;
use super::{QualityFinding, QualityKind};
use crate::log::{BotSign, Bots, Journey, Step};

/// Customers with each of the signs.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct BotCount {
    rate: Sample,
    regularity: Sample,
    agent: Sample,
}

impl BotCount {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        for (sign, event) in plan.bot_test.signs(journey) {
            let sample = match sign {
                BotSign::Rate => &mut self.rate,
                BotSign::Regularity => &mut self.regularity,
                BotSign::Agent => &mut self.agent,
            };
            sample.add(journey, event, || match sign {
                BotSign::Agent => plan.bot_test.agent_of(journey, event),
                _ => format!("{} events", journey.len()),
            });
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.rate.merge(other.rate);
        self.regularity.merge(other.regularity);
        self.agent.merge(other.agent);
    }

    pub fn findings(&self, plan: &QualityPlan, whole: &Whole) -> Vec<QualityFinding> {
        let bots = &plan.bots;
        let none = Bots { instants_a_minute: 0, regular_gaps: 0, user_agent: None, ..bots.clone() };
        let rate = Bots { instants_a_minute: bots.instants_a_minute, ..none.clone() };
        let regular = Bots { regular_gaps: bots.regular_gaps, ..none.clone() };
        let agent = Bots { user_agent: bots.user_agent.clone(), ..none };
        let said = [
            format!("events at {} instants within a minute", bots.instants_a_minute),
            format!("{} gaps in a row that hardly differ", bots.regular_gaps),
            "the user agent of a program".into(),
        ];
        let kinds = [QualityKind::BotRate, QualityKind::BotRegularity, QualityKind::BotAgent];
        let samples = [&self.rate, &self.regularity, &self.agent];
        let all = kinds.into_iter().zip(samples).zip([rate, regular, agent]).zip(said);
        all.filter(|(((_, sample), _), _)| sample.count > 0)
            .map(|(((kind, sample), bots), has)| {
                let said = match sample.count {
                    1 => format!("1 customer has {has}"),
                    count => format!("{count} customers have {has}"),
                };
                let counts = (sample.count, "customers");
                let row = finding(kind, counts, (whole.customers, "customers"), said);
                QualityFinding {
                    column: bots.user_agent.clone(),
                    examples: sample.examples(),
                    mend: Some(Step::DropBots(bots)),
                    ..row
                }
            })
            .collect()
    }
}
