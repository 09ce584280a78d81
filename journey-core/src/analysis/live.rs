//! Live: a log that grows, and reports that follow it.

use std::any::Any;
use std::sync::Arc;

use super::Analysis;
use crate::error::Result;
use crate::log::{Change, EventLog};

/// A log to which events are appended, with reports that are always those of the whole log.
///
/// After every [`append`](Self::append), each report equals, bit for bit, what [`EventLog::run`] says on a log that was
/// built anew from all events. Only journeys that got events are looked at again, unless an analysis cannot
/// do that; its docs then say so.
///
/// ```
/// use journey_core::analysis::{Funnel, Transitions};
/// use journey_core::{EventLog, log::Columns};
/// let columns = Columns::new("user", "at", "event");
/// let log = EventLog::read_csv_text("user,at,event\nann,2024-03-01,cart\nbob,2024-03-01,cart\n", &columns)?;
/// let mut live = log.live();
/// let twice = Funnel::new(["cart", "cart"]);
/// assert_eq!(live.run(&twice)?.rows[1].customers, 0);
/// live.watch(&Transitions::new(), |report| assert_eq!(report.rows[0].count, 1))?;
/// live.append(&EventLog::read_csv_text("user,at,event\nann,2024-03-02,cart\n", &columns)?)?;
/// assert_eq!((live.log().events(), live.run(&twice)?.rows[1].customers), (3, 1));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Live {
    log: EventLog,
    questions: Vec<Box<dyn Question>>,
}

/// A report that nobody asked for during so many appends is no longer kept up to date.
const PATIENCE: u32 = 100;

impl EventLog {
    /// Begins to follow this log: events can be appended to it, and reports are kept up to date.
    pub fn live(&self) -> Live {
        Live { log: self.clone(), questions: Vec::new() }
    }
}

impl Live {
    /// The log with all events so far.
    pub fn log(&self) -> &EventLog {
        &self.log
    }

    /// Runs an analysis on the log. The first time, all events are looked at; from then on the report is kept up to
    /// date, and running an equal analysis again costs nothing, until nobody does so during 100 appends. Several
    /// analyses at once: pass a tuple of them.
    ///
    /// # Errors
    /// Those of [`EventLog::run`].
    ///
    /// # Complexity
    /// As running the analysis, and sorting the durations that its report tells of once.
    pub fn run<A: Asking>(&mut self, analysis: &A) -> Result<Arc<A::Report>> {
        if let Some(asked) = self.asked(analysis) {
            asked.idle = 0;
            return Ok(asked.report.clone());
        }
        let plan = analysis.plan(&self.log)?;
        let (summary, report) = observe(analysis, &plan, &self.log)?;
        let report = Arc::new(report);
        let (analysis, shown) = (analysis.clone(), report.clone());
        let asked = Asked { analysis, plan, summary, next: None, report: shown, idle: 0, tell: Vec::new() };
        self.questions.push(Box::new(asked));
        Ok(report)
    }

    /// The same on a log that was [this one](Self::log) when somebody took hold of it. If it has grown since, the
    /// report is that of the log as it was, and nothing is kept.
    ///
    /// # Errors
    /// Those of [`EventLog::run`].
    pub fn run_on<A: Asking>(&mut self, log: &EventLog, analysis: &A) -> Result<Arc<A::Report>> {
        match self.log.is(log) {
            true => self.run(analysis),
            false => log.run(analysis).map(Arc::new),
        }
    }

    /// The same, and calls `tell` with every new report, after each [`append`](Self::append).
    ///
    /// # Errors
    /// Those of [`EventLog::run`].
    pub fn watch<A: Asking>(
        &mut self,
        analysis: &A,
        tell: impl FnMut(&A::Report) + Send + 'static,
    ) -> Result<Arc<A::Report>> {
        let report = self.run(analysis)?;
        if let Some(asked) = self.asked(analysis) {
            asked.tell.push(Box::new(tell));
        }
        Ok(report)
    }

    /// No longer keeps the report of an analysis up to date, and calls nobody with it.
    pub fn forget<A: Asking>(&mut self, analysis: &A) {
        let same = |question: &mut Box<dyn Question>| {
            question.as_any().downcast_mut::<Asked<A>>().is_some_and(|asked| asked.analysis == *analysis)
        };
        self.questions.retain_mut(|question| !same(question));
    }

    fn asked<A: Asking>(&mut self, analysis: &A) -> Option<&mut Asked<A>> {
        let asked =
            self.questions.iter_mut().filter_map(|question| question.as_any().downcast_mut::<Asked<A>>());
        asked.into_iter().find(|asked| asked.analysis == *analysis)
    }

    /// Adds the events of another log, as [`EventLog::append`] does, and brings all reports up to date. If one of them
    /// fails, nothing is appended.
    ///
    /// # Errors
    /// Those of [`EventLog::append`] and [`EventLog::run`].
    ///
    /// # Complexity
    /// See [`EventLog::append`]; reports cost O(events of the customers who get some · log events) time. A
    /// new touchpoint makes most analyses look at all events again.
    pub fn append(&mut self, events: &EventLog) -> Result<()> {
        let change = self.log.appended(events)?;
        let fresh = self.questions.iter_mut().try_for_each(|question| question.refresh(&change));
        if let Err(error) = fresh {
            self.questions.iter_mut().for_each(|question| question.give_up());
            return Err(error);
        }
        self.log = change.log;
        self.questions.iter_mut().for_each(|question| question.publish());
        self.questions.retain(|question| question.wanted());
        self.questions.iter_mut().for_each(|question| question.tell());
        Ok(())
    }
}

/// An analysis that a [`Live`] log can keep up to date: all of them are.
pub trait Asking: Analysis<Plan: Send, Report: Send + Sync> + Clone + PartialEq + Send + 'static {}

impl<A> Asking for A where A: Analysis<Plan: Send, Report: Send + Sync> + Clone + PartialEq + Send + 'static {}

/// A question of any kind.
trait Question: Send {
    /// Makes the report of the grown log, which is not shown yet.
    fn refresh(&mut self, change: &Change) -> Result<()>;

    /// Forgets what was refreshed.
    fn give_up(&mut self);

    /// Shows the new report.
    fn publish(&mut self);

    /// Calls whoever watches.
    fn tell(&mut self);

    /// Whether somebody still wants to know.
    fn wanted(&self) -> bool;

    fn as_any(&mut self) -> &mut dyn Any;
}

impl std::fmt::Debug for dyn Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Question").finish_non_exhaustive()
    }
}

type Tell<R> = Box<dyn FnMut(&R) + Send>;

struct Asked<A: Analysis> {
    analysis: A,
    plan: A::Plan,
    /// What all events tell; `None` if that must be observed again.
    summary: Option<A::Summary>,
    next: Option<(A::Plan, A::Report)>,
    report: Arc<A::Report>,
    /// Appends since somebody asked.
    idle: u32,
    tell: Vec<Tell<A::Report>>,
}

/// Summary and report of a whole log. The summary is left out if it could not go on.
fn observe<A: Analysis>(
    analysis: &A,
    plan: &A::Plan,
    log: &EventLog,
) -> Result<(Option<A::Summary>, A::Report)> {
    let mut summary = log.summary(analysis, plan)?;
    let stays = analysis.keeps(plan, plan);
    if stays {
        analysis.settle(&mut summary)?;
    }
    let report = analysis.finish(plan, &mut summary)?;
    Ok((stays.then_some(summary), report))
}

impl<A: Asking> Question for Asked<A> {
    fn refresh(&mut self, change: &Change) -> Result<()> {
        let plan = self.analysis.plan(&change.log)?;
        let summary = self.summary.take().filter(|_| self.analysis.keeps(&self.plan, &plan));
        let (summary, report) = match (summary, &change.journeys) {
            (Some(mut summary), Some((before, after))) => {
                let (mut gone, mut come) = (A::Summary::default(), A::Summary::default());
                before.iter().for_each(|shard| self.analysis.observe(&self.plan, shard, &mut gone));
                after.iter().for_each(|shard| self.analysis.observe(&plan, shard, &mut come));
                self.analysis.merge(&mut summary, come);
                self.analysis.retract(&mut summary, gone);
                let report = self.analysis.finish(&plan, &mut summary)?;
                (Some(summary), report)
            }
            _ => observe(&self.analysis, &plan, &change.log)?,
        };
        self.summary = summary;
        self.next = Some((plan, report));
        Ok(())
    }

    fn give_up(&mut self) {
        if self.next.take().is_some() {
            self.summary = None;
        }
    }

    fn publish(&mut self) {
        if let Some((plan, report)) = self.next.take() {
            self.plan = plan;
            self.report = Arc::new(report);
            self.idle += 1;
        }
    }

    fn tell(&mut self) {
        self.tell.iter_mut().for_each(|tell| tell(&self.report));
    }

    fn wanted(&self) -> bool {
        self.idle <= PATIENCE || !self.tell.is_empty()
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}
