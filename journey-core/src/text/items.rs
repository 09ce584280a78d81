//! Words, emoticons and emoji of a text, each with what a lexicon knows about it.

use std::borrow::Cow;

use super::emoji;
use super::lexicon::{Entry, Table};

/// A word, an emoticon, an emoji, or several words that are one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub entry: Entry,
    /// Where it lies in [`Items::lower`].
    start: usize,
    end: usize,
    /// Whether all its letters are capitals.
    pub upper: bool,
    /// Whether it is an emoji or emoticon: these say how the writer feels, whatever the words before say.
    pub symbol: bool,
}

/// What a text consists of, in its order.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub list: Vec<Item>,
    /// All items in small letters, with a blank after each.
    lower: String,
    /// Whether some but not all items are in capitals.
    pub capitals: bool,
    pub exclamations: usize,
    pub questions: usize,
    /// Whether the rules about English idioms are meant.
    pub english: bool,
}

impl Items {
    /// The items as VADER finds them: emoji become their descriptions, code point by code point.
    pub fn as_vader(table: &Table, text: &str) -> Self {
        let text = described(table, text);
        let mut items = Self { english: table.english, ..Self::default() };
        items.count_marks(&text);
        for token in text.split(is_blank).filter(|token| !token.is_empty()) {
            items.push(table, vader_word(token));
        }
        items.note_capitals();
        items
    }

    /// The items with emoji as wholes, typographic quotes as plain ones, and several words as one unit where the lexicon
    /// has it.
    pub fn corrected(table: &Table, text: &str) -> Self {
        let mut items = Self::default();
        items.count_marks(text);
        for token in text.split(is_blank).filter(|token| !token.is_empty()) {
            match token.is_ascii() {
                true => items.push_word(table, token),
                false => items.push_mixed(table, token),
            }
        }
        items.note_capitals();
        items.join_units(table);
        items
    }

    /// An item in small letters.
    pub fn text(&self, item: &Item) -> &str {
        self.lower.get(item.start..item.end).unwrap_or_default()
    }

    fn count_marks(&mut self, text: &str) {
        self.exclamations = memchr::memchr_iter(b'!', text.as_bytes()).count();
        self.questions = memchr::memchr_iter(b'?', text.as_bytes()).count();
    }

    fn note_capitals(&mut self) {
        let upper = self.list.iter().filter(|item| item.upper).count();
        self.capitals = 0 < upper && upper < self.list.len();
    }

    fn push(&mut self, table: &Table, word: &str) {
        let start = self.lower.len();
        match word.is_ascii() {
            true => self.lower.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase()))),
            false => self.lower.push_str(&word.to_lowercase()),
        }
        let lower = self.lower.get(start..).unwrap_or_default();
        let mut entry = table.get(lower).copied().unwrap_or_default();
        entry.negates |= table.english && lower.contains("n't");
        let symbol = entry.valence.is_some() && is_emoticon(lower);
        self.list.push(Item { entry, start, end: self.lower.len(), upper: is_upper(word), symbol });
        self.lower.push(' ');
    }

    /// Adds a word without the punctuation around it. What is short may be an emoticon, with or without a full stop.
    fn push_word(&mut self, table: &Table, token: &str) {
        let word = token.trim_matches(is_punctuation);
        if word.chars().nth(2).is_some() {
            return self.push(table, word);
        }
        let ended = token.trim_end_matches(['.', ',', '!', '?', ';', '…']);
        let known = [token, ended, word].into_iter().find(|form| table.get(&form.to_lowercase()).is_some());
        self.push(table, known.unwrap_or(token));
    }

    /// Adds what stands between two blanks if there are more than plain letters: words and emoji, with or without blanks
    /// between them.
    fn push_mixed(&mut self, table: &Table, token: &str) {
        let plain: Cow<'_, str> = match token.contains(['\u{2018}', '\u{2019}']) {
            true => token.replace(['\u{2018}', '\u{2019}'], "'").into(),
            false => token.into(),
        };
        let mut rest: &str = &plain;
        while !rest.is_empty() {
            let begins = |(_, code): &(usize, char)| is_emoji(table, *code);
            let word = rest.char_indices().find(begins).map_or(rest.len(), |(place, _)| place);
            let (before, emoji) = rest.split_at(word);
            if !before.is_empty() {
                self.push_word(table, before);
            }
            let (emoji, after) = emoji.split_at(emoji::length(emoji));
            if !emoji.is_empty() {
                self.push_emoji(table, emoji);
            }
            rest = after;
        }
    }

    fn push_emoji(&mut self, table: &Table, emoji: &str) {
        let start = self.lower.len();
        self.lower.push_str(emoji);
        let bare = emoji::bare(emoji);
        let first = bare.char_indices().nth(1).map_or(&*bare, |(end, _)| bare.get(..end).unwrap_or_default());
        let known = table.emoji.get(&*bare).or_else(|| table.emoji.get(first));
        let valence = known.map(|emoji| emoji.valence).filter(|&valence| valence != 0.0);
        let entry = Entry { valence, ..Entry::default() };
        self.list.push(Item { entry, start, end: self.lower.len(), upper: false, symbol: true });
        self.lower.push(' ');
    }

    /// Makes one item of words that the lexicon has as one unit; of several such units, the longest.
    fn join_units(&mut self, table: &Table) {
        let (mut read, mut write, mut unit) = (0, 0, String::new());
        while let Some(&item) = self.list.get(read) {
            let found = (2..=usize::from(item.entry.longest)).rev().find_map(|words| {
                Some((words, self.unit(table, self.list.get(read..read + words)?, &mut unit)?))
            });
            let (words, item) = found.unwrap_or((1, item));
            if let Some(slot) = self.list.get_mut(write) {
                *slot = item;
            }
            (read, write) = (read + words, write + 1);
        }
        self.list.truncate(write);
    }

    fn unit(&self, table: &Table, words: &[Item], text: &mut String) -> Option<Item> {
        text.clear();
        for (place, word) in words.iter().enumerate() {
            text.push_str(if place == 0 { "" } else { " " });
            text.push_str(self.text(word));
        }
        let entry = *table.get(text)?;
        let (first, last) = (words.first()?, words.last()?);
        let upper = words.iter().all(|word| word.upper);
        Some(Item { entry, start: first.start, end: last.end, upper, symbol: false })
    }
}

/// The text with every code point that is an emoji replaced by its description.
fn described<'t>(table: &Table, text: &'t str) -> Cow<'t, str> {
    if text.is_ascii() || table.emoji.is_empty() {
        return text.into();
    }
    let (mut out, mut after_blank) = (String::with_capacity(text.len()), true);
    for code in text.chars() {
        match find(table, code) {
            Some(description) => {
                out.push_str(if after_blank { "" } else { " " });
                out.push_str(description);
                after_blank = false;
            }
            None => {
                out.push(code);
                after_blank = code == ' ';
            }
        }
    }
    out.into()
}

/// The description of an emoji of one code point.
fn find(table: &Table, code: char) -> Option<&'static str> {
    let mut bytes = [0; 4];
    if code.is_ascii() {
        return None;
    }
    table.emoji.get(&*code.encode_utf8(&mut bytes)).map(|emoji| emoji.description)
}

fn is_emoji(table: &Table, code: char) -> bool {
    emoji::is_flag_letter(code) || find(table, code).is_some()
}

/// Blanks as Python's `str.split` knows them.
fn is_blank(code: char) -> bool {
    code.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&code)
}

/// A word without the ASCII punctuation around it; what has one or two characters then may have been an emoticon and
/// stays as it was.
fn vader_word(token: &str) -> &str {
    let word = token.trim_matches(|code: char| code.is_ascii_punctuation());
    if word.chars().nth(2).is_some() { word } else { token }
}

/// Punctuation of ASCII and of most scripts.
fn is_punctuation(code: char) -> bool {
    code.is_ascii_punctuation()
        || matches!(code, '¡' | '¿' | '«' | '»' | '·' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
            | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{964}')
}

/// Whether all cased letters are capitals, and there are some, as Python's `str.isupper` has it.
fn is_upper(word: &str) -> bool {
    if word.is_ascii() {
        let lower = word.bytes().any(|byte| byte.is_ascii_lowercase());
        return !lower && word.bytes().any(|byte| byte.is_ascii_uppercase());
    }
    !word.chars().any(|code| code.is_lowercase() || is_title(code)) && word.chars().any(char::is_uppercase)
}

/// Letters of which one part is a capital and one is not, such as `ǅ`.
fn is_title(code: char) -> bool {
    matches!(code, '\u{1c5}' | '\u{1c8}' | '\u{1cb}' | '\u{1f2}' | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}'
        | '\u{1fa8}'..='\u{1faf}' | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}')
}

/// Whether an entry of a lexicon is made of other signs than those of words.
fn is_emoticon(lower: &str) -> bool {
    !lower.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'-') || byte >= 0x80)
}
