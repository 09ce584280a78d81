//! The steps, column by column.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::redact::{self, Redacted};
use super::{Anonymize, AnonymizeReport, Generalize, PseudonymKey};
use crate::error::{Error, Result};
use crate::log::regroup::CUSTOMER;
use crate::log::{ColumnKind, EventLog, Journey, MISSING, Value};
use crate::model::TimeSpan;

/// What is done to a log.
pub(super) struct Plan<'o> {
    forget: BTreeSet<&'o str>,
    /// How many of them are there.
    found: u64,
    /// Position of the column of customers, if journeys are of another unit, and the codes in it that are forgotten.
    unit: Option<(usize, BTreeSet<u32>)>,
    /// Span of the times of events in microseconds.
    span: Option<i64>,
    key: Option<&'o PseudonymKey>,
    pub columns: Vec<Planned<'o>>,
    dropped: Vec<String>,
}

/// What is done to a column that stays.
pub(super) struct Planned<'o> {
    pub name: String,
    pub kind: ColumnKind,
    pub position: usize,
    steps: Vec<Step<'o>>,
}

enum Step<'o> {
    Forget(BTreeSet<&'o str>),
    Redact,
    Prefix(usize),
    Width(f64),
    Span(i64),
    /// Names that stay, and that of the others.
    Rare(BTreeSet<String>, &'o str),
    Pseudonym(&'o PseudonymKey),
}

impl<'o> Plan<'o> {
    pub fn new(log: &EventLog, options: &'o Anonymize, key: Option<&'o PseudonymKey>) -> Result<Self> {
        if options.keep.is_some() && !options.drop.is_empty() {
            return Err(Error::option("drop", options.drop.join(", "), "nothing together with `keep`"));
        }
        let named = options.drop.iter().chain(options.keep.iter().flatten()).chain(&options.redact);
        let named =
            named.chain(options.generalize.iter().map(|step| &step.column)).chain(&options.pseudonym_columns);
        named.into_iter().try_for_each(|name| log.column(name).map(drop))?;
        if options.needs_key() && key.is_none() {
            return Err(Error::option("pseudonyms", true, "a key"));
        }
        let forget: BTreeSet<&str> = options.forget.iter().map(String::as_str).collect();
        let unit = log.schema.columns.iter().enumerate().find_map(|(position, column)| {
            let names = &column.names;
            let codes =
                || (0..).zip(names.iter()).filter(|(_, name)| forget.contains(name)).map(|(code, _)| code);
            (column.info.name == CUSTOMER && column.info.kind == ColumnKind::Dictionary)
                .then(|| (position, codes().collect()))
        });
        let found = found(log, &forget, unit.as_ref());
        let stays = |name: &String| match &options.keep {
            Some(keep) => keep.contains(name),
            None => !options.drop.contains(name),
        };
        let (mut columns, mut dropped) = (Vec::new(), Vec::new());
        for (position, column) in log.schema.columns.iter().enumerate() {
            let (name, kind) = (column.info.name.clone(), column.info.kind);
            match stays(&name) {
                true => {
                    let steps = steps(log, options, key, &forget, (&name, kind, position))?;
                    columns.push(Planned { name, kind, position, steps });
                }
                false => dropped.push(name),
            }
        }
        let span = options.times.map(|span| positive("times", span)).transpose()?;
        Ok(Self { forget, found, unit, span, key: key.filter(|_| options.pseudonyms), columns, dropped })
    }

    pub fn report(&self, log: &EventLog) -> AnonymizeReport {
        AnonymizeReport {
            customers_before: log.customers(),
            events_before: log.events(),
            customers_forgotten: self.found,
            customers_unknown: self.forget.len() as u64 - self.found,
            columns_dropped: self.dropped.clone(),
            ..AnonymizeReport::default()
        }
    }

    /// Whether a journey is of a customer who is forgotten.
    pub fn forgets(&self, journey: &str) -> bool {
        forgotten(&self.forget, journey).is_some()
    }

    /// Whether an event of a journey of another unit is of a customer who is forgotten.
    pub fn forgets_event(&self, journey: &Journey<'_>, event: usize) -> bool {
        let Some((column, codes)) = &self.unit else { return false };
        !codes.is_empty() && journey.codes(*column).get(event).is_some_and(|code| codes.contains(code))
    }

    /// A text without the ids of forgotten customers.
    pub fn without<'t>(&self, text: &'t str) -> Cow<'t, str> {
        without(&self.forget, text)
    }

    /// The id that takes the place of one.
    pub fn customer<'c>(&self, customer: &'c str) -> Cow<'c, str> {
        self.key.map_or(Cow::Borrowed(customer), |key| key.pseudonym(customer).into())
    }

    /// The time of an event.
    pub fn time(&self, time: i64, report: &mut AnonymizeReport) -> i64 {
        let coarse = self.coarse(time);
        report.times_generalized += u64::from(coarse != time);
        coarse
    }

    /// A time put back to the beginning of its span.
    pub fn coarse(&self, time: i64) -> i64 {
        self.span.map_or(time, |span| floor(time, span))
    }
}

/// The forgotten customer of a journey: its id, or what stands before the number of a session.
fn forgotten<'j>(forget: &BTreeSet<&str>, journey: &'j str) -> Option<&'j str> {
    if forget.contains(journey) {
        return Some(journey);
    }
    let (customer, number) = journey.rsplit_once('/')?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (digits && forget.contains(customer)).then_some(customer)
}

/// How many forgotten customers a log has.
fn found(log: &EventLog, forget: &BTreeSet<&str>, unit: Option<&(usize, BTreeSet<u32>)>) -> u64 {
    if forget.is_empty() {
        return 0;
    }
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
        found.extend(forgotten(forget, journey.customer()));
        if let Some((column, codes)) = unit.filter(|(_, codes)| !codes.is_empty()) {
            let names = log.schema.columns.get(*column).map(|column| &column.names);
            let there = journey.codes(*column).iter().filter(|code| codes.contains(code));
            found.extend(there.filter_map(|&code| names.map(|names| names.get(code))));
        }
    }
    found.len() as u64
}

/// A text with `[forgotten]` in the place of ids.
fn without<'t>(forget: &BTreeSet<&str>, text: &'t str) -> Cow<'t, str> {
    let mentioned = forget.iter().filter(|id| !id.is_empty() && text.contains(**id));
    let mut ids: Vec<&str> = mentioned.copied().collect();
    if ids.is_empty() {
        return Cow::Borrowed(text);
    }
    // A longer id may have a shorter one in it.
    ids.sort_by_key(|id| std::cmp::Reverse(id.len()));
    ids.iter().fold(text.to_string(), |text, id| text.replace(id, FORGOTTEN)).into()
}

/// What stands in the place of an id in a text.
const FORGOTTEN: &str = "[forgotten]";

fn positive(field: &str, span: TimeSpan) -> Result<i64> {
    match span.as_micros() {
        micros if micros > 0 => Ok(micros),
        _ => Err(Error::option(field, span, "a time span above 0")),
    }
}

/// The last multiple of the span that is not after the time, as far as a calendar has it.
fn floor(time: i64, span: i64) -> i64 {
    let coarse = time.saturating_sub(time.rem_euclid(span));
    if coarse < crate::log::chunk::FIRST_TIME { time } else { coarse }
}

/// The steps for a column of this name, kind and position.
fn steps<'o>(
    log: &EventLog,
    options: &'o Anonymize,
    key: Option<&'o PseudonymKey>,
    forget: &BTreeSet<&'o str>,
    (name, kind, position): (&String, ColumnKind, usize),
) -> Result<Vec<Step<'o>>> {
    let texts = matches!(kind, ColumnKind::Dictionary | ColumnKind::Text);
    let unfit =
        |field: &str, expected: &str| Error::option(field, format!("{name:?}, a {kind:?} column,"), expected);
    let mut steps = Vec::new();
    if texts && !forget.is_empty() {
        steps.push(Step::Forget(forget.clone()));
    }
    if options.redact.contains(name) {
        match texts {
            true => steps.push(Step::Redact),
            false => return Err(unfit("redact", "a text or dictionary column")),
        }
    }
    for step in options.generalize.iter().filter(|step| step.column == *name) {
        steps.push(match (&step.to, kind) {
            (Generalize::Prefix { characters }, _) if texts => Step::Prefix(*characters as usize),
            (Generalize::Width { width }, ColumnKind::Number) if width.is_finite() && *width > 0.0 => {
                Step::Width(*width)
            }
            (Generalize::Span { length }, ColumnKind::Time) => Step::Span(positive("generalize", *length)?),
            (Generalize::Rare { k, other }, ColumnKind::Dictionary) if *k >= 2 => {
                Step::Rare(frequent(log, position, *k), other)
            }
            (Generalize::Prefix { .. }, _) => {
                return Err(unfit("generalize", "a text or dictionary column for a prefix"));
            }
            (Generalize::Width { .. }, _) => {
                return Err(unfit("generalize", "a number column for a width, which is above 0"));
            }
            (Generalize::Span { .. }, _) => return Err(unfit("generalize", "a time column for a span")),
            (Generalize::Rare { .. }, _) => {
                return Err(unfit(
                    "generalize",
                    "a dictionary column for rare names, of fewer than 2 or more customers",
                ));
            }
        });
    }
    let ids = options.pseudonyms && texts && name == CUSTOMER;
    if ids || options.pseudonym_columns.contains(name) {
        match (texts, key) {
            (true, Some(key)) => steps.push(Step::Pseudonym(key)),
            _ => return Err(unfit("pseudonym_columns", "a text or dictionary column")),
        }
    }
    Ok(steps)
}

/// Names of a dictionary column that at least `k` customers have.
fn frequent(log: &EventLog, position: usize, k: u64) -> BTreeSet<String> {
    let mut customers: BTreeMap<u32, u64> = BTreeMap::new();
    for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
        let codes: BTreeSet<u32> =
            journey.codes(position).iter().copied().filter(|&code| code != MISSING).collect();
        codes.into_iter().for_each(|code| *customers.entry(code).or_default() += 1);
    }
    let Some(column) = log.schema.columns.get(position) else { return BTreeSet::new() };
    let often = customers.into_iter().filter(|(_, count)| *count >= k);
    often.map(|(code, _)| column.names.get(code).to_string()).collect()
}

impl Planned<'_> {
    /// The value that takes the place of one. `text` is memory for it.
    pub fn value<'v>(
        &self,
        value: Value<'v>,
        text: &'v mut String,
        report: &mut AnonymizeReport,
    ) -> Value<'v> {
        match value {
            Value::Text(old) => {
                let mut now = Cow::Borrowed(old);
                for step in &self.steps {
                    match step.text(&now, report) {
                        Changed::Not => {}
                        Changed::To(new) => now = Cow::Owned(new),
                        Changed::Away => return Value::Missing,
                    }
                }
                match now {
                    Cow::Borrowed(old) => Value::Text(old),
                    Cow::Owned(new) => {
                        *text = new;
                        Value::Text(text)
                    }
                }
            }
            Value::Number(old) => Value::Number(self.steps.iter().fold(old, |number, step| match step {
                Step::Width(width) => {
                    let coarse = (number / width).floor() * width;
                    report.values_generalized += u64::from(coarse != number);
                    coarse
                }
                _ => number,
            })),
            Value::Time(old) => Value::Time(self.steps.iter().fold(old, |time, step| match step {
                Step::Span(span) => {
                    let coarse = floor(time, *span);
                    report.values_generalized += u64::from(coarse != time);
                    coarse
                }
                _ => time,
            })),
            other => other,
        }
    }
}

enum Changed {
    Not,
    To(String),
    Away,
}

impl Step<'_> {
    fn text(&self, text: &str, report: &mut AnonymizeReport) -> Changed {
        match self {
            Self::Forget(forget) => {
                if forget.contains(text) {
                    report.mentions += 1;
                    return Changed::Away;
                }
                match without(forget, text) {
                    Cow::Borrowed(_) => Changed::Not,
                    Cow::Owned(new) => {
                        report.mentions += 1;
                        Changed::To(new)
                    }
                }
            }
            Self::Redact => {
                let mut found = Redacted::default();
                match redact::redact(text, &mut found) {
                    Cow::Borrowed(_) => Changed::Not,
                    Cow::Owned(new) => {
                        report.redacted.add(&found);
                        Changed::To(new)
                    }
                }
            }
            Self::Prefix(characters) => match text.char_indices().nth(*characters) {
                Some((end, _)) => {
                    report.values_generalized += 1;
                    let prefix = text.get(..end).unwrap_or_default();
                    if prefix.is_empty() { Changed::Away } else { Changed::To(prefix.into()) }
                }
                None => Changed::Not,
            },
            Self::Rare(frequent, other) if !frequent.contains(text) => {
                report.values_generalized += 1;
                Changed::To(other.to_string())
            }
            Self::Pseudonym(key) => {
                report.pseudonyms += 1;
                Changed::To(key.pseudonym(text))
            }
            _ => Changed::Not,
        }
    }
}
