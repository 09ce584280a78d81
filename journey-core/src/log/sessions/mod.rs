//! Journeys from long histories: where does one visit, purchase or case end and the next one begin?

mod chosen;
mod cut;
mod report;
#[cfg(test)]
mod tests;
mod valley;

use serde::{Deserialize, Serialize};

use super::columns::MISSING;
use super::names::byte_order;
use super::regroup::{Added, Regroup, push_id};
use super::{EventLog, Names, TextList};
use crate::analysis::Weekday;
use crate::error::{Error, Result};
use crate::model::{Period, TimeSpan};
use cut::Plan;
pub use report::{SessionCut, SessionReport, SessionRule};
pub use valley::{GapBin, GapReport, GapValley, NoValley};

/// Where journeys are cut into sessions: wherever any of the rules says so.
///
/// ```
/// use journey_core::log::Sessions;
/// // As web analytics tools do it: half an hour of silence, a new campaign, or midnight.
/// let web = Sessions::gap("30m".parse()?).change(["campaign"]).calendar(Default::default(), Some("Europe/Berlin"));
/// assert_eq!(web.change, ["campaign"]);
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Sessions {
    /// A silence longer than this ends a session; one of exactly this length does not.
    pub gap: Option<TimeSpan>,
    /// The same with the limit that the data show, which is that of [`EventLog::session_gap`].
    pub find_gap: bool,
    /// So many cuts in the whole log, at its longest silences (TAP). Equal ones: first by customer in byte order, then
    /// the earlier one.
    pub largest_gaps: Option<u64>,
    /// So many cuts in the whole log, between touchpoints that follow each other after the longest mean silence
    /// (LCPAP). Cuts between the same two touchpoints, and equal means: the longer silence first, then by customer in
    /// byte order, then the earlier one.
    pub context_gaps: Option<u64>,
    /// Touchpoints, or patterns of a single event such as `visit(channel = app)`, that begin a session.
    pub starts: Vec<String>,
    /// Touchpoints, or patterns of a single event, that end one, and are in it.
    pub ends: Vec<String>,
    /// Touchpoints, or patterns of a single event, between sessions, which are left out.
    pub separators: Vec<String>,
    /// An event later than this after the first one of a session begins another one.
    pub longest: Option<TimeSpan>,
    /// Sessions have at most so many events.
    pub most_events: Option<u64>,
    /// A session does not go on into another day, week or month.
    pub calendar: Option<Period>,
    /// IANA time zone of the calendar; UTC if `None`.
    pub time_zone: Option<String>,
    /// First day of the week.
    pub week_start: Weekday,
    /// Columns, such as the campaign, of which another value begins a session. An event without a value changes
    /// nothing.
    pub change: Vec<String>,
    /// If stated, journeys stay as they are and get the ids of their sessions in a column of this name.
    pub column: Option<String>,
    /// Name of the column that keeps the id of the former journey; `customer` if `None`.
    pub keep_as: Option<String>,
}

/// `fn name(argument: type) field = value`: one builder method a field.
macro_rules! builders {
    ($($(#[$doc:meta])* fn $name:ident$(<$generic:ident>)?($($argument:ident: $type:ty),*) $field:ident = $value:expr;)+) => {
        impl Sessions {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name$(<$generic: Into<String>>)?(mut self, $($argument: $type),*) -> Self {
                    self.$field = $value;
                    self
                }
            )+
        }
    };
}

impl Sessions {
    /// No rule yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sessions end with a silence longer than this; 30 minutes is the custom of web analytics.
    pub fn gap(gap: TimeSpan) -> Self {
        Self { gap: Some(gap), ..Self::default() }
    }

    /// Sessions end with a silence that the data show to be one between sessions.
    pub fn find_gap() -> Self {
        Self { find_gap: true, ..Self::default() }
    }

    /// So many cuts at the longest silences.
    pub fn largest_gaps(cuts: u64) -> Self {
        Self { largest_gaps: Some(cuts), ..Self::default() }
    }

    /// So many cuts where the mean silence between two touchpoints is longest.
    pub fn context_gaps(cuts: u64) -> Self {
        Self { context_gaps: Some(cuts), ..Self::default() }
    }

    /// A session does not go on into another day, week or month of this zone.
    #[must_use]
    pub fn calendar(mut self, period: Period, time_zone: Option<&str>) -> Self {
        self.calendar = Some(period);
        self.time_zone = time_zone.map(Into::into);
        self
    }
}

builders! {
    /// Touchpoints that begin a session.
    fn starts<T>(touchpoints: impl IntoIterator<Item = T>) starts = touchpoints.into_iter().map(Into::into).collect();
    /// Touchpoints that end a session, and are in it.
    fn ends<T>(touchpoints: impl IntoIterator<Item = T>) ends = touchpoints.into_iter().map(Into::into).collect();
    /// Touchpoints between sessions, which are left out.
    fn separators<T>(touchpoints: impl IntoIterator<Item = T>) separators = touchpoints.into_iter().map(Into::into).collect();
    /// No event is later than this after the first one of its session.
    fn longest(span: TimeSpan) longest = Some(span);
    /// Sessions have at most so many events.
    fn most_events(events: u64) most_events = Some(events);
    /// Columns of which another value begins a session.
    fn change<T>(columns: impl IntoIterator<Item = T>) change = columns.into_iter().map(Into::into).collect();
    /// First day of the week.
    fn week_start(day: Weekday) week_start = day;
    /// Journeys stay as they are, and get the ids of their sessions in a column of this name.
    fn into_column<T>(name: T) column = Some(name.into());
    /// Name of the column that keeps the id of the former journey.
    fn keep_as<T>(name: T) keep_as = Some(name.into());
}

impl EventLog {
    /// Journeys cut into sessions, and what that did. Session `n` of `ann`, from 1, is the journey `ann/n`; the column
    /// `customer` keeps the id that it had before. With [`Sessions::column`] the journeys stay, and a column has the ids.
    ///
    /// ```
    /// use journey_core::{EventLog, log::{Columns, Sessions}};
    /// let csv = "user,at,event\nann,2024-03-01T10:00,look\nann,2024-03-01T10:30,buy\nann,2024-03-01T11:01,look\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event"))?;
    /// let (sessions, report) = log.sessions(&Sessions::gap("30m".parse()?))?;
    /// assert_eq!((sessions.customers(), report.sessions, report.cuts[0].cuts), (2, 2, 1));
    /// assert_eq!(sessions.journey("ann/1").map(|journey| journey.len()), Some(2));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::InvalidOption`] without any rule, for rules out of range, and for `find_gap` if the data show no such
    /// limit; [`Error::UnknownName`] for touchpoints and columns that are not there; [`Error::Limit`] beyond 4 GiB of
    /// ids; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events · columns + sessions · log sessions) time; the events are there twice.
    ///
    /// # Reference
    /// Gap rule and its limit: Halfaker et al., *User Session Identification Based on Strong Regularities in
    /// Inter-activity Time*, WWW 2015. TAP and LCPAP: Bernard et al., *Cut to the Trace!*, CAiSE 2021.
    pub fn sessions(&self, options: &Sessions) -> Result<(Self, SessionReport)> {
        let log = self.flat();
        let field = if options.column.is_some() { "column" } else { "keep_as" };
        let name = log.new_column(field, options.column.as_deref().or(options.keep_as.as_deref()))?;
        let plan = Plan::new(&log, options)?;
        let (cut, tally) = plan.cut()?;
        let mut report = tally.report(&plan, &log);
        let (ids, journeys) = log.number(&cut)?;
        if options.column.is_some() {
            let (names, codes) = in_order(ids, journeys);
            return Ok((log.with_columns(vec![Added { name, names, codes }]), report));
        }
        let (names, codes) = log.customer_codes()?;
        let added = vec![Added { name, names, codes }];
        let after = log.regroup(Regroup { ids: ids.into(), journeys, sort: false, added })?;
        report.sessions = after.customers();
        Ok((after, report))
    }

    /// Ids of all sessions, and the session of each event, from the numbers of sessions within journeys.
    pub(in crate::log) fn number(&self, cut: &[Vec<u32>]) -> Result<(TextList, Vec<Vec<u32>>)> {
        let (mut ids, mut all) = (TextList::default(), Vec::with_capacity(cut.len()));
        for (shard, numbers) in self.shards.iter().zip(cut) {
            let mut journeys = vec![MISSING; numbers.len()];
            for journey in shard.journeys() {
                let range = journey.source().1;
                let slots = journeys.get_mut(range.clone()).unwrap_or_default();
                let mut last = MISSING;
                for (slot, &number) in slots.iter_mut().zip(numbers.get(range).unwrap_or_default()) {
                    if number == MISSING {
                        continue;
                    }
                    if number != last {
                        push_id(&mut ids, &format!("{}/{}", journey.customer(), u64::from(number) + 1))?;
                        last = number;
                    }
                    *slot = ids.len() as u32 - 1;
                }
            }
            all.push(journeys);
        }
        Ok((ids, all))
    }
}

/// Names in byte order, and the codes of events by these.
fn in_order(ids: TextList, mut codes: Vec<Vec<u32>>) -> (Names, Vec<Vec<u32>>) {
    let ids: super::Texts = ids.into();
    let order = byte_order(ids.len(), |at| ids.get(at as usize));
    let mut sorted = vec![MISSING; ids.len()];
    for (&at, code) in order.iter().zip(0..) {
        sorted.get_mut(at as usize).into_iter().for_each(|slot| *slot = code);
    }
    let recode = |code: u32| sorted.get(code as usize).copied().unwrap_or(MISSING);
    codes.iter_mut().flatten().for_each(|code| *code = recode(*code));
    (Names::distinct(order.into_iter().map(|at| ids.get(at as usize))), codes)
}

impl Sessions {
    /// Refuses options that contradict each other or say nothing.
    fn check(&self) -> Result<()> {
        let spans = [("gap", self.gap, 0), ("longest", self.longest, 0)];
        for (field, span, least) in spans {
            if let Some(span) = span.filter(|span| span.as_micros() < least) {
                return Err(Error::option(field, span, "a time of 0 or more"));
            }
        }
        if self.gap.is_some() && self.find_gap {
            return Err(Error::option("find_gap", true, "either a stated gap or one that is found"));
        }
        if self.most_events == Some(0) {
            return Err(Error::option("most_events", 0, "at least 1"));
        }
        let rules = self.gap.is_some()
            || self.find_gap
            || self.largest_gaps.is_some()
            || self.context_gaps.is_some()
            || self.longest.is_some()
            || self.most_events.is_some()
            || self.calendar.is_some()
            || [&self.starts, &self.ends, &self.separators, &self.change].iter().any(|list| !list.is_empty());
        match rules {
            true => Ok(()),
            false => Err(Error::option("gap", "nothing", "at least one rule, such as a gap of 30m")),
        }
    }
}
