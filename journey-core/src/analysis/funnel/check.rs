//! Options of a funnel that cannot be, or do not fit together.

use super::step::refuse;
use super::{Funnel, FunnelCount, FunnelMode, FunnelOrder, FunnelReentry, WindowFrom};
use crate::error::{Error, Result};

const MOST_STEPS: usize = 256;
const MOST_EXCLUSIONS: usize = 64;
const MOST_HELD: usize = 8;

impl Funnel {
    /// The first option that the state machine of `windowFunnel` does not know.
    pub(super) fn needs_chains(&self) -> Option<&'static str> {
        let step = |has: fn(&super::FunnelStep) -> bool| self.steps.iter().any(has);
        let options = [
            ("optional", step(|step| step.optional)),
            ("after", step(|step| step.after.is_some())),
            ("within of a step", step(|step| step.within.is_some())),
            ("window_from", self.window_from != WindowFrom::First),
            ("within_events", self.within_events.is_some()),
            ("within_sessions", self.within_sessions.is_some()),
            ("exclude", !self.exclude.is_empty()),
            ("reentry", self.reentry != FunnelReentry::LastBefore),
            ("open", self.open),
            ("count", self.count != FunnelCount::Customers),
            ("hold", !self.hold.is_empty()),
        ];
        options.iter().find(|(_, used)| *used).map(|(name, _)| *name)
    }

    /// Refuses options that cannot be, or contradict each other.
    pub(super) fn check(&self) -> Result<()> {
        if self.steps.is_empty() || self.steps.len() > MOST_STEPS {
            let expected = format!("1 to {MOST_STEPS} touchpoints");
            return Err(Error::option("steps", format!("a list of {}", self.steps.len()), expected));
        }
        if self.within.is_some_and(|window| window.as_micros() < 0) {
            return Err(Error::option("within", self.within.unwrap_or_default(), "a time span of 0 or more"));
        }
        for (field, list, most) in
            [("exclude", self.exclude.len(), MOST_EXCLUSIONS), ("hold", self.hold.len(), MOST_HELD)]
        {
            if list > most {
                return Err(Error::option(field, format!("a list of {list}"), format!("at most {most}")));
            }
        }
        self.check_steps()?;
        self.check_exclusions()?;
        self.check_sessions()?;
        self.check_order()
    }

    fn check_steps(&self) -> Result<()> {
        let last = self.steps.len() - 1;
        for (number, step) in self.steps.iter().enumerate() {
            for (option, span) in [("after", step.after), ("within", step.within)] {
                if let Some(span) = span {
                    if span.as_micros() < 0 {
                        return Err(refuse(number, option, span, "a time span of 0 or more"));
                    }
                    if number == 0 {
                        return Err(refuse(number, option, span, "it only on steps that follow another one"));
                    }
                }
            }
            if step.optional && (number == 0 || number == last) {
                return Err(refuse(number, "optional", true, "it only between two other steps"));
            }
            if step.anchored && self.order != FunnelOrder::Any {
                return Err(refuse(number, "anchored", true, "it only with the order `any`"));
            }
            let longest = [step.within, self.within].into_iter().flatten().min();
            if let (Some(least), Some(most)) = (step.after, longest)
                && least > most
            {
                return Err(refuse(number, "after", least, "at most the time within which it must be"));
            }
        }
        Ok(())
    }

    fn check_exclusions(&self) -> Result<()> {
        let steps = self.steps.len();
        for (number, exclusion) in self.exclude.iter().enumerate() {
            let (from, to) = (exclusion.from.unwrap_or(1), exclusion.to.unwrap_or(steps as u32));
            if from < 1 || from >= to || to as usize > steps {
                let expected = format!("two steps from 1 to {steps}, the first one first");
                return Err(Error::option(
                    &format!("exclude[{number}]"),
                    format!("{from} to {to}"),
                    expected,
                ));
            }
            if self.order == FunnelOrder::Any && (from > 1 || to as usize != steps) {
                let expected = "no steps with the order `any`, where it counts for the whole funnel";
                return Err(Error::option(
                    &format!("exclude[{number}]"),
                    format!("{from} to {to}"),
                    expected,
                ));
            }
        }
        Ok(())
    }

    fn check_sessions(&self) -> Result<()> {
        if self.within_sessions == Some(0) {
            return Err(Error::option("within_sessions", 0, "at least 1"));
        }
        let needed = self.within_sessions.is_some() || self.count == FunnelCount::Sessions;
        if needed && self.session.is_none() {
            return Err(Error::option("session", "nothing", "the column with the ids of sessions"));
        }
        match &self.session {
            Some(session) if !needed => {
                let expected = "`within_sessions` or the count of `sessions` with it";
                Err(Error::option("session", format!("{session:?} alone"), expected))
            }
            _ => Ok(()),
        }
    }

    fn check_order(&self) -> Result<()> {
        let any = self.order == FunnelOrder::Any;
        if self.mode != FunnelMode::Default
            && let Some(option) = self.needs_chains().or(any.then_some("order"))
        {
            let mode = serde_json::to_string(&self.mode).unwrap_or_default();
            return Err(Error::option("mode", mode, format!("`default` together with `{option}`")));
        }
        let options = [
            ("order", any),
            ("optional", self.steps.iter().any(|step| step.optional)),
            ("reentry", self.reentry != FunnelReentry::LastBefore),
            ("count", self.count == FunnelCount::Totals),
            ("hold", !self.hold.is_empty()),
        ];
        if self.open
            && let Some((option, _)) = options.iter().find(|(_, used)| *used)
        {
            return Err(Error::option("open", true, format!("`false` together with `{option}`")));
        }
        let ordered = ["optional", "after", "within of a step", "window_from"];
        match self.needs_chains() {
            Some(option) if any && ordered.contains(&option) => {
                Err(Error::option("order", "`any`", format!("`ordered` together with `{option}`")))
            }
            _ => Ok(()),
        }
    }
}
