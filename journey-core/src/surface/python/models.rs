//! Keyword constructors of the parts of a map.

use std::collections::BTreeMap;

use pyo3::prelude::*;

use super::data::{data, show_fields};
use super::values::List;
use crate::model::{
    CommentColumn, CustomerRule, Demographics, Direction, Emotion, EventRule, FindingKind, Kpi, KpiMeasure,
    KpiScope, KpiTarget, Opportunity, OpportunityStatus, PainPoint, Persona, PlannedPath, Psychographics,
    RatingScale, Scalar, Scope, Stage, TimeSpan, Touchpoint, TouchpointPlace,
};

data!(
    CommentColumn,
    Demographics,
    Emotion,
    Kpi,
    Opportunity,
    PainPoint,
    Persona,
    PlannedPath,
    Psychographics,
    RatingScale,
    Scope,
    Stage,
    Touchpoint,
);

show_fields!(
    CommentColumn,
    Demographics,
    Emotion,
    Kpi,
    Opportunity,
    PainPoint,
    Persona,
    PlannedPath,
    Psychographics,
    RatingScale,
    Scope,
    Stage,
    Touchpoint,
);

/// `Class { needed; optional; lists }`: a constructor with keyword arguments only. What is not needed may
/// be left out; a list is then empty.
macro_rules! constructors {
    ($($class:ident {
        $($needed:ident: $needed_type:ty),*;
        $($optional:ident: $optional_type:ty),*;
        $($list:ident: $list_type:ty),*
    })+) => {$(
        #[pymethods]
        impl $class {
            #[new]
            #[pyo3(signature = (*, $($needed,)* $($optional=None,)* $($list=None,)*))]
            #[allow(clippy::too_many_arguments)]
            fn new_py(
                $($needed: $needed_type,)*
                $($optional: Option<$optional_type>,)*
                $($list: Option<List<$list_type>>,)*
            ) -> Self {
                Self {
                    $($needed,)*
                    $($optional,)*
                    $($list: $list.unwrap_or_default().0,)*
                }
            }
        }
    )+};
}

constructors! {
    Emotion { valence: f64; name: String, persona: String; }
    Opportunity { text: String; effort: String, owner: String, status: OpportunityStatus; }
    CommentColumn { column: String; sentiment: String; }
    PainPoint { text: String; severity: u8, evidence: String, kind: FindingKind; }
    Persona {
        id: String, name: String;
        description: String, demographics: Demographics, psychographics: Psychographics, rule: CustomerRule;
        behaviours: String, motivations: String, goals: String, pains: String, preferred_channels: String
    }
    PlannedPath { name: String; ; touchpoints: String, personas: String }
    Psychographics { ; ; values: String, interests: String, lifestyle: String }
    RatingScale { column: String, min: f64, max: f64; ; }
    Stage { id: String, name: String; goal: String, question: String; touchpoints: Touchpoint }
}

#[pymethods]
impl Scope {
    #[new]
    #[pyo3(signature = (*, from_=None, to=None))]
    fn new_py(from_: Option<String>, to: Option<String>) -> Self {
        Self { from: from_, to }
    }

    /// Id of the stage or touchpoint where it begins; the first stage if left out.
    #[getter]
    fn from_(&self) -> Option<&str> {
        self.from.as_deref()
    }

    /// Id of the stage or touchpoint where it is complete; the last stage if left out.
    #[getter]
    fn to(&self) -> Option<&str> {
        self.to.as_deref()
    }
}

#[pymethods]
impl Demographics {
    #[new]
    #[pyo3(signature = (*, age=None, gender=None, location=None, other=None))]
    fn new_py(
        age: Option<String>,
        gender: Option<String>,
        location: Option<String>,
        other: Option<BTreeMap<String, Scalar>>,
    ) -> Self {
        Self { age, gender, location, other: other.unwrap_or_default() }
    }
}

#[pymethods]
impl Kpi {
    #[new]
    #[pyo3(signature = (*, id, name, measure, scope=None, target=None, direction=None))]
    fn new_py(
        id: String,
        name: String,
        measure: KpiMeasure,
        scope: Option<KpiScope>,
        target: Option<KpiTarget>,
        direction: Option<Direction>,
    ) -> Self {
        Self { id, name, measure, scope: scope.unwrap_or_default(), target, direction }
    }
}

#[pymethods]
impl Touchpoint {
    #[new]
    #[pyo3(signature = (
        *, id, name, channel=None, place=None, owner=None, action=None, thoughts=None, emotions=None,
        moment_of_truth=false, support=false, once=false, target_time_spent=None, target_waiting_time=None, pain_points=None,
        opportunities=None, rating=None, rule=None, failed=None,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn new_py(
        id: String,
        name: String,
        channel: Option<String>,
        place: Option<TouchpointPlace>,
        owner: Option<String>,
        action: Option<String>,
        thoughts: Option<List<String>>,
        emotions: Option<List<Emotion>>,
        moment_of_truth: bool,
        support: bool,
        once: bool,
        target_time_spent: Option<TimeSpan>,
        target_waiting_time: Option<TimeSpan>,
        pain_points: Option<List<PainPoint>>,
        opportunities: Option<List<Opportunity>>,
        rating: Option<RatingScale>,
        rule: Option<EventRule>,
        failed: Option<EventRule>,
    ) -> Self {
        Self {
            id,
            name,
            channel,
            place,
            owner,
            action,
            thoughts: thoughts.unwrap_or_default().0,
            emotions: emotions.unwrap_or_default().0,
            moment_of_truth,
            support,
            once,
            target_time_spent,
            target_waiting_time,
            pain_points: pain_points.unwrap_or_default().0,
            opportunities: opportunities.unwrap_or_default().0,
            rating,
            rule,
            failed,
        }
    }
}
