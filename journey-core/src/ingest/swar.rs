//! Digits in words: eight bytes of a text are checked and read at once.

/// Bytes of a text as a number, the first byte lowest.
pub(crate) fn word(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes)
}

const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The values of the digits of a word that looks like `shape`: digits where it has `0`, else the same bytes.
/// What is no digit becomes 0.
pub(crate) const fn shaped(word: u64, shape: [u8; 8]) -> Option<u64> {
    // A byte of `over` carries into its highest bit if the digit is above 9, or the other byte differs.
    let mut over = [0x7f; 8];
    let mut at = 0;
    while at < 8 {
        if shape[at] == b'0' {
            over[at] = 0x7f - 9;
        }
        at += 1;
    }
    let values = word ^ u64::from_le_bytes(shape);
    let wrong = (values | values.wrapping_add(u64::from_le_bytes(over))) & each(0x80);
    if wrong == 0 { Some(values) } else { None }
}

/// For each digit value the number of two digits that begins with it.
pub(crate) const fn pairs(values: u64) -> u64 {
    values.wrapping_mul(10).wrapping_add(values >> 8)
}

/// How many digits a word begins with.
pub(crate) const fn leading(word: u64) -> u32 {
    let values = word ^ each(b'0');
    // An addition can carry into the next byte only behind a byte that is no digit.
    let wrong = (values | values.wrapping_add(each(0x7f - 9))) & each(0x80);
    wrong.trailing_zeros() / 8
}

/// The number of eight digit values, the first byte being the highest digit.
pub(crate) const fn number(values: u64) -> u64 {
    let pairs = pairs(values) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours.wrapping_mul(10_000).wrapping_add(fours >> 32)) & 0xffff_ffff
}

/// The number of a text of one to 19 digits and nothing else.
pub(crate) fn whole(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 19 {
        return None;
    }
    let (words, rest) = text.as_chunks::<8>();
    let mut value = 0;
    for &bytes in words {
        value = value * 100_000_000 + number(shaped(word(bytes), [b'0'; 8])?);
    }
    for &byte in rest {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_checked_byte_by_byte() {
        let shape = *b"0000-00-";
        let pairs = pairs(shaped(word(*b"2024-03-"), shape).unwrap()).to_le_bytes();
        assert_eq!((pairs[0], pairs[2], pairs[5]), (20, 24, 3));
        for at in 0..8 {
            for byte in 0..=255 {
                let mut text = *b"2024-03-";
                text[at] = byte;
                let fits = if shape[at] == b'0' { byte.is_ascii_digit() } else { byte == b'-' };
                assert_eq!(shaped(word(text), shape).is_some(), fits, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn leading_digits_are_counted() {
        for at in 0..8 {
            for byte in (0..=255).filter(|byte: &u8| !byte.is_ascii_digit()) {
                let mut text = *b"98765432";
                text[at] = byte;
                assert_eq!(leading(word(text)), at as u32, "{byte}");
            }
        }
        assert_eq!(leading(word(*b"00000000")), 8);
    }

    #[test]
    fn digits_are_a_number() {
        for text in [
            "0",
            "7",
            "12345678",
            "123456789",
            "1234567890123456",
            "999999999999999999",
            "9999999999999999999",
        ] {
            assert_eq!(whole(text.as_bytes()), text.parse().ok(), "{text}");
        }
        for text in ["", "12345678901234567890", "1234567a", "123456789x", "-1", "/", ":"] {
            assert_eq!(whole(text.as_bytes()), None, "{text}");
        }
    }
}
