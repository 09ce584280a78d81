//! A log that grows, and reports that follow it.

use std::cell::RefCell;
use std::rc::Rc;

use journey_core::analysis;
use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::{Result, throw};

/// What a `Live` and its logs share.
pub type Following = Rc<RefCell<analysis::Live>>;

/// A log to which events are appended, with reports that are always those of the whole log.
///
/// `log` is the log with all events so far. What is asked of it is kept up to date: after an append, asking it again
/// costs next to nothing, and every report equals that of a log that was built anew from all events, bit for bit.
#[wasm_bindgen]
pub struct Live {
    live: Following,
    /// Questions, and who wants to know.
    watchers: RefCell<Vec<(Function, Function)>>,
}

#[wasm_bindgen]
impl Live {
    /// The log with all events so far. Each handle is freed on its own.
    #[wasm_bindgen(getter)]
    pub fn log(&self) -> EventLog {
        EventLog(self.live.borrow().log().clone(), Some(self.live.clone()))
    }

    /// Adds the events of another log, brings all reports up to date and tells whoever watches.
    ///
    /// If a report fails, nothing is appended. If a watching function throws, the events are there nevertheless, and
    /// all functions have been called.
    pub fn append(&self, events: &EventLog) -> Result<()> {
        self.live.borrow_mut().append(&events.0).map_err(throw)?;
        let watchers = self.watchers.borrow().clone();
        let told: Vec<Result<JsValue>> = watchers
            .iter()
            .map(|(question, tell)| {
                tell.call1(&JsValue::NULL, &question.call1(&JsValue::NULL, &self.log().into())?)
            })
            .collect();
        told.into_iter().try_for_each(|told| told.map(|_| ()))
    }

    /// Calls `tell` with the new report after every append.
    ///
    /// `question` says which report: a function of a log, such as `(log) => log.transitions()`. It is called at once,
    /// so that the report is kept up to date from now on.
    pub fn watch(
        &self,
        #[wasm_bindgen(unchecked_param_type = "(log: EventLog) => unknown")] question: Function,
        #[wasm_bindgen(unchecked_param_type = "(report: any) => void")] tell: Function,
    ) -> Result<()> {
        question.call1(&JsValue::NULL, &self.log().into())?;
        self.watchers.borrow_mut().push((question, tell));
        Ok(())
    }

    /// No longer calls a function that watches.
    pub fn unwatch(&self, #[wasm_bindgen(unchecked_param_type = "(report: any) => void")] tell: &Function) {
        self.watchers.borrow_mut().retain(|(_, other)| other != tell);
    }
}

#[wasm_bindgen]
impl EventLog {
    /// The same log with the events of another one: exactly the log that `concat` of both gives, at a small part of
    /// its cost. Late events land where they belong; at equal times, appended events come last.
    pub fn append(&self, events: &EventLog) -> Result<EventLog> {
        self.0.append(&events.0).map(EventLog::new).map_err(throw)
    }

    /// Begins to follow this log: events can be appended to it, and reports are kept up to date.
    pub fn live(&self) -> Live {
        Live { live: Rc::new(RefCell::new(self.0.live())), watchers: RefCell::default() }
    }
}
