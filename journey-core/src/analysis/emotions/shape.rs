//! What a sequence of moods is remembered by: its peak and end, its lowest and highest moment, how it swings.

use serde::{Deserialize, Serialize};

/// What is told of a sequence of moods, of a customer or of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum EmotionMeasure {
    /// Arithmetic mean.
    Mean,
    /// The most intense mood: the one farthest from neutral, of equal ones the later.
    Peak,
    /// The last mood.
    End,
    /// Mean of peak and end: what is remembered, by the peak-end rule.
    PeakEnd,
    /// The worst mood.
    Lowest,
    /// The best mood.
    Highest,
    /// Root of the mean squared step from one mood to the next.
    Volatility,
    /// Least-squares line through the moods at even distances: what it gains from the first to the last.
    Trend,
    /// Mean height under the straight lines that join the moods at even distances.
    Area,
}

impl EmotionMeasure {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Mean,
        Self::Peak,
        Self::End,
        Self::PeakEnd,
        Self::Lowest,
        Self::Highest,
        Self::Volatility,
        Self::Trend,
        Self::Area,
    ];
}

/// Measures of a sequence of moods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    pub n: usize,
    mean: f64,
    /// Position and mood.
    peak: (usize, f64),
    end: (usize, f64),
    pub lowest: (usize, f64),
    highest: (usize, f64),
    /// Volatility, trend and area, of two moods or more.
    swing: Option<[f64; 3]>,
}

impl Shape {
    /// The shape of moods in their order; `None` without any. Of equal extremes the later one counts.
    pub fn of(moods: &[f64]) -> Option<Self> {
        let end = (moods.len().checked_sub(1)?, *moods.last()?);
        let first = (0, *moods.first()?);
        let (mut peak, mut lowest, mut highest, mut sum) = (first, first, first, 0.0);
        for (at, &mood) in moods.iter().enumerate() {
            sum += mood;
            if mood.abs() >= peak.1.abs() {
                peak = (at, mood);
            }
            if mood <= lowest.1 {
                lowest = (at, mood);
            }
            if mood >= highest.1 {
                highest = (at, mood);
            }
        }
        let n = moods.len();
        Some(Self { n, mean: sum / n as f64, peak, end, lowest, highest, swing: swing(moods) })
    }

    pub fn value(&self, measure: EmotionMeasure) -> Option<f64> {
        let swing = |place: usize| self.swing.and_then(|swing| swing.get(place).copied());
        match measure {
            EmotionMeasure::Mean => Some(self.mean),
            EmotionMeasure::Peak => Some(self.peak.1),
            EmotionMeasure::End => Some(self.end.1),
            EmotionMeasure::PeakEnd => Some((self.peak.1 + self.end.1) / 2.0),
            EmotionMeasure::Lowest => Some(self.lowest.1),
            EmotionMeasure::Highest => Some(self.highest.1),
            EmotionMeasure::Volatility => swing(0),
            EmotionMeasure::Trend => swing(1),
            EmotionMeasure::Area => swing(2),
        }
    }

    /// Where in the sequence it is, for what is at one place.
    pub fn place(&self, measure: EmotionMeasure) -> Option<usize> {
        match measure {
            EmotionMeasure::Peak => Some(self.peak.0),
            EmotionMeasure::End => Some(self.end.0),
            EmotionMeasure::Lowest => Some(self.lowest.0),
            EmotionMeasure::Highest => Some(self.highest.0),
            _ => None,
        }
    }
}

/// Volatility, trend and area.
fn swing(moods: &[f64]) -> Option<[f64; 3]> {
    let steps = moods.len().checked_sub(1).filter(|steps| *steps > 0)? as f64;
    let (mut squares, mut area) = (0.0, 0.0);
    for pair in moods.windows(2) {
        if let [before, after] = pair {
            squares += (after - before) * (after - before);
            area += (before + after) / 2.0;
        }
    }
    let (mut along, mut spread) = (0.0, 0.0);
    for (at, mood) in moods.iter().enumerate() {
        let time = at as f64 / steps - 0.5;
        along += time * mood;
        spread += time * time;
    }
    Some([(squares / steps).sqrt(), along / spread, area / steps])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(moods: &[f64]) -> [Option<f64>; 9] {
        let shape = Shape::of(moods).unwrap();
        EmotionMeasure::ALL.map(|measure| shape.value(measure))
    }

    #[test]
    fn measures_by_hand() {
        // Steps -1, +2: volatility root of 5/2. Trend: (-0.5 · 1 + 0.5 · 2) / 0.5 = 1. Area: (0.5 + 1) / 2.
        let [mean, peak, end, peak_end, lowest, highest, volatility, trend, area] = told(&[1.0, 0.0, 2.0]);
        assert_eq!((mean, peak, end, peak_end), (Some(1.0), Some(2.0), Some(2.0), Some(2.0)));
        assert_eq!((lowest, highest), (Some(0.0), Some(2.0)));
        assert_eq!((volatility, trend, area), (Some(2.5f64.sqrt()), Some(1.0), Some(0.75)));
    }

    #[test]
    fn of_equally_intense_moods_the_later_is_the_peak() {
        let shape = Shape::of(&[-2.0, 2.0, 1.0]).unwrap();
        assert_eq!(
            (shape.value(EmotionMeasure::Peak), shape.place(EmotionMeasure::Peak)),
            (Some(2.0), Some(1))
        );
        assert_eq!(shape.value(EmotionMeasure::PeakEnd), Some(1.5));
        let shape = Shape::of(&[2.0, -2.0, 1.0]).unwrap();
        assert_eq!(shape.value(EmotionMeasure::PeakEnd), Some(-0.5));
    }

    #[test]
    fn one_mood_is_peak_and_end_and_does_not_swing() {
        let [mean, peak, end, peak_end, lowest, highest, volatility, trend, area] = told(&[-1.0]);
        assert_eq!([mean, peak, end, peak_end, lowest, highest], [Some(-1.0); 6]);
        assert_eq!([volatility, trend, area], [None; 3]);
        assert_eq!(Shape::of(&[]), None);
    }
}
