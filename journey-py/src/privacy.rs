//! Logs and numbers that say less about people.

use std::collections::BTreeMap;

use journey_core::Error;
use journey_core::log::{Anonymize, AnonymizeReport, Generalize, Generalized};
use journey_core::model::TimeSpan;
use journey_core::privacy::{Counted, PrivateCountReport, PrivateCounts};
use journey_core::surface::python::List;
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::work::polite;

/// A secret from which pseudonyms are made: the same id gets the same pseudonym under the same key, and nobody without the key can tell
/// which id it was, not even by trying all of them.
///
/// `PseudonymKey(secret)` takes 32 bytes, such as `secrets.token_bytes(32)`. The key is not part of any log, report or file, is never
/// shown, and cannot be pickled. Without it, later exports cannot be joined to earlier ones.
#[pyclass(frozen, module = "journey")]
pub struct PseudonymKey(pub journey_core::log::PseudonymKey);

/// 32 bytes from the system's generator.
fn random(py: Python<'_>) -> PyResult<[u8; 32]> {
    py.import("os")?.call_method1("urandom", (32,))?.extract()
}

/// 32 bytes; an error does not show them.
fn bytes(field: &str, given: &[u8]) -> Result<[u8; 32], Error> {
    given.try_into().map_err(|_| Error::InvalidOption {
        field: field.into(),
        value: format!("{} bytes", given.len()),
        expected: "32 bytes".into(),
    })
}

#[pymethods]
impl PseudonymKey {
    #[new]
    fn new(secret: &[u8]) -> PyResult<Self> {
        Ok(Self(journey_core::log::PseudonymKey::new(&bytes("key", secret)?)))
    }

    /// A key of 64 hexadecimal digits, such as `secrets.token_hex(32)`.
    #[staticmethod]
    fn from_hex(digits: &str) -> PyResult<Self> {
        Ok(Self(journey_core::log::PseudonymKey::from_hex(digits)?))
    }

    /// A key from a secret text. It should be long and random: who guesses it can find out the ids.
    #[staticmethod]
    fn from_secret(secret: &str) -> Self {
        Self(journey_core::log::PseudonymKey::from_secret(secret))
    }

    /// A key that nobody knows and that cannot be had again: pseudonyms for one export only.
    #[staticmethod]
    fn random(py: Python<'_>) -> PyResult<Self> {
        Ok(Self(journey_core::log::PseudonymKey::new(&random(py)?)))
    }

    /// The pseudonym of an id: 32 hexadecimal digits.
    fn pseudonym(&self, id: &str) -> String {
        self.0.pseudonym(id)
    }

    fn __repr__(&self) -> &'static str {
        "PseudonymKey(…)"
    }
}

#[pymethods]
impl EventLog {
    /// A log that says less about people, and what was done to it. The key is used for pseudonyms only, and never kept.
    ///
    /// `forget` names customers who are taken out. `drop` names columns that are taken out, or `keep` those that stay. In
    /// the columns of `redact`, e-mail addresses, phone numbers and card numbers are replaced. `generalize` says by column
    /// how values are made coarser, `times` to which length of time those of events are. With `pseudonyms`, ids of
    /// customers are replaced, and those in `pseudonym_columns` too. Names that no event has any more are not in the new
    /// log, nor is what was done to it before.
    #[pyo3(signature = (*, forget=None, drop=None, keep=None, redact=None, generalize=None, times=None, pseudonyms=false,
        pseudonym_columns=None, key=None))]
    #[allow(clippy::too_many_arguments)]
    fn anonymize(
        &self,
        py: Python<'_>,
        forget: Option<List<String>>,
        drop: Option<List<String>>,
        keep: Option<List<String>>,
        redact: Option<List<String>>,
        generalize: Option<BTreeMap<String, Generalize>>,
        times: Option<TimeSpan>,
        pseudonyms: bool,
        pseudonym_columns: Option<List<String>>,
        key: Option<&PseudonymKey>,
    ) -> PyResult<(Self, AnonymizeReport)> {
        let list = |names: Option<List<String>>| names.map(|names| names.0).unwrap_or_default();
        let coarser = generalize.unwrap_or_default().into_iter();
        let options = Anonymize {
            forget: list(forget),
            drop: list(drop),
            keep: keep.map(|names| names.0),
            redact: list(redact),
            generalize: coarser.map(|(column, to)| Generalized { column, to }).collect(),
            times,
            pseudonyms,
            pseudonym_columns: list(pseudonym_columns),
        };
        let (log, report) = polite(py, || self.0.anonymize(&options, key.map(|key| &key.0)))?;
        Ok((Self::new(log), report))
    }

    /// How many customers were at each touchpoint, or went from one to another, without telling about any of them: with
    /// ε-differential privacy.
    ///
    /// `epsilon` says how much noise: the smaller, the more. `of` is `touchpoints` or `transitions`, and a customer counts
    /// for at most `contributions` of these. The noise comes from the system's generator; `entropy`, 32 bytes, is for
    /// tests only: noise that somebody can make again protects nobody.
    #[pyo3(signature = (epsilon, *, of=None, contributions=10, entropy=None))]
    fn private_counts(
        &self,
        py: Python<'_>,
        epsilon: f64,
        of: Option<Counted>,
        contributions: u32,
        entropy: Option<&[u8]>,
    ) -> PyResult<PrivateCountReport> {
        let entropy = match entropy {
            Some(given) => bytes("entropy", given)?,
            None => random(py)?,
        };
        let counts = PrivateCounts { of: of.unwrap_or_default(), epsilon, contributions };
        polite(py, || counts.run(&self.0, entropy))
    }
}
