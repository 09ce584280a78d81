//! Pseudonyms from a key.

use crate::error::{Error, Result};

/// A secret from which pseudonyms are made: the same id gets the same pseudonym under the same key, and nobody without the key can tell
/// which id it was, not even by trying all of them.
///
/// The key is not part of any log, report or file. Without it, later exports cannot be joined to earlier ones.
///
/// Reference: BLAKE3 in keyed mode (O'Connor, Aumasson, Neves and Wilcox-O'Hearn 2020), cut to 128 bits.
#[derive(Clone)]
pub struct PseudonymKey([u8; 32]);

impl std::fmt::Debug for PseudonymKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("PseudonymKey(…)")
    }
}

impl PseudonymKey {
    /// A key of 32 secret bytes, from the system's generator.
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(*bytes)
    }

    /// A key from a secret text. It should be long and random: who guesses it can find out the ids.
    pub fn from_secret(secret: &str) -> Self {
        Self(blake3::derive_key("journey 2026 pseudonyms of customers", secret.as_bytes()))
    }

    /// A key of 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for anything else; the error does not show it.
    pub fn from_hex(digits: &str) -> Result<Self> {
        let refuse = || Error::option("key", "this text", "64 hexadecimal digits");
        if digits.len() != 64 {
            return Err(refuse());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
            let digit = |digit: &u8| char::from(*digit).to_digit(16);
            let [high, low] = pair else { return Err(refuse()) };
            *byte = (digit(high).ok_or_else(refuse)? << 4 | digit(low).ok_or_else(refuse)?) as u8;
        }
        Ok(Self(bytes))
    }

    /// The pseudonym of an id: 32 hexadecimal digits.
    pub fn pseudonym(&self, id: &str) -> String {
        let digits = blake3::keyed_hash(&self.0, id.as_bytes()).to_hex();
        digits.get(..32).unwrap_or_default().to_string()
    }
}
