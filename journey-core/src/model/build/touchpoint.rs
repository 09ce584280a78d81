//! Building touchpoints, with emotions, pain points and opportunities.

use crate::model::{
    Emotion, EventRule, FindingKind, Opportunity, OpportunityStatus, PainPoint, RatingScale, TimeSpan,
    Touchpoint, TouchpointPlace,
};

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

    /// Says that customers come here for help.
    #[must_use]
    pub fn support(mut self) -> Self {
        self.support = true;
        self
    }

    /// Says that customers should have to do this only once.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.once = true;
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

    /// Says which of its events are failed attempts.
    #[must_use]
    pub fn failed(mut self, rule: EventRule) -> Self {
        self.failed = Some(rule);
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
        Self { text: text.into(), severity: None, evidence: None, kind: None }
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

    /// Says what it shows itself by.
    #[must_use]
    pub fn kind(mut self, kind: FindingKind) -> Self {
        self.kind = Some(kind);
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
