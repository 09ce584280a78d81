//! Ids that look different and are the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::log::Names;

/// A difference between ids that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Normal {
    /// Letter case: all letters become small (Unicode lower case).
    Case,
    /// White space, wherever it stands.
    Blanks,
    /// The way in which letters are encoded (Unicode NFKC), such as `é` as one or two code points and full-width digits.
    Unicode,
}

impl Normal {
    pub(super) const ALL: [Self; 3] = [Self::Unicode, Self::Case, Self::Blanks];
}

/// An id without the differences that do not count.
pub(super) fn normal<'t>(text: &'t str, how: &[Normal]) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    // In this order: composing letters may give capitals, and compatible ones may be white space.
    if how.contains(&Normal::Unicode) && !text.is_ascii() {
        text = Cow::Owned(text.nfkc().collect());
    }
    if how.contains(&Normal::Case) && text.chars().any(|letter| !letter.to_lowercase().eq([letter])) {
        text = Cow::Owned(text.to_lowercase());
    }
    if how.contains(&Normal::Blanks) && text.contains(char::is_whitespace) {
        text = Cow::Owned(text.split_whitespace().collect());
    }
    text
}

/// The code that stands for each code: that of the first id in byte order which is the same, where an id that is
/// normal already goes first.
pub(super) fn representatives(names: &Names, how: &[Normal]) -> Vec<u32> {
    let mut others: BTreeMap<String, u32> = BTreeMap::new();
    let mut all = Vec::with_capacity(names.len());
    for (text, code) in names.iter().zip(0u32..) {
        let normal = normal(text, how);
        let own = match normal == text {
            true => code,
            false => {
                names.code(&normal).unwrap_or_else(|| *others.entry(normal.into_owned()).or_insert(code))
            }
        };
        all.push(own);
    }
    all
}

/// Groups of ids that would be the same without case, blanks and encoding, but are not; in the order of their first.
pub(super) fn look_alikes(names: &Names, representatives: &[u32]) -> Vec<Vec<u32>> {
    let alike = self::representatives(names, &Normal::ALL);
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (code, (&alike, &own)) in (0u32..).zip(alike.iter().zip(representatives)) {
        if own == code && alike != code {
            groups.entry(alike).or_default().push(code);
        }
    }
    let mut all: Vec<Vec<u32>> = groups
        .into_iter()
        .map(|(first, mut group)| {
            group.push(representatives.get(first as usize).copied().unwrap_or(first));
            group.sort_unstable();
            group.dedup();
            group
        })
        .filter(|group| group.len() > 1)
        .collect();
    all.sort_unstable();
    all
}

/// Whether a value looks as if it stood for no id at all.
pub(super) fn is_suspicious(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "-",
        "--",
        "?",
        "anonymous",
        "anonym",
        "default",
        "dummy",
        "empty",
        "false",
        "guest",
        "missing",
        "n/a",
        "na",
        "nan",
        "nil",
        "none",
        "null",
        "test",
        "tester",
        "true",
        "undefined",
        "unknown",
        "user",
        "(not set)",
    ];
    let text = normal(text, &[Normal::Case]);
    let text = text.trim();
    let filled = ["000", "999", "xx"].iter().any(|fill| {
        let first = fill.chars().next();
        text.len() >= fill.len() && text.chars().all(|letter| Some(letter) == first)
    });
    let mail = text.starts_with("test@") || text.starts_with("noreply@") || text.ends_with("@example.com");
    WORDS.contains(&text) || text == "0" || filled || text.starts_with("123456789") || mail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_that_do_not_count_go() {
        let all = |text| normal(text, &Normal::ALL).into_owned();
        assert_eq!(all(" Ann Lee\u{a0}"), "annlee");
        assert_eq!(all("e\u{301}"), "é");
        assert_eq!(all("１２３"), "123");
        assert_eq!(normal("Ann", &[Normal::Blanks]), "Ann");
        assert_eq!(normal("A\tb c", &[Normal::Blanks]), "Abc");
        assert!(matches!(normal("ann", &Normal::ALL), Cow::Borrowed("ann")));
    }

    #[test]
    fn one_id_stands_for_those_that_are_the_same() {
        let names: Names = ["ANN", "Ann", "BOB", "Bob", "ann", "eve"].into_iter().collect();
        assert_eq!(representatives(&names, &[Normal::Case]), [4, 4, 2, 2, 4, 5]);
        assert_eq!(representatives(&names, &[]), [0, 1, 2, 3, 4, 5]);
        assert_eq!(look_alikes(&names, &[0, 1, 2, 3, 4, 5]), [vec![0, 1, 4], vec![2, 3]]);
        assert!(look_alikes(&names, &[4, 4, 2, 2, 4, 5]).is_empty());
    }

    #[test]
    fn values_that_stand_for_nothing_look_so() {
        for text in ["unknown", " NULL ", "0000", "0", "n/a", "test@shop.com", "xx"] {
            assert!(is_suspicious(text), "{text}");
        }
        for text in ["ann", "4711", "x", "11", "2222", "a0000", "anna@shop.com"] {
            assert!(!is_suspicious(text), "{text}");
        }
    }
}
