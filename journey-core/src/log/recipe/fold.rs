//! Ids as they are when case, blanks and Unicode normalisation do not count.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The id in small letters, in normalisation form KC, without blanks at its ends and with single blanks within.
pub(crate) fn fold(id: &str) -> Cow<'_, str> {
    if id.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(id);
    }
    let small: String = id.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let folded = small.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded == id { Cow::Borrowed(id) } else { Cow::Owned(folded) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_blanks_and_normalisation_do_not_count() {
        // U+00E9, and e with U+0301; the ligature fi; a no-break space.
        let cases = [
            ("ann@x.org", "ann@x.org"),
            (" Ann  LEE\u{a0}", "ann lee"),
            ("Ren\u{e9}", "ren\u{e9}"),
            ("rene\u{301}", "ren\u{e9}"),
            ("\u{fb01}n", "fin"),
            ("", ""),
        ];
        for (id, folded) in cases {
            assert_eq!(fold(id), folded, "{id:?}");
            assert_eq!(fold(folded), folded, "twice: {id:?}");
        }
    }
}
