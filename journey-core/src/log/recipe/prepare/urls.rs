//! Addresses of pages as touchpoints: the tree of a site, as deep and as fine as is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::remake::{Line, Remake};
use super::{Done, placed};
use crate::analysis::{Estimate, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::regroup::Coded;
use crate::log::{ColumnKind, EventLog, Journey, MISSING};
use crate::work::Work;

/// Deepest tree.
const DEEPEST: u32 = 32;
/// What stands for ids, and for addresses that few events have.
const ANY: &str = "*";

/// How addresses of pages become touchpoints such as `shop.example/product/*`.
///
/// An address begins with a scheme (`https://`), with `//` or with `/`; any other text is none. The host is taken in small
/// letters without user and password, the path without empty parts; what comes after `?` or `#` is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct UrlTree {
    /// Column with the addresses; the touchpoints themselves if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Parts of the path that stay, at most 32.
    pub depth: u32,
    /// Whether the host is a part of the touchpoint.
    pub host: bool,
    /// Whether parts of the path that are ids become `*`: those with digits and no letters; of eight or more of the digits
    /// 0 to 9, a to f and `-`; of sixteen or more letters and digits; each with a digit at least, and also with a suffix
    /// of up to five letters, such as `.html`.
    pub ids: bool,
    /// Least share of the events at a place of the tree; what of its branches has a smaller one becomes `*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least_share: Option<f64>,
}

impl Default for UrlTree {
    fn default() -> Self {
        Self { column: None, depth: 2, host: true, ids: true, least_share: None }
    }
}

/// Answer of [`EventLog::url_tree`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct UrlTreeReport {
    /// Places of the tree, each before what is below it; side by side the one with more events first, then by name in
    /// byte order.
    pub rows: Vec<UrlRow>,
    /// Events with an address.
    pub events: u64,
    /// Events without one: no value, or another text.
    pub other_events: u64,
    /// Different addresses as they were written.
    pub addresses: u64,
}

/// A place in a tree of addresses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct UrlRow {
    /// Name of the touchpoint.
    pub touchpoint: String,
    /// The place above it.
    pub parent: Option<String>,
    /// Steps from the top.
    pub depth: u32,
    /// Events here and below.
    pub events: u64,
    /// Events exactly here, which are those that get this touchpoint.
    pub own_events: u64,
    /// Customers with an event here or below.
    pub customers: u64,
    /// Different addresses here and below, as they were written.
    pub addresses: u64,
    /// Share of all events with an address.
    pub share: Estimate,
}

impl Tabular for UrlTreeReport {
    fn table(&self) -> Table {
        let rows = || self.rows.iter();
        Table::default()
            .text("touchpoint", rows().map(|row| row.touchpoint.as_str()))
            .optional_text("parent", rows().map(|row| row.parent.clone()))
            .ordinal("depth", rows().map(|row| row.depth.into()))
            .count("events", rows().map(|row| row.events))
            .count("own_events", rows().map(|row| row.own_events))
            .count("customers", rows().map(|row| row.customers))
            .count("addresses", rows().map(|row| row.addresses))
            .estimate("share", rows().map(|row| &row.share))
    }
}

impl EventLog {
    /// The pages of a site as a tree, with counts: what [`Step::UrlTouchpoints`](super::super::Step::UrlTouchpoints) with
    /// the same options makes of them.
    ///
    /// ```
    /// use journey_core::{EventLog, log::{Columns, UrlTree}};
    /// let csv = "user,at,page\nann,2024-03-01,https://Shop.example/product/17?ref=mail\n\
    ///            ann,2024-03-02,https://shop.example/product/18\nann,2024-03-03,https://shop.example/cart\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "page"))?;
    /// let tree = log.url_tree(&UrlTree::default())?;
    /// let rows: Vec<_> = tree.rows.iter().map(|row| (row.touchpoint.as_str(), row.events)).collect();
    /// assert_eq!(rows, [("shop.example", 3), ("shop.example/product", 2), ("shop.example/product/*", 2), ("shop.example/cart", 1)]);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a column that is not there, [`Error::InvalidOption`] for one that holds no texts and
    /// for options out of range; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events · depth + addresses · log addresses).
    pub fn url_tree(&self, options: &UrlTree) -> Result<UrlTreeReport> {
        let log = self.flat();
        let tree = Tree::of(&log, options, "")?;
        let counts = tree.customers(&log)?;
        let rows = tree.places.iter().zip(counts).map(|(place, customers)| UrlRow {
            touchpoint: place.name.clone(),
            parent: place.parent.and_then(|parent| tree.places.get(parent)).map(|parent| parent.name.clone()),
            depth: place.depth,
            events: place.events,
            own_events: place.own,
            customers,
            addresses: place.addresses,
            share: Estimate::share(place.events, tree.events, "events with an address"),
        });
        Ok(UrlTreeReport {
            rows: rows.collect(),
            events: tree.events,
            other_events: log.events().saturating_sub(tree.events),
            addresses: tree.addresses,
        })
    }
}

/// Gives events the touchpoints of their addresses.
pub(super) fn name(log: &EventLog, options: &UrlTree, field: &str) -> Result<Done> {
    let log = log.flat();
    let tree = Tree::of(&log, options, &format!("{field}."))?;
    let mut remake = Remake::new(&log);
    let names: Vec<u32> = tree.places.iter().map(|place| remake.names.intern(&place.name)).collect();
    let (edited, changed) = remake.make(|shard| {
        let (tree, names) = (&tree, &names);
        move |journey: &Journey<'_>, lines: &mut Vec<Line>| {
            let found = tree.found(shard, journey);
            let events = journey.touchpoints().iter().zip(found).enumerate();
            lines.extend(events.map(|(event, (&code, place))| {
                let name = place.and_then(|place| names.get(place).copied());
                Line::event(event, name.unwrap_or(code))
            }));
        }
    })?;
    Ok((edited, changed, None))
}

/// The tree of the addresses of a log.
struct Tree<'l> {
    texts: Coded<'l>,
    /// Place of each text.
    of_text: Vec<Option<usize>>,
    /// Each before what is below it.
    places: Vec<Place>,
    events: u64,
    addresses: u64,
}

struct Place {
    name: String,
    parent: Option<usize>,
    depth: u32,
    events: u64,
    own: u64,
    addresses: u64,
}

/// A branch while the tree grows.
#[derive(Default)]
struct Branch {
    /// Events here and below, and exactly here.
    events: u64,
    own: u64,
    addresses: u64,
    /// Texts that end here.
    texts: Vec<usize>,
    below: BTreeMap<String, Branch>,
}

impl<'l> Tree<'l> {
    fn of(log: &'l EventLog, options: &UrlTree, field: &str) -> Result<Self> {
        if options.depth > DEEPEST {
            return Err(Error::option(&format!("{field}depth"), options.depth, format!("at most {DEEPEST}")));
        }
        let share = options.least_share.unwrap_or(0.0);
        if !(0.0..=1.0).contains(&share) {
            return Err(Error::option(&format!("{field}least_share"), share, "a share from 0 to 1"));
        }
        let texts = texts(log, options, &format!("{field}column"))?;
        let counts = counts(log, &texts)?;
        let mut top = Branch::default();
        for (text, &events) in counts.iter().enumerate().filter(|(_, events)| **events > 0) {
            if let Some(path) = path(texts.names.get(text as u32), options) {
                top.add(path, text, events);
            }
        }
        top.fold(share);
        let mut tree = Self {
            of_text: vec![None; counts.len()],
            texts,
            places: Vec::new(),
            events: top.events,
            addresses: top.addresses,
        };
        tree.lay(top, None);
        Ok(tree)
    }

    /// Puts what is below a place into the list.
    fn lay(&mut self, branch: Branch, parent: Option<usize>) {
        let mut below: Vec<(String, Branch)> = branch.below.into_iter().collect();
        below.sort_by_key(|(_, branch)| std::cmp::Reverse(branch.events));
        for (name, mut branch) in below {
            let above = parent.and_then(|parent| self.places.get(parent));
            let depth = above.map_or(0, |above| above.depth + 1);
            let name = match above.map(|above| above.name.as_str()) {
                None if name.is_empty() => "/".into(),
                None => name,
                Some("/") => format!("/{name}"),
                Some(above) => format!("{above}/{name}"),
            };
            let place = self.places.len();
            for text in std::mem::take(&mut branch.texts) {
                self.of_text.get_mut(text).into_iter().for_each(|slot| *slot = Some(place));
            }
            let (events, own, addresses) = (branch.events, branch.own, branch.addresses);
            self.places.push(Place { name, parent, depth, events, own, addresses });
            self.lay(branch, Some(place));
        }
    }

    /// The places of the events of a journey.
    fn found(&self, shard: usize, journey: &Journey<'_>) -> impl Iterator<Item = Option<usize>> {
        let codes = self.texts.codes.get(shard).and_then(|codes| codes.get(journey.source().1));
        let place = |&code: &u32| self.of_text.get(code as usize).copied().flatten();
        codes.unwrap_or_default().iter().map(place)
    }

    /// Customers at each place and below.
    fn customers(&self, log: &EventLog) -> Result<Vec<u64>> {
        let parts = Work::current().map("indexing", log.shards.len(), |index| {
            let Some(shard) = log.shards.get(index) else { return Ok(Vec::new()) };
            let mut seen = vec![(0u64, 0u64); self.places.len()];
            for (customer, journey) in (1..).zip(shard.journeys()) {
                for place in self.found(index, &journey) {
                    let mut at = place;
                    while let Some(slot) =
                        at.and_then(|at| seen.get_mut(at)).filter(|slot| slot.1 != customer)
                    {
                        *slot = (slot.0 + 1, customer);
                        at = at.and_then(|at| self.places.get(at)?.parent);
                    }
                }
            }
            Ok(seen)
        })?;
        let mut all = vec![0; self.places.len()];
        for part in parts {
            all.iter_mut().zip(part).for_each(|(all, (count, _))| *all += count);
        }
        Ok(all)
    }
}

impl Branch {
    fn add(&mut self, path: Vec<String>, text: usize, events: u64) {
        let mut at = self;
        at.events += events;
        at.addresses += 1;
        for part in path {
            at = at.below.entry(part).or_default();
            at.events += events;
            at.addresses += 1;
        }
        at.own += events;
        at.texts.push(text);
    }

    fn join(&mut self, other: Self) {
        self.events += other.events;
        self.own += other.own;
        self.addresses += other.addresses;
        self.texts.extend(other.texts);
        for (name, branch) in other.below {
            self.below.entry(name).or_default().join(branch);
        }
    }

    /// Makes one branch of those that have less than a share of the events here.
    fn fold(&mut self, share: f64) {
        let least = share * self.events as f64;
        let rare = |(_, branch): &(&String, &Self)| (branch.events as f64) < least;
        let rare: Vec<String> = self.below.iter().filter(rare).map(|(name, _)| name.clone()).collect();
        for name in rare.into_iter().filter(|name| name != ANY) {
            if let Some(branch) = self.below.remove(&name) {
                self.below.entry(ANY.into()).or_default().join(branch);
            }
        }
        self.below.values_mut().for_each(|branch| branch.fold(share));
    }
}

/// The texts with the addresses, and that of each event.
fn texts<'l>(log: &'l EventLog, options: &UrlTree, field: &str) -> Result<Coded<'l>> {
    let Some(name) = &options.column else {
        let codes = log.shards.iter().map(|shard| Cow::Borrowed(&*shard.data.touchpoints));
        return Ok(Coded { names: Arc::new(log.touchpoints().clone()), codes: codes.collect() });
    };
    let (position, column) = log.column(name)?;
    match column.info.kind {
        ColumnKind::Dictionary | ColumnKind::Text => placed(log.coded(position), field),
        kind => Err(Error::option(field, format!("{name:?}, a {kind:?} column,"), "a column of texts")),
    }
}

/// Events of each text.
fn counts(log: &EventLog, texts: &Coded<'_>) -> Result<Vec<u64>> {
    let parts = Work::current().map("indexing", log.shards.len(), |index| {
        let mut counts = vec![0u64; texts.names.len()];
        let codes = texts.codes.get(index).map(|codes| &**codes).unwrap_or_default();
        let journeys = log.shards.get(index).into_iter().flat_map(|shard| shard.journeys());
        for journey in journeys {
            for &code in codes.get(journey.source().1).unwrap_or_default() {
                counts.get_mut(code as usize).filter(|_| code != MISSING).into_iter().for_each(|n| *n += 1);
            }
        }
        Ok(counts)
    })?;
    let mut all = vec![0; texts.names.len()];
    for part in parts {
        all.iter_mut().zip(part).for_each(|(all, part)| *all += part);
    }
    Ok(all)
}

/// The way to an address from the top of the tree; `None` if the text is no address.
fn path(text: &str, options: &UrlTree) -> Option<Vec<String>> {
    let text = text.trim();
    let scheme = |scheme: &str| {
        !scheme.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    let rest = match text.split_once("://") {
        Some((before, rest)) if scheme(before) => Some(rest),
        _ => text.strip_prefix("//"),
    };
    let bare = |text: &str| text.find(['?', '#']).and_then(|end| text.get(..end)).unwrap_or(text).to_string();
    let (host, path) = match rest {
        Some(rest) => {
            let rest = bare(rest);
            let (host, path) = rest.split_once('/').unwrap_or((&rest, ""));
            (host.rsplit('@').next().unwrap_or_default().to_lowercase(), path.to_string())
        }
        None if text.starts_with('/') => (String::new(), bare(text)),
        None => return None,
    };
    let parts = path.split('/').filter(|part| !part.is_empty()).take(options.depth as usize);
    let parts = parts.map(|part| if options.ids && is_id(part) { ANY.into() } else { part.to_string() });
    let host = if options.host { host } else { String::new() };
    Some(std::iter::once(host).chain(parts).collect())
}

/// Whether a part of a path names one thing of many.
fn is_id(part: &str) -> bool {
    let suffix =
        |end: &str| (1..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphabetic());
    let part = part.rsplit_once('.').filter(|(_, end)| suffix(end)).map_or(part, |(stem, _)| stem);
    let all = |test: fn(u8) -> bool| part.bytes().all(test);
    let digits = part.bytes().any(|byte| byte.is_ascii_digit());
    digits
        && part.is_ascii()
        && (all(|byte| !byte.is_ascii_alphabetic())
            || part.len() >= 8 && all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
            || part.len() >= 16 && all(|byte| byte.is_ascii_alphanumeric()))
}
