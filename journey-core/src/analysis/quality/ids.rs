//! Customers whose ids differ only by case, blanks or Unicode normalisation.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::plan::{Whole, finding};
use super::{QualityExample, QualityFinding, QualityKind};
use crate::log::{Journey, Step, fold};

/// Ids of all customers: those that are as they should be as digests (XXH3, 64 bits: that two of ten million are equal by
/// chance has a probability of 3·10⁻⁶), the others as they are.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Ids {
    plain: Vec<u64>,
    others: Vec<Other>,
}

/// Digest of the id as it should be, first row, and the id as it is.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Other(u64, u32, String);

impl Ids {
    pub fn observe(&mut self, journey: &Journey<'_>) {
        let id = journey.customer();
        let folded = fold(id);
        let digest = xxh3_64(folded.as_bytes());
        match folded == id {
            true => self.plain.push(digest),
            false => {
                let row = journey.rows().iter().min().copied().unwrap_or_default();
                self.others.push(Other(digest, row, id.into()));
            }
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.plain.extend(other.plain);
        self.others.extend(other.others);
    }

    pub fn findings(&mut self, whole: &Whole) -> Option<QualityFinding> {
        self.others.sort_unstable();
        let wanted: BTreeSet<u64> = self.others.iter().map(|other| other.0).collect();
        let plain: BTreeSet<u64> =
            self.plain.iter().copied().filter(|digest| wanted.contains(digest)).collect();
        let (mut people, mut customers, mut shown) = (0, 0, Vec::new());
        for group in self.others.chunk_by(|a, b| a.0 == b.0) {
            let known = group.first().is_some_and(|first| plain.contains(&first.0));
            let size = group.len() as u64 + u64::from(known);
            if size > 1 {
                people += 1;
                customers += size;
                shown.extend(group);
            }
        }
        if customers == 0 {
            return None;
        }
        shown.sort_unstable_by_key(|other| (other.1, &other.2));
        let example = |Other(_, row, id): &Other| QualityExample {
            row: Some(u64::from(*row)),
            customer: Some(id.clone()),
            time: None,
            value: Some(fold(id).into_owned()),
        };
        let said =
            format!("{customers} customers are {people} if case, blanks and normalisation do not count");
        let row =
            finding(QualityKind::SimilarIds, (customers, "customers"), (whole.customers, "customers"), said);
        let examples = shown.into_iter().take(5).map(example).collect();
        Some(QualityFinding { examples, mend: Some(Step::FoldIds), ..row })
    }
}
