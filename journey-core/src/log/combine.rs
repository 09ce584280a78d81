//! Exports of several sources as one log that says where every event is from.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::concat::union;
use super::{ColumnKind, EventLog, LogOptions, SkippedRow, Value};
use crate::error::{Error, Result};

/// How exports of several sources become one log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Combine {
    /// Name of the column with the source of every event; `source` if `None`.
    pub column: Option<String>,
    /// What happens to columns of the same name and different kinds.
    pub kinds: Kinds,
}

/// What happens to columns of the same name and different kinds, such as a price that one source writes as `12.50` and
/// another one as `12,50 EUR`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Kinds {
    /// An error that names both sources. Names and texts are not different here, and a column without any value fits to
    /// every kind.
    #[default]
    Fail,
    /// The column becomes a dictionary of the written values.
    Mix,
}

/// The log of one source.
///
/// ```
/// use journey_core::{EventLog, log::{Columns, Part}};
/// let web = EventLog::read_csv_text("cookie,at,page\nc1,2024-03-01,home\n", &Columns::new("cookie", "at", "page"))?;
/// let part = Part::new("web", web).customer_is("cookie");
/// assert_eq!(part.source, "web");
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Part {
    /// Name of the source. Several parts may have the same one.
    pub source: String,
    /// Its events.
    pub log: EventLog,
    /// What its customers are named by, such as `cookie`: a column of this name then has the id of the customer on each of
    /// their events, and the journeys are named `cookie:<id>`, so that ids of different kinds never meet by
    /// accident. [`EventLog::stitch`] brings them together.
    pub customer_is: Option<String>,
}

impl Part {
    /// The log of a source, whose customers have the ids of the combined log.
    pub fn new(source: impl Into<String>, log: EventLog) -> Self {
        Self { source: source.into(), log, customer_is: None }
    }

    /// Says what the customers of this source are named by.
    #[must_use]
    pub fn customer_is(mut self, column: impl Into<String>) -> Self {
        self.customer_is = Some(column.into());
        self
    }
}

impl<N: Into<String>> From<(N, EventLog)> for Part {
    fn from((source, log): (N, EventLog)) -> Self {
        Self::new(source, log)
    }
}

impl EventLog {
    /// Exports of several sources as one log, with the source of every event in the column `source`.
    ///
    /// As [`concat`](Self::concat) else: columns of the same name become one, rows go on from source to source, quality
    /// counts are added, and at equal times events of an earlier source come first.
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let web = EventLog::read_csv_text("user,at,page\nann,2024-03-01,home\n", &Columns::new("user", "at", "page"))?;
    /// let crm = EventLog::read_csv_text("who,when,what\nann,2024-03-02,call\n", &Columns::new("who", "when", "what"))?;
    /// let log = EventLog::combine([("web", web), ("crm", crm)])?;
    /// assert_eq!((log.customers(), log.events(), log.columns()[0].name.as_str()), (1, 2, "source"));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for columns of the same name and different kinds, if a source has a column `source`, and if
    /// one that its customers are named by ([`Part::customer_is`]) has other values than their ids;
    /// [`Error::Limit`] beyond 2^32 events or 4 GiB of names; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events · columns) time; the events are held twice for a moment.
    pub fn combine<P: Into<Part>>(parts: impl IntoIterator<Item = P>) -> Result<Self> {
        Self::combine_with(parts, &Combine::default())
    }

    /// The same with options.
    ///
    /// # Errors
    /// See [`Self::combine`].
    pub fn combine_with<P: Into<Part>>(
        parts: impl IntoIterator<Item = P>,
        options: &Combine,
    ) -> Result<Self> {
        let parts: Vec<Part> = parts.into_iter().map(Into::into).collect();
        let column = options.column.as_deref().unwrap_or("source");
        let taken = |part: &Part| {
            part.customer_is.as_deref() == Some(column)
                || part.log.schema.columns.iter().any(|known| known.info.name == column)
        };
        if let Some(part) = parts.iter().find(|part| taken(part)) {
            let value = format!("{column:?}, which {:?} has already,", part.source);
            return Err(Error::option("column", value, "a name that no column of the sources has"));
        }
        parts.iter().try_for_each(refuse_other_ids)?;
        if options.kinds == Kinds::Fail {
            refuse_mixtures(&parts)?;
        }
        let mut columns = vec![(column.to_string(), Some(ColumnKind::Dictionary))];
        columns.extend(union(parts.iter().map(|part| &part.log)));
        for name in parts.iter().filter_map(|part| part.customer_is.as_ref()) {
            match columns.iter_mut().find(|(known, _)| known == name) {
                // Ids are texts, whatever they look like.
                Some((_, kind)) => *kind = Some(ColumnKind::Dictionary),
                None => columns.push((name.clone(), Some(ColumnKind::Dictionary))),
            }
        }
        let priority = parts.first().map_or(Vec::new(), |part| part.log.schema.priority.clone());
        let options = LogOptions { priority, ..LogOptions::default() };
        let mut log = Self::united_parts(&parts, columns, options)?;
        Arc::make_mut(&mut log.schema).quality.skipped_rows = skipped(&parts);
        Ok(log)
    }
}

/// The first of the rows that were left out, each with its source.
fn skipped(parts: &[Part]) -> Vec<SkippedRow> {
    let of = |part: &Part| {
        let mut rows = part.log.quality().skipped_rows.clone();
        for row in &mut rows {
            row.file.get_or_insert_with(|| part.source.clone());
        }
        rows
    };
    parts.iter().flat_map(of).take(super::quality::SAMPLE).collect()
}

/// Fails if what the customers of a part are named by is a column of it with anything else than their ids.
fn refuse_other_ids(part: &Part) -> Result<()> {
    let Some(name) = part.customer_is.as_deref() else { return Ok(()) };
    let Ok((position, _)) = part.log.column(name) else { return Ok(()) };
    let is_id = |value: Value<'_>, customer: &str| match value {
        Value::Missing => true,
        Value::Text(text) => text == customer,
        Value::Number(number) => customer.parse() == Ok(number),
        _ => false,
    };
    for journey in part.log.shards().iter().flat_map(super::Shard::journeys) {
        let other = |event: &usize| !is_id(part.log.value(&journey, *event, position), journey.customer());
        if let Some(event) = (0..journey.len()).find(other) {
            let row = journey.rows().get(event).copied().unwrap_or_default();
            let value = format!(
                "{name:?}, which {:?} has as a column with other values (customer {:?}, row {row}),",
                part.source,
                journey.customer()
            );
            let expected = "a name that no column of the source has, or one with the ids of its customers";
            return Err(Error::option("customer_is", value, expected));
        }
    }
    Ok(())
}

/// Fails if two parts have columns of the same name and different kinds.
fn refuse_mixtures(parts: &[Part]) -> Result<()> {
    use ColumnKind::{Boolean, Dictionary, Number, Text, Time};
    let word = |kind: ColumnKind| match kind {
        Dictionary | Text => "text",
        Number => "numbers",
        Boolean => "booleans",
        Time => "times",
    };
    let mut known: Vec<(&str, &str, &str)> = Vec::new();
    for part in parts {
        for column in &part.log.schema.columns {
            let (name, kind) = (column.info.name.as_str(), column.info.kind);
            let ids = parts.iter().any(|part| part.customer_is.as_deref() == Some(name));
            if ids || kind == Dictionary && column.names.is_empty() {
                continue;
            }
            let here = (name, word(kind), part.source.as_str());
            match known.iter().find(|(other, ..)| *other == name) {
                None => known.push(here),
                Some((_, other, _)) if *other == word(kind) => {}
                Some((_, other, source)) => {
                    let value = format!(
                        "column {name:?}, which has {other} in {source:?} and {} in {:?},",
                        here.1, here.2
                    );
                    let expected = "the same kind of values (state its kind when reading, or rename it), \
                                    or `mix` for the values as they are written";
                    return Err(Error::option("kinds", value, expected));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Columns;

    fn log(csv: &str) -> EventLog {
        let first = csv.split(',').next().unwrap();
        EventLog::read_csv_text(csv, &Columns::new(first, "at", "what")).unwrap()
    }

    #[test]
    fn every_event_knows_its_source_and_rows_go_on() {
        let web = log("id,at,what,price\nann,2024-03-01,look,1\nbob,2024-03-02,look,\n");
        let crm = log("id,at,what,price,city\nann,2024-03-01,call,2.5,Rome\n");
        let both = EventLog::combine([("web", web), ("crm", crm)]).unwrap();
        let names: Vec<String> = both.columns().into_iter().map(|column| column.name).collect();
        assert_eq!(names, ["source", "price", "city"]);
        let ann = both.journey("ann").unwrap();
        assert_eq!(ann.rows(), [1, 3]);
        let values: Vec<Value<'_>> = (0..2).map(|event| both.value(&ann, event, 0)).collect();
        assert_eq!(values, [Value::Text("web"), Value::Text("crm")]);
        assert_eq!((both.quality().rows, both.quality().events), (3, 3));
    }

    #[test]
    fn kinds_that_differ_are_an_error_that_names_both_sources() {
        let web = log("id,at,what,price\nann,2024-03-01,look,1\n");
        let crm = log("id,at,what,price\nann,2024-03-01,call,cheap\n");
        let parts = [("web", web), ("crm", crm)];
        let error = EventLog::combine(parts.clone()).unwrap_err();
        let text = error.to_string();
        assert_eq!(error.code(), "invalid_option");
        assert!(text.contains("\"price\"") && text.contains("\"web\"") && text.contains("\"crm\""), "{text}");
        let mixed = Combine { kinds: Kinds::Mix, ..Combine::default() };
        let log = EventLog::combine_with(parts.clone(), &mixed).unwrap();
        assert_eq!(log.columns()[1].kind, ColumnKind::Dictionary);
        let taken = Combine { column: Some("price".into()), kinds: Kinds::Mix };
        assert_eq!(EventLog::combine_with(parts, &taken).unwrap_err().code(), "invalid_option");
        let nothing: [Part; 0] = [];
        assert!(EventLog::combine(nothing).unwrap().is_empty());
    }

    #[test]
    fn ids_of_different_kinds_do_not_meet_by_accident() {
        let web = log("cookie,at,what,user\n17,2024-03-01,look,\n17,2024-03-02,login,5\n");
        let crm = log("user,at,what\n17,2024-03-03,call\n");
        let parts = [Part::new("web", web).customer_is("cookie"), Part::new("crm", crm).customer_is("user")];
        let both = EventLog::combine(parts).unwrap();
        assert_eq!(both.customers(), 2);
        let names: Vec<String> = both.columns().into_iter().map(|column| column.name).collect();
        assert_eq!(names, ["source", "user", "cookie"]);
        let web = both.journey("cookie:17").unwrap();
        assert_eq!((both.value(&web, 1, 1), both.value(&web, 1, 2)), (Value::Text("5"), Value::Text("17")));
        let crm = both.journey("user:17").unwrap();
        assert_eq!((both.value(&crm, 0, 1), both.value(&crm, 0, 2)), (Value::Text("17"), Value::Missing));
    }

    #[test]
    fn ids_need_a_column_of_their_own() {
        let app = || log("install,at,what,device\n1,2024-03-01,open,phone\n");
        let error = EventLog::combine([Part::new("app", app()).customer_is("device")]).unwrap_err();
        assert_eq!(error.code(), "invalid_option");
        assert!(error.to_string().contains("customer_is"), "{error}");
        assert!(error.to_string().contains("\"device\"") && error.to_string().contains("\"app\""), "{error}");
        assert!(EventLog::combine([Part::new("app", app()).customer_is("install")]).is_ok());
        // A column with the ids themselves is filled up.
        let app = log("install,at,what,copy\n1,2024-03-01,open,1\n1,2024-03-02,open,\n");
        let all = EventLog::combine([Part::new("app", app).customer_is("copy")]).unwrap();
        let journey = all.journey("copy:1").unwrap();
        assert_eq!(
            (all.value(&journey, 0, 1), all.value(&journey, 1, 1)),
            (Value::Text("1"), Value::Text("1"))
        );
    }

    #[test]
    fn left_out_rows_name_their_source() {
        let columns = Columns::new("id", "at", "what").on_error(crate::log::OnError::Skip);
        let bad =
            EventLog::read_csv_text("id,at,what\nann,soon,look\nann,2024-03-01,look\n", &columns).unwrap();
        let both = EventLog::combine([("web", bad.clone()), ("crm", bad)]).unwrap();
        let files: Vec<_> = both.quality().skipped_rows.iter().map(|row| row.file.as_deref()).collect();
        assert_eq!((both.quality().skipped, files), (2, vec![Some("web"), Some("crm")]));
    }
}
