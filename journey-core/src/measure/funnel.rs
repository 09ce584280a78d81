//! The funnel over the stages of a map.

use crate::analysis::{Funnel, FunnelReport, FunnelStep};
use crate::error::Result;
use crate::log::EventLog;
use crate::model::pattern::Path;
use crate::model::{JourneyMap, TimeSpan};

impl JourneyMap {
    /// How many customers get from stage to stage? The funnel with a step for each stage that has touchpoints, any of
    /// which will do. Events are those of the map ([`bind`](Self::bind)).
    ///
    /// ```
    /// use journey_core::{EventLog, JourneyMap, log::Columns};
    /// let map = JourneyMap::from_yaml(
    ///     "{format: 1, name: Shop, stages: [\
    ///       {id: choose, name: Choose, touchpoints: [{id: cart, name: Cart}]},\
    ///       {id: pay, name: Pay, touchpoints: [{id: card, name: Card}, {id: bill, name: Bill}]}]}",
    /// )?;
    /// let csv = "user,at,event\nann,2024-03-01,cart\nann,2024-03-02,bill\nbob,2024-03-01,cart\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event"))?;
    /// let report = map.funnel(&log, None)?;
    /// assert_eq!((report.rows[1].touchpoint.as_str(), report.converted), ("Pay", 1));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`bind`](Self::bind) and of [`Funnel`], such as a map without touchpoints.
    ///
    /// # Complexity
    /// As [`bind`](Self::bind) and [`Funnel`].
    pub fn funnel(&self, log: &EventLog, within: Option<TimeSpan>) -> Result<FunnelReport> {
        self.bind(log)?.log.run(&Funnel { within, ..self.stage_funnel() })
    }

    /// The funnel over the stages, to be run on a [bound](Self::bind) log with further options.
    pub fn stage_funnel(&self) -> Funnel {
        let stages = self.stages.iter().filter(|stage| !stage.touchpoints.is_empty());
        Funnel::new(stages.map(|stage| {
            let touchpoints = stage.touchpoints.iter().map(|touchpoint| touchpoint.id.as_str());
            FunnelStep::pattern(Path::one_of(touchpoints).into()).name(stage.name.as_str())
        }))
    }
}
