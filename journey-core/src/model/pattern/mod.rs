//! Patterns: which events, in which order, how far apart.

mod build;
mod lexer;
mod limits;
mod parser;
mod print;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{EventRule, TimeSpan};
use crate::error::{Error, Result};

/// Which events of a journey, in which order, how far apart.
///
/// One language for everything that names journeys or places in them: selections, anchors, steps. It has a
/// text form, which is also its form in documents, and a typed one, [`Path`].
///
/// # The language
///
/// | text | matches |
/// |---|---|
/// | `cart`, `"add to cart"` | an event at this touchpoint |
/// | `~"/shop/*"` | an event whose touchpoint matches: `*` any run of characters, `?` any one |
/// | `any` | any event |
/// | `!cart`, `!(cart \| pay)` | an event at any other touchpoint |
/// | `cart(amount > 100 and not channel = web)` | an event at the touchpoint for which a condition holds |
/// | `cart -> pay` | `cart`, and at some later event `pay`; any events may lie in between |
/// | `cart => pay` | `cart`, and `pay` as the very next event |
/// | `cart -> [^support] -> pay` | no event at `support` in between |
/// | `cart -> [search \| view] -> pay` | nothing but searches and views in between |
/// | `cart -> []{<30m} -> pay` | less than 30 minutes from the one to the other |
/// | `cart -> [^support]{1h..2d, <=3} -> pay` | from 1 hour to 2 days and at most 3 events in between, no `support` |
/// | `cart \| basket` | the one or the other |
/// | `(cart \| basket) -> pay` | parentheses group |
/// | `view{3}`, `view{2..5}`, `view{2..}` | so many events, one directly after the other |
/// | `view+`, `view*`, `coupon?` | at least one; any number, also none; one or none |
/// | `(view ->){3}`, `(view -> []{<1h} ->){3}` | so many, with that arrow between each two |
/// | `start => search`, `pay => end` | `search` is the first event, `pay` the last one |
/// | `start -> [^support] -> end` | a journey without `support` |
/// | `cart -> pay -> ship within 7d` | at most 7 days from the first event to the last one |
///
/// What may be left out takes the gap before it with it: `cart -> []{<1h} -> coupon? -> pay` is `cart -> pay`
/// where there is no coupon. (At the beginning it takes the gap after it.)
///
/// A condition compares columns with `=`, `!=`, `<`, `<=`, `>`, `>=`, `~` (a glob) and `in (a, b)`, combined by
/// `and`, `or`, `not` and parentheses. `touchpoint`, `time` and `customer` are columns, too. A missing value
/// satisfies no comparison; `!=` is the opposite of `=`, and so holds for a missing value.
///
/// Names need quotes where they have spaces or other signs than letters, digits and `_ . / : @ # & %` and `-`, and
/// where they are the words `any`, `start`, `end`, `within`, `and`, `or`, `not`, `in`, `true`, `false`. In quotes, `\`
/// stands before a quote or another `\`.
///
/// ```text
/// pattern    = choice [ "within" span ]
/// choice     = sequence { "|" sequence }
/// sequence   = element { arrow element }
/// arrow      = "=>" | "->" [ gap "->" ]
/// gap        = "[" [ "^" ] [ event { "|" event } ] "]" [ "{" limit { "," limit } "}" ]
/// limit      = comparison ( span | number ) | number | span ".." span | number ".." number
/// element    = ( "start" | "end" | event | "(" choice [ arrow ] ")" ) { repetition }
/// repetition = "?" | "*" | "+" | "{" number "}" | "{" number ".." [ number ] "}"
/// event      = [ "!" ] ( "any" | name | "~" string ) [ "(" condition ")" ] | "!" "(" event { "|" event } ")"
/// comparison = "<" | "<=" | ">" | ">="
/// ```
///
/// # Where it matches
///
/// Events are taken in the order of the log. A match ends at the earliest event that completes the pattern, and
/// begins at the latest event from which it can be completed there; a repetition at the end of the pattern is
/// taken as often as it follows at once. The next match begins after it, so that matches never overlap. The
/// time of `start` is that of the first event of the journey, the time of `end` the end of the data: so
/// `cart -> [^pay]{>7d} -> end` finds carts that were not paid in the 7 days and more that are known.
///
/// # Complexity
/// One pass over the events of a journey, whatever they are: O(events · elements).
///
/// # Example
/// ```
/// use journey_core::model::Pattern;
/// let pattern: Pattern = "cart -> [^support]{<30m} -> purchase".parse()?;
/// assert_eq!(pattern.to_string(), "cart -> [^support]{<30m} -> purchase");
/// let error = "cart -> -> purchase".parse::<Pattern>().unwrap_err();
/// assert_eq!(error.place().unwrap().character, Some(9));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "typescript", tsify(type = "string"))]
pub struct Pattern {
    /// What must follow what.
    pub(crate) path: Path,
    /// Longest time from the first event to the last one.
    pub(crate) within: Option<TimeSpan>,
}

/// The typed form of a pattern: what must follow what.
///
/// ```
/// use journey_core::model::Pattern;
/// use journey_core::model::pattern::{Gap, Path};
/// let quick = Gap::without(["support"]).less_than("30m".parse()?);
/// let path = Path::touchpoint("cart").after(quick, Path::touchpoint("purchase"));
/// assert_eq!(Pattern::from(path).to_string(), "cart -> [^support]{<30m} -> purchase");
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Path(pub(crate) Node);

/// What may lie between two parts of a [`Path`], and how much.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gap {
    pub(crate) passes: Passes,
    /// Least and most number of events in between.
    pub(crate) events: (u32, Option<u32>),
    /// Least and most time from the event before to the event after.
    pub(crate) time: (Option<Bound>, Option<Bound>),
}

/// A bound of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound {
    pub span: TimeSpan,
    /// Whether the span itself is within.
    pub inclusive: bool,
}

/// Which events a gap lets pass.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Passes {
    #[default]
    Anything,
    Only(Vec<Class>),
    Without(Vec<Class>),
}

/// Which single events are meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Class {
    Any,
    Touchpoint(String),
    Glob(String),
    /// None of these.
    Not(Vec<Class>),
    /// Such an event, for which the rule holds.
    Where(Box<Class>, EventRule),
}

/// How two parts follow one another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Link {
    /// As the very next event.
    Next,
    /// After a gap.
    Later(Gap),
}

/// An expression of the language.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Start,
    End,
    Event(Class),
    Sequence(Box<Node>, Vec<(Link, Node)>),
    Either(Vec<Node>),
    Repeat { node: Box<Node>, link: Link, least: u32, most: Option<u32> },
}

impl Pattern {
    /// Sets the longest time from the first event to the last one; exactly so long is still within.
    #[must_use]
    pub fn within(mut self, span: TimeSpan) -> Self {
        self.within = Some(span);
        self
    }
}

impl From<Path> for Pattern {
    fn from(path: Path) -> Self {
        Self { path, within: None }
    }
}

impl FromStr for Pattern {
    type Err = Error;

    /// # Errors
    /// [`Error::Syntax`] with line and character; [`Error::Limit`] for a text of more than 100,000 bytes and
    /// parentheses more than 50 deep.
    fn from_str(text: &str) -> Result<Self> {
        parser::parse(text)
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Pattern;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a pattern such as `cart -> purchase`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Pattern, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Pattern {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pattern".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A pattern of events, such as \"cart -> [^support]{<30m} -> purchase\".",
        })
    }
}
