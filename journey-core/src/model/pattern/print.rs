//! The text of a pattern.

use std::fmt::{self, Display, Formatter};

use super::lexer::is_word;
use super::{Bound, Class, Gap, Link, Node, Passes, Pattern};
use crate::model::{EventRule, Predicate, Scalar};

impl Display for Pattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.path.0.fmt(f)?;
        match self.within {
            Some(span) => write!(f, " within {span}"),
            None => Ok(()),
        }
    }
}

impl Display for super::Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("start"),
            Self::End => f.write_str("end"),
            Self::Event(class) => class.fmt(f),
            Self::Sequence(first, rest) => {
                part(first, f)?;
                for (link, node) in rest {
                    f.write_str(" ")?;
                    link.fmt(f)?;
                    f.write_str(" ")?;
                    part(node, f)?;
                }
                Ok(())
            }
            Self::Either(ways) => {
                for (place, way) in ways.iter().enumerate() {
                    f.write_str(if place > 0 { " | " } else { "" })?;
                    match way {
                        Self::Either(_) => write!(f, "({way})")?,
                        _ => way.fmt(f)?,
                    }
                }
                Ok(())
            }
            Self::Repeat { node, link, least, most } => {
                match link {
                    Link::Next if matches!(**node, Self::Sequence(..) | Self::Either(_)) => {
                        write!(f, "({node})")?;
                    }
                    Link::Next => node.fmt(f)?,
                    Link::Later(_) => write!(f, "({node} {link})")?,
                }
                match (least, most) {
                    (0, Some(1)) => f.write_str("?"),
                    (0, None) => f.write_str("*"),
                    (1, None) => f.write_str("+"),
                    (least, None) => write!(f, "{{{least}..}}"),
                    (least, Some(most)) if least == most => write!(f, "{{{least}}}"),
                    (least, Some(most)) => write!(f, "{{{least}..{most}}}"),
                }
            }
        }
    }
}

/// A part of a sequence.
fn part(node: &Node, f: &mut Formatter<'_>) -> fmt::Result {
    match node {
        Node::Sequence(..) | Node::Either(_) => write!(f, "({node})"),
        _ => node.fmt(f),
    }
}

impl Display for Link {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Next => f.write_str("=>"),
            Self::Later(gap) if gap.is_free() => f.write_str("->"),
            Self::Later(gap) => write!(f, "-> {gap} ->"),
        }
    }
}

impl Display for Gap {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.passes {
            Passes::Anything => f.write_str("[]")?,
            Passes::Only(classes) => write!(f, "[{}]", each(classes))?,
            Passes::Without(classes) => write!(f, "[^{}]", each(classes))?,
        }
        let mut limits = Vec::new();
        match self.time {
            (Some(Bound { span: least, inclusive: true }), Some(Bound { span: most, inclusive: true })) => {
                limits.push(format!("{least}..{most}"));
            }
            (least, most) => {
                let sign = |bound: Bound| if bound.inclusive { "=" } else { "" };
                limits.extend(least.map(|bound| format!(">{}{}", sign(bound), bound.span)));
                limits.extend(most.map(|bound| format!("<{}{}", sign(bound), bound.span)));
            }
        }
        match self.events {
            (0, None) => {}
            (least, None) => limits.push(format!(">={least}")),
            (0, Some(most)) if most > 0 => limits.push(format!("<={most}")),
            (least, Some(most)) if least == most => limits.push(format!("{least}")),
            (least, Some(most)) => limits.push(format!("{least}..{most}")),
        }
        match limits.is_empty() {
            true => Ok(()),
            false => write!(f, "{{{}}}", limits.join(", ")),
        }
    }
}

fn each(classes: &[Class]) -> String {
    classes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ")
}

impl Display for Class {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::Touchpoint(name) => f.write_str(&name_of(name)),
            Self::Glob(glob) => write!(f, "~{}", quoted(glob)),
            Self::Not(classes) => match classes.as_slice() {
                [class @ (Self::Any | Self::Touchpoint(_) | Self::Glob(_) | Self::Where(..))] => {
                    write!(f, "!{class}")
                }
                _ => write!(f, "!({})", each(classes)),
            },
            Self::Where(class, rule) => write!(f, "{class}({})", rule_text(rule, false)),
        }
    }
}

fn name_of(name: &str) -> String {
    if is_word(name) { name.to_owned() } else { quoted(name) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A condition; in parentheses where it is `inside` another one and has several parts.
fn rule_text(rule: &EventRule, inside: bool) -> String {
    let joined = |parts: Vec<String>, word: &str| match (parts.as_slice(), inside) {
        ([part], _) => part.clone(),
        (_, true) => format!("({})", parts.join(word)),
        (_, false) => parts.join(word),
    };
    let all = |rules: &[EventRule]| rules.iter().map(|rule| rule_text(rule, true)).collect::<Vec<_>>();
    match rule {
        EventRule::Any(rules) => joined(all(rules), " or "),
        EventRule::All(rules) => joined(all(rules), " and "),
        EventRule::Not(rule) => match &**rule {
            EventRule::Is(Predicate::Equals { column, value }) => {
                format!("{} != {}", name_of(column), scalar(value))
            }
            rule => format!("not {}", rule_text(rule, true)),
        },
        EventRule::Is(Predicate::Equals { column, value }) => {
            format!("{} = {}", name_of(column), scalar(value))
        }
        EventRule::Is(Predicate::OneOf { column, values }) => {
            let values: Vec<String> = values.iter().map(scalar).collect();
            format!("{} in ({})", name_of(column), values.join(", "))
        }
        EventRule::Is(Predicate::Glob { column, pattern }) => {
            format!("{} ~ {}", name_of(column), quoted(pattern))
        }
        EventRule::Is(Predicate::Compare(comparison)) => {
            let bounds = [
                (">", &comparison.greater_than),
                (">=", &comparison.at_least),
                ("<", &comparison.less_than),
                ("<=", &comparison.at_most),
            ];
            let column = name_of(&comparison.column);
            let bounds = bounds.into_iter().filter_map(|(sign, bound)| Some((sign, bound.as_ref()?)));
            joined(
                bounds.map(|(sign, bound)| format!("{column} {sign} {}", scalar(bound))).collect(),
                " and ",
            )
        }
    }
}

fn scalar(value: &Scalar) -> String {
    match value {
        Scalar::Boolean(value) => value.to_string(),
        Scalar::Number(number) => number.to_string(),
        Scalar::Text(text) if text.parse::<f64>().is_err() => name_of(text),
        Scalar::Text(text) => quoted(text),
    }
}
