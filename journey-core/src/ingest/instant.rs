//! Reading a time from text: ISO 8601 and its everyday relatives, and epoch numbers.

use jiff::{Timestamp, civil};

use super::swar;
use crate::log::EpochUnit;

/// A time as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instant {
    /// UTC microseconds, or local ones if there was no zone.
    pub micros: i64,
    /// Whether a zone or offset was written.
    pub zoned: bool,
    /// Whether something below a microsecond was dropped.
    pub truncated: bool,
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// A date with or without time and offset; `None` if it is not one or does not exist.
///
/// The usual forms are read here: `2024-03-01`, then `T` or a blank, `12:00`, `:00`, `.123456`, and
/// `Z`, ` UTC`, `+01`, `+0100` or `+01:00`. What else `jiff` knows (basic format, annotations such as
/// `[Europe/Berlin]`, leap seconds, years beyond 9999) is left to it.
pub(crate) fn parse(text: &str) -> Option<Instant> {
    full(text.as_bytes()).or_else(|| {
        let text = text.trim();
        usual(text.as_bytes()).or_else(|| unusual(text))
    })
}

/// A date with time and seconds, read word by word: a shortcut for what [`usual`] reads as well.
pub(crate) fn full(text: &[u8]) -> Option<Instant> {
    let (head, rest) = text.split_first_chunk::<19>()?;
    let &[_, _, _, _, _, _, _, _, d1, d2, between, ..] = head;
    let date = swar::pairs(swar::shaped(swar::word(*head.first_chunk()?), *b"0000-00-")?).to_le_bytes();
    let time = swar::pairs(swar::shaped(swar::word(*head.last_chunk()?), *b"00:00:00")?);
    // In each of the three bytes 128 is reached beyond 23 hours, 59 minutes and 59 seconds.
    let over = (time & 0x00ff_0000_ff00_00ff).wrapping_add(0x0044_0000_4400_0068) & 0x0080_0000_8000_0080;
    if over != 0 || !matches!(between, b'T' | b't' | b' ') {
        return None;
    }
    let ([y1, _, y2, _, _, month, ..], [hour, _, _, minute, _, _, second, _]) = (date, time.to_le_bytes());
    let [year, month] = [u32::from(y1) * 100 + u32::from(y2), month.into()];
    let day = day_number(year, month, pair(d1, d2)? as u32)?;
    let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
    let local = (day * 86_400 + i64::from(seconds)) * SECOND;
    let zoned = |micros| Some(Instant { micros, zoned: true, truncated: false });
    match *rest {
        [b'Z'] => return zoned(local),
        [b'.', _, _, _, _, _, _, b'Z'] => {
            let digits = swar::shaped(swar::word(*rest.first_chunk()?), *b".000000Z")?;
            return zoned(local + (swar::number(digits) / 10) as i64);
        }
        _ => {}
    }
    let (fraction, truncated, rest) = match *rest {
        [b'.' | b',', ref rest @ ..] => short_fraction(text, rest)?,
        _ => (0, false, rest),
    };
    let offset = offset(rest)?;
    Some(Instant { micros: local + fraction - offset.unwrap_or(0), zoned: offset.is_some(), truncated })
}

/// Like [`fraction`] for at most eight digits, which are the end of `text` or shortly before.
fn short_fraction<'t>(text: &[u8], digits: &'t [u8]) -> Option<(i64, bool, &'t [u8])> {
    let word = match digits.first_chunk() {
        Some(&bytes) => swar::word(bytes),
        // The last eight bytes of the text, without those before the digits; zeros follow.
        None => swar::word(*text.last_chunk()?).checked_shr(64 - 8 * digits.len() as u32).unwrap_or(0),
    };
    let count = swar::leading(word);
    let rest = digits.get(count as usize..)?;
    if count == 0 || rest.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let values = (word ^ swar::word([b'0'; 8])) & u64::MAX >> (64 - 8 * count);
    let value = swar::number(values) as i64;
    Some((value / 100, value % 100 != 0, rest))
}

fn usual(text: &[u8]) -> Option<Instant> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ref rest @ ..] = text else { return None };
    let [y1, y2, month, day] = [pair(y1, y2)?, pair(y3, y4)?, pair(m1, m2)?, pair(d1, d2)?].map(|n| n as u32);
    let midnight = day_number(y1 * 100 + y2, month, day)? * DAY;
    let &[b'T' | b't' | b' ', h1, h2, b':', n1, n2, ref rest @ ..] = rest else {
        return rest.is_empty().then_some(Instant { micros: midnight, zoned: false, truncated: false });
    };
    let (hour, minute) = (pair(h1, h2)?, pair(n1, n2)?);
    let (second, rest) = match *rest {
        [b':', s1, s2, ref rest @ ..] => (pair(s1, s2)?, rest),
        _ => (0, rest),
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (fraction, truncated, rest) = match *rest {
        [b'.' | b',', ref rest @ ..] => fraction(rest)?,
        _ => (0, false, rest),
    };
    let local = midnight + (hour * 3600 + minute * 60 + second) * SECOND + fraction;
    let offset = offset(rest)?;
    Some(Instant { micros: local - offset.unwrap_or(0), zoned: offset.is_some(), truncated })
}

/// Microseconds of an offset; `Some(None)` if there is none, `None` if it is not an offset.
fn offset(text: &[u8]) -> Option<Option<i64>> {
    let (sign, hours, minutes) = match *text.strip_prefix(b" ").unwrap_or(text) {
        [] => return text.is_empty().then_some(None),
        [b'Z' | b'z'] | [b'U', b'T', b'C'] => return Some(Some(0)),
        [sign, h1, h2] => (sign, pair(h1, h2)?, 0),
        [sign, h1, h2, m1, m2] | [sign, h1, h2, b':', m1, m2] => (sign, pair(h1, h2)?, pair(m1, m2)?),
        _ => return None,
    };
    let size = (hours * 3600 + minutes * 60) * SECOND;
    match sign {
        _ if hours > 23 || minutes > 59 => None,
        b'+' => Some(Some(size)),
        b'-' => Some(Some(-size)),
        _ => None,
    }
}

/// Microseconds of the digits behind a decimal point, whether something was dropped, and the rest.
fn fraction(text: &[u8]) -> Option<(i64, bool, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (fraction, rest) = text.split_at_checked(digits)?;
    let (micros, truncated) = decimals(fraction, 6)?;
    Some((micros, truncated, rest))
}

/// The first `places` digits as a number, filled up with zeros, and whether others than zero follow.
fn decimals(digits: &[u8], places: usize) -> Option<(i64, bool)> {
    if digits.is_empty() {
        return None;
    }
    let mut value = 0;
    for place in 0..places {
        value = value * 10 + digits.get(place).map_or(0, |digit| i64::from(digit - b'0'));
    }
    let dropped = digits.get(places..).unwrap_or_default();
    Some((value, dropped.iter().any(|&digit| digit != b'0')))
}

fn pair(tens: u8, ones: u8) -> Option<i64> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
}

/// Days from 1970-01-01 to a date of the Gregorian calendar, `None` for a day that does not exist.
///
/// Reference: Neri, Schneider, "Euclidean affine functions and their application to calendar algorithms" (2023).
fn day_number(year: u32, month: u32, day: u32) -> Option<i64> {
    // The year begins with March.
    let early = u32::from(month <= 2);
    let leap = || year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = if month == 2 { 29 } else { 30 | month ^ month >> 3 };
    if !(1..=12).contains(&month) || !(1..=last).contains(&day) || month == 2 && day == 29 && !leap() {
        return None;
    }
    // 400 years of 146,097 days earlier nothing is negative.
    let (year, month) = (year + 400 - early, month + 12 * early);
    let century = year / 100;
    let days = 1461 * year / 4 - century + century / 4 + (979 * month - 2919) / 32 + day;
    Some(i64::from(days) - (719_469 + 146_097))
}

fn unusual(text: &str) -> Option<Instant> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+')) {
        return None;
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(from_nanos(time.as_nanosecond(), true));
    }
    let local = text.parse::<civil::DateTime>().ok()?;
    let nanos = jiff::tz::Offset::UTC.to_timestamp(local).ok()?.as_nanosecond();
    Some(from_nanos(nanos, false))
}

fn from_nanos(nanos: i128, zoned: bool) -> Instant {
    Instant { micros: nanos.div_euclid(1000) as i64, zoned, truncated: nanos % 1000 != 0 }
}

/// A number of units since 1970-01-01T00:00:00Z, as digits with an optional fraction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Epoch<'a> {
    negative: bool,
    whole: i64,
    fraction: &'a str,
    digits: usize,
}

impl<'a> Epoch<'a> {
    /// `None` if the text is not a plain decimal number.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        if !text.starts_with('0')
            && let Some(whole) = swar::whole(text.as_bytes()).and_then(|whole| i64::try_from(whole).ok())
        {
            return Some(Self { negative: false, whole, fraction: "", digits: text.len() });
        }
        let text = text.trim();
        let size = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match size.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (size, ""),
        };
        let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) {
            return None;
        }
        let digits = whole.trim_start_matches('0').len();
        Some(Self { negative: size.len() < text.len(), whole: whole.parse().ok()?, fraction, digits })
    }

    /// The unit in which the number is a time between 1973 and 2286.
    pub(crate) fn unit(&self) -> Option<EpochUnit> {
        match (self.negative, self.digits) {
            (false, 9 | 10) => Some(EpochUnit::Seconds),
            (false, 12 | 13) => Some(EpochUnit::Milliseconds),
            (false, 15 | 16) => Some(EpochUnit::Microseconds),
            (false, 18 | 19) => Some(EpochUnit::Nanoseconds),
            _ => None,
        }
    }

    /// The time, rounded towards the past below a microsecond; `None` beyond 64 bits.
    pub(crate) fn instant(&self, unit: EpochUnit) -> Option<Instant> {
        let (factor, places) = match unit {
            EpochUnit::Seconds => (SECOND, 6),
            EpochUnit::Milliseconds => (1000, 3),
            EpochUnit::Microseconds | EpochUnit::Nanoseconds => (1, 0),
        };
        let (part, mut truncated) = match self.fraction {
            "" => (0, false),
            digits => decimals(digits.as_bytes(), places)?,
        };
        let mut size = self.whole.checked_mul(factor)?.checked_add(part)?;
        if unit == EpochUnit::Nanoseconds {
            truncated |= size % 1000 != 0;
            size /= 1000;
        }
        let micros = if self.negative { -size - i64::from(truncated) } else { size };
        Some(Instant { micros, zoned: true, truncated })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zoned(text: &str) -> i64 {
        let found = parse(text).unwrap_or_else(|| panic!("{text}"));
        assert!(found.zoned, "{text}");
        found.micros
    }

    #[test]
    fn usual_forms() {
        // 2024-03-01T12:00:00Z is 1709294400 by `date -u -d 2024-03-01T12:00:00Z +%s`.
        const NOON: i64 = 1_709_294_400 * SECOND;
        for text in [
            "2024-03-01T12:00:00Z",
            "2024-03-01 12:00:00+00:00",
            "2024-03-01 12:00:00 UTC",
            "2024-03-01T13:00:00+01:00",
            "2024-03-01T13:00:00+0100",
            "2024-03-01t13:00+01",
            "2024-03-01 06:30:00.000 -0530",
            " 2024-03-01T12:00Z ",
            "20240301T120000Z",
            "2024-03-01T13:00:00+01:00[Europe/Berlin]",
        ] {
            assert_eq!(zoned(text), NOON, "{text}");
        }
        let local = |text: &str| parse(text).filter(|found| !found.zoned).map(|found| found.micros);
        assert_eq!(local("2024-03-01 12:00:00"), Some(NOON));
        assert_eq!(local("2024-03-01"), Some(NOON - DAY / 2));
        assert_eq!(local("2024-03-01T12:00"), Some(NOON));
    }

    #[test]
    fn digits_below_a_microsecond_are_dropped_and_said() {
        let found = parse("1970-01-01T00:00:00.123456789Z").unwrap();
        assert_eq!((found.micros, found.truncated), (123_456, true));
        assert!(!parse("1970-01-01T00:00:00.123456000Z").unwrap().truncated);
        assert_eq!(zoned("1970-01-01T00:00:00,5Z"), 500_000);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "2024-02-30",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-01-00",
            "2024-01-01T24:00:00Z",
            "2024-01-01T10:60:00Z",
            "2024-01-01T10:00:00+26:00",
            "2024-01-01T10:00:00.",
            "2024-01-01T10:00:00 ",
            "01/02/2024",
            "yesterday",
            "",
            "12:00",
            "2024-01-01T10:00:00Zx",
            "2024-1-1",
            "２０２４-01-01",
        ] {
            let expected = text == "2024-01-01T10:00:00 ";
            assert_eq!(parse(text).is_some(), expected, "{text}");
        }
        assert!(parse("2000-02-29").is_some());
    }

    #[test]
    fn dates_agree_with_jiff() {
        let first = civil::date(0, 1, 1);
        for days in (0..3_652_400).step_by(97) {
            let date = first.checked_add(jiff::Span::new().days(days)).unwrap();
            let jiff = jiff::tz::Offset::UTC.to_timestamp(date.to_datetime(civil::Time::midnight())).unwrap();
            assert_eq!(usual(date.to_string().as_bytes()).unwrap().micros, jiff.as_microsecond(), "{date}");
        }
    }

    #[test]
    fn epoch_numbers_tell_their_unit_by_their_digits() {
        let read = |text| {
            let epoch = Epoch::parse(text).unwrap();
            epoch.unit().and_then(|unit| epoch.instant(unit)).map(|found| found.micros)
        };
        const NOON: i64 = 1_709_294_400 * SECOND;
        for text in ["1709294400", "1709294400000", "1709294400000000", "1709294400000000000", "1709294400.0"]
        {
            assert_eq!(read(text), Some(NOON), "{text}");
        }
        assert_eq!(read("1709294400.25"), Some(NOON + 250_000));
        assert_eq!(read("1709294400123.5"), Some(NOON + 123_500));
        for text in ["20240301", "0", "-1709294400", "45000", "17092944000"] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["1.7e9", "1709294400.", "+1709294400", "1,709", "99999999999999999999"] {
            assert!(Epoch::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn stated_units_also_read_times_before_1970() {
        let micros = |text, unit| Epoch::parse(text).unwrap().instant(unit).unwrap().micros;
        assert_eq!(micros("-1.5", EpochUnit::Seconds), -1_500_000);
        assert_eq!(micros("-1", EpochUnit::Nanoseconds), -1);
        assert_eq!(micros("1999", EpochUnit::Nanoseconds), 1);
        assert!(Epoch::parse("9223372036854775807").unwrap().instant(EpochUnit::Seconds).is_none());
    }
    /// The time as it is read without shortcuts.
    fn slowly(text: &str) -> Option<Instant> {
        usual(text.trim().as_bytes()).or_else(|| unusual(text.trim()))
    }

    proptest::proptest! {
        #[test]
        fn the_shortcut_reads_what_is_read_without_it(
            text in "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9]([.,][0-9]{0,10})?\
                     (Z|z| ?UTC|[+-][0-2][0-9](:?[0-6][0-9])?| Z|)",
            at in 0..40_usize,
            with in "[0-9:. TZ+\\-/é]?",
        ) {
            let shortcut = full(text.as_bytes());
            proptest::prop_assert!(shortcut.is_none() || shortcut == usual(text.as_bytes()), "{text}");
            proptest::prop_assert_eq!(parse(&text), slowly(&text), "{}", text);
            let at = at.min(text.len());
            for rest in [&text[at..], text.get(at + 1..).unwrap_or_default()] {
                let changed = format!("{}{with}{rest}", &text[..at]);
                proptest::prop_assert_eq!(parse(&changed), slowly(&changed), "{}", changed);
            }
        }

        #[test]
        fn times_are_those_of_jiff(
            micros in -62_135_596_800_000_000..253_402_207_200_000_000_i64,
            offset in -86_399..86_399_i32,
            places in 0..10_u8,
        ) {
            let time = Timestamp::from_microsecond(micros).unwrap();
            let offset = jiff::tz::Offset::from_seconds(offset / 60 * 60).unwrap();
            let local = offset.to_datetime(time);
            let written = format!("{local:.*}", usize::from(places));
            let zoned = if offset.seconds() == 0 { format!("{written}Z") } else { format!("{written}{offset}") };
            if let Ok(expected) = zoned.parse::<Timestamp>() {
                let found = parse(&zoned).unwrap();
                proptest::prop_assert_eq!(found.micros, expected.as_microsecond(), "{}", zoned);
                proptest::prop_assert!(found.zoned);
            }
            let expected: civil::DateTime = written.parse().unwrap();
            let expected = jiff::tz::Offset::UTC.to_timestamp(expected).unwrap().as_microsecond();
            let found = parse(&written.replace('T', " ")).unwrap();
            proptest::prop_assert_eq!((found.micros, found.zoned), (expected, false), "{}", written);
        }

        #[test]
        fn epoch_digits_are_read_as_before(text in "-?[0-9]{0,21}(\\.[0-9]{0,3})?") {
            let padded = format!(" {text}");
            let key = |epoch: Epoch<'_>| (epoch.negative, epoch.whole, epoch.fraction.len(), epoch.digits);
            proptest::prop_assert_eq!(Epoch::parse(&text).map(key), Epoch::parse(&padded).map(key));
        }
    }
}
