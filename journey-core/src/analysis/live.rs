//! Live: a log that grows, and reports that follow it.

use std::sync::{Arc, Mutex, PoisonError};

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
/// let funnel = live.ask(Funnel::new(["cart", "cart"]))?;
/// live.watch(Transitions::new(), |report| assert_eq!(report.count, 1))?;
/// live.append(&EventLog::read_csv_text("user,at,event\nann,2024-03-02,cart\n", &columns)?)?;
/// assert_eq!((live.log().events(), funnel.get().rows[1].customers), (3, 1));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Live {
    log: EventLog,
    questions: Vec<Box<dyn Question>>,
}

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

    /// Asks a question whose report is kept up to date. Several questions at once: pass a tuple of analyses.
    ///
    /// # Errors
    /// Those of [`EventLog::run`].
    ///
    /// # Complexity
    /// As running the analysis, and sorting the durations that its report tells of once.
    pub fn ask<A>(&mut self, analysis: A) -> Result<LiveReport<A::Report>>
    where
        A: Analysis + Send + 'static,
        A::Plan: Send,
        A::Report: Send + Sync,
    {
        self.follow(analysis, None)
    }

    /// The same, and calls `tell` with every new report, after each [`append`](Self::append).
    ///
    /// # Errors
    /// Those of [`EventLog::run`].
    pub fn watch<A>(
        &mut self,
        analysis: A,
        tell: impl FnMut(&A::Report) + Send + 'static,
    ) -> Result<LiveReport<A::Report>>
    where
        A: Analysis + Send + 'static,
        A::Plan: Send,
        A::Report: Send + Sync,
    {
        self.follow(analysis, Some(Box::new(tell)))
    }

    fn follow<A>(&mut self, analysis: A, tell: Option<Tell<A::Report>>) -> Result<LiveReport<A::Report>>
    where
        A: Analysis + Send + 'static,
        A::Plan: Send,
        A::Report: Send + Sync,
    {
        let plan = analysis.plan(&self.log)?;
        let (summary, report) = observe(&analysis, &plan, &self.log)?;
        let report = LiveReport(Arc::new(Mutex::new(Arc::new(report))));
        let handle = report.clone();
        self.questions.push(Box::new(Asked { analysis, plan, summary, next: None, report, tell }));
        Ok(handle)
    }

    /// No longer keeps a report up to date; it stays as it is.
    pub fn forget<R>(&mut self, report: &LiveReport<R>) {
        self.questions.retain(|question| question.id() != report.id());
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
        self.questions.iter_mut().for_each(|question| question.tell());
        Ok(())
    }
}

/// A report that follows a [`Live`] log. Clones show the same report; it may be read from any thread.
#[derive(Debug)]
pub struct LiveReport<R>(Arc<Mutex<Arc<R>>>);

impl<R> Clone for LiveReport<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<R> LiveReport<R> {
    /// The report as of now. What is held does not change when the log grows: call this again.
    pub fn get(&self) -> Arc<R> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, report: R) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(report);
    }

    fn id(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

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

    fn id(&self) -> usize;
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
    report: LiveReport<A::Report>,
    tell: Option<Tell<A::Report>>,
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

impl<A> Question for Asked<A>
where
    A: Analysis + Send,
    A::Plan: Send,
    A::Report: Send + Sync,
{
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
            self.report.set(report);
        }
    }

    fn tell(&mut self) {
        if let Some(tell) = &mut self.tell {
            tell(&self.report.get());
        }
    }

    fn id(&self) -> usize {
        self.report.id()
    }
}
