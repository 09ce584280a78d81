//! What a post has besides words: hashtags, mentions, addresses.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A post taken apart.
#[derive(Debug, Default)]
pub(crate) struct Post {
    /// Hashtags in small letters, with `#`, each once.
    pub hashtags: BTreeSet<String>,
    /// Mentions in small letters, with `@`, each once.
    pub mentions: BTreeSet<String>,
    /// The text without them and without addresses; a full stop stands where something was.
    pub rest: String,
}

impl Post {
    /// Takes a text apart, in time that grows with its length only.
    ///
    /// A hashtag is `#` and letters, marks, digits or `_`, of which one is a letter, and no letter, digit, `_`, `&`, `/` or `#` is
    /// before it. A mention is `@` and ASCII letters, digits or `_`, with `.` and `-` within, where no such letter is before it;
    /// with `@` and a host after it, that is part of it. Web addresses and e-mail addresses have neither.
    pub fn of(text: &str) -> Self {
        let (mut post, mut at, mut before) = (Self::default(), 0, None);
        while let Some(left) = text.get(at..)
            && let Some(code) = left.chars().next()
        {
            let taken = post.take(left, code, before);
            if taken == 0 {
                post.rest.push(code);
            } else {
                post.rest.push_str(" . ");
            }
            let end = at + taken.max(code.len_utf8());
            before = text.get(at..end).and_then(|part| part.chars().next_back());
            at = end;
        }
        post
    }

    /// Takes what begins here and is no word; says how many bytes that are.
    fn take(&mut self, left: &str, code: char, before: Option<char>) -> usize {
        match code {
            'h' | 'H' | 'w' | 'W' if before.is_none_or(|before| !before.is_alphanumeric()) => address(left),
            '#' | '＃'
                if before.is_none_or(|before| {
                    !within_tag(before) && !matches!(before, '&' | '/' | '#' | '＃')
                }) =>
            {
                let name = hashtag(left.get(code.len_utf8()..).unwrap_or_default());
                self.hashtags.extend(name.map(|name| format!("#{}", fold(name))));
                name.map_or(0, |name| code.len_utf8() + name.len())
            }
            '@' | '＠' => self.at_sign(left.get(code.len_utf8()..).unwrap_or_default(), code, before),
            _ => 0,
        }
    }

    fn at_sign(&mut self, right: &str, code: char, before: Option<char>) -> usize {
        let length = account(right);
        if length == 0
            || before.is_some_and(|before| matches!(before, '!' | '#' | '$' | '&' | '*' | '@' | '＠'))
        {
            return 0;
        }
        if before.is_some_and(|before| before.is_ascii_alphanumeric() || before == '_') {
            let kept = self.rest.trim_end_matches(local).len();
            self.rest.truncate(kept);
        } else {
            let name = right.get(..length).unwrap_or_default();
            self.mentions.insert(format!("@{}", name.to_ascii_lowercase()));
        }
        code.len_utf8() + length
    }
}

/// The same hashtag or word in the form in which it is counted.
pub(crate) fn fold(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}

/// Bytes of the web address that begins here, or 0.
fn address(left: &str) -> usize {
    let begins = |with: &str| left.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    if !["http://", "https://", "www."].iter().any(|with| begins(with)) {
        return 0;
    }
    left.find(|code: char| code.is_whitespace() || matches!(code, '<' | '>' | '"')).unwrap_or(left.len())
}

fn within_tag(code: char) -> bool {
    code.is_alphanumeric()
        || is_combining_mark(code)
        || matches!(code, '_' | '\u{200c}' | '\u{200d}' | '\u{b7}' | '\u{30fb}')
}

fn hashtag(right: &str) -> Option<&str> {
    let length = right.find(|code| !within_tag(code)).unwrap_or(right.len());
    let (name, after) = right.split_at_checked(length)?;
    let ends = !after.starts_with(['#', '＃']) && !after.starts_with("://");
    (ends && name.contains(char::is_alphabetic)).then_some(name)
}

/// What the part of an e-mail address before its `@` is made of.
fn local(code: char) -> bool {
    code.is_ascii_alphanumeric() || matches!(code, '.' | '_' | '%' | '+' | '-')
}

/// Bytes of an account, with its host if it has one.
fn account(right: &str) -> usize {
    let name = name(right);
    match right.get(name..).and_then(|after| after.strip_prefix('@')).map(self::name) {
        Some(host) if name > 0 && host > 0 => name + 1 + host,
        _ => name,
    }
}

/// Bytes of a name: ASCII letters, digits and `_`, with `.` and `-` between such.
fn name(text: &str) -> usize {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut end = 0;
    while letter(end) || (end > 0 && matches!(bytes.get(end), Some(b'.' | b'-')) && letter(end + 1)) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> (Vec<String>, Vec<String>) {
        let post = Post::of(text);
        (post.hashtags.into_iter().collect(), post.mentions.into_iter().collect())
    }

    fn list(tags: &[&str]) -> Vec<String> {
        tags.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn hashtags_of_several_scripts_are_found_in_small_letters() {
        assert_eq!(
            tags("#WiFi #wifi, (#日本語) #Größe_2 ＃full #नमस्ते").0,
            list(&["#full", "#größe_2", "#wifi", "#नमस्ते", "#日本語"])
        );
        // A composed and a decomposed letter are the same one.
        assert_eq!(tags("#caf\u{e9} #cafe\u{301}").0, list(&["#caf\u{e9}"]));
    }

    #[test]
    fn numbers_entities_and_parts_of_words_are_no_hashtags() {
        assert!(tags("#1 a#b &#x27; #_ ## # #a#b http://x.org/#top x/#y #a://b").0.is_empty());
        assert_eq!(tags("#2024goals").0, list(&["#2024goals"]));
    }

    #[test]
    fn mentions_are_no_addresses() {
        let text = "@Ann, .@bob_1 (@cem.ali). @dan@host.social eve@example.org x@y @@no WWW.a.org/@web https://b.org/@web 你好@fay你好";
        assert_eq!(tags(text).1, list(&["@ann", "@bob_1", "@cem.ali", "@dan@host.social", "@fay"]));
    }

    #[test]
    fn what_is_left_has_words_only() {
        let rest = |text: &str| Post::of(text).rest.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(rest("Great #wifi at https://a.org/b?c=d&e here"), "Great . at . here");
        assert_eq!(rest("write to ann.lee+x@example.org now"), "write to . now");
        assert_eq!(rest("how www are # you @ home"), "how www are # you @ home");
    }

    #[test]
    fn long_runs_of_signs_take_linear_time() {
        for unit in ["@a", "#", "a@", "#a", "www.", "@a.", "a@a@"] {
            let text = unit.repeat(200_000);
            assert!(Post::of(&text).rest.len() <= 4 * text.len());
        }
    }
}
