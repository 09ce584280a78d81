//! What the footer of the file says besides the table: the schema of the log, and checksums of all parts.

use std::ops::Range;

use arrow_ipc::{Footer, root_as_footer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{FORMAT, FORMATS, damaged, syntax};
use crate::error::Result;
use crate::log::{CleaningRow, ColumnInfo, Facts, Quality};

/// Key of the header in the footer's metadata.
pub(super) const KEY: &str = "journey";
/// How a header begins; 16 hexadecimal digits follow, the checksum of the footer without them.
const BEGIN: &str = "{\"checksum\":\"";
const DIGITS: usize = 16;

/// What the footer says of a log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    /// Checksum of the footer without this field.
    pub checksum: String,
    /// Version of the format.
    pub format: u32,
    /// Version of the library that wrote the file.
    pub library: String,
    /// Further columns by their real names: in the table, none is named as another one.
    pub columns: Vec<ColumnInfo>,
    /// Whether there is a column of ends.
    pub ends: bool,
    pub period: Option<(i64, i64)>,
    pub quality: Quality,
    /// Counts over all events.
    pub facts: Facts,
    /// Order of touchpoints at equal times, as the log was built.
    pub priority: Vec<String>,
    /// Steps of cleaning that were done; files of format 1 know of none.
    #[serde(default)]
    pub history: Vec<CleaningRow>,
    /// Digest of the log, if it was known.
    pub fingerprint: Option<String>,
    /// Where each part of the file ends, and its checksum. The first begins at the first byte; a part is a
    /// shard, and the first one also the names.
    pub parts: Vec<(u64, String)>,
}

/// The first field of every version.
#[derive(Deserialize)]
struct Version {
    format: u32,
    library: String,
}

/// Checksums are XXH3, 64 bits, seed 0, as 16 hexadecimal digits.
pub(super) fn digits(checksum: u64) -> String {
    format!("{checksum:016x}")
}

impl Header {
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the footer, and the header in it, if its checksum is right.
    ///
    /// # Errors
    /// If it is not a footer of such a file, or damaged.
    pub fn read(footer: &[u8]) -> Result<(Footer<'_>, Self)> {
        let parsed = root_as_footer(footer).map_err(|error| damaged(format!("its footer: {error}")))?;
        let header = text(&parsed)
            .ok_or_else(|| syntax("an Arrow file that no log was saved to; read it as a table of events"))?;
        let wrong = || damaged("wrong checksum of the footer");
        let place = place(footer, header).ok_or_else(wrong)?;
        let stated = footer.get(place.clone()).ok_or_else(wrong)?;
        let right = digits(checksum(footer, &place)).as_bytes() == stated;
        #[cfg(fuzzing)]
        let right = right || !crate::fuzzing::compares_checksums();
        if !right {
            return Err(wrong());
        }
        let version: Version = serde_json::from_str(header).map_err(damaged)?;
        if !FORMATS.contains(&version.format) {
            return Err(syntax(format!(
                "the file has format {}, written by journey {}; this version reads formats up to {FORMAT}",
                version.format, version.library
            )));
        }
        let header: Self = serde_json::from_str(header).map_err(damaged)?;
        match header.counts_are_possible() {
            true => Ok((parsed, header)),
            false => Err(damaged("a count of its events")),
        }
    }

    /// Whether counts can be added to others, as those of appended events.
    fn counts_are_possible(&self) -> bool {
        let counts = [serde_json::to_value(&self.quality), serde_json::to_value(&self.facts)];
        let possible = |count: &Value| count.as_u64().is_none_or(|count| count < 1 << 53);
        counts.iter().flatten().filter_map(Value::as_object).all(|fields| fields.values().all(possible))
    }
}

/// Writes the checksum of a footer into it. It must have a header.
pub(super) fn seal(footer: &mut [u8]) -> Option<()> {
    let parsed = root_as_footer(footer).ok()?;
    let place = place(footer, text(&parsed)?)?;
    let digits = digits(checksum(footer, &place));
    footer.get_mut(place)?.copy_from_slice(digits.as_bytes());
    Some(())
}

/// The text of the header.
fn text<'f>(footer: &Footer<'f>) -> Option<&'f str> {
    let all = footer.custom_metadata()?;
    all.iter().find(|entry| entry.key() == Some(KEY))?.value()
}

/// Where in the footer the checksum is.
fn place(footer: &[u8], header: &str) -> Option<Range<usize>> {
    if !header.starts_with(BEGIN) {
        return None;
    }
    let start = (header.as_ptr() as usize).checked_sub(footer.as_ptr() as usize)? + BEGIN.len();
    Some(start..start + DIGITS)
}

/// Checksum of everything but a place.
fn checksum(footer: &[u8], place: &Range<usize>) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(footer.get(..place.start).unwrap_or_default());
    hash.update(footer.get(place.end..).unwrap_or_default());
    hash.digest()
}

/// Compares a part of the file with its checksum.
pub(super) fn verify(part: &[u8], stated: &str, number: usize) -> Result<()> {
    #[cfg(fuzzing)]
    if !crate::fuzzing::compares_checksums() {
        return Ok(());
    }
    match digits(xxh3_64(part)) == stated {
        true => Ok(()),
        false => Err(damaged(format!("wrong checksum of part {} of it", number + 1))),
    }
}
