//! Checking a source: everything that types alone cannot say.

mod conditions;

use encoding_rs::Encoding;
use jiff::tz::TimeZone;

use super::document::{Each, EachPart, InputFormat, Made, Pick, Source, SourceColumns, SourceInput};
use super::path::{From, Path as ValuePath, Piece, begin, template};
use super::table::Dialect;
use crate::log::ColumnKind;
use crate::model::{Path, Problem, shorten};

/// Lists within lists that an event may go through.
const MOST_LEVELS: usize = 8;
/// Conditions within each other, and lists of values within each other.
const DEEPEST: usize = 24;
const MOST_PROBLEMS: usize = 100;
const MOST_HEADER_ROWS: u32 = 100;

/// All problems of a source.
pub(super) fn problems(source: &Source) -> Vec<Problem> {
    let mut checker = Checker { table: source.input.format.is_table(), levels: 0, found: Vec::new() };
    checker.source(source);
    checker.found
}

impl InputFormat {
    /// Whether records have named columns that are known before the first of them.
    pub(super) fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Parquet)
    }
}

/// What a value is for.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    Name,
    Time,
    Length,
    Column,
}

struct Checker {
    /// Whether paths of records begin with names of columns, which may look like anything.
    table: bool,
    /// How many lists the current event goes through.
    levels: usize,
    found: Vec<Problem>,
}

impl Checker {
    fn report(&mut self, path: Path, code: &'static str, message: impl Into<String>, expected: &str) {
        if self.found.len() < MOST_PROBLEMS {
            self.found.push(Problem::new(path, code, message, expected));
        }
    }

    fn contradiction(&mut self, path: Path, message: impl Into<String>, expected: &str) {
        self.report(path, "contradiction", message, expected);
    }

    fn source(&mut self, source: &Source) {
        let top = Path::default();
        if source.format != 1 {
            let message = format!("{} is another version of the form", source.format);
            self.report(top.field("format"), "unsupported_format", message, "1");
        }
        if source.name.trim().is_empty() {
            self.report(top.field("name"), "blank_text", "the name is blank", "a short name");
        }
        self.input(&source.input, &top.field("input"));
        self.zone(source.time_zone.as_deref(), top.field("time_zone"));
        if source.only.as_ref().is_some_and(Vec::is_empty) {
            self.report(top.field("only"), "empty_list", "this list is empty", "at least one touchpoint");
        }
        let roles =
            [("customer", &source.customer, Use::Name), ("touchpoint", &source.touchpoint, Use::Name)];
        let times = [("time", &source.time, Use::Time), ("end", &source.end, Use::Time)];
        for (name, pick, what) in
            roles.into_iter().chain(times).chain([("lasts", &source.lasts, Use::Length)])
        {
            self.optional(pick.as_ref(), &top.field(name), what);
        }
        self.columns(&source.columns, &top.field("columns"));
        self.condition(source.condition.as_ref(), &top.field("where"));
        self.events(source);
        self.kinds(source);
    }

    fn events(&mut self, source: &Source) {
        let top = Path::default();
        let needed = |event: Option<&super::SourceEvent>, name: &str| match name {
            "customer" => source.customer.is_some() || event.is_some_and(|event| event.customer.is_some()),
            "time" => source.time.is_some() || event.is_some_and(|event| event.time.is_some()),
            _ => source.touchpoint.is_some() || event.is_some_and(|event| event.touchpoint.is_some()),
        };
        let mut missing = |event: Option<&super::SourceEvent>, path: &Path| {
            for name in ["customer", "time", "touchpoint"] {
                if !needed(event, name) {
                    let message = format!("nothing says where the {name} comes from");
                    self.report(path.field(name), "missing_field", message, "a path, here or at the top");
                }
            }
        };
        if source.events.is_empty() {
            missing(None, &top);
        }
        for (number, event) in source.events.iter().enumerate() {
            missing(Some(event), &top.field("events").item(number));
        }
        for (number, event) in source.events.iter().enumerate() {
            let path = top.field("events").item(number);
            self.levels = 0;
            self.each(&event.each, &path.field("each"));
            self.optional(event.customer.as_ref(), &path.field("customer"), Use::Name);
            self.optional(event.touchpoint.as_ref(), &path.field("touchpoint"), Use::Name);
            self.optional(event.time.as_ref(), &path.field("time"), Use::Time);
            self.optional(event.end.as_ref(), &path.field("end"), Use::Time);
            self.optional(event.lasts.as_ref(), &path.field("lasts"), Use::Length);
            self.columns(&event.columns, &path.field("columns"));
            self.condition(event.condition.as_ref(), &path.field("where"));
        }
    }

    fn input(&mut self, input: &SourceInput, path: &Path) {
        let csv = input.format == InputFormat::Csv;
        let of_csv = [
            ("delimiter", input.delimiter.is_some()),
            ("quotes", !input.quotes),
            ("escapes", input.escapes),
            ("header_rows", input.header_rows.is_some()),
            ("name_rows", !input.name_rows.is_empty()),
            ("label_row", input.label_row.is_some()),
            ("columns", !input.columns.is_empty()),
        ];
        for (name, _) in of_csv.into_iter().filter(|(_, stated)| *stated && !csv) {
            self.contradiction(path.field(name), format!("`{name}` is for CSV only"), "`format: csv`");
        }
        if csv && Dialect::new(input).is_err() {
            let expected = "one ASCII character that is no quote or line break, or `tab`";
            self.report(path.field("delimiter"), "bad_value", "this cannot be between two cells", expected);
        }
        if input.quotes && input.escapes {
            let message = "backslashes have a meaning only where quotes have none";
            self.contradiction(path.field("escapes"), message, "`quotes: false` as well");
        }
        if let Some(records) = &input.records {
            if input.format != InputFormat::Json {
                self.contradiction(
                    path.field("records"),
                    "`records` is for JSON documents only",
                    "`format: json`",
                );
            } else if super::read::keys(records).is_err() {
                let expected = "names of fields with `.` between them";
                self.report(path.field("records"), "bad_value", "this is no path of fields", expected);
            }
        }
        let known = |label: &String| Encoding::for_label(label.as_bytes()).is_some();
        if input.encoding.as_ref().is_some_and(|label| !known(label) || input.format == InputFormat::Parquet)
        {
            let expected = "the name of an encoding of texts, such as `utf-16` or `windows-1252`";
            self.report(path.field("encoding"), "bad_value", "this is no known encoding", expected);
        }
        self.header(input, path);
    }

    fn header(&mut self, input: &SourceInput, path: &Path) {
        let rows = input.header_rows.unwrap_or(1);
        if rows > MOST_HEADER_ROWS {
            self.report(
                path.field("header_rows"),
                "out_of_range",
                "so many lines are no header",
                "at most 100",
            );
        }
        if rows == 0 && input.columns.is_empty() {
            let message = "without a header row nothing names the columns";
            self.contradiction(path.field("header_rows"), message, "`columns` with their names");
        }
        let outside = |row: &u32| *row == 0 || *row > rows;
        if input.name_rows.iter().any(outside) {
            let message = "there is no such header row";
            self.report(path.field("name_rows"), "out_of_range", message, "numbers from 1 to `header_rows`");
        }
        if input.label_row.as_ref().is_some_and(outside) {
            let message = "there is no such header row";
            self.report(path.field("label_row"), "out_of_range", message, "a number from 1 to `header_rows`");
        }
    }

    fn zone(&mut self, zone: Option<&str>, path: Path) {
        if let Some(name) = zone.filter(|name| TimeZone::get(name).is_err()) {
            let message = format!("`{}` is no time zone", shorten(name));
            let expected = "a name of the IANA time zone database, such as `Europe/Berlin`";
            self.report(path, "unknown_time_zone", message, expected);
        }
    }

    fn each(&mut self, each: &Each, path: &Path) {
        let (list, nested) = match each {
            Each::Record => return,
            Each::Nested(list) => (list.as_slice(), true),
            one => (std::slice::from_ref(one), false),
        };
        if list.is_empty() {
            self.report(path.clone(), "empty_list", "this list is empty", "at least one path");
        }
        if list.len() > MOST_LEVELS {
            self.report(path.clone(), "too_deep", "these are too many lists within each other", "at most 8");
        }
        for (number, each) in list.iter().enumerate() {
            let path = if nested { path.item(number) } else { path.clone() };
            match each {
                Each::Path(text) => self.path(text, &path),
                Each::Made(part) => self.part(part, &path),
                Each::Record | Each::Nested(_) => {
                    self.report(path, "wrong_type", "this is a list within a list", "a path");
                }
            }
            self.levels += 1;
        }
    }

    fn part(&mut self, part: &EachPart, path: &Path) {
        if let Some(text) = &part.path {
            self.path(text, &path.field("path"));
        }
        match (&part.split, part.fields.is_empty()) {
            (Some(_), false) => {
                self.contradiction(
                    path.field("split"),
                    "both `split` and `fields` are given",
                    "one of the two",
                );
            }
            (Some(split), _) if split.is_empty() => {
                self.report(path.field("split"), "blank_text", "nothing is between two parts", "such as `,`");
            }
            (None, true) if part.path.is_none() => {
                let message = "nothing says what the items are";
                self.contradiction(path.clone(), message, "`path`, `split` or `fields`");
            }
            _ => {}
        }
        if part.split.is_some() && part.path.is_none() {
            self.contradiction(path.field("path"), "nothing says which text is split", "`path`");
        }
        if !part.except.is_empty() && part.fields.is_empty() {
            self.contradiction(path.field("except"), "`except` is for `fields` only", "`fields` as well");
        }
    }

    fn optional(&mut self, pick: Option<&Pick>, path: &Path, what: Use) {
        if let Some(pick) = pick {
            self.pick(pick, path, what, 0);
        }
    }

    fn pick(&mut self, pick: &Pick, path: &Path, what: Use, depth: usize) {
        match pick {
            Pick::Path(text) => self.path(text, path),
            Pick::First(picks) if picks.is_empty() => {
                self.report(path.clone(), "empty_list", "this list is empty", "at least one path");
            }
            Pick::First(_) if depth > DEEPEST => {
                self.report(path.clone(), "too_deep", "this list is too deep in others", "one list");
            }
            Pick::First(picks) => {
                for (number, pick) in picks.iter().enumerate() {
                    self.pick(pick, &path.item(number), what, depth + 1);
                }
            }
            Pick::Made(made) => self.made(made, path, what),
        }
    }

    fn made(&mut self, made: &Made, path: &Path, what: Use) {
        let origins = [!made.path.0.is_empty(), made.constant.is_some(), made.template.is_some()];
        if origins.iter().filter(|given| **given).count() != 1 {
            let message = "a value comes from exactly one of these";
            self.contradiction(path.clone(), message, "one of `path`, `constant` and `template`");
        }
        for (number, text) in made.path.0.iter().enumerate() {
            let path = path.field("path");
            let path = if made.path.0.len() > 1 { path.item(number) } else { path };
            self.path(text, &path);
        }
        if let Some(text) = &made.template {
            match template(text) {
                Ok(pieces) => {
                    for piece in pieces {
                        if let Piece::Path(text) = piece {
                            self.path(text, &path.field("template"));
                        }
                    }
                }
                Err(wrong) => self.report(path.field("template"), "bad_value", wrong, "such as `{a} {b}`"),
            }
        }
        if made.kind.is_some() && what != Use::Column {
            self.contradiction(path.field("kind"), "only columns have a kind", "no `kind`");
        }
        self.timing(made, path, what);
    }

    fn timing(&mut self, made: &Made, path: &Path, what: Use) {
        let is_time = what == Use::Time || made.kind == Some(ColumnKind::Time);
        let stated = [
            ("unit", made.unit.is_some(), is_time || what == Use::Length),
            ("format", !made.format.0.is_empty(), is_time),
            ("zone", made.zone.is_some(), is_time),
            ("zone_path", made.zone_path.is_some(), is_time),
        ];
        for (name, ..) in stated.into_iter().filter(|(_, stated, fits)| *stated && !fits) {
            let expected = "it only at times, and at columns with `kind: time`";
            self.contradiction(path.field(name), format!("`{name}` is for times"), expected);
        }
        if made.unit.is_some() && !made.format.0.is_empty() {
            self.contradiction(path.field("unit"), "a time is a number or has a format", "one of the two");
        }
        self.zone(made.zone.as_deref(), path.field("zone"));
        if let Some(text) = &made.zone_path {
            self.path(text, &path.field("zone_path"));
        }
    }

    fn path(&mut self, text: &str, path: &Path) {
        let (from, rest) = begin(text);
        if let From::Around(levels) = from
            && levels > self.levels
        {
            let message = format!("`{}` begins outside of the record", shorten(text));
            let expected = "as many `../` as there are lists around, at most";
            self.report(path.clone(), "bad_value", message, expected);
        }
        let of_record = match from {
            From::Here => self.levels == 0,
            From::Around(levels) => levels == self.levels,
            From::Record => true,
        };
        if self.table && of_record && !rest.is_empty() {
            return;
        }
        if let Err(wrong) = ValuePath::parse(text) {
            let message = format!("`{}` is no path: {wrong}", shorten(text));
            let expected = "such as `user.id`, `items[].name` or `params[key=page].value`";
            self.report(path.clone(), "bad_value", message, expected);
        }
    }

    fn columns(&mut self, columns: &SourceColumns, path: &Path) {
        for (name, pick) in &columns.0 {
            let path = path.field(name);
            if name.trim().is_empty() || name.contains('\0') {
                let message = "this is no name of a column";
                self.report(path.clone(), "blank_text", message, "a name that is not blank");
            }
            self.pick(pick, &path, Use::Column, 0);
        }
    }

    /// A column has one kind, whichever event it is of.
    fn kinds(&mut self, source: &Source) {
        let top = Path::default();
        let of_all = source.columns.0.iter().map(|column| (top.field("columns"), column));
        let of_events = source.events.iter().enumerate().flat_map(|(number, event)| {
            let path = Path::default().field("events").item(number).field("columns");
            event.columns.0.iter().map(move |column| (path.clone(), column))
        });
        let mut known: Vec<(&str, ColumnKind)> = Vec::new();
        let mut wrong = Vec::new();
        for (path, (name, pick)) in of_all.chain(of_events) {
            let Some(kind) = pick.kind() else { continue };
            match known.iter().find(|(other, _)| other == name) {
                Some((_, other)) if *other != kind => wrong.push(path.field(name)),
                Some(_) => {}
                None => known.push((name, kind)),
            }
        }
        for path in wrong {
            self.contradiction(path, "this column has another kind elsewhere", "one kind for a column");
        }
    }
}
