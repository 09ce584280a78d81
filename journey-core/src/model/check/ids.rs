//! Ids: unique, readable, and existing wherever they are named.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Checker, MAX_SUGGESTIONS, Path, did_you_mean};
use crate::model::path::shorten;

/// What an id names, with its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Stage(usize),
    Touchpoint(usize, usize),
    Persona(usize),
}

impl Element {
    fn name(self) -> &'static str {
        match self {
            Self::Stage(_) => "a stage",
            Self::Touchpoint(..) => "a touchpoint",
            Self::Persona(_) => "a persona",
        }
    }

    fn path(self) -> Path {
        let root = Path::default();
        match self {
            Self::Stage(s) => root.field("stages").item(s),
            Self::Touchpoint(s, t) => root.field("stages").item(s).field("touchpoints").item(t),
            Self::Persona(p) => root.field("personas").item(p),
        }
    }
}

/// What an id may name at some place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    StageOrTouchpoint,
    Stage,
    Touchpoint,
    Persona,
}

impl Wanted {
    fn fits(self, element: Element) -> bool {
        match self {
            Self::StageOrTouchpoint => !matches!(element, Element::Persona(_)),
            Self::Stage => matches!(element, Element::Stage(_)),
            Self::Touchpoint => matches!(element, Element::Touchpoint(..)),
            Self::Persona => matches!(element, Element::Persona(_)),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::StageOrTouchpoint => "stage or touchpoint",
            Self::Stage => "stage",
            Self::Touchpoint => "touchpoint",
            Self::Persona => "persona",
        }
    }
}

const MAX_ID: usize = 200;

impl<'a> Checker<'a> {
    /// Ids of personas, stages and touchpoints share one namespace; those of KPIs have their own.
    pub(super) fn ids(&mut self) {
        let map = self.map;
        for (p, persona) in map.personas.iter().enumerate() {
            self.element(&persona.id, Element::Persona(p));
        }
        for (s, stage) in map.stages.iter().enumerate() {
            self.element(&stage.id, Element::Stage(s));
            for (t, touchpoint) in stage.touchpoints.iter().enumerate() {
                self.element(&touchpoint.id, Element::Touchpoint(s, t));
            }
        }
        let mut kpis: BTreeMap<&str, usize> = BTreeMap::new();
        for (k, kpi) in map.kpis.iter().enumerate() {
            let path = Path::default().field("kpis").item(k).field("id");
            self.id(&kpi.id, path.clone());
            match kpis.entry(&kpi.id) {
                Entry::Vacant(place) => drop(place.insert(k)),
                Entry::Occupied(first) => self.duplicate(&kpi.id, path, &format!("kpis[{}]", first.get())),
            }
        }
    }

    fn element(&mut self, id: &'a str, element: Element) {
        let path = element.path().field("id");
        self.id(id, path.clone());
        match self.elements.entry(id) {
            Entry::Vacant(place) => drop(place.insert(element)),
            Entry::Occupied(first) => {
                let first = first.get().path().to_string();
                self.duplicate(id, path, &first);
            }
        }
    }

    fn duplicate(&mut self, id: &str, path: Path, first: &str) {
        let message = format!("the id `{}` is already that of {first}", shorten(id));
        self.report(path, "duplicate_id", message, "an id of its own");
    }

    fn id(&mut self, id: &str, path: Path) {
        if id.trim().is_empty() {
            self.report(path, "blank_text", "this id is blank", "an id such as `checkout`");
        } else if id.trim() != id || id.chars().any(char::is_control) || id.len() > MAX_ID {
            let message = format!("{:?} is not usable as an id", shorten(id));
            let expected = "an id without control characters and without blanks around it, at most 200 bytes";
            self.report(path, "bad_id", message, expected);
        }
    }

    /// The element that an id names, after reporting if there is none of the right kind.
    pub(super) fn find(&mut self, id: &str, wanted: Wanted, path: Path) -> Option<Element> {
        let found = self.elements.get(id).copied();
        if let Some(element) = found.filter(|element| wanted.fits(*element)) {
            return Some(element);
        }
        let hint = match found {
            Some(element) => format!(": that is {}", element.name()),
            None => self.suggest(id, wanted),
        };
        let message = format!("there is no {} `{}`{hint}", wanted.name(), shorten(id));
        self.report(path, "unknown_id", message, format!("the id of a {}", wanted.name()));
        if let Some(problem) = self.found.last_mut() {
            problem.dangling = Some(id.to_string());
        }
        None
    }

    fn suggest(&self, id: &str, wanted: Wanted) -> String {
        if self.found.len() >= MAX_SUGGESTIONS {
            return String::new();
        }
        let fitting = self.elements.iter().filter(|(_, element)| wanted.fits(**element));
        let names: Vec<&str> = fitting.map(|(id, _)| *id).collect();
        did_you_mean(id, &names)
    }

    /// Reports if `from` comes after `to` in the map.
    pub(super) fn in_order(&mut self, from: Element, to: Element, path: Path) {
        let begin = |element| match element {
            Element::Stage(s) => Some((s, 0)),
            Element::Touchpoint(s, t) => Some((s, t)),
            Element::Persona(_) => None,
        };
        let end = |element| match element {
            Element::Stage(s) => Some((s, usize::MAX)),
            other => begin(other),
        };
        if let (Some(first), Some(last)) = (begin(from), end(to))
            && first > last
        {
            let message = "this comes before the beginning in the map";
            self.report(path, "contradiction", message, "a place after `from`");
        }
    }
}
