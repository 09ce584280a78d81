//! Posts: what do people say in public, about what, and what is new?

mod count;
mod read;
mod report;
mod show;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::Weekday;
use crate::error::{Error, Result};
use crate::log::EventLog;
use crate::model::Period;
use crate::text::SentimentRules;
pub use report::{PostGroup, PostReport, PostRow, ReactionSum, TrendingTerm};

/// What do posts talk about, how positively, and what is new? Topics, hashtags and mentions with their reactions and sentiment, and
/// terms that trend.
///
/// Every event with a text in `column` is a post. A hashtag is `#` and letters, marks, digits or `_` of any script, of which one is a
/// letter; a mention is `@` and ASCII letters, digits or `_`, with `.` and `-` within. Both count once a post, in small letters;
/// web addresses and e-mail addresses have none. A post belongs to a topic if it has any of its terms: a word or phrase, which may
/// also stand as hashtag, a hashtag, or a mention. It may belong to several topics, and shares need not sum to 1.
///
/// Each row has the posts and customers, the share of all posts, the shares of negative and positive posts (compound score beyond
/// ±0.05, of the whole post), the mean score, and reactions: sums of the columns `reactions` (likes, shares, replies) and their mean a
/// post, over posts that have any. Intervals take posts as independent; where few people write much, they are too narrow.
///
/// A term (a word that is no stop word, or a hashtag) *trends* if its share of the posts of the last period is higher than in all
/// periods before, by Fisher's exact test: the p-value is that of so many of the posts with the term falling into the last period by
/// chance, were all dealt out alike. Terms in at least `least` posts are tested, and listed if the p-value adjusted for all of them
/// (Benjamini-Hochberg) is at most 0.05. Mind `customers`: one who repeats himself is no trend.
///
/// # Errors
/// For columns that are not there or hold no texts or numbers, topics without name or terms or with the same name, a lexicon that
/// cannot be read, a time zone that does not exist, and 0 posts as `least`.
///
/// # References
/// Fisher (1935), "The logic of inductive inference"; Newcombe (1998), method 10, for differences; Hutto and Gilbert (2014), "VADER".
/// Rules of hashtags and mentions after those that X publishes (twitter-text).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Posts {
    /// Text or dictionary column with the posts.
    pub column: String,
    /// Number columns that count reactions: likes, shares, replies.
    pub reactions: Vec<String>,
    /// What is looked for.
    pub topics: Vec<PostTopic>,
    /// Text of a lexicon for the sentiment; the English one if left out.
    pub lexicon: Option<String>,
    /// What words mean together.
    pub rules: SentimentRules,
    /// Length of a period: the last one is compared with all before.
    pub period: Period,
    /// IANA time zone of the calendar; UTC if `None`.
    pub time_zone: Option<String>,
    /// First day of a week.
    pub week_start: Weekday,
    /// Posts that a term has at least to be tested.
    pub least: u64,
    /// Hashtags, mentions and terms that are listed at most, each.
    pub top: u32,
    /// Posts that are shown at most for each: those with most reactions, then the latest.
    pub examples: u32,
    /// Words that are no terms, instead of the English ones.
    pub stop_words: Option<Vec<String>>,
}

/// What is looked for in posts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PostTopic {
    /// Name to show.
    pub name: String,
    /// Words, phrases, hashtags (`#wifi`) and mentions (`@brand`), any of which makes a post belong to it.
    pub terms: Vec<String>,
}

impl Default for Posts {
    fn default() -> Self {
        Self {
            column: String::new(),
            reactions: Vec::new(),
            topics: Vec::new(),
            lexicon: None,
            rules: SentimentRules::default(),
            period: Period::Week,
            time_zone: None,
            week_start: Weekday::default(),
            least: 10,
            top: 20,
            examples: 2,
            stop_words: None,
        }
    }
}

impl Posts {
    /// The posts in this column, week by week.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into(), ..Self::default() }
    }

    /// Sums these number columns.
    #[must_use]
    pub fn reactions<T: Into<String>>(mut self, columns: impl IntoIterator<Item = T>) -> Self {
        self.reactions = columns.into_iter().map(Into::into).collect();
        self
    }

    /// Looks for one more topic.
    #[must_use]
    pub fn topic<T: Into<String>>(
        mut self,
        name: impl Into<String>,
        terms: impl IntoIterator<Item = T>,
    ) -> Self {
        let terms = terms.into_iter().map(Into::into).collect();
        self.topics.push(PostTopic { name: name.into(), terms });
        self
    }

    /// Sets the length of a period.
    #[must_use]
    pub fn period(mut self, period: Period) -> Self {
        self.period = period;
        self
    }

    fn check(&self) -> Result<()> {
        if self.least == 0 {
            return Err(Error::option("least", 0, "1 post or more"));
        }
        for (place, topic) in self.topics.iter().enumerate() {
            let again = self.topics.iter().take(place).any(|before| before.name == topic.name);
            if topic.name.trim().is_empty() || again {
                let expected = "a name that no other topic has";
                return Err(Error::option(
                    &format!("topics[{place}].name"),
                    format!("{:?}", topic.name),
                    expected,
                ));
            }
            if topic.terms.is_empty() {
                return Err(Error::option(&format!("topics[{place}].terms"), "[]", "one term or more"));
            }
        }
        Ok(())
    }
}

impl EventLog {
    /// What do posts talk about, how positively, and what is new? See [`Posts`].
    ///
    /// # Errors
    /// See [`Posts`]; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(length of all posts) time, which is gone through twice; memory for a few counts a term.
    ///
    /// # Example
    /// ```
    /// use journey_core::EventLog;
    /// use journey_core::analysis::Posts;
    /// use journey_core::log::{ColumnKind, Columns};
    /// let csv = "customer,time,event,text,likes\n\
    ///            ann,2024-01-01,post,I love the #WiFi of @brand,3\n\
    ///            bob,2024-01-02,post,the wifi is terrible,1\n\
    ///            cem,2024-01-09,post,nice lounge,0\n";
    /// let columns = Columns::new("customer", "time", "event").kind("text", ColumnKind::Text);
    /// let log = EventLog::read_csv_text(csv, &columns)?;
    /// let report = log.posts(&Posts::new("text").reactions(["likes"]).topic("wifi", ["wifi"]))?;
    /// let wifi = &report.rows[1];
    /// assert_eq!((wifi.name.as_deref(), wifi.posts, wifi.reactions[0].sum), (Some("wifi"), 2, 4.0));
    /// assert_eq!(wifi.negative.value, Some(0.5));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn posts(&self, options: &Posts) -> Result<PostReport> {
        options.check()?;
        let reader = read::Reader::of(self, options)?;
        let counts = count::Counts::of(self, &reader)?;
        report::report(self, &reader, &counts, options)
    }
}
