//! Single events, named by a touchpoint or by a pattern.

use super::single;
use crate::error::Result;
use crate::log::rule::Rule;
use crate::log::{EventLog, Journey};
use crate::model::pattern::Path;

/// What an event must be that a text names: one at the touchpoint of this name, if the log has it, else one that this
/// pattern of a single event describes.
///
/// # Errors
/// [`Error::UnknownName`](crate::Error::UnknownName), and those of patterns.
pub(crate) fn meant(text: &str, log: &EventLog) -> Result<Rule> {
    let names = log.touchpoints();
    let touchpoint = || single(&Path::touchpoint(text).into(), log);
    if names.code(text).is_some() || !is_pattern(text) {
        return touchpoint();
    }
    match text.parse() {
        Ok(pattern) => single(&pattern, log),
        Err(_) if !names.similar(text).is_empty() => touchpoint(),
        Err(error) => Err(error),
    }
}

/// Whether a text that is no touchpoint says more than a name.
fn is_pattern(text: &str) -> bool {
    text == "any" || text.contains(['|', '!', '~', '(', '"'])
}

/// Events that any of some texts names.
#[derive(Debug)]
pub(crate) struct Single {
    /// By the code of a touchpoint; `None` if columns decide.
    by_name: Vec<Option<bool>>,
    rule: Rule,
}

impl Single {
    /// Resolves texts against a log: see [`meant`].
    ///
    /// # Errors
    /// See [`meant`].
    pub(crate) fn of<T: AsRef<str>>(texts: &[T], log: &EventLog) -> Result<Self> {
        let rules = texts.iter().map(|text| meant(text.as_ref(), log));
        let rule = Rule::Any(rules.collect::<Result<_>>()?);
        Ok(Self { by_name: (0..log.touchpoints().len()).map(|code| rule.for_name(code)).collect(), rule })
    }

    /// Whether names alone decide.
    pub(crate) fn is_by_name(&self) -> bool {
        self.by_name.iter().all(Option::is_some)
    }

    /// Whether an event of this touchpoint is meant.
    #[inline]
    pub(crate) fn holds(&self, journey: &Journey<'_>, event: usize, touchpoint: u32) -> bool {
        let known = self.by_name.get(touchpoint as usize).copied().flatten();
        known.unwrap_or_else(|| self.rule.holds(journey, event))
    }
}
