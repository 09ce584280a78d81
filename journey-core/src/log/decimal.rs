//! Texts that are plain decimal numbers, kept as numbers and written again when they have to be texts.

/// A number as it was written, with at most 15 digits and without exponent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Decimal {
    pub number: f64,
    /// Digits behind the point.
    places: u8,
    /// Whether it ends with a zero behind the point.
    padded: bool,
}

/// How all numbers of a column were written: each can be written so again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// As short as can be; all had so many digits behind the point, if all had the same.
    Shortest(Option<u8>),
    /// With so many digits behind the point.
    Places(u8),
}

/// So many digits are exact in a float, and so are the powers of ten up to there.
const DIGITS: usize = 15;

impl Decimal {
    /// `None` for what is no number, and for numbers that are written in other ways.
    pub fn read(text: &str) -> Option<Self> {
        let size = text.strip_prefix('-').unwrap_or(text);
        let bytes = size.as_bytes();
        if bytes.len() > DIGITS + 1 || matches!(bytes, [b'0', b'0'..=b'9', ..]) {
            return None;
        }
        let (mut value, mut point) = (0_u64, None);
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'0'..=b'9' => value = value * 10 + u64::from(byte - b'0'),
                b'.' if point.is_none() && at > 0 => point = Some(at),
                _ => return None,
            }
        }
        let digits = bytes.len() - usize::from(point.is_some());
        let places = point.map_or(0, |at| bytes.len() - at - 1);
        let negative = size.len() < text.len();
        if digits == 0 || digits > DIGITS || (point.is_some() && places == 0) || (negative && value == 0) {
            return None;
        }
        // Both are exact, so that the quotient is rounded once, as it is when the text is read.
        let number = value as f64 / 10_u64.pow(places as u32) as f64;
        let padded = places > 0 && bytes.last() == Some(&b'0');
        Some(Self { number: if negative { -number } else { number }, places: places as u8, padded })
    }

    /// How it is written.
    pub fn written(&self) -> Written {
        if self.padded { Written::Places(self.places) } else { Written::Shortest(Some(self.places)) }
    }
}

impl Written {
    /// How this and a further number are written, if there is one way for both.
    pub fn and(self, further: &Decimal) -> Option<Self> {
        match (self, further.padded) {
            (Self::Shortest(places), false) => {
                Some(Self::Shortest(places.filter(|&places| places == further.places)))
            }
            (Self::Shortest(Some(places)) | Self::Places(places), _) if places == further.places => {
                Some(Self::Places(places))
            }
            _ => None,
        }
    }

    /// The text that was read.
    pub fn write(self, number: f64) -> String {
        match self {
            Self::Shortest(_) => number.to_string(),
            Self::Places(places) => format!("{number:.*}", usize::from(places)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::detect;

    #[test]
    fn what_is_written_in_other_ways_is_left_alone() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "-0",
            "-0.00",
            "007",
            "+1",
            "1e5",
            "1,5",
            "1234567890123456",
            "1.2.3",
            " 1",
        ] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
        assert_eq!(Decimal::read("-12.50").map(|found| found.number), Some(-12.5));
        assert_eq!(Decimal::read("0.000000000000001"), None);
    }

    proptest::proptest! {
        #[test]
        fn numbers_are_those_of_the_standard_library(text in "-?[0-9]{0,8}(\\.[0-9]{0,8})?") {
            if let Some(found) = Decimal::read(&text) {
                proptest::prop_assert_eq!(Some(found.number), detect::number(&text));
                proptest::prop_assert_eq!(found.written().write(found.number), text);
            } else if let Some(number) = detect::number(&text) {
                proptest::prop_assert!(text.len() > DIGITS || text.ends_with('.') || number == 0.0, "{}", text);
            }
        }

        #[test]
        fn columns_are_written_as_they_were(texts in proptest::collection::vec("-?[1-9][0-9]{0,3}(\\.[0-9]{1,2})?", 1..6)) {
            let decimals: Vec<Decimal> = texts.iter().map(|text| Decimal::read(text).unwrap()).collect();
            let written = decimals[1..].iter().try_fold(decimals[0].written(), |written, next| written.and(next));
            let places = |text: &String| text.find('.').map_or(0, |at| text.len() - at - 1);
            let short = texts.iter().all(|text| !(text.contains('.') && text.ends_with('0')));
            let even = texts.iter().all(|text| places(text) == places(&texts[0]));
            proptest::prop_assert_eq!(written.is_some(), short || even);
            for (text, decimal) in texts.iter().zip(&decimals) {
                proptest::prop_assert!(written.is_none_or(|written| written.write(decimal.number) == *text));
            }
        }
    }
}
