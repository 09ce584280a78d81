//! What kind of column a list of texts is, found out from all of its distinct values.

use jiff::Timestamp;

use super::{ColumnKind, Names};

/// The kind that all distinct values of a column fit. A column is text if there are many values and
/// they hardly repeat; else a dictionary.
pub(crate) fn kind(names: &Names, events: usize, texts: TextsAre) -> ColumnKind {
    let mut fits = Fits::default();
    names.iter().for_each(|text| fits.see(text));
    fits.kind(names.len(), events, texts)
}

/// What the texts of an input may turn out to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum TextsAre {
    /// Numbers, booleans or times: the input has no types of its own.
    #[default]
    Anything,
    /// Times: the input has types of its own, but none for times.
    Times,
    /// Nothing but texts.
    Texts,
}

/// What all texts that were seen can be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fits {
    numbers: bool,
    booleans: bool,
    times: bool,
}

impl Default for Fits {
    fn default() -> Self {
        Self { numbers: true, booleans: true, times: true }
    }
}

impl Fits {
    /// Looks at one more text.
    pub(crate) fn see(&mut self, text: &str) {
        self.numbers = self.numbers && exact_number(text);
        self.booleans = self.booleans && boolean(text).is_some();
        self.times = self.times && time(text).is_some();
    }

    /// The kind of a column of so many events that has so many distinct texts.
    pub(crate) fn kind(self, distinct: usize, events: usize, texts: TextsAre) -> ColumnKind {
        match self.parsed(texts) {
            _ if distinct == 0 => ColumnKind::Dictionary,
            Some(kind) => kind,
            None if distinct > 1000 && distinct > events / 2 => ColumnKind::Text,
            None => ColumnKind::Dictionary,
        }
    }

    /// The kind of a column whose texts all stand for something else.
    pub(crate) fn parsed(self, texts: TextsAre) -> Option<ColumnKind> {
        match self {
            _ if texts == TextsAre::Texts => None,
            Self { numbers: true, .. } if texts == TextsAre::Anything => Some(ColumnKind::Number),
            Self { booleans: true, .. } if texts == TextsAre::Anything => Some(ColumnKind::Boolean),
            Self { times: true, .. } => Some(ColumnKind::Time),
            _ => None,
        }
    }
}

/// A decimal number as people write it. Not one: `007` (a code), `1,5`, `NaN`, `inf`, `+1`.
pub(crate) fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut bytes = digits.bytes();
    match (bytes.next(), bytes.next()) {
        (Some(b'0'), Some(b'0'..=b'9')) => return None,
        (Some(b'0'..=b'9'), _) => {}
        _ => return None,
    }
    if !digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'-' | b'+')) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number that a float holds, or a fraction; not an id of more digits than a float has.
fn exact_number(text: &str) -> bool {
    number(text).is_some_and(|number| {
        number.abs() < 9_007_199_254_740_992.0 || text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
    })
}

/// `true` or `false`, in any of the usual capitalisations.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// A time with an offset, such as `2024-03-01T12:00:00Z`, in UTC microseconds.
pub(crate) fn time(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() < 17 || bytes.get(4) != Some(&b'-') {
        return None;
    }
    let time: Timestamp = text.parse().ok()?;
    Some(time.as_microsecond())
}

/// A time as RFC 3339 text.
pub(crate) fn write_time(micros: i64) -> String {
    Timestamp::from_microsecond(micros).map(|time| time.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_decimals_and_codes_stay_texts() {
        assert_eq!(number("12.5"), Some(12.5));
        assert_eq!(number("-3e2"), Some(-300.0));
        for text in ["007", "1,5", "NaN", "inf", "+1", "", "-", "1e999", "0x1", "1 000"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("0"), Some(0.0));
        assert_eq!(number("0.5"), Some(0.5));
    }

    #[test]
    fn kind_needs_all_values_to_fit() {
        let kind_of =
            |texts: &[&str]| kind(&texts.iter().copied().collect(), texts.len(), TextsAre::Anything);
        assert_eq!(kind_of(&["1", "2.5"]), ColumnKind::Number);
        assert_eq!(kind_of(&["1", "x"]), ColumnKind::Dictionary);
        assert_eq!(kind_of(&["TRUE", "false"]), ColumnKind::Boolean);
        assert_eq!(kind_of(&["2024-01-01T00:00:00Z"]), ColumnKind::Time);
        assert_eq!(kind_of(&[]), ColumnKind::Dictionary);
    }
}
