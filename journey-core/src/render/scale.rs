//! Scales: from values to places in a picture.

/// A linear scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Linear {
    /// Values at the two ends.
    pub from: (f64, f64),
    /// Places of the two ends.
    pub to: (f64, f64),
}

impl Linear {
    /// Place of a value; values beyond an end are put at the end.
    pub(crate) fn at(self, value: f64) -> f64 {
        let length = self.from.1 - self.from.0;
        let share = if length == 0.0 { 0.5 } else { ((value - self.from.0) / length).clamp(0.0, 1.0) };
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

/// Marks of the time scale in seconds, with their words.
const MARKS: [(f64, &str); 9] = [
    (1.0, "1 s"),
    (10.0, "10 s"),
    (60.0, "1 min"),
    (600.0, "10 min"),
    (3600.0, "1 h"),
    (86_400.0, "1 day"),
    (604_800.0, "1 week"),
    (2_629_800.0, "1 month"),
    (31_557_600.0, "1 year"),
];

/// A logarithmic scale of times, which ends at marks with words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TimeScale {
    scale: Linear,
    /// Marks within the scale: place and word.
    pub marks: Vec<(f64, &'static str)>,
}

impl TimeScale {
    /// The scale from bottom to top over all of `seconds`; `None` if there are none.
    pub(crate) fn over(seconds: impl Iterator<Item = f64>, bottom: f64, top: f64) -> Option<Self> {
        let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
        for value in seconds.filter(|value| value.is_finite() && *value >= 0.0) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            return None;
        }
        let under = MARKS.iter().rposition(|(mark, _)| *mark <= low).unwrap_or(0);
        let last = MARKS.len() - 1;
        let over = MARKS.iter().position(|(mark, _)| *mark >= high).unwrap_or(last);
        let over = over.max(under + 1).min(last);
        let under = under.min(over - 1);
        let end = MARKS.get(over).map_or(high, |mark| mark.0.max(high));
        let start = MARKS.get(under).map_or(1.0, |mark| mark.0);
        let scale = Linear { from: (libm::log(start), libm::log(end)), to: (bottom, top) };
        let marks = MARKS.get(under..=over).unwrap_or_default();
        let marks = marks.iter().map(|(mark, word)| (scale.at(libm::log(*mark)), *word)).collect();
        Some(Self { scale, marks })
    }

    /// Place of a time; times under the first mark are put there.
    pub(crate) fn at(&self, seconds: f64) -> f64 {
        self.scale.at(libm::log(seconds.max(1e-3)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beyond_the_ends_stay_inside() {
        let scale = Linear { from: (-2.0, 2.0), to: (100.0, 0.0) };
        assert_eq!((scale.at(0.0), scale.at(9.0), scale.at(-9.0)), (50.0, 0.0, 100.0));
    }

    #[test]
    fn a_time_scale_encloses_its_values() {
        let scale = TimeScale::over([45.0, 7200.0].into_iter(), 100.0, 0.0).unwrap();
        let words: Vec<&str> = scale.marks.iter().map(|mark| mark.1).collect();
        assert_eq!(words, ["10 s", "1 min", "10 min", "1 h", "1 day"]);
        assert_eq!((scale.at(10.0), scale.at(86_400.0)), (100.0, 0.0));
    }

    #[test]
    fn odd_times_still_have_a_scale() {
        assert_eq!(TimeScale::over([f64::NAN].into_iter(), 1.0, 0.0), None);
        for seconds in [0.0, 1.0, 31_557_600.0, 1e12] {
            let scale = TimeScale::over([seconds].into_iter(), 100.0, 0.0).unwrap();
            assert!((0.0..=100.0).contains(&scale.at(seconds)));
        }
    }
}
