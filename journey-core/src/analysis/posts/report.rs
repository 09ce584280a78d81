//! The report about posts.

use hashbrown::HashMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::{CommentExample, Estimate, Method, Table, Tabular};
use super::Posts;
use super::count::{Counts, Seen, Span};
use super::read::{Key, Reader};
use super::show::{Found, Sample, Tally, Wanted};
use crate::error::Result;
use crate::log::EventLog;
use crate::numeric::{benjamini_hochberg, difference_interval, fisher_p, wald, wilson};

/// Answer of [`Posts`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PostReport {
    /// All posts first, then topics in their order, then hashtags and mentions, those in most posts first.
    pub rows: Vec<PostRow>,
    /// Terms that trend in the last period, the least likely by chance first.
    pub trending: Vec<TrendingTerm>,
    /// Beginning of the last period; `None` for a log without events.
    pub period: Option<String>,
    /// Terms that were tested.
    pub tested: u64,
    /// Events without a text, or with nothing but blanks.
    pub without_text: u64,
}

/// What a group of posts has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum PostGroup {
    /// One of the topics that were asked for.
    Topic,
    /// A hashtag.
    Hashtag,
    /// A mention.
    Mention,
}

/// All posts, or those of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PostRow {
    /// What they have in common; `None` for all posts.
    pub kind: Option<PostGroup>,
    /// Topic, hashtag or mention; `None` for all posts.
    pub name: Option<String>,
    /// Posts.
    pub posts: u64,
    /// Customers who wrote them.
    pub customers: u64,
    /// Share of all posts.
    pub share: Estimate,
    /// Share of negative posts.
    pub negative: Estimate,
    /// Share of positive posts.
    pub positive: Estimate,
    /// Mean compound score, from -1 to 1.
    pub mean: Estimate,
    /// Reactions by column.
    pub reactions: Vec<ReactionSum>,
    /// Mean number of reactions of all kinds together, a post.
    pub engagement: Estimate,
    /// Posts with most reactions, then the latest; each text once.
    pub examples: Vec<CommentExample>,
}

/// Reactions of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ReactionSum {
    /// Column.
    pub column: String,
    /// Sum.
    pub sum: f64,
    /// Posts with a number in this column.
    pub posts: u64,
}

/// A term that is in more of the posts of the last period than before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TrendingTerm {
    /// Word or hashtag, in small letters.
    pub term: String,
    /// Posts with it in the last period.
    pub posts: u64,
    /// Posts with it before.
    pub posts_before: u64,
    /// Customers who used it in the last period.
    pub customers: u64,
    /// Share of the posts of the last period.
    pub share: Estimate,
    /// Share of the posts before.
    pub share_before: Estimate,
    /// Difference of both shares.
    pub difference: Estimate,
    /// Share by share before; `None` if it was never used before.
    pub ratio: Option<f64>,
    /// One-sided p-value for "no more often than before" (Fisher's exact test).
    pub p: f64,
    /// The same, adjusted for all terms that were tested (Benjamini-Hochberg).
    pub p_adjusted: f64,
    /// Time of the first post with it.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub first_seen: Timestamp,
    /// Posts of the last period with most reactions, then the latest; each text once.
    pub examples: Vec<CommentExample>,
}

impl Tabular for PostReport {
    fn table(&self) -> Table {
        let rows = || self.rows.iter();
        let kind = |row: &PostRow| row.kind.map(|kind| kind.name().to_string());
        Table::default()
            .optional_text("kind", rows().map(kind))
            .optional_text("name", rows().map(|row| row.name.clone()))
            .count("posts", rows().map(|row| row.posts))
            .count("customers", rows().map(|row| row.customers))
            .estimate("share", rows().map(|row| &row.share))
            .estimate("negative", rows().map(|row| &row.negative))
            .estimate("positive", rows().map(|row| &row.positive))
            .estimate("mean", rows().map(|row| &row.mean))
            .estimate("engagement", rows().map(|row| &row.engagement))
    }
}

impl PostGroup {
    fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Hashtag => "hashtag",
            Self::Mention => "mention",
        }
    }
}

/// Adjusted p-values up to this one are listed.
const SIGNIFICANT: f64 = 0.05;
const POSTS: &str = "posts";

/// The report of all that was counted.
pub(super) fn report(
    log: &EventLog,
    reader: &Reader,
    counts: &Counts,
    options: &Posts,
) -> Result<PostReport> {
    let keys = keys(counts, options);
    let (mut trending, tested) = trending(counts, options);
    let place = |(place, key): (usize, &Key)| (key.clone(), place);
    let wanted = Wanted {
        groups: keys.iter().enumerate().map(place).collect(),
        terms: trending
            .iter()
            .enumerate()
            .map(|(place, row)| (row.term.clone(), place))
            .collect::<HashMap<_, _>>(),
        examples: options.examples as usize,
    };
    let found = Found::of(log, reader, &wanted)?;
    for (row, examples) in trending.iter_mut().zip(&found.terms) {
        row.examples = examples.shown();
    }
    let all = counts.posts.before + counts.posts.now;
    let keys = std::iter::once(None).chain(keys.into_iter().map(Some));
    let rows = keys.zip(&found.groups).map(|(key, tally)| row(key, tally, all, options));
    let last = reader.calendar.len().checked_sub(1);
    Ok(PostReport {
        rows: rows.collect(),
        trending,
        period: last.map(|last| reader.calendar.label(last)),
        tested,
        without_text: counts.without_text,
    })
}

/// The groups that are shown, in their order.
fn keys(counts: &Counts, options: &Posts) -> Vec<Key> {
    let mut keys: Vec<Key> =
        options.topics.iter().map(|topic| (PostGroup::Topic, topic.name.clone())).collect();
    for kind in [PostGroup::Hashtag, PostGroup::Mention] {
        let mut list: Vec<(&Key, &u64)> = counts.groups.iter().filter(|((own, _), _)| *own == kind).collect();
        // Equal numbers stay in byte order of the names.
        list.sort_by(|a, b| b.1.cmp(a.1));
        keys.extend(list.into_iter().take(options.top as usize).map(|(key, _)| key.clone()));
    }
    keys
}

fn row(key: Option<Key>, tally: &Tally, all: u64, options: &Posts) -> PostRow {
    let n = tally.posts;
    let mut mean = estimate(&tally.compound, POSTS);
    mean.low = mean.low.map(|low| low.max(-1.0));
    mean.high = mean.high.map(|high| high.min(1.0));
    let none = Sample::default();
    let sum = |(place, column): (usize, &String)| {
        let sample = tally.reactions.get(place).unwrap_or(&none);
        ReactionSum { column: column.clone(), sum: sample.sum.value(), posts: sample.n }
    };
    PostRow {
        kind: key.as_ref().map(|(kind, _)| *kind),
        name: key.map(|(_, name)| name),
        posts: n,
        customers: tally.customers,
        share: Estimate::share(n, all, POSTS),
        negative: Estimate::share(tally.negative, n, POSTS),
        positive: Estimate::share(tally.positive, n, POSTS),
        mean,
        reactions: options.reactions.iter().enumerate().map(sum).collect(),
        engagement: estimate(&tally.engagement, "posts with a number of reactions"),
        examples: tally.examples.shown(),
    }
}

/// The mean of a sample, with an interval by the normal approximation.
fn estimate(sample: &Sample, denominator: &str) -> Estimate {
    let moments = sample.moments();
    let interval = moments.and_then(|(mean, error)| Some(wald(mean, error?)));
    Estimate::with_interval(moments.map(|(mean, _)| mean), interval, sample.n, denominator, Method::Wald)
}

/// Terms that trend, and how many were tested.
fn trending(counts: &Counts, options: &Posts) -> (Vec<TrendingTerm>, u64) {
    let tested = |(_, seen): &(&String, &Seen)| seen.posts.before + seen.posts.now >= options.least;
    let terms: Vec<(&String, &Seen)> = counts.terms.iter().filter(tested).collect();
    let Span { before: all_before, now: all } = counts.posts;
    let p = |(_, seen): &(&String, &Seen)| fisher_p((seen.posts.now, all), (seen.posts.before, all_before));
    let p: Vec<Option<f64>> = terms.iter().map(p).collect();
    let tests = p.iter().copied().zip(benjamini_hochberg(&p));
    let mut rows: Vec<TrendingTerm> = terms
        .iter()
        .zip(tests)
        .filter_map(|((term, seen), (p, p_adjusted))| trend(term, seen, counts.posts, (p?, p_adjusted?)))
        .collect();
    // Equal p-values stay in byte order of the terms.
    rows.sort_by(|a, b| a.p.total_cmp(&b.p));
    rows.truncate(options.top as usize);
    (rows, p.iter().flatten().count() as u64)
}

/// A term, if it trends.
fn trend(term: &str, seen: &Seen, posts: Span, (p, p_adjusted): (f64, f64)) -> Option<TrendingTerm> {
    let share = Estimate::share(seen.posts.now, posts.now, "posts of the last period");
    let share_before = Estimate::share(seen.posts.before, posts.before, "posts before");
    let (now, before) = (share.value?, share_before.value?);
    let interval = difference_interval(
        (now, wilson(seen.posts.now, posts.now)?),
        (before, wilson(seen.posts.before, posts.before)?),
    );
    let method = Method::Newcombe;
    (p_adjusted <= SIGNIFICANT).then(|| TrendingTerm {
        term: term.into(),
        posts: seen.posts.now,
        posts_before: seen.posts.before,
        customers: seen.customers,
        difference: Estimate::with_interval(
            Some(now - before),
            Some(interval),
            posts.now,
            "posts of the last period",
            method,
        ),
        ratio: (before > 0.0).then(|| now / before),
        share,
        share_before,
        p,
        p_adjusted,
        first_seen: Timestamp::from_microsecond(seen.first).unwrap_or_default(),
        examples: Vec::new(),
    })
}
