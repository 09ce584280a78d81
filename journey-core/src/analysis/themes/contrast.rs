//! Which comments are compared with which.

use super::super::comments::Texts;
use super::super::groups::Groups;
use super::Themes;
use crate::error::Result;
use crate::log::{EventLog, Journey};
use crate::text::{Lexicon, SentimentClass};

/// Comments, and the group of each.
pub(super) struct Contrast {
    pub comments: Texts,
    within: Groups,
    kind: Kind,
}

enum Kind {
    By(Groups),
    Since(i64),
    Sentiment(Lexicon),
}

/// Where a comment is compared, and in which group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Cell {
    pub within: u32,
    pub group: u32,
}

impl Contrast {
    pub fn of(log: &EventLog, options: &Themes) -> Result<Self> {
        let kind = match (&options.by, options.since) {
            (Some(by), _) => Kind::By(Groups::of(Some(by), log)?),
            (None, Some(time)) => Kind::Since(time.as_microsecond()),
            (None, None) => Kind::Sentiment(Lexicon::given(options.lexicon.as_deref(), options.rules)?),
        };
        let comments = Texts::of(log, &options.column)?;
        Ok(Self { comments, within: Groups::of(options.within.as_deref(), log)?, kind })
    }

    /// Where the comment of an event is compared; `None` if it is in no group.
    pub fn cell(&self, journey: &Journey<'_>, event: usize, text: &str) -> Option<Cell> {
        let within = self.within.place(journey, event);
        if within == 0 && !self.within.names.is_empty() {
            return None;
        }
        let group = match &self.kind {
            Kind::By(groups) => groups.place(journey, event).checked_sub(1)?,
            Kind::Since(time) => usize::from(journey.times().get(event)? >= time),
            Kind::Sentiment(lexicon) => match lexicon.score(text).kind() {
                SentimentClass::Negative => 0,
                SentimentClass::Neutral => return None,
                SentimentClass::Positive => 1,
            },
        };
        Some(Cell { within: within as u32, group: group as u32 })
    }

    /// Name of the place in which a cell is compared; `None` if all are compared together.
    pub fn within(&self, cell: Cell) -> Option<String> {
        self.within.names.get((cell.within as usize).checked_sub(1)?).cloned()
    }

    pub fn group(&self, cell: Cell) -> String {
        let name = match &self.kind {
            Kind::By(groups) => groups.names.get(cell.group as usize).map_or("", String::as_str),
            Kind::Since(_) => {
                if cell.group == 0 {
                    "before"
                } else {
                    "after"
                }
            }
            Kind::Sentiment(_) => {
                if cell.group == 0 {
                    "negative"
                } else {
                    "positive"
                }
            }
        };
        name.into()
    }
}
