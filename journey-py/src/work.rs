//! Long calls are polite: other Python threads go on, Ctrl-C and cancel tokens are heard, progress is shown.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use journey_core::error::{Error, Result};
use journey_core::work;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{IntoPyDict, PyBool, PyString, PyTuple};
#[cfg(feature = "stubs")]
use pyo3::{PyTypeInfo, inspect::PyStaticExpr, type_hint_identifier, type_hint_subscript, type_hint_union};

/// How often the calling thread looks at signals and tokens while it waits.
const LOOK: Duration = Duration::from_millis(20);

/// Work that is over sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(250);

/// How far a piece of work is.
#[pyclass(frozen, get_all, eq, module = "journey")]
#[derive(Clone, PartialEq)]
pub struct Progress {
    /// What is being done: `simulating`, `reading`, `indexing`, `analysing` or `writing`.
    step: &'static str,
    /// How much of it is done: customers while simulating, bytes while reading, journeys while writing, else parts
    /// of the log.
    done: u64,
    /// How much it is in all; `None` if that is not known.
    total: Option<u64>,
}

#[pymethods]
impl Progress {
    fn __repr__(&self) -> String {
        let total = self.total.map_or_else(|| "None".into(), |total| total.to_string());
        format!("Progress(step={:?}, done={}, total={total})", self.step, self.done)
    }
}

/// Tells work to stop, from any thread.
///
/// Give it to `work(cancel=…)`. The calls inside raise `CancelledError` within some milliseconds.
#[pyclass(frozen, module = "journey")]
#[derive(Default)]
pub struct CancelToken(work::CancelToken);

#[pymethods]
impl CancelToken {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Stops the work: what runs ends with `CancelledError` within some milliseconds.
    fn cancel(&self) {
        self.0.cancel();
    }

    /// Whether the work is to stop.
    #[getter]
    fn cancelled(&self) -> bool {
        self.0.is_cancelled()
    }

    fn __repr__(&self) -> String {
        format!("<CancelToken: {}>", if self.0.is_cancelled() { "cancelled" } else { "not cancelled" })
    }
}

/// How everything that is called inside of `with work(…):` works. Results never depend on it.
///
/// What is left out stays as it is outside: one thread a core, silent, without a limit. `progress=True` shows a
/// bar on a terminal or in a notebook, with tqdm if it is installed; a function is called with every `Progress`.
/// What would need more than `memory_limit` bytes (or a text such as `"4 GB"`) is refused with `LimitError`.
/// `cancel` is a token that stops the work; Ctrl-C always does. It holds in the thread or asyncio task that
/// enters it.
#[pyclass(frozen, name = "work", module = "journey")]
pub struct Work {
    conditions: Conditions,
    entered: Mutex<Option<Py<PyAny>>>,
}

struct Conditions {
    threads: Option<usize>,
    memory_limit: Option<u64>,
    progress: Option<Show>,
    cancel: Option<work::CancelToken>,
}

#[pymethods]
impl Work {
    #[new]
    #[pyo3(signature = (*, threads=None, progress=None, memory_limit=None, cancel=None))]
    fn new(
        threads: Option<usize>,
        progress: Option<Show>,
        memory_limit: Option<Bytes>,
        cancel: Option<PyRef<'_, CancelToken>>,
    ) -> Self {
        let cancel = cancel.map(|token| token.0.clone());
        let memory_limit = memory_limit.map(|bytes| bytes.0);
        Self::of(Conditions { threads, memory_limit, progress, cancel })
    }

    fn __enter__<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        let py = slf.py();
        let this = slf.get();
        if locked(&this.entered).is_some() {
            return Err(PyRuntimeError::new_err("this `work` is entered already; make another one"));
        }
        let inner = Self::of(Conditions::current(py)?.but(py, &this.conditions));
        let token = current(py)?.call_method1("set", (inner,))?;
        *locked(&this.entered) = Some(token.unbind());
        Ok(slf)
    }

    #[pyo3(signature = (*_exception: "object") -> "None")]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, PyTuple>) -> PyResult<()> {
        match locked(&self.entered).take() {
            Some(token) => current(py)?.call_method1("reset", (token,)).map(|_| ()),
            None => Err(PyRuntimeError::new_err("this `work` is not entered")),
        }
    }
}

impl Work {
    fn of(conditions: Conditions) -> Self {
        Self { conditions, entered: Mutex::default() }
    }
}

impl Conditions {
    /// Those of this thread or task.
    fn current(py: Python<'_>) -> PyResult<Self> {
        let outside = Self { threads: None, memory_limit: None, progress: None, cancel: None };
        let found = current(py)?.call_method0("get")?;
        match found.cast::<Work>() {
            Ok(work) => Ok(outside.but(py, &work.get().conditions)),
            Err(_) => Ok(outside),
        }
    }

    /// The same, except for what `inner` says.
    fn but(self, py: Python<'_>, inner: &Self) -> Self {
        Self {
            threads: inner.threads.or(self.threads),
            memory_limit: inner.memory_limit.or(self.memory_limit),
            progress: inner.progress.as_ref().map(|show| show.clone_ref(py)).or(self.progress),
            cancel: inner.cancel.clone().or(self.cancel),
        }
    }

    /// The same for the core, which is told to stop by `stop` and tells `news`.
    fn work(&self, stop: &work::CancelToken, news: &Arc<News>) -> work::Work {
        let mut work = work::Work::new().threads(self.threads.unwrap_or(0)).cancel(stop);
        if let Some(bytes) = self.memory_limit {
            work = work.memory_limit(bytes);
        }
        if matches!(self.progress, Some(Show::Bar | Show::Call(_))) {
            let news = news.clone();
            work = work.progress(move |progress| news.tell(progress));
        }
        work
    }
}

/// The context variable that holds the conditions.
fn current(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static CURRENT: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = || {
        let options = [("default", py.None())].into_py_dict(py)?;
        let class = py.import("contextvars")?.getattr("ContextVar")?;
        Ok::<_, PyErr>(class.call(("journey.work",), Some(&options))?.unbind())
    };
    Ok(CURRENT.get_or_try_init(py, make)?.bind(py))
}

/// An amount of memory: a number of bytes or a text with a unit.
struct Bytes(u64);

impl<'py> FromPyObject<'_, 'py> for Bytes {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("builtins", "int"), type_hint_identifier!("builtins", "str"));

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyString>() {
            Ok(text) => Ok(Self(work::bytes(&text.to_cow()?)?)),
            Err(_) => Ok(Self(object.extract()?)),
        }
    }
}

/// Where progress is shown.
pub enum Show {
    /// Nowhere.
    Not,
    /// On the terminal or in the notebook.
    Bar,
    /// A function of the caller is told.
    Call(Py<PyAny>),
}

impl<'py> FromPyObject<'_, 'py> for Show {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "bool"),
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Callable"),
            PyStaticExpr::List { elts: &[Progress::TYPE_HINT] },
            type_hint_identifier!("builtins", "object")
        )
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyBool>() {
            Ok(show) if show.is_true() => Ok(Self::Bar),
            Ok(_) => Ok(Self::Not),
            Err(_) if object.is_callable() => Ok(Self::Call(object.to_owned().unbind())),
            Err(_) => Err(PyTypeError::new_err("expected True, False, None or a function")),
        }
    }
}

impl Show {
    fn clone_ref(&self, py: Python<'_>) -> Self {
        match self {
            Self::Not => Self::Not,
            Self::Bar => Self::Bar,
            Self::Call(function) => Self::Call(function.clone_ref(py)),
        }
    }
}

/// What the core told and Python has not heard: the latest of every step.
#[derive(Default)]
struct News(Mutex<Vec<work::Progress>>);

impl News {
    fn tell(&self, progress: work::Progress) {
        let mut news = locked(&self.0);
        match news.last_mut() {
            Some(last) if (last.step, last.total) == (progress.step, progress.total) => {
                last.done = last.done.max(progress.done);
            }
            _ => news.push(progress),
        }
    }

    fn take(&self) -> Vec<Progress> {
        let told = std::mem::take(&mut *locked(&self.0));
        let python = |work::Progress { step, done, total }| Progress {
            step,
            done,
            total: Some(total).filter(|total| *total > 0),
        };
        told.into_iter().map(python).collect()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does long work on another thread, under the conditions of `journey.work`, while this one listens.
pub fn polite<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
    polite_showing(py, None, work)
}

/// The same with the argument `progress` of the call.
pub fn polite_showing<T: Send>(
    py: Python<'_>,
    show: Option<Show>,
    work: impl FnOnce() -> Result<T> + Send,
) -> PyResult<T> {
    let mut conditions = Conditions::current(py)?;
    conditions.progress = show.or(conditions.progress);
    let call = Call { conditions, start: Instant::now(), stop: Default::default(), news: Arc::default() };
    py.detach(|| call.run(work))
}

/// One long call.
struct Call {
    conditions: Conditions,
    start: Instant,
    stop: work::CancelToken,
    news: Arc<News>,
}

impl Call {
    fn run<T: Send>(self, work: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
        let conditions = self.conditions.work(&self.stop, &self.news);
        if self.conditions.cancel.as_ref().is_some_and(work::CancelToken::is_cancelled) {
            return Err(Error::Cancelled.into());
        }
        std::thread::scope(|scope| {
            let (working, over) = mpsc::channel::<()>();
            let worker = scope.spawn(move || {
                let _working = working;
                conditions.run(work)
            });
            let heard = self.listen(&over);
            match worker.join() {
                Ok(result) => heard.and_then(|()| Ok(result?)),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }

    /// Waits for the end of the work. An error, such as `KeyboardInterrupt`, has stopped it.
    fn listen(&self, over: &mpsc::Receiver<()>) -> PyResult<()> {
        let mut bar = None;
        let mut heard = Ok(());
        while over.recv_timeout(LOOK) == Err(mpsc::RecvTimeoutError::Timeout) {
            if self.conditions.cancel.as_ref().is_some_and(work::CancelToken::is_cancelled) {
                self.stop.cancel();
            }
            if heard.is_ok() {
                heard = Python::attach(|py| py.check_signals().and_then(|()| self.show(py, &mut bar)));
                if heard.is_err() {
                    self.stop.cancel();
                }
            }
        }
        match (&self.conditions.progress, heard) {
            (Some(Show::Bar | Show::Call(_)), heard) => Python::attach(|py| {
                let heard = heard.and_then(|()| self.show(py, &mut bar));
                bar.map_or(Ok(()), |bar| bar.call_method0(py, "close").map(|_| ())).and(heard)
            }),
            (_, heard) => heard,
        }
    }

    /// Shows what is new.
    fn show(&self, py: Python<'_>, bar: &mut Option<Py<PyAny>>) -> PyResult<()> {
        let function = match &self.conditions.progress {
            Some(Show::Call(function)) => function,
            Some(Show::Bar) if self.start.elapsed() > PATIENCE || bar.is_some() => match bar {
                Some(bar) => bar,
                None => bar.insert(py.import("journey._progress")?.call_method0("bar")?.unbind()),
            },
            _ => return Ok(()),
        };
        self.news.take().into_iter().try_for_each(|news| function.call1(py, (news,)).map(|_| ()))
    }
}
