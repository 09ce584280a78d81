//! Priorities: what to do first?

mod chances;
mod gain;
mod score;
#[cfg(test)]
mod tests;

use hashbrown::HashSet;
use serde::{Deserialize, Serialize};

use super::{Table, Tabular};
use crate::error::{Error, Place, Result};
pub use gain::GainUnit;
pub use score::{PriorityQuadrant, PriorityScore, ice, opportunity, quadrant, rice, wsjf};

/// A number, or a number between the least and the most that it may be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Guess {
    /// This number.
    Exactly(f64),
    /// The least, the most likely, and the most.
    Between(f64, f64, f64),
}

impl Guess {
    /// Least, most likely and most.
    pub fn ends(self) -> (f64, f64, f64) {
        match self {
            Self::Exactly(value) => (value, value, value),
            Self::Between(low, value, high) => (low, value, high),
        }
    }

    /// The number itself, or the most likely one.
    pub fn value(self) -> f64 {
        self.ends().1
    }
}

impl From<f64> for Guess {
    fn from(value: f64) -> Self {
        Self::Exactly(value)
    }
}

impl From<(f64, f64, f64)> for Guess {
    fn from((low, value, high): (f64, f64, f64)) -> Self {
        Self::Between(low, value, high)
    }
}

/// Something that could be done. Which fields are needed depends on the score.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Initiative {
    /// Its name, which no other one has.
    pub name: String,
    /// How many customers it reaches in a stated time; the higher one comes first at equal scores.
    pub reach: Option<Guess>,
    /// How much it does for each of them; for RICE by custom 0.25, 0.5, 1, 2 or 3.
    pub impact: Option<Guess>,
    /// How sure that is, from 0 to 1.
    pub confidence: Option<Guess>,
    /// What it costs, such as person-months: more than 0. The size of the job for WSJF.
    pub effort: Option<Guess>,
    /// How easy it is, for ICE.
    pub ease: Option<Guess>,
    /// What it is worth to customers and to the business, for WSJF.
    pub business_value: Option<Guess>,
    /// How much of that is lost by waiting, for WSJF.
    pub time_criticality: Option<Guess>,
    /// Which risk it takes away or which chance it opens, for WSJF; 0 if `None`.
    pub risk_reduction: Option<Guess>,
    /// Ten times the share of customers to whom it is important, for the opportunity score.
    pub importance: Option<Guess>,
    /// Ten times the share of customers who are satisfied with it as it is, for the opportunity score.
    pub satisfaction: Option<Guess>,
}

impl Initiative {
    /// An initiative that has a name only.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The four numbers of RICE.
    #[must_use]
    pub fn rice(
        self,
        reach: impl Into<Guess>,
        impact: impl Into<Guess>,
        confidence: impl Into<Guess>,
        effort: impl Into<Guess>,
    ) -> Self {
        Self {
            reach: Some(reach.into()),
            impact: Some(impact.into()),
            confidence: Some(confidence.into()),
            effort: Some(effort.into()),
            ..self
        }
    }
}

/// Which of some initiatives should come first, and how sure is that?
///
/// Each gets a [score](PriorityScore) and a rank by it; at equal scores the one with the higher reach comes first, then the
/// one that was named first. Where inputs are given as least, most likely and most, `draws` times all of them are drawn from triangular
/// distributions between these, independently and with a seed: intervals of scores and ranks hold 95 % of the draws, and
/// `first` is the share of them in which an initiative is the first one. A measured number with a 95 % interval can
/// be given as it is; its ends are then taken for the least and the most that are possible, so that ranks look a little surer
/// than they are.
///
/// With `impact_from` and `effort_from`, each initiative is put into a [quadrant](PriorityQuadrant), too.
///
/// # Errors
/// For an initiative without a number that the score needs, numbers that are negative or not finite, a least above the most
/// likely or a most below it, an effort of 0, a confidence above 1, importance or satisfaction above 10, and names that
/// are there twice; [`Error::Limit`] for more than 1,000 initiatives or 1,000,000 draws.
///
/// # Complexity
/// O(draws · initiatives · log(initiatives)) time, O(initiatives · (draws + initiatives)) memory.
///
/// # Example
/// ```
/// use journey_core::analysis::{Initiative, Priorities, PriorityScore};
/// let report = Priorities::by(PriorityScore::Rice)
///     .initiative(Initiative::new("checkout as a guest").rice(50_000.0, 2.0, 0.8, 3.0))
///     .initiative(Initiative::new("wish list").rice(9_000.0, 1.0, 0.5, (0.5, 1.0, 2.0)))
///     .rank()?;
/// assert_eq!(report.rows[0].score.round(), 26_667.0);
/// assert_eq!((report.rows[0].first, report.rows[1].rank_low), (1.0, 2));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// RICE: McBride, Intercom (2016). WSJF: Reinertsen, *The Principles of Product Development Flow* (2009), and SAFe. ICE: Ellis and
/// Brown, *Hacking Growth* (2017). Opportunity: Ulwick, *What Customers Want* (2005).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Priorities {
    /// What could be done.
    pub initiatives: Vec<Initiative>,
    /// By what it is ranked.
    pub score: PriorityScore,
    /// How often uncertain inputs are drawn; 10,000 unless set otherwise.
    pub draws: u32,
    /// Seed of the draws; 1 unless set otherwise.
    pub seed: u64,
    /// Impact from which on it is high; nothing is put into quadrants if `None`.
    pub impact_from: Option<f64>,
    /// Effort from which on it is high.
    pub effort_from: Option<f64>,
}

impl Default for Priorities {
    fn default() -> Self {
        let score = PriorityScore::default();
        Self { initiatives: Vec::new(), score, draws: 10_000, seed: 1, impact_from: None, effort_from: None }
    }
}

/// An initiative with its rank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PriorityRow {
    /// Rank by the most likely numbers, from 1.
    pub rank: u64,
    /// Its name.
    pub name: String,
    /// Score by the most likely numbers.
    pub score: f64,
    /// In 2.5 % of the draws the score is lower.
    pub low: f64,
    /// In 2.5 % of the draws the score is higher.
    pub high: f64,
    /// In 2.5 % of the draws the rank is better.
    pub rank_low: u64,
    /// In 2.5 % of the draws the rank is worse.
    pub rank_high: u64,
    /// Share of the draws in which it is the first one.
    pub first: f64,
    /// Its quadrant, if there are thresholds.
    pub quadrant: Option<PriorityQuadrant>,
    /// How much it does for each customer, by the most likely number.
    pub impact: Option<f64>,
    /// What it costs, by the most likely number.
    pub effort: Option<f64>,
}

/// Answer of [`Priorities`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PriorityReport {
    /// Initiatives by rank.
    pub rows: Vec<PriorityRow>,
    /// By what they are ranked.
    pub score: PriorityScore,
    /// How often uncertain inputs were drawn.
    pub draws: u64,
    /// Seed of the draws.
    pub seed: u64,
    /// Impact from which on it is high.
    pub impact_from: Option<f64>,
    /// Effort from which on it is high.
    pub effort_from: Option<f64>,
}

impl Tabular for PriorityReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .ordinal("rank", rows.clone().map(|row| row.rank))
            .text("name", rows.clone().map(|row| row.name.as_str()))
            .number("score", rows.clone().map(|row| Some(row.score)))
            .number("low", rows.clone().map(|row| Some(row.low)))
            .number("high", rows.clone().map(|row| Some(row.high)))
            .ordinal("rank_low", rows.clone().map(|row| row.rank_low))
            .ordinal("rank_high", rows.clone().map(|row| row.rank_high))
            .number("first", rows.clone().map(|row| Some(row.first)))
            .optional_text(
                "quadrant",
                rows.clone().map(|row| row.quadrant.map(|place| place.name().to_string())),
            )
            .number("impact", rows.clone().map(|row| row.impact))
            .number("effort", rows.map(|row| row.effort))
    }
}

/// Initiatives at most.
const MOST: usize = 1000;
/// Draws at most.
const MOST_DRAWS: u32 = 1_000_000;

impl Priorities {
    /// Nothing yet, to be ranked by a score.
    pub fn by(score: PriorityScore) -> Self {
        Self { score, ..Self::default() }
    }

    /// Adds an initiative.
    #[must_use]
    pub fn initiative(mut self, initiative: Initiative) -> Self {
        self.initiatives.push(initiative);
        self
    }

    /// Sets from which impact and from which effort on they are high.
    #[must_use]
    pub fn quadrants(self, impact_from: f64, effort_from: f64) -> Self {
        Self { impact_from: Some(impact_from), effort_from: Some(effort_from), ..self }
    }

    /// Sets how often uncertain inputs are drawn, and with which seed.
    #[must_use]
    pub fn draws(self, draws: u32, seed: u64) -> Self {
        Self { draws, seed, ..self }
    }

    /// Ranks the initiatives.
    ///
    /// # Errors
    /// See [`Priorities`].
    pub fn rank(&self) -> Result<PriorityReport> {
        let inputs = self.inputs()?;
        let likely: Vec<f64> = inputs.iter().map(|input| self.score.of(&input.map(Guess::value))).collect();
        let reach: Vec<f64> =
            self.initiatives.iter().map(|one| one.reach.map_or(0.0, Guess::value)).collect();
        let order = chances::order(&likely, &reach);
        let chances = chances::draw(self, &inputs, &reach)?;
        let rows = order.iter().zip(1..).filter_map(|(&at, rank)| {
            let (initiative, chance) = (self.initiatives.get(at)?, chances.get(at)?);
            Some(PriorityRow {
                rank,
                name: initiative.name.clone(),
                score: *likely.get(at)?,
                low: chance.score.0,
                high: chance.score.1,
                rank_low: chance.rank.0,
                rank_high: chance.rank.1,
                first: chance.first,
                quadrant: self.quadrant_of(initiative),
                impact: initiative.impact.map(Guess::value),
                effort: initiative.effort.map(Guess::value),
            })
        });
        Ok(PriorityReport {
            rows: rows.collect(),
            score: self.score,
            draws: self.draws.into(),
            seed: self.seed,
            impact_from: self.impact_from,
            effort_from: self.effort_from,
        })
    }

    fn quadrant_of(&self, initiative: &Initiative) -> Option<PriorityQuadrant> {
        let (impact, effort) = (initiative.impact?.value(), initiative.effort?.value());
        Some(quadrant((impact, self.impact_from?), (effort, self.effort_from?)))
    }

    /// What the score needs of each initiative, checked.
    fn inputs(&self) -> Result<Vec<[Guess; 4]>> {
        let limit =
            |what: &str, limit: u64| Error::Limit { place: Place::default(), what: what.into(), limit };
        if self.initiatives.len() > MOST {
            return Err(limit("the number of initiatives", MOST as u64));
        }
        if self.draws > MOST_DRAWS {
            return Err(limit("the number of draws", MOST_DRAWS.into()));
        }
        if self.draws == 0 {
            return Err(Error::option("draws", 0, "at least one draw"));
        }
        let mut names = HashSet::new();
        let mut all = Vec::with_capacity(self.initiatives.len());
        for (number, initiative) in self.initiatives.iter().enumerate() {
            let field = |name: &str| format!("initiatives[{number}].{name}");
            if !names.insert(initiative.name.as_str()) {
                return Err(Error::option(&field("name"), &initiative.name, "a name that no other one has"));
            }
            all.push(self.score.inputs(initiative, &field)?);
        }
        Ok(all)
    }
}
