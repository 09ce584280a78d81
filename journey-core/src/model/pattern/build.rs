//! The typed form of patterns.

use super::{Bound, Class, Gap, Link, Node, Passes, Path};
use crate::model::{EventRule, TimeSpan};

impl Path {
    /// An event at a touchpoint.
    pub fn touchpoint(name: impl Into<String>) -> Self {
        Self(Node::Event(Class::Touchpoint(name.into())))
    }

    /// An event at a touchpoint for which a rule holds.
    pub fn touchpoint_where(name: impl Into<String>, rule: EventRule) -> Self {
        Self(Node::Event(Class::Where(Box::new(Class::Touchpoint(name.into())), rule)))
    }

    /// An event at one of these touchpoints.
    pub fn one_of<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Self {
        Self(Node::Either(names.into_iter().map(|name| Self::touchpoint(name).0).collect()))
    }

    /// An event at none of these touchpoints.
    pub fn none_of<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Self {
        Self(Node::Event(Class::Not(touchpoints(names))))
    }

    /// An event whose touchpoint matches a glob: `*` any run of characters, `?` any one character.
    pub fn like(glob: impl Into<String>) -> Self {
        Self(Node::Event(Class::Glob(glob.into())))
    }

    /// Any event.
    pub fn any() -> Self {
        Self(Node::Event(Class::Any))
    }

    /// Any event for which a rule holds.
    pub fn any_where(rule: EventRule) -> Self {
        Self(Node::Event(Class::Where(Box::new(Class::Any), rule)))
    }

    /// The start of the journey, before its first event.
    pub fn start() -> Self {
        Self(Node::Start)
    }

    /// The end of the journey, after its last event.
    pub fn end() -> Self {
        Self(Node::End)
    }

    /// This, and some events later that.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        self.after(Gap::default(), next)
    }

    /// This, and with the very next event that.
    #[must_use]
    pub fn next(self, next: Self) -> Self {
        self.linked(Link::Next, next)
    }

    /// This, and after a gap that.
    #[must_use]
    pub fn after(self, gap: Gap, next: Self) -> Self {
        self.linked(Link::Later(gap), next)
    }

    fn linked(self, link: Link, next: Self) -> Self {
        Self(match self.0 {
            Node::Sequence(first, mut rest) => {
                rest.push((link, next.0));
                Node::Sequence(first, rest)
            }
            first => Node::Sequence(Box::new(first), vec![(link, next.0)]),
        })
    }

    /// This or that.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(match self.0 {
            Node::Either(mut ways) => {
                ways.push(other.0);
                Node::Either(ways)
            }
            first => Node::Either(vec![first, other.0]),
        })
    }

    /// This or nothing.
    #[must_use]
    pub fn optional(self) -> Self {
        self.times(0, Some(1))
    }

    /// This at least and at most so often, one directly after the other.
    #[must_use]
    pub fn times(self, least: u32, most: Option<u32>) -> Self {
        Self(Node::Repeat { node: Box::new(self.0), link: Link::Next, least, most })
    }

    /// This at least and at most so often, with a gap between each two.
    #[must_use]
    pub fn times_after(self, gap: Gap, least: u32, most: Option<u32>) -> Self {
        Self(Node::Repeat { node: Box::new(self.0), link: Link::Later(gap), least, most })
    }
}

impl Gap {
    /// Any events.
    pub fn anything() -> Self {
        Self::default()
    }

    /// Any events but those at these touchpoints.
    pub fn without<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Self {
        Self { passes: Passes::Without(touchpoints(names)), ..Self::default() }
    }

    /// Nothing but events at these touchpoints.
    pub fn only<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Self {
        Self { passes: Passes::Only(touchpoints(names)), ..Self::default() }
    }

    /// Less time than this from the event before to the event after.
    #[must_use]
    pub fn less_than(mut self, span: TimeSpan) -> Self {
        self.time.1 = Some(Bound { span, inclusive: false });
        self
    }

    /// At most so much time from the event before to the event after.
    #[must_use]
    pub fn at_most(mut self, span: TimeSpan) -> Self {
        self.time.1 = Some(Bound { span, inclusive: true });
        self
    }

    /// At least so much time from the event before to the event after.
    #[must_use]
    pub fn at_least(mut self, span: TimeSpan) -> Self {
        self.time.0 = Some(Bound { span, inclusive: true });
        self
    }

    /// At least and at most so many events in between.
    #[must_use]
    pub fn events(mut self, least: u32, most: Option<u32>) -> Self {
        self.events = (least, most);
        self
    }

    /// Whether any events may lie in between, and any number of them.
    pub(crate) fn is_free(&self) -> bool {
        *self == Self::default()
    }
}

fn touchpoints<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Vec<Class> {
    names.into_iter().map(|name| Class::Touchpoint(name.into())).collect()
}
