//! Identity sensitivity: how far do numbers depend on the links between ids?

use serde::{Deserialize, Serialize};

use super::{Conversion, Funnel, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::identity::{Identities, Loss};
use crate::log::{EventLog, Stitching};
use crate::model::TimeSpan;
use crate::numeric::ExactSum;

/// How far do numbers move when a share of the links between ids is lost?
///
/// Customers are brought together as [`EventLog::stitch`] does it, first with all links, then several times with a share
/// of them lost. A link is a pair of ids that stand on one event; which of them are lost depends on the seed, the
/// repetition, and the two ids. With the same seed, the links lost at a smaller share are among those lost at a larger one.
///
/// # Complexity
/// Ids are read once; each run costs what linking and indexing of [`EventLog::stitch`] cost, and what the numbers cost.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::{Headline, IdentitySensitivity};
/// use journey_core::log::{Columns, Stitching};
/// let csv = "cookie,at,event,user\nc1,2024-03-01,look,\nc1,2024-03-02,login,ann\nc2,2024-03-03,buy,ann\n\
///            c3,2024-03-05,look,\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("cookie", "at", "event"))?;
/// let question = IdentitySensitivity::new(Stitching::new(["user"])).number(Headline::Customers).shares([1.0]);
/// let report = log.identity_sensitivity(&question)?;
/// assert_eq!((report.rows[0].value, report.rows[0].mean), (Some(2.0), Some(3.0)));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct IdentitySensitivity {
    /// How customers are brought together.
    pub stitching: Stitching,
    /// The numbers.
    pub numbers: Vec<Headline>,
    /// Shares of the links that are lost, each 0 to 1.
    pub shares: Vec<f64>,
    /// How often each share is lost.
    pub repeats: u32,
    /// Which links are lost.
    pub seed: u64,
}

/// A number that a report begins with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Headline {
    /// Number of customers.
    Customers,
    /// Mean number of events of a journey.
    JourneyLength,
    /// Share of the customers who get from one touchpoint to another.
    Conversion {
        /// Touchpoint at which it begins.
        source: String,
        /// Touchpoint that counts as reached.
        target: String,
        /// In what time; any if `None`.
        #[serde(default)]
        within: Option<TimeSpan>,
    },
    /// Share of the customers at the first step who reach the last one.
    Funnel {
        /// Touchpoints in order.
        steps: Vec<String>,
        /// In what time after the first step; any if `None`.
        #[serde(default)]
        within: Option<TimeSpan>,
    },
}

/// A number, and where it was when links were lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SensitivityRow {
    /// The number, such as `conversion look → buy`.
    pub number: String,
    /// Share of the links that was lost.
    pub lost: f64,
    /// The number with all links; `None` where it is undefined.
    pub value: Option<f64>,
    /// Mean of the repetitions.
    pub mean: Option<f64>,
    /// Least of the repetitions.
    pub min: Option<f64>,
    /// Greatest of the repetitions.
    pub max: Option<f64>,
    /// Repetitions in which the number is defined.
    pub n: u64,
}

/// Answer of [`EventLog::identity_sensitivity`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SensitivityReport {
    /// Number by number, share by share, in the order asked for.
    pub rows: Vec<SensitivityRow>,
    /// Links between ids.
    pub links: u64,
}

impl Tabular for SensitivityReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("number", rows.clone().map(|row| row.number.clone()))
            .number("lost", rows.clone().map(|row| Some(row.lost)))
            .number("value", rows.clone().map(|row| row.value))
            .number("mean", rows.clone().map(|row| row.mean))
            .number("min", rows.clone().map(|row| row.min))
            .number("max", rows.clone().map(|row| row.max))
            .count("n", rows.map(|row| row.n))
    }
}

impl Default for IdentitySensitivity {
    fn default() -> Self {
        let stitching = Stitching::default();
        Self { stitching, numbers: Vec::new(), shares: vec![0.05, 0.1, 0.2], repeats: 10, seed: 1 }
    }
}

impl IdentitySensitivity {
    /// 5, 10 and 20 % of the links are lost, ten times each.
    pub fn new(stitching: Stitching) -> Self {
        Self { stitching, ..Self::default() }
    }

    /// Adds a number.
    #[must_use]
    pub fn number(mut self, number: Headline) -> Self {
        self.numbers.push(number);
        self
    }

    /// Sets the shares of the links that are lost.
    #[must_use]
    pub fn shares(mut self, shares: impl IntoIterator<Item = f64>) -> Self {
        self.shares = shares.into_iter().collect();
        self
    }

    /// Sets how often each share is lost.
    #[must_use]
    pub fn repeats(mut self, repeats: u32) -> Self {
        self.repeats = repeats;
        self
    }

    /// Sets which links are lost.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    fn check(&self) -> Result<()> {
        if let Some(share) = self.shares.iter().find(|share| !(0.0..=1.0).contains(*share)) {
            return Err(Error::option("shares", share, "shares from 0 to 1"));
        }
        if !(1..=10_000).contains(&self.repeats) {
            return Err(Error::option("repeats", self.repeats, "1 to 10,000"));
        }
        Ok(())
    }
}

impl Headline {
    /// The number in words.
    fn name(&self) -> String {
        match self {
            Self::Customers => "customers".into(),
            Self::JourneyLength => "journey length".into(),
            Self::Conversion { source, target, .. } => format!("conversion {source} → {target}"),
            Self::Funnel { steps, .. } => format!("funnel {}", steps.join(" → ")),
        }
    }

    fn of(&self, log: &EventLog) -> Result<Option<f64>> {
        Ok(match self {
            Self::Customers => Some(log.customers() as f64),
            Self::JourneyLength => (!log.is_empty()).then(|| log.events() as f64 / log.customers() as f64),
            Self::Conversion { source, target, within } => {
                let question = Conversion { within: *within, ..Conversion::new(source, target) };
                log.run(&question)?.share.value
            }
            Self::Funnel { steps, within } => {
                let report = log.run(&Funnel { within: *within, ..Funnel::new(steps) })?;
                let customers = |row: Option<&super::FunnelRow>| row.map_or(0, |row| row.customers);
                let (first, last) = (customers(report.rows.first()), customers(report.rows.last()));
                (first > 0).then(|| last as f64 / first as f64)
            }
        })
    }
}

impl EventLog {
    /// How far do numbers move when a share of the links between ids is lost? See [`IdentitySensitivity`].
    ///
    /// # Errors
    /// Those of [`EventLog::stitch`] and of the numbers; [`Error::InvalidOption`] without any number, and for shares
    /// and repetitions out of range.
    pub fn identity_sensitivity(&self, question: &IdentitySensitivity) -> Result<SensitivityReport> {
        if question.numbers.is_empty() {
            return Err(Error::option("numbers", "none", "at least one number, such as `customers`"));
        }
        let names = question.numbers.iter().map(Headline::name).collect();
        self.sensitivity(question, names, |log| {
            question.numbers.iter().map(|number| number.of(log)).collect()
        })
    }

    /// The same for any number, such as one of a measured map.
    ///
    /// ```
    /// use journey_core::EventLog;
    /// use journey_core::analysis::{IdentitySensitivity, Variants};
    /// use journey_core::log::{Columns, Stitching};
    /// let csv = "cookie,at,event,user\nc1,2024-03-01,look,\nc1,2024-03-03,buy,ann\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("cookie", "at", "event"))?;
    /// let question = IdentitySensitivity::new(Stitching::new(["user"])).shares([0.5, 1.0]);
    /// let report = log.identity_sensitivity_of(&question, "variants", |log| {
    ///     Ok(Some(log.run(&Variants::new())?.variants as f64))
    /// })?;
    /// assert_eq!((report.rows[1].value, report.rows[1].max), (Some(1.0), Some(2.0)));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`EventLog::stitch`] and of the number; [`Error::InvalidOption`] for shares and repetitions out of range.
    pub fn identity_sensitivity_of(
        &self,
        question: &IdentitySensitivity,
        name: &str,
        number: impl Fn(&Self) -> Result<Option<f64>>,
    ) -> Result<SensitivityReport> {
        self.sensitivity(question, vec![name.into()], |log| Ok(vec![number(log)?]))
    }

    fn sensitivity(
        &self,
        question: &IdentitySensitivity,
        names: Vec<String>,
        numbers: impl Fn(&Self) -> Result<Vec<Option<f64>>>,
    ) -> Result<SensitivityReport> {
        question.check()?;
        let log = self.flat();
        let identities = Identities::new(&log, &question.stitching)?;
        let run = |loss| numbers(&identities.stitched(loss)?.0);
        let values = run(None)?;
        let mut rows: Vec<Vec<SensitivityRow>> = vec![Vec::new(); names.len()];
        for &share in &question.shares {
            let seeds = (0..u64::from(question.repeats)).map(|repeat| question.seed.wrapping_add(repeat));
            let losses = seeds.map(|seed| run(Some(Loss { seed, share })));
            let found: Vec<Vec<Option<f64>>> = losses.collect::<Result<_>>()?;
            for (position, (rows, (name, &value))) in
                rows.iter_mut().zip(names.iter().zip(&values)).enumerate()
            {
                let found = found.iter().filter_map(|numbers| numbers.get(position).copied().flatten());
                rows.push(row(name, share, value, found.collect()));
            }
        }
        Ok(SensitivityReport { rows: rows.concat(), links: identities.links() })
    }
}

fn row(name: &str, lost: f64, value: Option<f64>, found: Vec<f64>) -> SensitivityRow {
    let mut sum = ExactSum::default();
    found.iter().for_each(|&number| sum.add(number));
    let n = found.len() as u64;
    SensitivityRow {
        number: name.into(),
        lost,
        value,
        mean: (n > 0).then(|| sum.value() / n as f64),
        min: found.iter().copied().reduce(f64::min),
        max: found.iter().copied().reduce(f64::max),
        n,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Columns;

    /// 40 people with three cookies each, who look with the first one and buy with the last.
    fn log() -> EventLog {
        let mut csv = String::from("cookie,at,event,user\n");
        for person in 0..40 {
            for (day, event) in [(1, "look"), (2, "login"), (3, "buy")] {
                csv.push_str(&format!("c{person}-{day},2024-03-0{day},{event},u{person}\n"));
            }
        }
        EventLog::read_csv_text(&csv, &Columns::new("cookie", "at", "event")).unwrap()
    }

    fn question() -> IdentitySensitivity {
        let conversion = Headline::Conversion { source: "look".into(), target: "buy".into(), within: None };
        let funnel = Headline::Funnel { steps: vec!["look".into(), "buy".into()], within: None };
        IdentitySensitivity::new(Stitching::new(["user"]))
            .number(Headline::Customers)
            .number(Headline::JourneyLength)
            .number(conversion)
            .number(funnel)
            .repeats(5)
    }

    #[test]
    fn nothing_lost_changes_nothing_and_everything_lost_parts_all() {
        // A user id stands on the event itself, so only events without one depend on links: there are none here.
        let report = log().identity_sensitivity(&question().shares([0.0, 1.0])).unwrap();
        let values: Vec<Option<f64>> = report.rows.iter().map(|row| row.value).collect();
        let expected = [40.0, 40.0, 3.0, 3.0, 1.0, 1.0, 1.0, 1.0].map(Some);
        assert_eq!((values, report.links), (expected.to_vec(), 120));
        assert!(report.rows.iter().all(|row| row.mean == row.value && row.n == 5));
    }

    #[test]
    fn lost_links_part_events_without_the_better_id() {
        let log = log();
        let mut csv = Vec::new();
        log.to_csv(&mut csv).unwrap();
        // The last event has no user id any more, but its cookie was logged in with before.
        let text = String::from_utf8(csv).unwrap();
        let header = text.lines().next().unwrap().to_string();
        let mut rows = vec![header];
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            rows.push(line.to_string());
            rows.push(format!("{},2024-04-01T00:00:00Z,back,", cells[0]));
        }
        let log = EventLog::read_csv_text(&rows.join("\n"), &Columns::new("customer", "time", "touchpoint"))
            .unwrap();
        let question = question().shares([0.0, 0.1, 0.2, 1.0]);
        let report = log.identity_sensitivity(&question).unwrap();
        let customers: Vec<(f64, f64, f64)> = report.rows[..4]
            .iter()
            .map(|row| (row.min.unwrap(), row.mean.unwrap(), row.max.unwrap()))
            .collect();
        assert_eq!((customers[0], customers[3]), ((40.0, 40.0, 40.0), (160.0, 160.0, 160.0)));
        assert!(customers[1].1 < customers[2].1 && customers[1].0 > 40.0, "{customers:?}");
        // 120 links, each of which is lost with the stated chance.
        assert!((customers[1].1 - 52.0).abs() < 8.0 && (customers[2].1 - 64.0).abs() < 10.0, "{customers:?}");
        assert_eq!(log.identity_sensitivity(&question).unwrap(), report);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let log = log();
        let none = IdentitySensitivity::new(Stitching::new(["user"]));
        for bad in [none, question().shares([1.5]), question().shares([f64::NAN]), question().repeats(0)] {
            assert_eq!(log.identity_sensitivity(&bad).unwrap_err().code(), "invalid_option");
        }
    }
}
