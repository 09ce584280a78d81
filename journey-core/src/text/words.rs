//! Words of any script, and where a phrase cannot go on.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The words of a text in small letters, in their order.
#[derive(Debug, Default)]
pub(crate) struct Words {
    lower: String,
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    range: Range<usize>,
    /// Whether punctuation, or the beginning of the text, stands before it: no phrase goes across.
    first: bool,
    /// Whether it is a sign of a script without blanks.
    sign: bool,
}

impl Words {
    /// Words are runs of letters, digits and marks, with apostrophes and hyphens within; of Chinese and Japanese, each
    /// sign is one.
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase().replace(['\u{2018}', '\u{2019}'], "'");
        let mut words: Vec<Word> = Vec::new();
        let (mut first, mut open) = (true, false);
        let mut chars = lower.char_indices().peekable();
        while let Some((start, code)) = chars.next() {
            let end = start + code.len_utf8();
            let inner = open
                && matches!(code, '\'' | '-')
                && chars.peek().is_some_and(|(_, next)| is_letter(*next) && !is_sign(*next));
            if is_sign(code) {
                words.push(Word { range: start..end, first, sign: true });
                (first, open) = (false, false);
            } else if is_letter(code) || inner {
                match words.last_mut().filter(|_| open) {
                    Some(word) => word.range.end = end,
                    None => words.push(Word { range: start..end, first, sign: false }),
                }
                (first, open) = (false, true);
            } else {
                (first, open) = (first || !code.is_whitespace(), false);
            }
        }
        Self { lower, words }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// A word in small letters.
    pub fn get(&self, place: usize) -> &str {
        self.words.get(place).and_then(|word| self.lower.get(word.range.clone())).unwrap_or_default()
    }

    /// Whether no phrase goes on from the word before.
    pub fn begins(&self, place: usize) -> bool {
        self.words.get(place).is_none_or(|word| word.first)
    }

    /// Adds a word to the words of a phrase before it: with a blank, unless both are signs of a script without.
    pub fn join(&self, phrase: &mut String, place: usize) {
        let sign = |place: usize| self.words.get(place).is_some_and(|word| word.sign);
        let apart = !(sign(place) && place.checked_sub(1).is_some_and(sign));
        if apart && !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(self.get(place));
    }
}

fn is_letter(code: char) -> bool {
    code.is_alphanumeric() || is_combining_mark(code)
}

/// Kana, and Chinese characters.
fn is_sign(code: char) -> bool {
    matches!(code, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// English words that say nothing about what a text is about. Negations are not among them.
pub(crate) const STOP_WORDS: &str = "a about above after again all also always am an and any anything are as at away \
    back be because been before being below between both but by came can come could did do does doing done down during \
    each either else even ever every everything few for from further get gets getting go goes going gone got had has \
    have having he her here hers herself him himself his how however i i'd i'll i'm i've if in into is it it's its \
    itself just know let lot made make makes making many may me might mine more most much must my myself need now of \
    off on once one only or other our ours out over own per put quite rather really s said same say she should since so \
    some something still such t take than that that's the their theirs them themselves then there there's these they \
    they're thing things think this those through to too under until up upon us use used using very via want was way we \
    we're well went were what when where which while who whom whose why will with within would yet you you're your \
    yours yourself";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_scripts() {
        let words = |text: &str| -> Vec<(String, bool)> {
            let words = Words::of(text);
            (0..words.len()).map(|place| (words.get(place).to_string(), words.begins(place))).collect()
        };
        let list = |list: &[(&str, bool)]| -> Vec<(String, bool)> {
            list.iter().map(|(word, first)| (word.to_string(), *first)).collect()
        };
        assert_eq!(
            words("Wi-Fi don\u{2019}t work, 'sadly'--no A4!"),
            list(&[
                ("wi-fi", true),
                ("don't", false),
                ("work", false),
                ("sadly", true),
                ("no", true),
                ("a4", false)
            ])
        );
        assert_eq!(words("很好 ok"), list(&[("很", true), ("好", false), ("ok", false)]));
        assert_eq!(words("नमस्ते שלום"), list(&[("नमस्ते", true), ("שלום", false)]));
        assert_eq!((words(""), words("!!! --- '")), (Vec::new(), Vec::new()));
        let (signs, mut phrase) = (Words::of("很好 ok"), String::new());
        (0..3).for_each(|place| signs.join(&mut phrase, place));
        assert_eq!(phrase, "很好 ok");
    }
}
