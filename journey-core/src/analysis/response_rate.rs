//! Response rate: how many invitations are answered?

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::groups::Groups;
use super::{Analysis, DurationStats, Estimate, Room, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::pattern::Single;
use crate::log::{EventLog, Journey, Shard};
use crate::model::TimeSpan;
use crate::numeric::{Durations, benjamini_hochberg, proportions_p};

/// How many invitations are answered in time? The response rate of a survey, of everybody and by group.
///
/// `invitation` and `answer` are touchpoints, or patterns of a single event such as `mail(kind = "survey")`. An answer belongs to
/// the earliest invitation of the same customer that came before it, has no answer yet and whose time (`within`) is not over, so
/// that as many invitations are answered as can be. An invitation counts in the rate once its time is over; until then it is
/// *open*, answered or not, for those who answer at once would else count before those who take their time. Without `within`
/// any time is good, and none is open.
///
/// Answers that came too late, and those without an invitation, are counted apart. With `by`, invitations are grouped by their
/// touchpoint or by a column, and each group is compared with all other invitations (z-test of two proportions, pooled).
/// Intervals take invitations as independent: where the same customers are invited often, they are too narrow. Who answers differs
/// from who does not; a high rate is no proof that scores are those of all.
///
/// # Errors
/// For touchpoints and columns that the log does not have, a text that is no pattern of a single event, and a negative time span.
///
/// # Complexity
/// O(events) time; some twelve bytes an invitation while running.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::ResponseRate;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01,invited\nann,2024-01-03,answered\n\
///            bob,2024-01-01,invited\nbob,2024-01-30,answered\n\
///            cem,2024-01-28,invited\n\
///            dan,2024-01-05,answered\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&ResponseRate::new("invited", "answered").within("14d".parse()?))?;
/// let all = &report.rows[0];
/// assert_eq!(all.share.value, Some(0.5)); // ann of ann and bob
/// assert_eq!((all.open, all.late, all.uninvited), (1, 1, 1)); // cem, bob, dan
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// American Association for Public Opinion Research (2023), *Standard Definitions*, for what a rate must say it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ResponseRate {
    /// What asks: a touchpoint, or a pattern of a single event.
    pub invitation: String,
    /// What answers: a touchpoint, or a pattern of a single event.
    pub answer: String,
    /// Longest time to an answer; any time if `None`.
    pub within: Option<TimeSpan>,
    /// Groups of invitations to compare: `touchpoint`, or a dictionary column.
    pub by: Option<String>,
}

impl ResponseRate {
    /// The response rate of these invitations.
    pub fn new(invitation: impl Into<String>, answer: impl Into<String>) -> Self {
        Self { invitation: invitation.into(), answer: answer.into(), ..Self::default() }
    }

    /// Sets the longest time to an answer.
    #[must_use]
    pub fn within(mut self, time: TimeSpan) -> Self {
        self.within = Some(time);
        self
    }

    /// Compares groups: `touchpoint`, or a dictionary column.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }
}

/// Response rate of everybody or of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ResponseRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Share of the invitations whose time is over that were answered in time.
    pub share: Estimate,
    /// Invitations.
    pub invitations: u64,
    /// Customers who were invited.
    pub customers: u64,
    /// Invitations whose time is over, answered in time.
    pub answered: u64,
    /// Invitations whose time is over, not answered in time.
    pub unanswered: u64,
    /// Invitations whose time was not over at the end of the data.
    pub open: u64,
    /// Of these, invitations that were answered already.
    pub open_answered: u64,
    /// Answers that came too late.
    pub late: u64,
    /// Answers without an invitation, by the group of the answer.
    pub uninvited: u64,
    /// Time from invitation to answer, of all that were answered in time, open ones too.
    pub time: DurationStats,
    /// Two-sided p-value for "the group answers as often as all others".
    pub p: Option<f64>,
    /// The same, adjusted for the number of groups (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

/// Answer of [`ResponseRate`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ResponseReport {
    /// Everybody first, then the groups with invitations or answers in the order of their names in the log.
    pub rows: Vec<ResponseRow>,
    /// Groups that were compared with the rest.
    pub tested: u64,
}

impl Tabular for ResponseReport {
    fn table(&self) -> Table {
        let rows = || self.rows.iter();
        Table::default()
            .optional_text("group", rows().map(|row| row.group.clone()))
            .estimate("share", rows().map(|row| &row.share))
            .count("invitations", rows().map(|row| row.invitations))
            .count("customers", rows().map(|row| row.customers))
            .count("answered", rows().map(|row| row.answered))
            .count("unanswered", rows().map(|row| row.unanswered))
            .count("open", rows().map(|row| row.open))
            .count("open_answered", rows().map(|row| row.open_answered))
            .count("late", rows().map(|row| row.late))
            .count("uninvited", rows().map(|row| row.uninvited))
            .number("p", rows().map(|row| row.p))
            .number("p_adjusted", rows().map(|row| row.p_adjusted))
            .durations("", rows().map(|row| &row.time))
    }
}

/// Touchpoints, times and groups resolved against a log.
#[derive(Debug)]
pub struct ResponsePlan {
    invitation: Single,
    answer: Single,
    window: Option<i64>,
    groups: Groups,
    /// Time of the last event of the data; only for the report.
    end: i64,
}

/// What a part of the log tells about invitations and answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ResponseSummary {
    /// Events without a group first, then by the code of their group.
    groups: Vec<Tally>,
    /// Customers who were invited.
    customers: u64,
}

/// Invitations and answers of a group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Tally {
    customers: u64,
    invitations: u64,
    answered: u64,
    late: u64,
    uninvited: u64,
    /// Microseconds to each answer.
    times: Durations,
    /// Until when each invitation is open, if it was answered and if not.
    until: [Durations; 2],
    /// Those that are open, whenever that was.
    open: [u64; 2],
}

impl Tally {
    fn merge(&mut self, more: Self) {
        self.customers += more.customers;
        self.invitations += more.invitations;
        self.answered += more.answered;
        self.late += more.late;
        self.uninvited += more.uninvited;
        self.times.merge(more.times);
        for (until, more) in self.until.iter_mut().zip(more.until) {
            until.merge(more);
        }
        for (open, more) in self.open.iter_mut().zip(more.open) {
            *open += more;
        }
    }

    fn retract(&mut self, part: &Self) {
        self.customers -= part.customers.min(self.customers);
        self.invitations -= part.invitations.min(self.invitations);
        self.answered -= part.answered.min(self.answered);
        self.late -= part.late.min(self.late);
        self.uninvited -= part.uninvited.min(self.uninvited);
        self.times.retract(&part.times);
        for (until, less) in self.until.iter_mut().zip(&part.until) {
            until.retract(less);
            until.settle();
        }
    }

    fn invite(&mut self, invited: &mut Vec<usize>, group: usize) {
        self.invitations += 1;
        if !invited.contains(&group) {
            invited.push(group);
            self.customers += 1;
        }
    }

    /// Invitations that are open at the end of the data, answered and not.
    fn open(&self, end: i64) -> (u64, u64) {
        let [answered, not] = &self.until;
        let [open_answered, open] = self.open;
        (open_answered + answered.count_above(end), open + not.count_above(end))
    }

    /// Invitations whose time is over: answered in time, and all.
    fn closed(&self, end: i64) -> (u64, u64) {
        let (answered, not) = self.open(end);
        (self.answered - answered, self.invitations - answered - not)
    }

    /// Invitations whose time is over and that are not in this part.
    fn rest(&self, whole: &Self, end: i64) -> (f64, f64) {
        let ((answered, n), (all_answered, all)) = (self.closed(end), whole.closed(end));
        ((all_answered - answered) as f64, (all - n) as f64)
    }

    fn row(&mut self, group: Option<String>, end: i64, p: (Option<f64>, Option<f64>)) -> ResponseRow {
        let (open_answered, open) = self.open(end);
        let (answered, n) = self.closed(end);
        ResponseRow {
            group,
            share: Estimate::share(answered, n, "invitations whose time is over"),
            invitations: self.invitations,
            customers: self.customers,
            answered,
            unanswered: n - answered,
            open: open + open_answered,
            open_answered,
            late: self.late,
            uninvited: self.uninvited,
            time: self.times.stats(),
            p: p.0,
            p_adjusted: p.1,
        }
    }
}

impl ResponsePlan {
    fn see(&self, journey: &Journey<'_>, summary: &mut ResponseSummary) {
        let (mut waiting, mut over, mut invited) = (VecDeque::new(), VecDeque::new(), Vec::new());
        for (event, (&code, &time)) in journey.touchpoints().iter().zip(journey.times()).enumerate() {
            let group = self.groups.place(journey, event);
            let too_late = |start: i64| self.window.is_some_and(|window| time.saturating_sub(start) > window);
            while let Some(&(start, group)) = waiting.front().filter(|(start, _)| too_late(*start)) {
                waiting.pop_front();
                summary.not_answered(group, self.deadline(start));
                over.push_back(group);
            }
            if self.answer.holds(journey, event, code) {
                match (waiting.pop_front(), over.front()) {
                    (Some((start, group)), _) => summary.answered(group, time - start, self.deadline(start)),
                    (None, Some(&group)) => {
                        over.pop_front();
                        summary.at(group, |tally| tally.late += 1);
                    }
                    (None, None) => summary.at(group, |tally| tally.uninvited += 1),
                }
            }
            if self.invitation.holds(journey, event, code) {
                waiting.push_back((time, group));
                summary.at(group, |tally| tally.invite(&mut invited, group));
            }
        }
        summary.customers += u64::from(!invited.is_empty());
        waiting.into_iter().for_each(|(start, group)| summary.not_answered(group, self.deadline(start)));
    }

    fn deadline(&self, start: i64) -> Option<i64> {
        self.window.map(|window| start.saturating_add(window))
    }
}

impl ResponseSummary {
    fn fit(&mut self, groups: usize) {
        if self.groups.len() < groups {
            self.groups.resize(groups, Tally::default());
        }
    }

    fn at(&mut self, group: usize, change: impl FnMut(&mut Tally)) {
        self.groups.get_mut(group).into_iter().for_each(change);
    }

    fn answered(&mut self, group: usize, time: i64, until: Option<i64>) {
        self.at(group, |tally| {
            tally.answered += 1;
            tally.times.add(time);
            until.into_iter().for_each(|until| tally.until[0].add(until));
        });
    }

    fn not_answered(&mut self, group: usize, until: Option<i64>) {
        self.at(group, |tally| until.into_iter().for_each(|until| tally.until[1].add(until)));
    }
}

impl Analysis for ResponseRate {
    type Plan = ResponsePlan;
    type Summary = ResponseSummary;
    type Report = ResponseReport;

    fn plan(&self, log: &EventLog) -> Result<ResponsePlan> {
        if let Some(span) = self.within.filter(|span| span.as_micros() < 0) {
            return Err(Error::option("within", span, "a time span of 0 or more"));
        }
        Ok(ResponsePlan {
            invitation: Single::of(&[&self.invitation], log)?,
            answer: Single::of(&[&self.answer], log)?,
            window: self.within.map(TimeSpan::as_micros),
            groups: Groups::of(self.by.as_deref(), log)?,
            end: log.schema.period.map_or(i64::MIN, |(_, last)| last),
        })
    }

    fn observe(&self, plan: &ResponsePlan, shard: &Shard, into: &mut ResponseSummary) {
        into.fit(plan.groups.names.len() + 1);
        shard.journeys().for_each(|journey| plan.see(&journey, into));
    }

    fn merge(&self, into: &mut ResponseSummary, other: ResponseSummary) {
        into.fit(other.groups.len());
        into.groups.iter_mut().zip(other.groups).for_each(|(tally, more)| tally.merge(more));
        into.customers += other.customers;
    }

    fn keeps(&self, before: &ResponsePlan, after: &ResponsePlan) -> bool {
        let by_name = |plan: &ResponsePlan| plan.invitation.is_by_name() && plan.answer.is_by_name();
        by_name(before) && by_name(after) && before.groups == after.groups
    }

    fn retract(&self, into: &mut ResponseSummary, part: ResponseSummary) {
        into.groups.iter_mut().zip(&part.groups).for_each(|(tally, less)| tally.retract(less));
        into.customers -= part.customers.min(into.customers);
    }

    fn compact(&self, plan: &ResponsePlan, summary: &mut ResponseSummary, room: &Room) -> Result<()> {
        for tally in &mut summary.groups {
            for (open, until) in tally.open.iter_mut().zip(&mut tally.until) {
                *open += std::mem::take(until).count_above(plan.end);
            }
        }
        room.bound(summary.groups.iter_mut().map(|tally| &mut tally.times));
        Ok(())
    }

    fn finish(&self, plan: &ResponsePlan, summary: &mut ResponseSummary) -> Result<ResponseReport> {
        let mut whole = Tally::default();
        summary.groups.iter().for_each(|tally| whole.merge(tally.clone()));
        whole.customers = summary.customers;
        let seen = |(_, tally): &(&String, &mut Tally)| tally.invitations + tally.uninvited > 0;
        let groups = plan.groups.names.iter().zip(summary.groups.iter_mut().skip(1)).filter(seen);
        let mut groups: Vec<(&String, &mut Tally)> = groups.collect();
        let p = |(_, tally): &(&String, &mut Tally)| {
            let (answered, n) = tally.closed(plan.end);
            proportions_p((answered as f64, n as f64), tally.rest(&whole, plan.end))
        };
        let p: Vec<Option<f64>> = groups.iter().map(p).collect();
        let tests = p.iter().copied().zip(benjamini_hochberg(&p));
        let mut rows = vec![whole.row(None, plan.end, (None, None))];
        rows.extend(
            groups
                .iter_mut()
                .zip(tests)
                .map(|((name, tally), p)| tally.row(Some((*name).clone()), plan.end, p)),
        );
        Ok(ResponseReport { rows, tested: p.iter().flatten().count() as u64 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::log;

    fn run(events: &[(&str, i64, &str)], within: Option<i64>) -> ResponseRow {
        let mut question = ResponseRate::new("ask", "say");
        question.within = within.map(|seconds| TimeSpan::from_micros(seconds * 1_000_000));
        log(events).run(&question).unwrap().rows.remove(0)
    }

    #[test]
    fn each_answer_belongs_to_one_invitation_and_the_earliest_that_can_be() {
        let events =
            [("ann", 0, "ask"), ("ann", 5, "ask"), ("ann", 8, "say"), ("ann", 12, "say"), ("zoe", 99, "x")];
        let row = run(&events, Some(10));
        assert_eq!((row.answered, row.unanswered, row.late, row.uninvited), (2, 0, 0, 0));
        // By hand: 8 - 0 and 12 - 5 seconds.
        assert_eq!((row.time.n, row.time.mean_seconds), (2, Some(7.5)));
        assert_eq!((row.invitations, row.customers), (2, 1));
    }

    #[test]
    fn open_invitations_do_not_count_even_if_answered() {
        let events = [("ann", 90, "ask"), ("ann", 91, "say"), ("bob", 95, "ask"), ("zoe", 100, "x")];
        let row = run(&events, Some(10));
        assert_eq!((row.answered, row.unanswered, row.open, row.open_answered), (1, 0, 1, 0));
        let row = run(&events, Some(20));
        assert_eq!((row.share.value, row.share.n, row.open, row.open_answered), (None, 0, 2, 1));
        let row = run(&events, None);
        assert_eq!((row.share.value, row.open), (Some(0.5), 0));
    }

    #[test]
    fn answers_that_are_late_or_not_invited_are_apart() {
        let events = [("ann", 0, "say"), ("ann", 1, "ask"), ("ann", 50, "say"), ("ann", 51, "say")];
        let row = run(&events, Some(10));
        assert_eq!((row.answered, row.unanswered, row.late, row.uninvited), (0, 1, 1, 2));
    }

    #[test]
    fn bad_options_are_refused_and_nobody_has_no_rate() {
        let log = log(&[("ann", 0, "ask")]);
        let code = |question: ResponseRate| log.run(&question).unwrap_err().code();
        assert_eq!(code(ResponseRate::new("ask", "say")), "unknown_name");
        let negative = TimeSpan::from_micros(-1);
        assert_eq!(code(ResponseRate::new("ask", "ask").within(negative)), "invalid_option");
        let none = log.filter(|_| false).run(&ResponseRate::new("ask", "ask")).unwrap();
        assert_eq!((none.rows.len(), none.rows[0].share.value), (1, None));
    }
}
