//! What one post has: topics, tags, terms, reactions.

use std::collections::BTreeSet;

use hashbrown::HashSet;

use super::super::comments::Texts;
use super::super::{Periods, time_zone};
use super::{PostGroup, Posts};
use crate::error::Result;
use crate::log::{EventLog, Journey, Shard};
use crate::text::{Lexicon, Post, STOP_WORDS, Words, fold};

/// Where posts are found in a log, and what is looked for in them.
pub(super) struct Reader {
    pub texts: Texts,
    pub lexicon: Lexicon,
    pub calendar: Periods,
    reactions: Vec<usize>,
    topics: Vec<(String, Vec<Term>)>,
    stop: HashSet<String>,
}

/// What makes a post belong to a topic.
enum Term {
    Tag(String),
    Phrase(Vec<String>),
}

/// A group of posts.
pub(super) type Key = (PostGroup, String);

/// What a post has.
pub(super) struct Content {
    pub groups: Vec<Key>,
    pub terms: BTreeSet<String>,
}

impl Reader {
    pub fn of(log: &EventLog, options: &Posts) -> Result<Self> {
        let zone = time_zone(options.time_zone.as_deref())?;
        let (first, last) = log.schema.period.unwrap_or((0, -1));
        let column = |name: &String| log.number_column("reactions", name);
        let stop = match &options.stop_words {
            Some(words) => words.iter().map(|word| word.to_lowercase()).collect(),
            None => STOP_WORDS.split_whitespace().map(str::to_string).collect(),
        };
        let topic = |topic: &super::PostTopic| {
            (topic.name.clone(), topic.terms.iter().map(|term| of(term)).collect())
        };
        Ok(Self {
            texts: Texts::of(log, &options.column)?,
            lexicon: Lexicon::given(options.lexicon.as_deref(), options.rules)?,
            calendar: Periods::new(options.period, &zone, options.week_start, first, last)?,
            reactions: options.reactions.iter().map(column).collect::<Result<_>>()?,
            topics: options.topics.iter().map(topic).collect(),
            stop,
        })
    }

    /// Shows every post of a shard: journey, number of its event, text; says how many events have none.
    pub fn each<'a>(&'a self, shard: &'a Shard, mut see: impl FnMut(&Journey<'a>, usize, &'a str)) -> u64 {
        let mut without = 0;
        for journey in shard.journeys() {
            for event in 0..journey.len() {
                match self.texts.text(&journey, event) {
                    Some(text) => see(&journey, event, text),
                    None => without += 1,
                }
            }
        }
        without
    }

    /// Whether an event lies in the last period.
    pub fn is_new(&self, journey: &Journey<'_>, event: usize) -> bool {
        journey.times().get(event).is_some_and(|&time| self.calendar.find(time) + 1 == self.calendar.len())
    }

    /// Reactions to a post by column; NaN where there is no finite number.
    pub fn reactions(&self, journey: &Journey<'_>, event: usize) -> Vec<f64> {
        let value =
            |&column: &usize| journey.numbers(column).get(event).copied().filter(|value| value.is_finite());
        self.reactions.iter().map(|column| value(column).unwrap_or(f64::NAN)).collect()
    }

    pub fn content(&self, text: &str) -> Content {
        let post = Post::of(text);
        let words = Words::of(&fold(&post.rest));
        let topics =
            self.topics.iter().filter(|(_, terms)| terms.iter().any(|term| term.is_in(&post, &words)));
        let mut groups: Vec<Key> = topics.map(|(name, _)| (PostGroup::Topic, name.clone())).collect();
        let list = |kind: PostGroup, tags: &BTreeSet<String>| -> Vec<Key> {
            tags.iter().map(|tag| (kind, tag.clone())).collect()
        };
        groups.extend(list(PostGroup::Hashtag, &post.hashtags));
        groups.extend(list(PostGroup::Mention, &post.mentions));
        let mut terms = post.hashtags;
        for place in 0..words.len() {
            let word = words.get(place);
            let one = word.len() == 1 || word.bytes().all(|byte| byte.is_ascii_digit());
            if !one && !self.stop.contains(word) {
                terms.insert(word.into());
            }
        }
        Content { groups, terms }
    }
}

/// A term as it was written.
fn of(term: &str) -> Term {
    let text = fold(term.trim());
    if text.starts_with(['#', '@', '＃', '＠']) {
        return Term::Tag(text.replace('＃', "#").replace('＠', "@"));
    }
    let words = Words::of(&text);
    Term::Phrase((0..words.len()).map(|place| words.get(place).to_string()).collect())
}

impl Term {
    fn is_in(&self, post: &Post, words: &Words) -> bool {
        match self {
            Self::Tag(tag) => post.hashtags.contains(tag) || post.mentions.contains(tag),
            Self::Phrase(phrase) => {
                let begins = |start: usize| {
                    phrase.iter().enumerate().all(|(offset, word)| {
                        let place = start + offset;
                        words.get(place) == word && (offset == 0 || !words.begins(place))
                    })
                };
                let tag = || {
                    phrase.len() == 1 && phrase.iter().any(|word| post.hashtags.contains(&format!("#{word}")))
                };
                !phrase.is_empty() && ((0..words.len()).any(begins) || tag())
            }
        }
    }
}
