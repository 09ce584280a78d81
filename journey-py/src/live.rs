//! A log that grows, and reports that follow it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use journey_core::analysis;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
#[cfg(feature = "stubs")]
use pyo3::{PyTypeInfo, inspect::PyStaticExpr, type_hint_identifier, type_hint_subscript};

use crate::log::EventLog;
use crate::work::polite;

/// What a `Live` and its logs share.
pub type Following = Arc<Mutex<analysis::Live>>;

pub fn following(live: &Following) -> MutexGuard<'_, analysis::Live> {
    live.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A log to which events are appended, with reports that are always those of the whole log.
///
/// `log` is the log with all events so far. What is asked of it is kept up to date: after an append, asking it again
/// costs next to nothing, and every report equals that of a log that was built anew from all events, bit for bit.
#[pyclass(frozen, module = "journey")]
pub struct Live {
    live: Following,
    watchers: Mutex<Vec<Watcher>>,
}

/// A question and who wants to know.
struct Watcher {
    question: Py<PyAny>,
    tell: Py<PyAny>,
}

/// A function of a log.
pub struct Question(Py<PyAny>);

/// A function that is called with a report.
pub struct Tell(Py<PyAny>);

fn function(object: Borrowed<'_, '_, PyAny>) -> PyResult<Py<PyAny>> {
    match object.is_callable() {
        true => Ok(object.to_owned().unbind()),
        false => Err(PyTypeError::new_err("expected a function")),
    }
}

impl<'py> FromPyObject<'_, 'py> for Question {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Callable"),
        PyStaticExpr::List { elts: &[EventLog::TYPE_HINT] },
        type_hint_identifier!("builtins", "object")
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        function(object).map(Self)
    }
}

impl<'py> FromPyObject<'_, 'py> for Tell {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Callable"),
        PyStaticExpr::List { elts: &[type_hint_identifier!("typing", "Any")] },
        type_hint_identifier!("builtins", "object")
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        function(object).map(Self)
    }
}

impl Live {
    fn watchers(&self) -> MutexGuard<'_, Vec<Watcher>> {
        self.watchers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Live {
    /// The log with all events so far.
    #[getter]
    fn log(&self, py: Python<'_>) -> EventLog {
        let log = py.detach(|| following(&self.live).log().clone());
        EventLog::followed(log, self.live.clone())
    }

    /// Adds the events of another log, brings all reports up to date and tells whoever watches.
    ///
    /// If a report fails, nothing is appended. If a watching function raises, the events are there nevertheless, and
    /// all functions have been called.
    fn append(&self, py: Python<'_>, events: &EventLog) -> PyResult<()> {
        polite(py, || following(&self.live).append(&events.0))?;
        let watchers: Vec<Watcher> = self
            .watchers()
            .iter()
            .map(|watcher| Watcher {
                question: watcher.question.clone_ref(py),
                tell: watcher.tell.clone_ref(py),
            })
            .collect();
        let told: Vec<PyResult<_>> = watchers
            .iter()
            .map(|watcher| watcher.tell.call1(py, (watcher.question.call1(py, (self.log(py),))?,)))
            .collect();
        told.into_iter().try_for_each(|told| told.map(|_| ()))
    }

    /// Calls `tell` with the new report after every append.
    ///
    /// `question` says which report: a function of a log, such as `lambda log: log.transitions()`. It is called at
    /// once, so that the report is kept up to date from now on.
    fn watch(&self, py: Python<'_>, question: Question, tell: Tell) -> PyResult<()> {
        question.0.call1(py, (self.log(py),))?;
        self.watchers().push(Watcher { question: question.0, tell: tell.0 });
        Ok(())
    }

    /// No longer calls a function that watches.
    fn unwatch(&self, tell: Tell) {
        self.watchers().retain(|watcher| !watcher.tell.is(&tell.0));
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let log = self.log(py);
        format!("<Live: {} events of {} customers>", log.0.events(), log.0.customers())
    }
}

#[pymethods]
impl EventLog {
    /// The same log with the events of another one: exactly the log that `concat` of both gives, at a small part of
    /// its cost. Late events land where they belong; at equal times, appended events come last.
    fn append(&self, py: Python<'_>, events: &EventLog) -> PyResult<Self> {
        Ok(Self::new(polite(py, || self.0.append(&events.0))?))
    }

    /// Begins to follow this log: events can be appended to it, and reports are kept up to date.
    fn live(&self) -> Live {
        Live { live: Arc::new(Mutex::new(self.0.live())), watchers: Mutex::default() }
    }
}
