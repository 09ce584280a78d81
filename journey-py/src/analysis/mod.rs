//! Analyses as methods of whatever has events: one file an analysis, named as in the core.

/// Methods of event logs and of streams of events.
macro_rules! questions {
    ($($methods:tt)*) => {
        #[pymethods]
        impl crate::log::EventLog {
            $($methods)*
        }

        #[pymethods]
        impl crate::stream::LogStream {
            $($methods)*
        }
    };
}

mod agreement;
mod ces;
mod conversion;
mod csat;
mod frequent;
mod funnel;
mod handoffs;
mod interactions;
mod lifecycle;
mod matches;
mod nps;
mod outcomes;
mod quality;
mod retention;
mod rework;
mod step_matrix;
mod survival;
mod time_spent;
mod transitions;
mod variants;
mod waiting_time;
