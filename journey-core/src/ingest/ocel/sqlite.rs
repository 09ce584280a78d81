//! OCEL 2.0 as a SQLite file.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row, Rows};

use super::build::{Builder, Raw, RawAttribute, RawItem, What};
use super::{ObjectLog, OcelOptions};
use crate::error::{Error, Place, Result, shorten};
use crate::work::Work;

/// A text in the file has at most so many bytes.
const LONGEST: i32 = 16 << 20;
/// SQLite looks after so many of its steps whether to go on.
const STEPS: i32 = 100_000;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

pub(super) fn read(path: &Path, options: &OcelOptions) -> Result<ObjectLog> {
    check_file(path, options.max_bytes)?;
    let file = open(path)?;
    let mut builder = Builder::new(options)?;
    let kinds = [(What::Object, "object"), (What::Event, "event")];
    let mut tables = Vec::new();
    for (what, name) in kinds {
        tables.push((what, name, declare(&file, &mut builder, what, name)?));
    }
    for (what, name, types) in &tables {
        let relations = match what {
            What::Event => ("event_object", ["ocel_event_id", "ocel_object_id"]),
            What::Object => ("object_object", ["ocel_source_id", "ocel_target_id"]),
        };
        Items { file: &file, builder: &mut builder, what: *what, name, relations }.read(types)?;
    }
    builder.finish()
}

/// Refuses what is no SQLite file, or too large, before SQLite sees it.
fn check_file(path: &Path, max_bytes: Option<u64>) -> Result<()> {
    let io =
        |error: std::io::Error| Error::Io { path: path.display().to_string(), message: error.to_string() };
    let mut file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    if let Some(limit) = max_bytes.filter(|&limit| size > limit) {
        return Err(Error::Limit { place: Place::default(), what: "the size in bytes".into(), limit });
    }
    let mut head = [0; 16];
    match file.read_exact(&mut head) {
        Ok(()) if head == *MAGIC => Ok(()),
        Ok(()) => Err(syntax("this is not a SQLite file")),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Err(syntax("this is not a SQLite file"))
        }
        Err(error) => Err(io(error)),
    }
}

fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut file = Connection::open_with_flags(path, flags).map_err(failed)?;
    file.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST).map_err(failed)?;
    // Nothing that the file defines is to run.
    file.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")
        .map_err(failed)?;
    let work = Work::current();
    file.progress_handler(STEPS, Some(move || work.check().is_err())).map_err(failed)?;
    Ok(file)
}

/// A type, the end of the name of its table, and the columns of that.
struct TypeTable {
    of_type: String,
    table: String,
    attributes: Vec<String>,
}

/// Declares the types of events or objects.
fn declare(file: &Connection, builder: &mut Builder<'_>, what: What, name: &str) -> Result<Vec<TypeTable>> {
    let mut types = Vec::new();
    let map = format!("{name}_map_type");
    check_table(file, &map)?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    each(file, &format!("SELECT ocel_type, ocel_type_map FROM {}", quoted(&map)), |row| {
        pairs.push((text(row, 0)?, text(row, 1)?));
        Ok(())
    })?;
    for (of_type, ending) in pairs {
        let table = format!("{name}_{ending}");
        check_table(file, &table)?;
        let mut attributes = Vec::new();
        each(file, &format!("PRAGMA table_info({})", quoted(&table)), |row| {
            let column = text(row, 1)?;
            if !column.starts_with("ocel_") {
                attributes.push((column, value_type(&text(row, 2)?)));
            }
            Ok(())
        })?;
        let declared: Vec<(&str, &str)> = attributes.iter().map(|(name, of)| (name.as_str(), *of)).collect();
        builder.declare(what, &of_type, &declared)?;
        let attributes = attributes.into_iter().map(|(name, _)| name).collect();
        types.push(TypeTable { of_type, table, attributes });
    }
    Ok(types)
}

/// The type of values of a column by how it was declared.
fn value_type(declared: &str) -> &'static str {
    match declared.to_ascii_uppercase().as_str() {
        "TIMESTAMP" | "DATETIME" | "DATE" => "time",
        "INTEGER" | "INT" | "BIGINT" => "integer",
        "REAL" | "FLOAT" | "DOUBLE" | "NUMERIC" => "float",
        "BOOLEAN" | "BOOL" => "boolean",
        _ => "string",
    }
}

/// Refuses what is not a plain table: views and virtual tables would run what the file says.
fn check_table(file: &Connection, name: &str) -> Result<()> {
    let mut statement = file
        .prepare("SELECT type, sql FROM sqlite_master WHERE name = ?1 COLLATE NOCASE AND type IN ('table', 'view')")
        .map_err(failed)?;
    let mut rows = statement.query([name]).map_err(failed)?;
    let Some(row) = next(&mut rows)? else {
        return Err(syntax(&format!("there is no table {:?}; is this OCEL 2.0?", shorten(name))));
    };
    let definition = text(row, 1)?.to_ascii_uppercase();
    let is_plain = text(row, 0)? == "table" && !definition.trim_start().starts_with("CREATE VIRTUAL");
    match is_plain && !definition.contains("GENERATED ALWAYS") {
        true => Ok(()),
        false => Err(syntax(&format!("{:?} is not a plain table", shorten(name)))),
    }
}

/// Reads all events or objects.
struct Items<'i, 'o> {
    file: &'i Connection,
    builder: &'i mut Builder<'o>,
    what: What,
    name: &'i str,
    /// Table of the relations, and its columns from and to.
    relations: (&'i str, [&'i str; 2]),
}

/// A value of a row.
enum Owned {
    Missing,
    Text(String),
    Number(f64),
    Integer(i64),
}

impl Owned {
    fn raw(&self) -> Raw<'_> {
        match self {
            Self::Missing => Raw::Missing,
            Self::Text(text) => Raw::Text(text),
            Self::Number(number) => Raw::Number(*number),
            Self::Integer(number) => Raw::Integer(*number),
        }
    }
}

/// The time of an event, and values: since when, the place of the name, and what.
#[derive(Default)]
struct Values {
    time: String,
    values: Vec<(String, usize, Owned)>,
}

impl Items<'_, '_> {
    fn read(self, types: &[TypeTable]) -> Result<()> {
        // Tables of the files have no index: each is read once.
        let related = self.related()?;
        let mut of_types = HashMap::new();
        for of_type in types {
            of_types.insert(of_type.of_type.as_str(), (&of_type.attributes, self.values(of_type)?));
        }
        check_table(self.file, self.name)?;
        let all = format!("SELECT ocel_id, ocel_type FROM {} ORDER BY rowid", quoted(self.name));
        each(self.file, &all, |row| {
            let (id, of_type) = (text(row, 0)?, text(row, 1)?);
            let (names, found) = match of_types.get(of_type.as_str()) {
                Some((names, values)) => (names.as_slice(), values.get(&id)),
                None => (&[][..], None),
            };
            let values = found.map(|found| found.values.as_slice()).unwrap_or_default();
            let targets = related.get(&id).map(Vec::as_slice).unwrap_or_default();
            let item = RawItem {
                id: &id,
                of_type: &of_type,
                time: found.map_or("", |found| &found.time),
                attributes: values
                    .iter()
                    .map(|(since, place, value)| RawAttribute {
                        name: names.get(*place).map_or("", String::as_str),
                        time: (self.what == What::Object).then_some(since.as_str()),
                        value: value.raw(),
                    })
                    .collect(),
                relations: targets.iter().map(|(id, of)| (id.as_str(), of.as_str())).collect(),
            };
            self.builder.add(self.what, &item)
        })
    }

    /// Ids of objects and qualifiers, by what is related to them.
    fn related(&self) -> Result<HashMap<String, Vec<(String, String)>>> {
        let (table, [from, to]) = self.relations;
        check_table(self.file, table)?;
        let mut related: HashMap<String, Vec<(String, String)>> = HashMap::new();
        each(
            self.file,
            &format!("SELECT {from}, {to}, ocel_qualifier FROM {table} ORDER BY rowid"),
            |row| {
                related.entry(text(row, 0)?).or_default().push((text(row, 1)?, text(row, 2)?));
                Ok(())
            },
        )?;
        Ok(related)
    }

    /// Times and values of all events or objects of a type.
    fn values(&self, of_type: &TypeTable) -> Result<HashMap<String, Values>> {
        let columns: String = of_type.attributes.iter().map(|name| format!(", {}", quoted(name))).collect();
        let changed = if self.what == What::Object { "ocel_changed_field" } else { "NULL" };
        let table = quoted(&of_type.table);
        let query = format!("SELECT ocel_id, ocel_time, {changed}{columns} FROM {table} ORDER BY rowid");
        let mut all: HashMap<String, Values> = HashMap::new();
        each(self.file, &query, |row| {
            let found = all.entry(text(row, 0)?).or_default();
            found.time = text(row, 1)?;
            read_row(row, &of_type.attributes, found)
        })?;
        Ok(all)
    }
}

/// The values of a row: all, or that which changed.
fn read_row(row: &Row<'_>, names: &[String], found: &mut Values) -> Result<()> {
    let changed = text(row, 2)?;
    for (place, name) in names.iter().enumerate() {
        let value = match row.get_ref(place + 3).map_err(failed)? {
            ValueRef::Null => Owned::Missing,
            ValueRef::Integer(number) => Owned::Integer(number),
            ValueRef::Real(number) => Owned::Number(number),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Owned::Text(utf8(bytes)?),
        };
        let counts = if changed.is_empty() { !matches!(value, Owned::Missing) } else { *name == changed };
        if counts {
            found.values.push((found.time.clone(), place, value));
        }
    }
    Ok(())
}

/// Calls a function with every row of an answer.
fn each(file: &Connection, query: &str, mut take: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
    let mut statement = file.prepare(query).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = next(&mut rows)? {
        take(row)?;
    }
    Ok(())
}

fn next<'r, 's>(rows: &'r mut Rows<'s>) -> Result<Option<&'r Row<'s>>> {
    rows.next().map_err(failed)
}

/// The text in a column; empty if there is none.
fn text(row: &Row<'_>, column: usize) -> Result<String> {
    match row.get_ref(column).map_err(failed)? {
        ValueRef::Null => Ok(String::new()),
        ValueRef::Integer(number) => Ok(number.to_string()),
        ValueRef::Real(number) => Ok(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String> {
    let text = std::str::from_utf8(bytes);
    text.map(str::to_string)
        .map_err(|_| Error::Encoding { place: Place::default(), found: "bytes that are not UTF-8".into() })
}

/// A name of a table or column within a query.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn syntax(message: &str) -> Error {
    Error::Syntax { place: Place::default(), message: message.into() }
}

fn failed(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::OperationInterrupted) => Error::Cancelled,
        _ => syntax(&format!("SQLite says: {}", shorten(&error.to_string()))),
    }
}
