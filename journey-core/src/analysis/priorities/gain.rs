//! What an initiative gains, from what was measured.

use serde::{Deserialize, Serialize};

use super::{Guess, Initiative};
use crate::analysis::{Estimate, WhatIfReport};
use crate::error::{Error, Result};

/// What a gain is counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum GainUnit {
    /// Customers, each weighted by how severe what happens to them is.
    #[default]
    Customers,
    /// What customers bring.
    Value,
}

impl Initiative {
    /// What a what-if would gain, for RICE: its customers for the reach, and for the impact by how much the share of those
    /// who succeed would rise, or the mean value of a customer, with the interval. What would be lost is 0.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a gain in value if the what-if names no column of values, and for a difference that is
    /// not known.
    ///
    /// # Example
    /// ```
    /// # use journey_core::EventLog;
    /// # use journey_core::log::Columns;
    /// use journey_core::analysis::{FlowChange, GainUnit, Initiative, Priorities, PriorityScore, WhatIf};
    /// # let pays = |i: u32| if i % 2 == 0 { format!("c{i},2024-01-02,pay\n") } else { String::new() };
    /// # let csv: String = (0..40).map(|i| format!("c{i},2024-01-01,cart\n{}", pays(i))).collect();
    /// # let log = EventLog::read_csv_text(&format!("u,t,e\n{csv}"), &Columns::new("u", "t", "e"))?;
    /// let report = log.run(&WhatIf::of("pay".parse()?).change(FlowChange::drop_off_factor("cart", 0.5)))?;
    /// let guests = Initiative::of_what_if("checkout as a guest", &report, GainUnit::Customers, 0.8, (1.0, 2.0, 4.0))?;
    /// // Half of those who leave at the cart, a quarter of all, are kept.
    /// assert_eq!((guests.reach.unwrap().value(), guests.impact.unwrap().value()), (40.0, 0.25));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn of_what_if(
        name: impl Into<String>,
        report: &WhatIfReport,
        unit: GainUnit,
        confidence: impl Into<Guess>,
        effort: impl Into<Guess>,
    ) -> Result<Self> {
        let effect = match unit {
            GainUnit::Customers => &report.conversion,
            GainUnit::Value => report.value.as_ref().ok_or_else(|| {
                Error::option("by", "value", "\"customers\": the what-if names no column of values")
            })?,
        };
        let gain = Guess::of(&effect.difference)
            .ok_or_else(|| Error::option("report", "no difference", "a what-if whose difference is known"))?;
        Ok(Self::new(name).rice(report.customers as f64, gain, confidence, effort))
    }
}

impl Guess {
    /// An estimate with its interval, 0 where it is negative; `None` if it is not known.
    pub(crate) fn of(estimate: &Estimate) -> Option<Self> {
        let value = estimate.value?;
        let (low, high) = (estimate.low.unwrap_or(value), estimate.high.unwrap_or(value));
        Some(Self::Between(low.max(0.0), value.max(0.0), high.max(0.0)))
    }

    /// The product of two numbers that are not negative, least times least and most times most.
    pub(crate) fn times(self, other: Self) -> Self {
        let ((a, b, c), (x, y, z)) = (self.ends(), other.ends());
        Self::Between(a * x, b * y, c * z)
    }
}
