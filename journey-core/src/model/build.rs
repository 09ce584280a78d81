//! Building a map in Rust, step by step.

use super::{
    Comparison, CustomerRule, Demographics, Direction, Emotion, EventRule, JourneyMap, Kpi, KpiMeasure,
    KpiScope, KpiTarget, Opportunity, OpportunityStatus, PainPoint, Persona, PlannedPath, Predicate,
    Psychographics, RatingScale, Scalar, Scope, Stage, TimeSpan, Touchpoint, TouchpointPlace,
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

impl Touchpoint {
    /// A touchpoint to which events of the name `id` belong.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), ..Self::default() }
    }

    /// Says where it happens, such as `web`.
    #[must_use]
    pub fn channel(mut self, channel: impl Into<String>) -> Self {
        self.channel = Some(channel.into());
        self
    }

    /// Says that it happens on a network.
    #[must_use]
    pub fn online(mut self) -> Self {
        self.place = Some(TouchpointPlace::Online);
        self
    }

    /// Says that it happens in the physical world.
    #[must_use]
    pub fn offline(mut self) -> Self {
        self.place = Some(TouchpointPlace::Offline);
        self
    }

    /// Says which team answers for it.
    #[must_use]
    pub fn owner(mut self, owner: impl Into<String>) -> Self {
        self.owner = Some(owner.into());
        self
    }

    /// Says what the customer does.
    #[must_use]
    pub fn action(mut self, text: impl Into<String>) -> Self {
        self.action = Some(text.into());
        self
    }

    /// Adds a thought of the customer.
    #[must_use]
    pub fn thought(mut self, text: impl Into<String>) -> Self {
        self.thoughts.push(text.into());
        self
    }

    /// Adds what the team expects customers to feel.
    #[must_use]
    pub fn emotion(mut self, emotion: Emotion) -> Self {
        self.emotions.push(emotion);
        self
    }

    /// Says that this decides about the whole journey.
    #[must_use]
    pub fn moment_of_truth(mut self) -> Self {
        self.moment_of_truth = true;
        self
    }

    /// Says how long a visit should take at most.
    #[must_use]
    pub fn target_time_spent(mut self, span: TimeSpan) -> Self {
        self.target_time_spent = Some(span);
        self
    }

    /// Says how long customers should wait for it at most.
    #[must_use]
    pub fn target_waiting_time(mut self, span: TimeSpan) -> Self {
        self.target_waiting_time = Some(span);
        self
    }

    /// Adds a known obstacle.
    #[must_use]
    pub fn pain_point(mut self, pain: PainPoint) -> Self {
        self.pain_points.push(pain);
        self
    }

    /// Adds a possible improvement.
    #[must_use]
    pub fn opportunity(mut self, opportunity: Opportunity) -> Self {
        self.opportunities.push(opportunity);
        self
    }

    /// Says where its ratings are found, if not where those of the map are.
    #[must_use]
    pub fn rating(mut self, rating: RatingScale) -> Self {
        self.rating = Some(rating);
        self
    }

    /// Says which events belong to it.
    #[must_use]
    pub fn rule(mut self, rule: EventRule) -> Self {
        self.rule = Some(rule);
        self
    }
}

impl Emotion {
    /// An emotion of everybody, from -2 (very negative) to +2 (very positive).
    pub fn new(valence: f64) -> Self {
        Self { valence, name: None, persona: None }
    }

    /// Names it.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Says which persona feels so, by id.
    #[must_use]
    pub fn persona(mut self, id: impl Into<String>) -> Self {
        self.persona = Some(id.into());
        self
    }
}

impl PainPoint {
    /// A known obstacle.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), severity: None, evidence: None }
    }

    /// Says how bad it is, from 1 (a nuisance) to 5 (customers leave).
    #[must_use]
    pub fn severity(mut self, severity: u8) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Says how the team knows.
    #[must_use]
    pub fn evidence(mut self, text: impl Into<String>) -> Self {
        self.evidence = Some(text.into());
        self
    }
}

impl Opportunity {
    /// A possible improvement.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), effort: None, owner: None, status: None }
    }

    /// Says how much work it is, such as `2 weeks`.
    #[must_use]
    pub fn effort(mut self, text: impl Into<String>) -> Self {
        self.effort = Some(text.into());
        self
    }

    /// Says which team would do it.
    #[must_use]
    pub fn owner(mut self, owner: impl Into<String>) -> Self {
        self.owner = Some(owner.into());
        self
    }

    /// Says how far it is.
    #[must_use]
    pub fn status(mut self, status: OpportunityStatus) -> Self {
        self.status = Some(status);
        self
    }
}

impl Persona {
    /// A persona to which nobody belongs until it has a rule.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), ..Self::default() }
    }

    /// Says who they are.
    #[must_use]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// States facts such as age and place.
    #[must_use]
    pub fn demographics(mut self, facts: Demographics) -> Self {
        self.demographics = Some(facts);
        self
    }

    /// States values, interests and lifestyle.
    #[must_use]
    pub fn psychographics(mut self, mind: Psychographics) -> Self {
        self.psychographics = Some(mind);
        self
    }

    /// Says what they do.
    #[must_use]
    pub fn behaviours<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.behaviours = texts(items);
        self
    }

    /// Says what moves them.
    #[must_use]
    pub fn motivations<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.motivations = texts(items);
        self
    }

    /// Says what they want to reach.
    #[must_use]
    pub fn goals<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.goals = texts(items);
        self
    }

    /// Says what troubles them.
    #[must_use]
    pub fn pains<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.pains = texts(items);
        self
    }

    /// Says which channels they prefer, best first.
    #[must_use]
    pub fn preferred_channels<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.preferred_channels = texts(items);
        self
    }

    /// Says which customers belong.
    #[must_use]
    pub fn rule(mut self, rule: CustomerRule) -> Self {
        self.rule = Some(rule);
        self
    }
}

impl Predicate {
    /// The value of the column is exactly this one.
    pub fn equals(column: impl Into<String>, value: impl Into<Scalar>) -> Self {
        Self::Equals { column: column.into(), value: value.into() }
    }

    /// The value of the column is one of these.
    pub fn one_of<T: Into<Scalar>>(column: impl Into<String>, values: impl IntoIterator<Item = T>) -> Self {
        Self::OneOf { column: column.into(), values: values.into_iter().map(Into::into).collect() }
    }

    /// The text of the column matches a glob: `*` any run of characters, `?` any one character.
    pub fn glob(column: impl Into<String>, pattern: impl Into<String>) -> Self {
        Self::Glob { column: column.into(), pattern: pattern.into() }
    }

    /// The number or time of the column is this or greater.
    pub fn at_least(column: impl Into<String>, bound: impl Into<Scalar>) -> Self {
        Self::Compare(Comparison {
            column: column.into(),
            at_least: Some(bound.into()),
            ..Comparison::default()
        })
    }

    /// The number or time of the column is this or smaller.
    pub fn at_most(column: impl Into<String>, bound: impl Into<Scalar>) -> Self {
        Self::Compare(Comparison {
            column: column.into(),
            at_most: Some(bound.into()),
            ..Comparison::default()
        })
    }
}

impl EventRule {
    /// The value of the column is exactly this one. See [`Predicate::equals`].
    pub fn equals(column: impl Into<String>, value: impl Into<Scalar>) -> Self {
        Self::Is(Predicate::equals(column, value))
    }

    /// The value of the column is one of these.
    pub fn one_of<T: Into<Scalar>>(column: impl Into<String>, values: impl IntoIterator<Item = T>) -> Self {
        Self::Is(Predicate::one_of(column, values))
    }

    /// The text of the column matches a glob: `*` any run of characters, `?` any one character.
    pub fn glob(column: impl Into<String>, pattern: impl Into<String>) -> Self {
        Self::Is(Predicate::glob(column, pattern))
    }

    /// At least one of these holds.
    pub fn any(rules: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(rules.into_iter().collect())
    }

    /// All of these hold.
    pub fn all(rules: impl IntoIterator<Item = Self>) -> Self {
        Self::All(rules.into_iter().collect())
    }

    /// The rule does not hold.
    #[expect(clippy::should_implement_trait, reason = "a rule is not a boolean, and `!rule` would hide that")]
    pub fn not(rule: Self) -> Self {
        Self::Not(Box::new(rule))
    }
}

impl From<Predicate> for EventRule {
    fn from(predicate: Predicate) -> Self {
        Self::Is(predicate)
    }
}

impl CustomerRule {
    /// The customer's first value of the column satisfies this.
    pub fn first(predicate: Predicate) -> Self {
        Self::First(predicate)
    }

    /// The customer's last value of the column satisfies this.
    pub fn last(predicate: Predicate) -> Self {
        Self::Last(predicate)
    }

    /// Any value of the customer satisfies this.
    pub fn ever(predicate: Predicate) -> Self {
        Self::Ever(predicate)
    }

    /// The customer has at least so many events at a touchpoint.
    pub fn visited(touchpoint: impl Into<String>, at_least: u32) -> Self {
        Self::Visited { touchpoint: touchpoint.into(), at_least }
    }

    /// The customer belongs to another persona.
    pub fn persona(id: impl Into<String>) -> Self {
        Self::Persona(id.into())
    }

    /// At least one of these holds.
    pub fn any(rules: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(rules.into_iter().collect())
    }

    /// All of these hold.
    pub fn all(rules: impl IntoIterator<Item = Self>) -> Self {
        Self::All(rules.into_iter().collect())
    }

    /// The rule does not hold.
    #[expect(clippy::should_implement_trait, reason = "a rule is not a boolean, and `!rule` would hide that")]
    pub fn not(rule: Self) -> Self {
        Self::Not(Box::new(rule))
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
