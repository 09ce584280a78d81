//! What words mean together: negation, boosters, capitals, contrast, idioms.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::english::{SPECIAL, WEAK_UNITS};
use super::items::{Item, Items};
use super::lexicon::{BOOST, Role};

/// A word in capitals, among others that are not, is so much stronger.
const CAPITALS: f64 = 0.733;
/// What a negation makes of a valence.
const NEGATED: f64 = -0.74;
/// What `never so` and `never this` make of a valence.
const NEVER_SO: f64 = 1.25;
/// What is left of a booster one, two and three words away.
const DISTANCES: [f64; 3] = [1.0, 0.95, 0.9];

/// The items of a text while their valences are found.
pub(super) struct Reading<'i> {
    items: &'i [Item],
    text: &'i Items,
    corrected: bool,
}

impl<'i> Reading<'i> {
    pub fn new(text: &'i Items, corrected: bool) -> Self {
        Self { items: &text.list, text, corrected }
    }

    /// Valence of each item; 0 for those that say neither good nor bad.
    pub fn valences(&self) -> Vec<f64> {
        let mut valences: Vec<f64> = (0..self.items.len()).map(|place| self.valence(place)).collect();
        let contrast = self.items.iter().position(|item| item.entry.role == Some(Role::But));
        match contrast {
            Some(place) if self.corrected => contrast_once(&mut valences, place),
            Some(place) => contrast_as_vader(&mut valences, place),
            None => {}
        }
        valences
    }

    fn valence(&self, place: usize) -> f64 {
        let Some(item) = self.items.get(place) else { return 0.0 };
        let Some(own) = item.entry.valence.filter(|_| item.entry.booster.is_none()) else { return 0.0 };
        if self.corrected && item.symbol {
            return own;
        }
        let next = self.items.get(place + 1).map(|next| next.entry).unwrap_or_default();
        if !self.corrected && item.entry.role == Some(Role::Kind) && next.role == Some(Role::Of) {
            return 0.0;
        }
        let mut valence = own;
        if item.entry.role == Some(Role::No) && next.valence.is_some() {
            valence = 0.0;
        }
        if self.follows_no(place) {
            valence = own * NEGATED;
        }
        if item.upper && self.text.capitals {
            valence += if valence > 0.0 { CAPITALS } else { -CAPITALS };
        }
        for (distance, share) in (1..).zip(DISTANCES) {
            let Some(before) = self.before(place, distance).filter(|item| item.entry.valence.is_none())
            else {
                continue;
            };
            valence += self.boost(before, valence) * share;
            valence *= self.negation(place, distance);
            if distance == 3 && !self.corrected && self.text.english {
                valence = self.idiom(place, valence);
            }
        }
        if self.is_least(place) { valence * NEGATED } else { valence }
    }

    /// The item so many places before; what stands before a contrast is out of reach.
    fn before(&self, place: usize, distance: usize) -> Option<&Item> {
        let from = place.checked_sub(distance)?;
        let contrast = |item: &Item| item.entry.role == Some(Role::But);
        let reach = !self.corrected || !self.items.get(from..place)?.iter().any(contrast);
        self.items.get(from).filter(|_| reach)
    }

    fn role(&self, place: usize, distance: usize) -> Option<Role> {
        self.before(place, distance)?.entry.role
    }

    /// Whether `no` stands one or two words before, or three with `or` or `nor` between.
    fn follows_no(&self, place: usize) -> bool {
        let no = |distance| self.role(place, distance) == Some(Role::No);
        no(1) || no(2) || no(3) && matches!(self.role(place, 1), Some(Role::Or | Role::Nor))
    }

    fn boost(&self, booster: &Item, valence: f64) -> f64 {
        let Some(by) = booster.entry.booster else { return 0.0 };
        let by = if valence < 0.0 { -by } else { by };
        match booster.upper && self.text.capitals {
            true if valence > 0.0 => by + CAPITALS,
            true => by - CAPITALS,
            false => by,
        }
    }

    /// What a negation so many words before makes of a valence; 1 if there is none.
    fn negation(&self, place: usize, distance: usize) -> f64 {
        let this = |distance| matches!(self.role(place, distance), Some(Role::So | Role::This));
        let doubt = |distance| self.role(place, distance) == Some(Role::Doubt);
        let mut between = 1..distance;
        match self.role(place, distance).filter(|_| distance > 1) {
            // The original forgets to ask for `never` if `so` or `this` directly stands before.
            _ if !self.corrected && distance == 3 && this(1) => return NEVER_SO,
            Some(Role::Never) if between.any(this) => return NEVER_SO,
            Some(Role::Without) if between.any(doubt) => return 1.0,
            _ => {}
        }
        if self.before(place, distance).is_some_and(|item| item.entry.negates) { NEGATED } else { 1.0 }
    }

    /// Whether `least` stands before, and neither `at least` nor `very least`.
    fn is_least(&self, place: usize) -> bool {
        let least = self.before(place, 1).filter(|item| item.entry.role == Some(Role::Least));
        least.is_some_and(|item| item.entry.valence.is_none())
            && !matches!(self.role(place, 2), Some(Role::At | Role::Very))
    }

    /// The valence of a word that is a part of an idiom, and what a weakening unit before it takes away: as VADER has it,
    /// which looks from the fourth word on, and only around words that have a valence of their own.
    fn idiom(&self, place: usize, valence: f64) -> f64 {
        let is = |before: usize, words: usize, unit: &str| {
            let from = place.saturating_sub(before);
            let items = self.items.get(from..from + words).unwrap_or_default();
            unit.split(' ').eq(items.iter().map(|item| self.text.text(item)))
        };
        let of = |before: usize, words: usize| {
            SPECIAL.iter().find(|(unit, _)| is(before, words, unit)).map(|(_, valence)| *valence)
        };
        let around = [(1, 2), (2, 3), (2, 2), (3, 3), (3, 2)]
            .into_iter()
            .find_map(|(before, words)| of(before, words));
        let after = of(0, 3).or_else(|| of(0, 2));
        let weak = [(3, 3), (3, 2), (2, 2)].map(|(before, words)| {
            let weak = WEAK_UNITS.iter().any(|unit| is(before, words, unit));
            if weak { -BOOST } else { 0.0 }
        });
        weak.into_iter().fold(after.or(around).unwrap_or(valence), |valence, weak| valence + weak)
    }
}

/// What stands before the contrast counts half, what follows half as much again.
fn contrast_once(valences: &mut [f64], place: usize) {
    let (before, after) = valences.split_at_mut(place);
    before.iter_mut().for_each(|valence| *valence *= 0.5);
    after.iter_mut().for_each(|valence| *valence *= 1.5);
}

/// The same as VADER does it: each valence in turn changes the first one that is equal to it, so that equal ones, or
/// those that become equal, may change twice or not at all.
fn contrast_as_vader(valences: &mut [f64], place: usize) {
    let mut places: HashMap<u64, BTreeSet<usize>> = HashMap::new();
    for (place, valence) in valences.iter().enumerate().filter(|(_, valence)| **valence != 0.0) {
        places.entry(valence.to_bits()).or_default().insert(place);
    }
    for turn in 0..valences.len() {
        let valence = valences.get(turn).copied().unwrap_or_default();
        let Some(first) = places.get_mut(&valence.to_bits()).and_then(BTreeSet::pop_first) else { continue };
        let changed = valence * if first < place { 0.5 } else { 1.5 };
        if let Some(slot) = valences.get_mut(first) {
            *slot = changed;
        }
        if changed != 0.0 {
            places.entry(changed.to_bits()).or_default().insert(first);
        }
    }
}
