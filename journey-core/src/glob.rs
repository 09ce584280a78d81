//! Globs: `*` stands for any run of characters, `?` for any one.

/// Whether a text matches a glob: `*` any run of characters, `?` any one character.
///
/// # Complexity
/// O(length of the pattern · length of the text) at worst.
pub(crate) fn glob(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    let mut retry = None;
    loop {
        let (mut next_pattern, mut next_text) = (pattern.clone(), text.clone());
        match (next_pattern.next(), next_text.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                retry = Some((next_pattern.clone(), text.clone()));
                pattern = next_pattern;
            }
            (Some(wanted), Some(found)) if wanted == '?' || wanted == found => {
                (pattern, text) = (next_pattern, next_text);
            }
            _ => {
                // The last star takes one character more.
                let Some((after_star, mut from)) = retry.take() else { return false };
                if from.next().is_none() {
                    return false;
                }
                retry = Some((after_star.clone(), from.clone()));
                (pattern, text) = (after_star, from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_runs_and_single_characters() {
        for (pattern, text, wanted) in [
            ("/checkout/*", "/checkout/pay", true),
            ("/checkout/*", "/cart", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("?", "é", true),
            ("?", "", false),
            ("a*b*c", "a__b_b__c", true),
            ("a*b*c", "a__b_b__", false),
            ("*.html", "x.html.html", true),
            ("**a", "ba", true),
            ("a?c", "abc", true),
            ("A", "a", false),
        ] {
            assert_eq!(glob(pattern, text), wanted, "{pattern} {text}");
        }
    }

    #[test]
    fn a_hostile_glob_is_not_exponential() {
        let pattern = "*a".repeat(200);
        let text = "b".repeat(5000);
        assert!(!glob(&pattern, &text));
    }
}
