//! E-mail addresses, phone numbers and card numbers in texts.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What was taken out of texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Redacted {
    /// Texts that were changed.
    pub texts: u64,
    /// E-mail addresses.
    pub emails: u64,
    /// Phone numbers.
    pub phones: u64,
    /// Card numbers: 13 to 19 digits whose check digit is right.
    pub cards: u64,
}

impl Redacted {
    pub(super) fn add(&mut self, other: &Self) {
        self.texts += other.texts;
        self.emails += other.emails;
        self.phones += other.phones;
        self.cards += other.cards;
    }
}

/// The text without addresses and numbers. In doubt a number counts as one of a phone: it begins with `+`, `(` or 0, or its digits come
/// in groups, and it is no date.
pub(super) fn redact<'t>(text: &'t str, found: &mut Redacted) -> Cow<'t, str> {
    let mut marks: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, _) in text.match_indices('@') {
        if let Some(range) = email(text, at) {
            found.emails += 1;
            marks.push((range, "[e-mail]"));
        }
    }
    let inside = |range: &Range<usize>, marks: &[(Range<usize>, &str)]| {
        marks.iter().any(|(mark, _)| mark.start < range.end && range.start < mark.end)
    };
    let mut from = 0;
    while let Some(range) = number(text, from) {
        from = range.end;
        for (kind, range) in numbers(text, range) {
            if inside(&range, &marks) {
                continue;
            }
            match kind {
                Kind::Card => found.cards += 1,
                Kind::Phone => found.phones += 1,
            }
            marks.push((range, if kind == Kind::Card { "[card]" } else { "[phone]" }));
        }
    }
    if marks.is_empty() {
        return text.into();
    }
    found.texts += 1;
    marks.sort_by_key(|(range, _)| range.start);
    let (mut out, mut end) = (String::with_capacity(text.len()), 0);
    for (range, name) in marks {
        out.push_str(text.get(end..range.start).unwrap_or_default());
        out.push_str(name);
        end = range.end;
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out.into()
}

/// The address around an `@`.
fn email(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let local = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let start = before.char_indices().rev().take_while(|(_, c)| local(*c)).last().map(|(start, _)| start)?;
    // Punctuation before an address does not belong to it.
    let start = start + before.get(start..)?.find(char::is_alphanumeric)?;
    let domain = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
    let length = after.find(|c: char| !domain(c)).unwrap_or(after.len());
    let host = after.get(..length)?.trim_end_matches(['.', '-']);
    let (name, top) = host.rsplit_once('.')?;
    let whole = !name.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    whole.then(|| start..at + 1 + host.len())
}

/// The next run of digits with what may stand between them.
fn number(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let begins = |byte: u8| byte.is_ascii_digit() || byte == b'+' || byte == b'(';
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let mut start = from;
    loop {
        start += bytes.get(start..)?.iter().position(|&byte| begins(byte))?;
        let behind_word =
            start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|&byte| word(byte));
        if !behind_word {
            break;
        }
        // Digits within a word, such as in `ab12`, are no number of their own.
        start +=
            bytes.get(start..)?.iter().position(|&byte| !word(byte)).unwrap_or(bytes.len() - start).max(1);
    }
    let part = |byte: u8| byte.is_ascii_digit() || b"+()-./ ".contains(&byte);
    let rest = bytes.get(start..)?;
    let length = rest.iter().position(|&byte| !part(byte)).unwrap_or(rest.len());
    let digits = rest.get(..length)?.iter().rposition(u8::is_ascii_digit).map_or(1, |last| last + 1);
    Some(start..start + digits)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Card,
    Phone,
}

/// The numbers in a run, which may be several with blanks between: from every word on, as many words as make one.
fn numbers(text: &str, run: Range<usize>) -> Vec<(Kind, Range<usize>)> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for word in text.get(run.clone()).unwrap_or_default().split(' ') {
        let start = words.last().map_or(run.start, |before| before.end + 1);
        words.push(start..start + word.len());
    }
    let (mut found, mut first) = (Vec::new(), 0);
    while let Some(word) = words.get(first) {
        let lasts = words.iter().enumerate().skip(first).take(if word.is_empty() { 0 } else { MOST_WORDS });
        let longest = lasts.rev().find_map(|(last, end)| {
            let range = word.start..end.end;
            judge(text.get(range.clone())?).map(|kind| (last, kind, range))
        });
        first = match longest {
            Some((last, kind, range)) => {
                found.push((kind, range));
                last + 1
            }
            None => first + 1,
        };
    }
    found
}

/// No number has more groups of digits with blanks between.
const MOST_WORDS: usize = 8;

/// What digits, with what stands between them, are.
fn judge(run: &str) -> Option<Kind> {
    if run.rfind('+').is_some_and(|plus| plus > 0) {
        return None;
    }
    let digits: Vec<u8> = run.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    let only_gaps = run.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ' || byte == b'-');
    if only_gaps && (13..=19).contains(&digits.len()) && luhn(&digits) {
        return Some(Kind::Card);
    }
    let groups: Vec<&str> =
        run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let marked = run.starts_with(['+', '(', '0']);
    let in_groups =
        groups.len() >= 3 && groups.iter().all(|group| group.len() <= 5) || is_north_american(&groups);
    let long = (7..=15).contains(&digits.len());
    (long && (marked || in_groups) && !is_date(run, &groups)).then_some(Kind::Phone)
}

/// Area code, exchange and line.
fn is_north_american(groups: &[&str]) -> bool {
    matches!(groups, [area, exchange, line] if (area.len(), exchange.len(), line.len()) == (3, 3, 4))
}

/// Whether a run begins with a date, as `2024-03-01`, `1.3.2024` or `03/01/24`, maybe with a time behind it, or is an address of a machine.
fn is_date(run: &str, groups: &[&str]) -> bool {
    if run.starts_with(['+', '(']) {
        return false;
    }
    let between = |first: char| run.chars().find(|c| !c.is_ascii_digit()) == Some(first);
    let sized = |sizes: &[&[usize]]| {
        sizes.len() <= groups.len()
            && sizes.iter().zip(groups).all(|(sizes, group)| sizes.contains(&group.len()))
    };
    let separated = between('-') || between('.') || between('/');
    let machine = between('.')
        && groups.len() == 4
        && run.matches('.').count() == 3
        && sized(&[&[1, 2, 3], &[1, 2, 3], &[1, 2, 3], &[1, 2, 3]]);
    machine || separated && (sized(&[&[4], &[1, 2], &[1, 2]]) || sized(&[&[1, 2], &[1, 2], &[2, 4]]))
}

/// The check digit of card numbers (ISO/IEC 7812-1).
fn luhn(digits: &[u8]) -> bool {
    let doubled = |digit: u8| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = (0..)
        .zip(digits.iter().rev())
        .map(|(place, &digit)| u32::from(if place % 2 == 1 { doubled(digit) } else { digit }))
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|&digit| digit != 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn redacted(text: &str) -> String {
        redact(text, &mut Redacted::default()).into_owned()
    }

    #[test]
    fn addresses_and_numbers_are_found() {
        let cases = [
            ("write to Ann.O'Neil+shop@mail.example.co.uk, please", "write to [e-mail], please"),
            ("<jörg@müller.example>", "<[e-mail]>"),
            ("(ann@example.org).", "([e-mail])."),
            ("call +49 (0)30 901820-11 now", "call [phone] now"),
            ("030/90182011", "[phone]"),
            ("555-123-4567", "[phone]"),
            ("(555) 123-4567", "[phone]"),
            ("0049 151 23456789", "[phone]"),
            ("06 12 34 56 78", "[phone]"),
            // The test number of a card network, and the same with a wrong check digit.
            ("4111 1111 1111 1111", "[card]"),
            ("5500-0055-5555-5559!", "[card]!"),
            ("4111111111111111 or ann@example.org", "[card] or [e-mail]"),
            ("since 01.02.2024 0301234567 +49 30 901820", "since 01.02.2024 [phone] [phone]"),
        ];
        for (text, expected) in cases {
            assert_eq!(redacted(text), expected);
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "on 2024-03-01 10:30",
            "on 01.02.2024",
            "03/01/24 was cold",
            "order 12345678",
            "4111111111111112",
            "1.234,50 EUR",
            "192.168.100.101",
            "room 101",
            "score 9.5/10",
            "a@b",
            "@ann",
            "ab0123456789",
            "3 of 5",
            "",
            "12:30",
            "2024",
        ] {
            assert_eq!(redacted(text), text);
        }
    }

    #[test]
    fn everything_is_counted() {
        let mut found = Redacted::default();
        redact("a@example.org b@example.org +49 30 901820 4111111111111111", &mut found);
        assert_eq!(found, Redacted { texts: 1, emails: 2, phones: 1, cards: 1 });
        redact("nothing", &mut found);
        assert_eq!(found.texts, 1);
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_twice_is_once(text in "[a-zé@.+() 0-9/-]{0,40}|.{0,30}") {
            let once = redacted(&text);
            prop_assert_eq!(redacted(&once), once);
        }

        #[test]
        fn no_plain_address_remains(local in "[a-z][a-z0-9.]{0,8}[a-z]", host in "[a-z]{1,8}", before in "[ ,:(]", after in "[ ,)!]") {
            let text = format!("mail{before}{local}@{host}.example{after}now");
            prop_assert!(!redacted(&text).contains('@'));
        }
    }
}
