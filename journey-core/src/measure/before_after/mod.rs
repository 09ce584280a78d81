//! Before and after: was the change a success?

mod findings;
mod kpis;
mod limits;
mod mix;
mod options;
mod periods;
mod report;
mod success;
#[cfg(test)]
mod tests;
mod words;

use crate::error::{Error, Result};
use crate::log::EventLog;
use crate::measure::MeasuredMap;
use crate::model::JourneyMap;
use crate::numeric::benjamini_hochberg;
use findings::Side;
use kpis::Beside;
use limits::Design;
pub use options::BeforeAfter;
use periods::{Periods, Stretch};
pub use report::{
    Adjustment, BeforeAfterReport, ComparedSide, FindingChange, FindingFate, KpiChange, KpiVerdict, Limit,
    LimitKind, LimitStatus, MixChange, Success, SuccessVerdict,
};

/// Findings that are listed on each side.
const FINDINGS: usize = 100;

impl JourneyMap {
    /// Was the change a success? Every KPI and every finding of the map, before and after.
    ///
    /// * **Sides.** With `at`, two periods of equal length, whose customers are those who began in them. What they did after the
    ///   end of their period does not count, so both sides see as much of their journeys; those that may still go on are
    ///   open, neither completed nor lost. With `version`, the journeys of two values of a column.
    /// * **KPIs**, and the share of completed journeys, of everybody and of each persona: after less before with an interval
    ///   (Zou and Donner 2008; of two shares that is Newcombe's), the p-value that belongs to it, and a verdict. `no_change`
    ///   needs the whole interval within the margin: that nothing is significant says nothing.
    /// * **Season.** If the log has the same weeks a year before, what happened then is taken off (difference in differences).
    /// * **Control.** Likewise what happened to customers whom the change did not touch.
    /// * **Findings**, by kind and place: the share of customers who suffer, counted alike on both sides. What was found was
    ///   found because it was extreme, and would be less so the next time anyway (regression to the mean). So half of the
    ///   customers of a side find, and the other half tells how large it is.
    /// * **Mix.** How the customers differ, and each difference again with the same mix (direct standardisation), with a warning
    ///   where it turns round (Simpson's paradox).
    /// * **Limits** says what of all that was done, and what is not ruled out.
    ///
    /// p-values are adjusted over all KPIs, personas and findings together. A comparison of two periods is an observation.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for neither or both of `at` and `version`, an instant or a window that does not fit the log, a
    /// version without journeys, and numbers out of range; [`Error::UnknownName`] for a goal, guard or column that does not
    /// exist; and as [`JourneyMap::measure_with`].
    ///
    /// # Complexity
    /// O(events) a part that is measured: both sides and their halves, and as far as they are there the period before, a year
    /// before, the control, and each value of the mix.
    ///
    /// # Example
    /// ```
    /// use journey_core::measure::{BeforeAfter, KpiVerdict, SuccessVerdict};
    /// use journey_core::model::{JourneyMap, Stage, Touchpoint};
    /// use journey_core::EventLog;
    /// use journey_core::log::Columns;
    /// let mut csv = String::from("customer,time,event\n");
    /// for customer in 0..2800 {
    ///     let (day, new) = (customer / 50, customer >= 1400);
    ///     let date = |day: i32| if day < 31 { format!("2024-01-{:02}", day + 1) } else { format!("2024-02-{:02}", day - 30) };
    ///     csv += &format!("c{customer},{},look\n", date(day));
    ///     if customer % 10 < (if new { 6 } else { 4 }) {
    ///         csv += &format!("c{customer},{}T12:00,buy\n", date(day));
    ///     }
    /// }
    /// let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
    /// let spot = |id: &str| Touchpoint { id: id.into(), name: id.into(), ..Touchpoint::default() };
    /// let stage = |id: &str| Stage { id: id.into(), name: id.into(), touchpoints: vec![spot(id)], ..Stage::default() };
    /// let map = JourneyMap { format: 1, name: "Shop".into(), stages: vec![stage("look"), stage("buy")], ..JourneyMap::default() };
    ///
    /// let question = BeforeAfter::at("2024-01-29T00:00:00Z".parse()?).open_within("1d".parse()?).goal("completion");
    /// let report = map.before_after(&log, &question)?;
    /// let completion = &report.rows[0];
    /// assert_eq!((completion.kpi.as_str(), completion.verdict), ("completion", KpiVerdict::Better));
    /// assert!((completion.difference.value.unwrap() - 0.2).abs() < 0.01);
    /// assert_eq!(report.success.unwrap().verdict, SuccessVerdict::Success);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # References
    /// Newcombe (1998), "Interval estimation for the difference between independent proportions"; Zou and Donner (2008);
    /// Benjamini and Hochberg (1995); Barnett, van der Pols and Dobson (2005), "Regression to the mean: what it is and how to
    /// deal with it"; Simpson (1951).
    pub fn before_after(&self, log: &EventLog, options: &BeforeAfter) -> Result<BeforeAfterReport> {
        options.check()?;
        let (touched, control) = match &options.control {
            None => (log.clone(), None),
            Some(rule) => {
                let control = log.select(rule)?;
                (log.difference(&control)?, Some(control))
            }
        };
        match (options.at, options.version.as_deref()) {
            (Some(at), None) => {
                let periods = Periods::of(log, at, options)?;
                let open = options.measure(0).window(self);
                Cut { map: self, options, design: Design::Periods(periods, open) }
                    .periods(&touched, control, &periods)
            }
            (None, Some(column)) => self.versions(&touched, control, column, options),
            (Some(_), Some(_)) => Err(Error::option("version", "a column beside `at`", "one of both")),
            (None, None) => Err(Error::option("at", "nothing", "an instant, or a column in `version`")),
        }
    }

    fn versions(
        &self,
        log: &EventLog,
        control: Option<EventLog>,
        column: &str,
        options: &BeforeAfter,
    ) -> Result<BeforeAfterReport> {
        if control.is_some() {
            return Err(Error::option("control", "a rule beside `version`", "a rule beside `at`"));
        }
        let [before, after] = periods::versions(log, column, options)?;
        let together = overlap(stretch(&before.1), stretch(&after.1));
        let logs = [(before.0, before.1, 0), (after.0, after.1, 0)];
        Cut { map: self, options, design: Design::Versions { together } }.compare(logs, Beside::default())
    }
}

/// First and last time of the journeys of a selection.
fn stretch(log: &EventLog) -> Option<Stretch> {
    let shards = log.map_shards(|shard| {
        let times = || shard.journeys().flat_map(|journey| journey.times().iter().copied());
        times().min().zip(times().max())
    });
    let ends = || shards.iter().flatten();
    let (from, to) = (ends().map(|(from, _)| *from).min()?, ends().map(|(_, to)| *to).max()?);
    Some(Stretch { from, to })
}

/// Whether at least half of the shorter stretch lies within the other one.
fn overlap(a: Option<Stretch>, b: Option<Stretch>) -> bool {
    let Some((a, b)) = a.zip(b) else { return false };
    let common = a.to.min(b.to).saturating_sub(a.from.max(b.from));
    common >= 0 && common.saturating_mul(2) >= (a.to - a.from).min(b.to - b.from)
}

impl MeasuredMap {
    /// Was the change a success? This measured map beside an earlier one of the same map: every KPI, and every finding as far as
    /// the two tell of it.
    ///
    /// Use it where only measured maps were kept. [`JourneyMap::before_after`] looks into the log, and so can count findings
    /// alike on both sides, tell regression to the mean, and look at the season, at a control and at the mix of customers.
    /// Of a map whose personas hold every customer exactly once, KPIs are told for the same mix of them.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for maps of other personas, touchpoints or KPIs, and for options that need a log;
    /// [`Error::UnknownName`] for a goal or guard that is no KPI.
    ///
    /// # Complexity
    /// O(KPIs · personas + findings²).
    ///
    /// # Example
    /// ```
    /// use journey_core::measure::{BeforeAfter, KpiVerdict};
    /// use journey_core::model::JourneyMap;
    /// use journey_core::simulate::Simulate;
    /// let map = JourneyMap::template("online_shop")?;
    /// let measured = map.measure(&map.simulate(&Simulate::new(1).customers(500))?)?;
    /// let report = measured.compared_with(&measured, &BeforeAfter::new())?;
    /// assert!(report.rows.iter().all(|row| matches!(row.difference.value, None | Some(0.0))));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn compared_with(&self, before: &Self, options: &BeforeAfter) -> Result<BeforeAfterReport> {
        options.check()?;
        let needs_log = [
            ("at", options.at.is_some()),
            ("window", options.window.is_some()),
            ("version", options.version.is_some()),
            ("control", options.control.is_some()),
            ("same_mix", options.same_mix.is_some()),
            ("mix", options.mix.is_some()),
        ];
        if let Some((field, _)) = needs_log.iter().find(|(_, given)| *given) {
            return Err(Error::option(
                field,
                "given",
                "nothing: two measured maps have no log (see `before_after`)",
            ));
        }
        self.same_elements(before)?;
        let of = |measured: &Self| {
            let time = |time: Option<jiff::Timestamp>| time.map(jiff::Timestamp::as_microsecond);
            let (from, to) = time(measured.provenance.from).zip(time(measured.provenance.to))?;
            Some(Stretch { from, to })
        };
        let design = Design::Maps { together: overlap(of(before), of(self)) };
        let side = |name: &str, measured| ComparedSide::of(name, measured, 0);
        let sides = [side("before", before), side("after", self)];
        let rows = kpis::changes(
            before,
            self,
            &Beside { strata: personas(before, self), ..Beside::default() },
            options,
        );
        let draft = Draft {
            sides,
            rows,
            findings: findings::told(before, self),
            mix: mix::of_personas(before, self),
        };
        draft.finish(&Beside::default(), &design, options)
    }

    fn same_elements(&self, other: &Self) -> Result<()> {
        let ids = |measured: &Self| -> Vec<Option<String>> {
            let views = measured.views.iter().map(|view| view.persona.clone());
            let first = measured.views.first();
            let kpis = first
                .iter()
                .flat_map(|view| view.kpis.iter().map(|kpi| Some(kpi.id.clone())))
                .collect::<Vec<_>>();
            let touchpoints = measured.map.touchpoints().map(|touchpoint| Some(touchpoint.id.clone()));
            views.chain(kpis).chain(touchpoints).collect()
        };
        match ids(self) == ids(other) {
            true => Ok(()),
            false => Err(Error::option(
                "before",
                "a map of other personas, touchpoints or KPIs",
                "a measured map of the same journey map",
            )),
        }
    }
}

/// The personas as kinds of customers, if every customer of both sides belongs to exactly one.
fn personas(before: &MeasuredMap, after: &MeasuredMap) -> Vec<[MeasuredMap; 2]> {
    let exact = |measured: &MeasuredMap| {
        let of = &measured.coverage.personas;
        of.none == 0 && of.several == 0 && of.one > 0
    };
    if !exact(before) || !exact(after) {
        return Vec::new();
    }
    // Each persona as if it were everybody.
    let only = |measured: &MeasuredMap, persona: &str| {
        let view = measured.view(persona).cloned().map(|view| crate::measure::View { persona: None, ..view });
        MeasuredMap { views: view.into_iter().collect(), ..measured.clone() }
    };
    let ids = before.map.personas.iter().map(|persona| persona.id.as_str());
    ids.map(|id| [only(before, id), only(after, id)]).collect()
}

impl ComparedSide {
    fn of(name: &str, measured: &MeasuredMap, cut_off: u64) -> Self {
        let view = measured.everybody();
        let count = |of: fn(&crate::measure::View) -> u64| view.map_or(0, of);
        Self {
            name: name.into(),
            from: measured.provenance.from,
            to: measured.provenance.to,
            customers: count(|view| view.customers),
            completed: count(|view| view.completed),
            open: count(|view| view.open),
            lost: count(|view| view.lost),
            cut_off,
        }
    }
}

/// A comparison of logs.
struct Cut<'c> {
    map: &'c JourneyMap,
    options: &'c BeforeAfter,
    design: Design,
}

impl Cut<'_> {
    fn measure(&self, log: &EventLog) -> Result<MeasuredMap> {
        self.map.measure_with(log, &self.options.measure(0))
    }

    /// Two stretches of time measured.
    fn pair(&self, log: &EventLog, [before, after]: [Stretch; 2]) -> Result<[MeasuredMap; 2]> {
        let measured = |stretch| self.measure(&periods::cut(log, stretch)?.0);
        Ok([measured(before)?, measured(after)?])
    }

    fn periods(
        &self,
        log: &EventLog,
        control: Option<EventLog>,
        periods: &Periods,
    ) -> Result<BeforeAfterReport> {
        let (before, cut_before) = periods::cut(log, periods.before)?;
        let (after, cut_after) = periods::cut(log, periods.after)?;
        let control =
            control.map(|control| self.pair(&control, [periods.before, periods.after])).transpose()?;
        let season =
            periods.year_before().map(|(before, after)| self.pair(log, [before, after])).transpose()?;
        let earlier =
            periods.earlier().map(|earlier| self.measure(&periods::cut(log, earlier)?.0)).transpose()?;
        let sides = [("before".into(), before, cut_before), ("after".into(), after, cut_after)];
        let mut report = self.compare(sides, Beside { earlier, season, control, strata: Vec::new() })?;
        for (side, stretch) in [(&mut report.before, periods.before), (&mut report.after, periods.after)] {
            side.from = jiff::Timestamp::from_microsecond(stretch.from).ok();
            side.to = jiff::Timestamp::from_microsecond(stretch.to).ok();
        }
        Ok(report)
    }

    /// Compares two logs: name, journeys, and how many of them go on.
    fn compare(
        &self,
        [before, after]: [(String, EventLog, u64); 2],
        beside: Beside,
    ) -> Result<BeforeAfterReport> {
        let measure = |log: &EventLog| self.map.measure_with(log, &self.options.measure(FINDINGS));
        let (earlier, later) = (measure(&before.1)?, measure(&after.1)?);
        let logs = [&before.1, &after.1];
        let strata = match &self.options.same_mix {
            Some(column) => {
                let pair =
                    |[before, after]: &[EventLog; 2]| Ok([self.measure(before)?, self.measure(after)?]);
                mix::strata(logs, column)?.iter().map(pair).collect::<Result<_>>()?
            }
            None => personas(&earlier, &later),
        };
        let beside = Beside { strata, ..beside };
        let mut mix = mix::of_personas(&earlier, &later);
        mix.extend(mix::of_weekdays(self.map, logs)?);
        mix.extend(mix::of_columns(logs, self.options.mix.as_deref())?);
        let sides =
            [ComparedSide::of(&before.0, &earlier, before.2), ComparedSide::of(&after.0, &later, after.2)];
        let here = Side::new(self.map, logs[0], &earlier, self.options)?;
        let there = Side::new(self.map, logs[1], &later, self.options)?;
        let findings = findings::counted(self.map, &here, &there)?;
        let rows = kpis::changes(&earlier, &later, &beside, self.options);
        Draft { sides, rows, findings, mix }.finish(&beside, &self.design, self.options)
    }
}

/// A report that is not judged yet.
struct Draft {
    sides: [ComparedSide; 2],
    rows: Vec<KpiChange>,
    findings: Vec<FindingChange>,
    mix: Vec<MixChange>,
}

impl Draft {
    /// Adjusts the p-values of everything together, and judges.
    fn finish(
        mut self,
        beside: &Beside,
        design: &Design,
        options: &BeforeAfter,
    ) -> Result<BeforeAfterReport> {
        self.findings.iter_mut().for_each(|row| findings::test(row, options));
        let of_findings = self.findings.iter().map(|row| row.p);
        let p: Vec<Option<f64>> = self.rows.iter().map(|row| row.p).chain(of_findings).collect();
        let adjusted = benjamini_hochberg(&p);
        let halves = !matches!(design, Design::Maps { .. });
        let mut given = adjusted.into_iter();
        self.rows.iter_mut().for_each(|row| kpis::judge(row, given.next().flatten(), options));
        for row in &mut self.findings {
            findings::judge(row, given.next().flatten(), options, halves);
        }
        mix::adjust(&mut self.mix);
        let [before, after] = self.sides;
        let (rows, findings, mix, limits) = (self.rows, self.findings, self.mix, Vec::new());
        let tested = p.iter().flatten().count() as u64;
        let mut report =
            BeforeAfterReport { before, after, success: None, rows, findings, mix, limits, tested };
        report.limits = limits::limits(&report, beside, design);
        report.success = success::success(&report, options)?;
        Ok(report)
    }
}
