//! Columns of ratings: mixed scales, and codes for "no answer".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, finding};
use super::sample::Sample;
use super::scale::{Histogram, Scale, scale_of};
use super::words::said;
use super::{QualityFinding, QualityKind};
use crate::analysis::pairs;
use crate::log::{Journey, Step};
use crate::model::{Comparison, EventRule, Predicate, Scalar};

/// Whole numbers of columns by touchpoint and by source, and how many others there are.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Ratings {
    #[serde(with = "pairs")]
    values: BTreeMap<(u32, Place, i32), Sample>,
    #[serde(with = "pairs")]
    others: BTreeMap<u32, u64>,
}

/// Where a rating is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Place {
    Touchpoint(u32),
    Source(u32),
}

/// Larger numbers are no ratings.
const LARGEST: f64 = 1000.0;
/// More values are no scale.
const MOST_VALUES: usize = 24;
/// So many of 100 values must be whole numbers.
const WHOLE: u64 = 99;

impl Ratings {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        for &column in &plan.ratings {
            let values = journey.numbers(column).iter().zip(journey.touchpoints()).enumerate();
            for (event, (&value, &touchpoint)) in values.filter(|(_, (value, _))| !value.is_nan()) {
                let key = column as u32;
                if value.fract() != 0.0 || value.abs() > LARGEST {
                    *self.others.entry(key).or_default() += 1;
                    continue;
                }
                let mut add = |place| {
                    let sample = self.values.entry((key, place, value as i32)).or_default();
                    sample.add(journey, event, || value.to_string());
                };
                add(Place::Touchpoint(touchpoint));
                plan.source_of(journey, event).into_iter().for_each(|source| add(Place::Source(source)));
            }
        }
    }

    pub fn merge(&mut self, other: Self) {
        for (place, sample) in other.values {
            self.values.entry(place).or_default().merge(sample);
        }
        for (column, count) in other.others {
            *self.others.entry(column).or_default() += count;
        }
    }

    pub fn findings(&self, plan: &QualityPlan) -> Vec<QualityFinding> {
        plan.ratings.iter().flat_map(|&column| self.column(plan, column)).collect()
    }

    fn column(&self, plan: &QualityPlan, column: usize) -> Vec<QualityFinding> {
        let mut groups: BTreeMap<Place, Histogram> = BTreeMap::new();
        let mut pooled = Histogram::new();
        let first = (column as u32, Place::Touchpoint(0), i32::MIN);
        for (&(_, place, value), sample) in self.values.range(first..).take_while(|(key, _)| key.0 == first.0)
        {
            groups.entry(place).or_default().insert(value, sample.count);
            if matches!(place, Place::Touchpoint(_)) {
                *pooled.entry(value).or_default() += sample.count;
            }
        }
        let n: u64 = pooled.values().sum();
        let others = self.others.get(&(column as u32)).copied().unwrap_or_default();
        let whole = n * 100 >= (n + others) * WHOLE;
        let lowest_first = pooled.iter().max_by_key(|(value, count)| (**count, std::cmp::Reverse(**value)));
        let counts = lowest_first.map(|(value, _)| value) == pooled.keys().next();
        if n < plan.limits.ratings
            || !(plan.ratings_stated || whole && !counts && pooled.len() <= MOST_VALUES)
        {
            return Vec::new();
        }
        let look = Look { ratings: self, plan, column, n, groups: &groups, pooled: &pooled };
        let scales = look.scales();
        let mut rows = look.mixed_places(&scales);
        rows.extend(look.outside(&scales));
        rows
    }
}

/// A column while it is looked at.
struct Look<'a> {
    ratings: &'a Ratings,
    plan: &'a QualityPlan,
    column: usize,
    n: u64,
    groups: &'a BTreeMap<Place, Histogram>,
    pooled: &'a Histogram,
}

impl Look<'_> {
    /// The scale of each place that has one for sure.
    fn scales(&self) -> BTreeMap<Place, Scale> {
        let scale = |(place, ratings): (&Place, &Histogram)| {
            let enough = ratings.values().sum::<u64>() >= self.plan.limits.ratings;
            let scale = scale_of(ratings).filter(|scale| enough && scale.is_sure(ratings))?;
            Some((*place, scale))
        };
        self.groups.iter().filter_map(scale).collect()
    }

    fn size(&self, place: &Place) -> u64 {
        self.groups.get(place).map_or(0, |ratings| ratings.values().sum())
    }

    /// Touchpoints, or sources if those are mixed, whose scale is not that of most ratings.
    fn mixed_places(&self, scales: &BTreeMap<Place, Scale>) -> Vec<QualityFinding> {
        let of = |source: bool| {
            scales.iter().filter(move |(place, _)| matches!(place, Place::Source(_)) == source)
        };
        let mixed = |source: bool| {
            let mut sizes: BTreeMap<i32, u64> = BTreeMap::new();
            of(source).for_each(|(place, scale)| *sizes.entry(scale.high).or_default() += self.size(place));
            let main = sizes.iter().max_by_key(|(high, size)| (**size, **high)).map(|(high, _)| *high);
            let main = of(source)
                .filter(|(_, scale)| Some(scale.high) == main)
                .min_by_key(|(_, scale)| scale.low)?;
            let others = of(source).filter(|(_, scale)| scale.high != main.1.high);
            let rows: Vec<_> = others.map(|(place, scale)| self.mixed(place, *scale, *main.1)).collect();
            (!rows.is_empty()).then_some(rows)
        };
        mixed(true).or_else(|| mixed(false)).unwrap_or_default()
    }

    fn mixed(&self, place: &Place, scale: Scale, main: Scale) -> QualityFinding {
        let plan = self.plan;
        let mut sample = Sample::default();
        for (value, _) in self.groups.get(place).into_iter().flatten() {
            self.sample(place, *value).into_iter().for_each(|part| sample.merge(part.clone()));
        }
        let said = format!(
            "{} on a scale up to {}, most others on one up to {}",
            said(sample.count, "rating is", "ratings are"),
            scale.high,
            main.high
        );
        let (source, touchpoint, rule) = match *place {
            Place::Touchpoint(code) => {
                (None, Some(plan.touchpoint(code)), ("touchpoint".into(), plan.touchpoint(code)))
            }
            Place::Source(code) => {
                let column = plan.source.as_ref().map(|source| source.column.clone()).unwrap_or_default();
                (Some(plan.source_name(code)), None, (column, plan.source_name(code)))
            }
        };
        let when = EventRule::Is(Predicate::Equals { column: rule.0, value: Scalar::Text(rule.1) });
        let row = finding(QualityKind::MixedScales, (sample.count, "ratings"), (self.n, "ratings"), said);
        QualityFinding {
            column: Some(plan.column(self.column)),
            source,
            touchpoint,
            examples: sample.examples(),
            mend: Some(self.rescale(scale, main, when)),
            ..row
        }
    }

    fn rescale(&self, from: Scale, to: Scale, when: EventRule) -> Step {
        let ends = |scale: Scale| [f64::from(scale.low), f64::from(scale.high)];
        Step::Rescale {
            column: self.plan.column(self.column),
            from: ends(from),
            to: ends(to),
            when: Some(when),
        }
    }

    fn sample(&self, place: &Place, value: i32) -> Option<&Sample> {
        self.ratings.values.get(&(self.column as u32, *place, value))
    }

    /// Values outside of the scale: of each touchpoint if these have different ones, else of all together.
    fn outside(&self, scales: &BTreeMap<Place, Scale>) -> Vec<QualityFinding> {
        let touchpoints = || scales.iter().filter(|(place, _)| matches!(place, Place::Touchpoint(_)));
        let one = touchpoints().all(|(_, scale)| touchpoints().all(|(_, other)| scale.high == other.high));
        let mut codes: BTreeMap<i32, Vec<Place>> = BTreeMap::new();
        let mut rows = Vec::new();
        let mut look = |places: Vec<Place>, scale: Scale, ratings: &Histogram| {
            let outside = scale.outside(ratings);
            outside.codes.into_iter().for_each(|code| codes.entry(code).or_default().extend(&places));
            if let Some((values, top)) = outside.longer {
                rows.push(self.longer(&places, scale, (&values, top)));
            }
        };
        match scale_of(self.pooled).filter(|_| one) {
            Some(scale) => {
                let places = self.groups.keys().filter(|place| matches!(place, Place::Touchpoint(_)));
                look(places.copied().collect(), scale, self.pooled);
            }
            None => touchpoints().for_each(|(place, scale)| {
                if let Some(ratings) = self.groups.get(place) {
                    look(vec![*place], *scale, ratings);
                }
            }),
        }
        rows.extend(codes.into_iter().map(|(code, places)| self.code(code, &places)));
        rows
    }

    /// Ratings on a longer scale among those of a shorter one.
    fn longer(&self, places: &[Place], scale: Scale, (values, top): (&[i32], i32)) -> QualityFinding {
        let sample = self.samples(places, values);
        let column = self.plan.column(self.column);
        let said = format!(
            "{} above {}, at which the scale of the others ends: it must be one up to {top}",
            said(sample.count, "rating lies", "ratings lie"),
            scale.high
        );
        let beyond = Comparison {
            column: column.clone(),
            greater_than: Some(f64::from(scale.high).into()),
            ..Comparison::default()
        };
        let row = finding(QualityKind::MixedScales, (sample.count, "ratings"), (self.n, "ratings"), said);
        QualityFinding {
            column: Some(column),
            touchpoint: self.one(places),
            examples: sample.examples(),
            mend: Some(self.rescale(
                Scale { high: top, ..scale },
                scale,
                EventRule::Is(Predicate::Compare(beyond)),
            )),
            ..row
        }
    }

    fn code(&self, code: i32, places: &[Place]) -> QualityFinding {
        let sample = self.samples(places, &[code]);
        let column = self.plan.column(self.column);
        let said = format!(
            "{} {code}, apart from all others: a code for \"no answer\"",
            said(sample.count, "rating is", "ratings are")
        );
        let row = finding(QualityKind::NoAnswerCodes, (sample.count, "ratings"), (self.n, "ratings"), said);
        let touchpoint = self.one(places);
        let when = touchpoint.clone().map(|name| {
            EventRule::Is(Predicate::Equals { column: "touchpoint".into(), value: Scalar::Text(name) })
        });
        let values = vec![Scalar::Number(f64::from(code))];
        QualityFinding {
            column: Some(column.clone()),
            touchpoint,
            examples: sample.examples(),
            mend: Some(Step::Recode { column, values, to: None, when }),
            ..row
        }
    }

    fn samples(&self, places: &[Place], values: &[i32]) -> Sample {
        let mut all = Sample::default();
        for (place, value) in places.iter().flat_map(|place| values.iter().map(move |value| (place, *value)))
        {
            self.sample(place, value).into_iter().for_each(|part| all.merge(part.clone()));
        }
        all
    }

    /// The touchpoint, if there is one of several.
    fn one(&self, places: &[Place]) -> Option<String> {
        let several = self.groups.keys().filter(|place| matches!(place, Place::Touchpoint(_))).count() > 1;
        match places {
            [Place::Touchpoint(code)] if several => Some(self.plan.touchpoint(*code)),
            _ => None,
        }
    }
}
