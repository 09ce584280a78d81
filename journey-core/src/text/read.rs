//! Lexicons from text files.

use std::path::Path;

use super::Lexicon;
use super::lexicon::BOOST;
use super::sentiment::SentimentRules;
use crate::error::{Error, Place, Result, shorten};

/// First line of a lexicon that has all English words too.
const ENGLISH: &str = "@english";

/// What a line says about its word.
enum Meaning {
    Valence(f64),
    Negation,
    Booster(f64),
    Contrast,
}

impl Lexicon {
    /// Reads a lexicon from UTF-8 text with one word, or several that are one unit, a line.
    ///
    /// After the word, a tab and what it is: its valence (`gut<tab>1.9`), `negation`, `contrast`, `booster` or
    /// `dampener`; after these two, another tab and how far they move others, 0.293 if it is left out. Whatever follows
    /// is left alone, so the files of VADER itself are read too. Empty lines and lines that begin with `# ` say nothing; a
    /// first line `@english` begins with all of the English lexicon.
    ///
    /// ```
    /// use journey_core::text::Lexicon;
    /// let german = Lexicon::read_text("gut\t1.9\nnicht\tnegation\nsehr\tbooster\naber\tcontrast\n")?;
    /// assert!(german.score("Sehr gut").compound > german.score("Gut").compound);
    /// let error = Lexicon::read_text("gut\t1.9\nschlecht\tbad\n").unwrap_err();
    /// assert_eq!((error.code(), error.place().unwrap().line), ("bad_value", Some(2)));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Syntax`] for a line without a tab, [`Error::BadValue`] for a word or number that is not allowed (see
    /// [`from_entries`](Self::from_entries)), both with the line. Of a word that is there twice, the last line counts.
    pub fn read_text(text: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let english = text.lines().next().is_some_and(|line| line.trim_end() == ENGLISH);
        let mut lexicon = if english { Self::english() } else { Self::from_entries::<&str>([])? };
        for (number, line) in (1..).zip(text.lines()).skip(usize::from(english)) {
            if line.trim().is_empty() || line.starts_with("# ") {
                continue;
            }
            let place = Place { line: Some(number), ..Place::default() };
            let Some((word, rest)) = line.split_once('\t') else {
                return Err(Error::Syntax {
                    place,
                    message: "no tab between the word and what it is".into(),
                });
            };
            let meaning = meaning(rest, &place)?;
            lexicon = lexicon.with(word, meaning).map_err(|error| match error {
                Error::InvalidOption { value, expected, .. } => Error::BadValue { place, value, expected },
                other => other,
            })?;
        }
        Ok(lexicon)
    }

    /// Reads a lexicon from a UTF-8 file: see [`read_text`](Self::read_text).
    ///
    /// # Errors
    /// Those of [`read_text`](Self::read_text), [`Error::Encoding`] for other texts, and [`Error::Io`].
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let name = path.as_ref().display().to_string();
        let bytes = std::fs::read(&path)
            .map_err(|error| Error::Io { path: name.clone(), message: error.to_string() })?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + memchr::memchr_iter(b'\n', before).count() as u64;
            let place = Place { line: Some(line), ..Place::default() };
            Error::Encoding { place, found: "a byte that is not UTF-8".into() }.in_file(&name)
        })?;
        Self::read_text(text).map_err(|error| error.in_file(&name))
    }

    /// The lexicon of this text, the English one without it.
    pub(crate) fn given(text: Option<&str>, rules: SentimentRules) -> Result<Self> {
        Ok(text.map_or_else(|| Ok(Self::english()), Self::read_text)?.with_rules(rules))
    }

    fn with(self, word: &str, meaning: Meaning) -> Result<Self> {
        match meaning {
            Meaning::Valence(valence) => self.with_entries([(word, valence)]),
            Meaning::Negation => self.with_negations([word]),
            Meaning::Booster(by) => self.with_boosters([(word, by)]),
            Meaning::Contrast => self.with_contrasts([word]),
        }
    }
}

/// What stands after the word.
fn meaning(rest: &str, place: &Place) -> Result<Meaning> {
    let mut fields = rest.split('\t').map(str::trim);
    let kind = fields.next().unwrap_or_default();
    let bad = |value: &str, expected: &str| {
        Err(Error::BadValue { place: place.clone(), value: shorten(value), expected: expected.into() })
    };
    let sign = match kind {
        "negation" => return Ok(Meaning::Negation),
        "contrast" => return Ok(Meaning::Contrast),
        "booster" => 1.0,
        "dampener" => -1.0,
        _ => match kind.parse() {
            Ok(valence) => return Ok(Meaning::Valence(valence)),
            Err(_) => return bad(kind, "a number, negation, booster, dampener or contrast"),
        },
    };
    match fields.next().filter(|by| !by.is_empty()).map(str::parse::<f64>) {
        None => Ok(Meaning::Booster(sign * BOOST)),
        Some(Ok(by)) => Ok(Meaning::Booster(sign * by.abs())),
        Some(Err(_)) => bad(rest, "a number after booster or dampener"),
    }
}
