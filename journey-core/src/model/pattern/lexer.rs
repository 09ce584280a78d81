//! From the text of a pattern to its signs.

use super::parser::error;
use crate::error::Result;

/// A sign, and the byte of the text it begins at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub at: usize,
}

/// Kinds of signs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A word without quotes.
    Word(String),
    /// A text in quotes.
    Quoted(String),
    /// What stands between braces.
    Braces(String),
    /// Anything else.
    Sign(&'static str),
}

/// Signs, longer ones before those they begin with.
const SIGNS: &[&str] = &[
    "->", "=>", "!=", "<=", ">=", "=", "<", ">", "!", "|", "(", ")", "[", "]", "^", "?", "*", "+", "~", ",",
];

/// Words that need quotes where they are names.
pub(super) const KEYWORDS: &[&str] =
    &["any", "start", "end", "within", "and", "or", "not", "in", "true", "false"];

/// Whether a name needs no quotes.
pub(super) fn is_word(name: &str) -> bool {
    !name.is_empty() && word(name) == name.len() && !KEYWORDS.contains(&name)
}

/// Length of the word at the beginning of a text, in bytes.
fn word(text: &str) -> usize {
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|&(_, next)| next);
        let belongs = match sign {
            '_' | '.' | '/' | ':' | '@' | '#' | '&' | '%' => true,
            '-' if at == 0 => next.is_some_and(|next| next.is_ascii_digit()),
            '-' => next != Some('>'),
            _ => sign.is_alphanumeric(),
        };
        if !belongs {
            return at;
        }
    }
    text.len()
}

/// All signs of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            continue;
        }
        let (kind, length) = token(text, rest, at)?;
        all.push(Token { kind, at });
        at += length;
    }
    Ok(all)
}

/// The sign at the beginning of the rest of a text, and its length.
fn token(text: &str, rest: &str, at: usize) -> Result<(Kind, usize)> {
    if let Some(quote) = rest.chars().next().filter(|sign| matches!(sign, '"' | '\'')) {
        return quoted(rest, quote).ok_or_else(|| error(text, at, "the quote is not closed"));
    }
    if let Some(inside) = rest.strip_prefix('{') {
        let end = inside.find('}').ok_or_else(|| error(text, at, "the brace is not closed"))?;
        return Ok((Kind::Braces(inside.get(..end).unwrap_or_default().to_owned()), end + 2));
    }
    let length = word(rest);
    if length > 0 {
        return Ok((Kind::Word(rest.get(..length).unwrap_or_default().to_owned()), length));
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    let sign = sign.ok_or_else(|| {
        let found: String = rest.chars().take(1).collect();
        error(text, at, format!("{found:?} has no meaning here; names with such signs need quotes"))
    })?;
    Ok((Kind::Sign(sign), sign.len()))
}

/// The text in quotes at the beginning of another one, and its length with quotes.
fn quoted(rest: &str, quote: char) -> Option<(Kind, usize)> {
    let mut content = String::new();
    let mut signs = rest.char_indices().skip(1);
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => content.push(signs.next()?.1),
            _ if sign == quote => return Some((Kind::Quoted(content), at + 1)),
            _ => content.push(sign),
        }
    }
    None
}
