//! Which drop-off, brought to that of the others, would bring most?

use super::chain::Chain;
use super::groups::Layout;
use crate::numeric::at;

/// What drop-off means for success, by touchpoint before success.
#[derive(Debug)]
pub(super) struct Levers {
    pub drop_off: Vec<f64>,
    /// Median of these.
    pub median: Option<f64>,
    /// Probabilities of success.
    pub success: Vec<f64>,
    /// Derivatives of the probability of success from the start; `None` where all journeys end.
    pub sensitivity: Vec<Option<f64>>,
    /// What the probability of success from the start would rise by if this drop-off alone came to the median.
    pub gain: Vec<Option<f64>>,
}

impl Levers {
    pub fn new(chain: &Chain, layout: &Layout) -> Self {
        let (drop_off, reached) = (chain.drop_off(layout), chain.reached(layout));
        let median = median(drop_off.clone());
        let prospects = chain.prospects(layout, true);
        let each = |of: &dyn Fn(f64, f64, f64, f64) -> Option<f64>| -> Vec<Option<f64>> {
            let known = prospects.iter().zip(&drop_off).enumerate();
            known
                .map(|(number, ((success, returns), drop))| {
                    of(at(&reached, number), *success, *returns, *drop)
                })
                .collect()
        };
        let sensitivity =
            each(&|reached, success, _, drop| (drop < 1.0).then(|| 0.0 - reached * success / (1.0 - drop)));
        // The row of the touchpoint is scaled by 1 + `more`: a change of rank one (Sherman and Morrison 1950).
        let gain = each(&|reached, success, returns, drop| {
            let more = (1.0 - median?) / (1.0 - drop) - 1.0;
            let rest = 1.0 - more * (returns - 1.0);
            (drop < 1.0 && rest > 1e-12).then(|| reached * more * success / rest)
        });
        Self {
            drop_off,
            median,
            success: prospects.iter().map(|(success, _)| *success).collect(),
            sensitivity,
            gain,
        }
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some((at(&values, last / 2) + at(&values, last.div_ceil(2))) / 2.0)
}
