//! The second look at posts: sentiment, reactions and examples of what is shown.

use std::cmp::Ordering;

use hashbrown::HashMap;

use super::super::CommentExample;
use super::read::{Key, Reader};
use crate::error::Result;
use crate::log::{EventLog, Journey};
use crate::numeric::ExactSum;
use crate::text::SentimentClass;
use crate::work::Work;

/// Numbers with a mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample {
    pub n: u64,
    pub sum: ExactSum,
    squares: ExactSum,
}

/// How much is left of squared differences that are nothing but rounding, as a part of the squares.
const NOTHING: f64 = 1e-12;

impl Sample {
    fn add(&mut self, value: f64) {
        self.n += 1;
        self.sum.add(value);
        self.squares.add(value * value);
    }

    fn merge(&mut self, more: Self) {
        self.n += more.n;
        self.sum.merge(more.sum);
        self.squares.merge(more.squares);
    }

    /// Mean, and its standard error where there are two or more.
    pub fn moments(&self) -> Option<(f64, Option<f64>)> {
        let (n, sum, squares) = (self.n as f64, self.sum.value(), self.squares.value());
        let differences = squares - sum * (sum / n);
        let differences = if differences > NOTHING * squares { differences } else { 0.0 };
        (self.n > 0).then(|| (sum / n, (self.n > 1).then(|| (differences / (n - 1.0) / n).sqrt())))
    }
}

/// What the posts of a group tell.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub posts: u64,
    pub customers: u64,
    /// Number of the journey that was counted last, and one more.
    latest: usize,
    pub negative: u64,
    pub positive: u64,
    pub compound: Sample,
    /// By column of reactions.
    pub reactions: Vec<Sample>,
    /// All reactions to a post together.
    pub engagement: Sample,
    pub examples: Examples,
}

/// Posts that are shown, best first.
#[derive(Debug, Clone, Default)]
pub(super) struct Examples(Vec<(f64, i64, CommentExample)>);

impl Examples {
    /// Keeps a post if it is among the best: each text once.
    fn keep(&mut self, new: (f64, i64, CommentExample), most: usize) {
        match self.0.iter_mut().find(|old| old.2.text == new.2.text) {
            Some(same) if order(&new, same) == Ordering::Less => *same = new,
            Some(_) => return,
            None => self.0.push(new),
        }
        self.0.sort_by(order);
        self.0.truncate(most);
    }

    fn merge(&mut self, more: Self, most: usize) {
        more.0.into_iter().for_each(|example| self.keep(example, most));
    }

    pub fn shown(&self) -> Vec<CommentExample> {
        self.0.iter().map(|(_, _, example)| example.clone()).collect()
    }
}

/// Most reactions first, then the latest.
fn order(a: &(f64, i64, CommentExample), b: &(f64, i64, CommentExample)) -> Ordering {
    let place = |example: &CommentExample| (example.customer.clone(), example.row);
    b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then_with(|| place(&a.2).cmp(&place(&b.2)))
}

/// A post with its numbers.
struct Scored {
    compound: f64,
    reactions: Vec<f64>,
    /// All together, if there are any.
    engagement: Option<f64>,
    customer: usize,
    example: (f64, i64, CommentExample),
}

impl Tally {
    fn add(&mut self, post: &Scored, most: usize) {
        self.posts += 1;
        if self.latest != post.customer {
            self.latest = post.customer;
            self.customers += 1;
        }
        self.compound.add(post.compound);
        match SentimentClass::of(post.compound) {
            SentimentClass::Negative => self.negative += 1,
            SentimentClass::Neutral => {}
            SentimentClass::Positive => self.positive += 1,
        }
        self.reactions.resize(post.reactions.len(), Sample::default());
        let given = self.reactions.iter_mut().zip(&post.reactions).filter(|(_, value)| !value.is_nan());
        given.for_each(|(sample, value)| sample.add(*value));
        post.engagement.into_iter().for_each(|sum| self.engagement.add(sum));
        self.examples.keep(post.example.clone(), most);
    }

    fn merge(&mut self, more: Self, most: usize) {
        self.posts += more.posts;
        self.customers += more.customers;
        self.negative += more.negative;
        self.positive += more.positive;
        self.compound.merge(more.compound);
        if self.reactions.len() < more.reactions.len() {
            self.reactions.resize(more.reactions.len(), Sample::default());
        }
        self.reactions.iter_mut().zip(more.reactions).for_each(|(sample, more)| sample.merge(more));
        self.engagement.merge(more.engagement);
        self.examples.merge(more.examples, most);
    }
}

/// What is to be shown, and where in the lists.
pub(super) struct Wanted {
    pub groups: HashMap<Key, usize>,
    pub terms: HashMap<String, usize>,
    pub examples: usize,
}

/// What was found: all posts first, then the groups; and examples of terms.
#[derive(Default)]
pub(super) struct Found {
    pub groups: Vec<Tally>,
    pub terms: Vec<Examples>,
}

impl Found {
    pub fn of(log: &EventLog, reader: &Reader, wanted: &Wanted) -> Result<Self> {
        let empty = || Self {
            groups: vec![Tally::default(); wanted.groups.len() + 1],
            terms: vec![Examples::default(); wanted.terms.len()],
        };
        let parts = Work::current().map("scoring posts", log.shards().len(), |index| {
            let (mut found, mut number, mut customer) = (empty(), 0, "");
            if let Some(shard) = log.shards().get(index) {
                reader.each(shard, |journey, event, text| {
                    if customer != journey.customer() {
                        (number, customer) = (number + 1, journey.customer());
                    }
                    found.see(reader, wanted, (journey, event, text), number);
                });
            }
            Ok(found)
        })?;
        let mut all = empty();
        for part in parts {
            for (tally, more) in all.groups.iter_mut().zip(part.groups) {
                tally.merge(more, wanted.examples);
            }
            for (examples, more) in all.terms.iter_mut().zip(part.terms) {
                examples.merge(more, wanted.examples);
            }
        }
        Ok(all)
    }

    fn see(
        &mut self,
        reader: &Reader,
        wanted: &Wanted,
        (journey, event, text): (&Journey<'_>, usize, &str),
        customer: usize,
    ) {
        let content = reader.content(text);
        let (compound, reactions) = (reader.lexicon.score(text).compound, reader.reactions(journey, event));
        let sum: ExactSum = reactions.iter().copied().filter(|value| !value.is_nan()).collect();
        let engagement = reactions.iter().any(|value| !value.is_nan()).then(|| sum.value());
        let time = journey.times().get(event).copied().unwrap_or_default();
        let example = reader.texts.example(journey, event, Some(compound));
        let example = (engagement.unwrap_or_default(), time, example);
        let post = Scored { compound, reactions, engagement, customer, example };
        let places = content.groups.iter().filter_map(|key| wanted.groups.get(key).map(|place| place + 1));
        for place in std::iter::once(0).chain(places) {
            self.groups.get_mut(place).into_iter().for_each(|tally| tally.add(&post, wanted.examples));
        }
        if reader.is_new(journey, event) {
            for place in content.terms.iter().filter_map(|term| wanted.terms.get(term)) {
                let list = self.terms.get_mut(*place);
                list.into_iter().for_each(|list| list.keep(post.example.clone(), wanted.examples));
            }
        }
    }
}
