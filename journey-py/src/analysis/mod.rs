//! Analyses as methods of whatever has events: one file an analysis, named as in the core.

/// Methods of event logs and of streams of events; if `comparable`, of two groups too.
macro_rules! questions {
    (comparable $($methods:tt)*) => {
        questions! { $($methods)* }
        compared! { $($methods)* }
    };
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

/// The same methods of two groups, whose answers are compared.
macro_rules! compared {
    ($($(#[$($meta:tt)*])* fn $name:ident($($arguments:tt)*) -> PyResult<$report:ty> $body:block)*) => {
        #[pymethods]
        impl crate::analysis::compare::TwoGroups {
            $(
                $(#[$($meta)*])*
                fn $name($($arguments)*) -> PyResult<journey_core::analysis::Comparison> $body
            )*
        }
    };
}

mod agreement;
mod bottlenecks;
mod ces;
pub mod compare;
mod conversion;
mod csat;
mod drivers;
mod emotions;
mod engagement;
mod frequent;
mod funnel;
mod handoffs;
mod interactions;
mod lifecycle;
mod matches;
mod nps;
mod outcomes;
pub mod priorities;
mod quality;
mod response_rate;
mod retention;
mod rework;
mod score;
mod sentiment;
mod step_matrix;
mod survival;
mod time_spent;
mod transitions;
mod trend;
mod variants;
mod waiting_time;
mod what_if;
