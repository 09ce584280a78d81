//! JSON Lines: one object a line, read in blocks side by side.
//!
//! A block is read as if the columns that are known when it is begun were all there are. Columns that turn up in it
//! follow these. That is what reading in order gives if the columns known at its beginning in the end agree, as far
//! as both go; else the block is read once more.

use std::marker::PhantomData;

use super::blocks::{self, Done, Reader, Start};
use super::clock::TimeForm;
use super::csv::{LAST, rows};
use super::input::Input;
use super::json::{Known, Objects};
use super::loader::{Collect, Loader};
use super::records::Position;
use crate::error::Result;
use crate::log::chunk::Cut;
use crate::log::{Chunks, Columns, EventLog};

/// Reads events from blocks side by side.
struct Lines<'c> {
    partitions: usize,
    columns: PhantomData<&'c Columns>,
}

impl<'c> Reader for Lines<'c> {
    type State = Known<'c>;
    type Part = Cut;

    fn read(&self, bytes: &[u8], at_end: bool, start: &Start<Known<'c>>) -> Result<Done<Cut, Known<'c>>> {
        let known = start.state.clone();
        let plan = known.plan.clone();
        let chunk = match plan.columns.keep.is_some() {
            true => plan.chunk(self.partitions),
            false => plan.growing_chunk(self.partitions),
        };
        let mut chunk = chunk.remembering(LAST);
        chunk.reserve(rows(bytes, Some(bytes.len() as u64)).unwrap_or_default());
        let rows_before = start.position.row.saturating_sub(1);
        let mut objects = Objects::behind(known, rows_before, Loader::collecting(plan, chunk));
        let mut position = start.position;
        let read = objects.take_lines(bytes, at_end, &mut position)?;
        let (chunk, state) = objects.into_parts();
        Ok(Done { part: chunk.cut(), read, end: Start { position, state } })
    }

    fn settle(
        &self,
        done: &Done<Cut, Known<'c>>,
        assumed: &Known<'c>,
        known: &Known<'c>,
    ) -> Option<Known<'c>> {
        let found = &done.end.state;
        if !found.keys.iter().zip(known.keys.iter()).all(|(found, known)| found == known) {
            return None;
        }
        let clean = done.part.is_clean();
        let mut next = if found.keys.len() > known.keys.len() { found.clone() } else { known.clone() };
        let unknown = TimeForm::new(known.plan.columns.epoch);
        let [found_forms, assumed_forms, known_forms] = [found, assumed, known].map(forms);
        let form = |forms: &[TimeForm], column: usize| forms.get(column).copied().unwrap_or(unknown);
        for (column, next) in next.plan.forms().enumerate() {
            let [found, assumed, known] =
                [&found_forms, &assumed_forms, &known_forms].map(|forms| form(forms, column));
            *next = found.behind(assumed, known, clean)?;
        }
        for seen in [&found.seen, &known.seen] {
            next.seen.iter_mut().zip(seen).for_each(|(next, seen)| *next |= seen);
        }
        Some(next)
    }
}

fn forms(known: &Known<'_>) -> Vec<TimeForm> {
    known.plan.clone().forms().map(|form| *form).collect()
}

fn read_lines(mut input: Input<'_>, columns: &Columns) -> Result<EventLog> {
    let known = Known::new(columns)?;
    let (size, mut events) = (input.size(), None);
    blocks::in_order(&mut input, &mut Position::default(), |bytes, _, _| {
        events = rows(bytes, size);
        Ok((0, false))
    })?;
    let mut chunks = Chunks::new(known.plan.options(), events);
    chunks.texts_stay_texts();
    let reader = Lines { partitions: chunks.partitions(), columns: PhantomData };
    let start = Start { position: Position { line: 1, row: 1 }, state: known };
    let end = blocks::into_chunks(input, &reader, start, &mut chunks)?;
    if end.position.row > 1 {
        end.state.check_named()?;
    }
    chunks.finish(end.state.plan.quality())
}

/// Gives the objects in order to the loader that is made from the columns that the options name.
pub(super) fn load<'c, B: Collect>(
    mut input: Input<'_>,
    columns: &'c Columns,
    loader: impl FnOnce(&[String]) -> Result<Loader<'c, B>>,
) -> Result<Loader<'c, B>> {
    let known = Known::new(columns)?;
    let names: Vec<String> = known.keys.iter().map(str::to_string).collect();
    let mut loader = loader(&names)?;
    loader.texts_stay_texts();
    let mut objects = Objects::behind(known, 0, loader);
    blocks::in_order(&mut input, &mut Position::default(), |bytes, at_end, position| {
        Ok((objects.take_lines(bytes, at_end, position)?, true))
    })?;
    objects.into_loader()
}

/// Reads events from bytes in blocks of this size.
#[cfg(fuzzing)]
pub(crate) fn read_in_blocks(bytes: &[u8], columns: &Columns, block: usize) -> Result<EventLog> {
    read_lines(Input::bytes(bytes, columns.max_bytes)?.with_blocks_of(block), columns)
}

impl EventLog {
    /// Reads events from a JSON Lines file, plain or gzip: one object a line.
    ///
    /// Every key of the objects becomes a column. Values within nested objects are named by their path:
    /// `Columns::new("user.id", …)`; lists and objects as further columns are kept as JSON text. Whole
    /// numbers of any length are exact as customers. Texts stay texts, except that texts that are all
    /// times with an offset become times. Blank lines are skipped.
    ///
    /// # Errors
    /// As [`Self::read_csv`]; [`Error::Syntax`](crate::Error::Syntax) with line and character for broken JSON
    /// and for lines that are no object, [`Error::DuplicateColumn`](crate::Error::DuplicateColumn) for an
    /// object with a key twice.
    ///
    /// # Complexity
    /// O(bytes) time; the text itself is not kept.
    pub fn read_json_lines(path: impl AsRef<std::path::Path>, columns: &Columns) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let input = Input::open(&path, columns.max_bytes)?;
        let log = read_lines(input, columns).map_err(|error| error.in_file(&path))?;
        Ok(log.of_file(&path))
    }

    /// Reads events from JSON Lines text. See [`Self::read_json_lines`].
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let text = r#"{"user": {"id": 7}, "at": 1709294400, "event": "visit", "tags": ["new"]}"#;
    /// let log = EventLog::read_json_lines_text(text, &Columns::new("user.id", "at", "event"))?;
    /// assert_eq!(log.quality().detected_epoch_unit.as_deref(), Some("s"));
    /// assert_eq!(log.shards()[0].journeys().next().map(|journey| journey.customer()), Some("7"));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// See [`Self::read_json_lines`].
    pub fn read_json_lines_text(text: &str, columns: &Columns) -> Result<Self> {
        Self::read_json_lines_bytes(text.as_bytes(), columns)
    }

    /// Reads events from the bytes of a JSON Lines file, plain or gzip. See [`Self::read_json_lines`].
    ///
    /// # Errors
    /// See [`Self::read_json_lines`].
    pub fn read_json_lines_bytes(bytes: &[u8], columns: &Columns) -> Result<Self> {
        read_lines(Input::bytes(bytes, columns.max_bytes)?, columns)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::csv::shown;
    use super::*;
    use crate::error::Place;
    use crate::log::{ColumnKind, OnError};
    use crate::work::Work;

    /// The log and its quality, or the error, of reading line after line.
    fn line_by_line(text: &[u8], columns: &Columns) -> String {
        let input = Input::bytes(text, columns.max_bytes);
        let named = |names: &[String]| Loader::new(columns, names, &Place::default());
        shown(input.and_then(|input| load(input, columns, named)).and_then(Loader::finish))
    }

    fn in_blocks(text: &[u8], columns: &Columns, block: usize, threads: usize) -> String {
        let read = || read_lines(Input::bytes(text, columns.max_bytes)?.with_blocks_of(block), columns);
        shown(Work::new().threads(threads).run(read))
    }

    fn columns(options: u8) -> Columns {
        let columns = Columns::new("c", "t", "e");
        let columns = if options & 1 == 0 { columns } else { columns.on_error(OnError::Skip) };
        let columns = if options & 2 == 0 { columns } else { columns.end("f") };
        let columns = if options & 4 == 0 { columns } else { columns.time_zone("Europe/Berlin") };
        let columns = if options & 8 == 0 { columns } else { columns.kind("g", ColumnKind::Time) };
        let columns = if options & 16 == 0 { columns } else { columns.kind("h", ColumnKind::Number) };
        match options >> 5 {
            0 | 1 => columns,
            2 => columns.keep(["g"]),
            _ => columns.keep(Vec::<String>::new()),
        }
    }

    /// Values of any kind for a key of an event.
    fn value() -> impl Strategy<Value = &'static str> {
        prop_oneof![
            Just("null"),
            Just("1"),
            Just("-0.0"),
            Just("2.50"),
            Just("9007199254740993"),
            Just("1e999"),
            Just("true"),
            Just("\"a\""),
            Just("\"12\""),
            Just("\"\""),
            Just("\"2024-01-01T00:00:00Z\""),
            Just("1709294400"),
            Just("1709294400000"),
            Just("[1, {\"x\": 2}]"),
        ]
    }

    fn time(usual: bool) -> BoxedStrategy<&'static str> {
        match usual {
            true => prop_oneof![Just("\"2024-03-01\""), Just("\"2024-03-31 02:30\"")].boxed(),
            false => prop_oneof![
                4 => Just("\"2024-03-01\""),
                2 => Just("1709294400"),
                1 => Just("1709294400000"),
                1 => Just("\"x\""),
                1 => Just("null"),
            ]
            .boxed(),
        }
    }

    fn line(usual: bool) -> impl Strategy<Value = String> {
        let customer = prop_oneof![Just("\"a\""), Just("\"b\""), Just("7"), Just("\"\\u00e4\"")];
        let further = prop::collection::vec(("[f-k]", value()), 0..4);
        let end = prop_oneof![8 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\n \n"), 1 => Just("\r")];
        (customer, time(usual), further, end).prop_map(|(customer, time, further, end)| {
            let further: String =
                further.iter().map(|(key, value)| format!(", \"{key}\": {value}")).collect();
            format!("{{\"c\": {customer}, \"t\": {time}{further}, \"e\": \"x\"}}{end}")
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        /// Neither blocks nor threads change the log, what is said about it, or the error.
        #[test]
        fn reading_side_by_side_changes_nothing(
            lines in any::<bool>().prop_flat_map(|usual| prop::collection::vec(line(usual), 0..20)),
            broken in prop::option::weighted(
                0.4,
                (
                    prop_oneof![
                        Just("{\"c\": 1, \"c\": 2}\n"),
                        Just("{\"z\": 1}\n"),
                        Just("[1]\n"),
                        Just("{\n"),
                        Just("\n\n"),
                        Just("{\"c\": \"a\", \"t\": \"2024-01-01\"}\n"),
                    ],
                    0..20_usize,
                ),
            ),
            block in 1..300_usize,
            threads in 1..4_usize,
            options in any::<u8>(),
        ) {
            let mut lines = lines;
            if let Some((text, at)) = broken {
                lines.insert(at.min(lines.len()), text.into());
            }
            let text = lines.concat();
            let columns = columns(options);
            prop_assert_eq!(
                in_blocks(text.as_bytes(), &columns, block, threads),
                line_by_line(text.as_bytes(), &columns),
            );
        }
    }

    #[test]
    fn columns_may_turn_up_in_any_block_up_to_the_limit() {
        let line = |keys: std::ops::Range<usize>| {
            let keys: String = keys.map(|key| format!(",\"k{key}\":{key}")).collect();
            format!("{{\"c\":1,\"t\":\"2024-01-01\",\"e\":\"x\"{keys}}}\n")
        };
        let one = |key: usize| line(key..key + 1);
        let few: String = (0..300).map(|row| one(row * 7 % 40)).collect();
        let many: String = std::iter::once(line(0..19_990)).chain((19_990..20_010).map(one)).collect();
        let latin = [few.as_bytes(), b"\xe4\n"].concat();
        for text in [few.as_bytes(), &latin] {
            for (block, threads) in [(100, 1), (500, 3), (3000, 2)] {
                let found = in_blocks(text, &columns(0), block, threads);
                assert_eq!(found, line_by_line(text, &columns(0)));
            }
        }
        let found = in_blocks(many.as_bytes(), &columns(0), 200, 2);
        // Three columns have roles, so that the eighth of the other keys is too many.
        assert!(found.contains("Limit") && found.contains("row: Some(9)"), "{found}");
        assert_eq!(found, line_by_line(many.as_bytes(), &columns(0)));
    }
}
