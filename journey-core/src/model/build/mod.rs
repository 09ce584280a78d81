//! Building a map in Rust, step by step.

mod persona;
mod rule;
mod touchpoint;

use super::{
    CommentColumn, Direction, JourneyMap, Kpi, KpiMeasure, KpiScope, KpiTarget, Persona, PlannedPath,
    RatingScale, Scope, Stage, TimeSpan, Touchpoint,
};
use crate::error::{Error, Result};

fn texts<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(Into::into).collect()
}

impl JourneyMap {
    /// An empty map of format 1. Add stages, then call [`build`](Self::build).
    ///
    /// ```
    /// use journey_core::model::{EventRule, JourneyMap, Kpi, KpiMeasure, Stage, Touchpoint};
    ///
    /// let add = EventRule::equals("touchpoint", "add_to_cart");
    /// let cart = Touchpoint::new("cart", "Cart").channel("web").owner("Shop team").rule(add);
    /// let pay = Touchpoint::new("pay", "Payment").channel("web").owner("Payments").moment_of_truth();
    /// let shop = JourneyMap::new("Shop")
    ///     .scope("cart", "pay")
    ///     .stage(Stage::new("buy", "Buy").touchpoint(cart).touchpoint(pay))
    ///     .kpi(Kpi::new("paid", "Carts that are paid", KpiMeasure::conversion("cart", "pay")).target(0.4))
    ///     .build()?;
    /// assert_eq!(shop.touchpoints().count(), 2);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn new(name: impl Into<String>) -> Self {
        Self { format: 1, name: name.into(), ..Self::default() }
    }

    /// Says what the map is for.
    #[must_use]
    pub fn objective(mut self, text: impl Into<String>) -> Self {
        self.objective = Some(text.into());
        self
    }

    /// Says from which stage or touchpoint to which the journey goes, by id.
    #[must_use]
    pub fn scope(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.scope = Some(Scope { from: Some(from.into()), to: Some(to.into()) });
        self
    }

    /// Says who answers for the map.
    #[must_use]
    pub fn owner(mut self, owner: impl Into<String>) -> Self {
        self.owner = Some(owner.into());
        self
    }

    /// Sets the IANA time zone of everything with a calendar.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }

    /// Says where ratings are found in the events.
    #[must_use]
    pub fn rating(mut self, rating: RatingScale) -> Self {
        self.rating = Some(rating);
        self
    }

    /// Says where comments are found in the events; they are taken for English.
    #[must_use]
    pub fn comments(mut self, column: impl Into<String>) -> Self {
        self.comments = Some(CommentColumn { column: column.into(), sentiment: None });
        self
    }

    /// Adds a persona.
    #[must_use]
    pub fn persona(mut self, persona: Persona) -> Self {
        self.personas.push(persona);
        self
    }

    /// Adds a stage after the others.
    #[must_use]
    pub fn stage(mut self, stage: Stage) -> Self {
        self.stages.push(stage);
        self
    }

    /// Adds a path that the team designed.
    #[must_use]
    pub fn planned_path(mut self, path: PlannedPath) -> Self {
        self.planned_paths.push(path);
        self
    }

    /// Adds a KPI.
    #[must_use]
    pub fn kpi(mut self, kpi: Kpi) -> Self {
        self.kpis.push(kpi);
        self
    }

    /// The map, if it is valid.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidMap`] with everything that [`JourneyMap::check`] finds.
    pub fn build(self) -> Result<Self> {
        let issues = self.check();
        if issues.is_empty() { Ok(self) } else { Err(Error::InvalidMap { issues }) }
    }
}

impl PlannedPath {
    /// A path through touchpoints, by id, for all personas.
    pub fn new<T: Into<String>>(name: impl Into<String>, touchpoints: impl IntoIterator<Item = T>) -> Self {
        Self { name: name.into(), touchpoints: texts(touchpoints), personas: Vec::new() }
    }

    /// Says for which personas it is meant, by id.
    #[must_use]
    pub fn personas<T: Into<String>>(mut self, personas: impl IntoIterator<Item = T>) -> Self {
        self.personas = texts(personas);
        self
    }
}

impl RatingScale {
    /// Ratings in a column, from the worst to the best.
    pub fn new(column: impl Into<String>, min: f64, max: f64) -> Self {
        Self { column: column.into(), min, max }
    }
}

impl Stage {
    /// A stage without touchpoints.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), ..Self::default() }
    }

    /// Says what the customer wants here.
    #[must_use]
    pub fn goal(mut self, text: impl Into<String>) -> Self {
        self.goal = Some(text.into());
        self
    }

    /// Says which question is in the customer's mind.
    #[must_use]
    pub fn question(mut self, text: impl Into<String>) -> Self {
        self.question = Some(text.into());
        self
    }

    /// Adds a touchpoint after the others.
    #[must_use]
    pub fn touchpoint(mut self, touchpoint: Touchpoint) -> Self {
        self.touchpoints.push(touchpoint);
        self
    }
}

impl KpiMeasure {
    /// Share of journeys at `from` that later reach `to`, by id of stage or touchpoint.
    pub fn conversion(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self::ConversionRate { from: Some(from.into()), to: to.into(), within: None }
    }

    /// Net promoter score of the answers in a column.
    pub fn nps(column: impl Into<String>) -> Self {
        Self::Nps { column: column.into(), weight: None }
    }
}

impl Kpi {
    /// A KPI of the whole map, without target.
    pub fn new(id: impl Into<String>, name: impl Into<String>, measure: KpiMeasure) -> Self {
        let (id, name) = (id.into(), name.into());
        Self { id, name, measure, scope: KpiScope::Map, target: None, direction: None }
    }

    /// Says which part of the map it is about.
    #[must_use]
    pub fn scope(mut self, scope: KpiScope) -> Self {
        self.scope = scope;
        self
    }

    /// Sets the value to reach: a number or a [`TimeSpan`].
    #[must_use]
    pub fn target(mut self, target: impl Into<KpiTarget>) -> Self {
        self.target = Some(target.into());
        self
    }

    /// Says which way is better, if not the usual one of the measure.
    #[must_use]
    pub fn direction(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }
}

impl From<f64> for KpiTarget {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<TimeSpan> for KpiTarget {
    fn from(span: TimeSpan) -> Self {
        Self::Time(span)
    }
}
