//! Paths of fields in a document, such as `stages[2].touchpoints[0].owner`.

use std::fmt;

/// One step down into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the field of this name.
    Field(String),
    /// To the list item of this number, from 0.
    Item(usize),
}

/// The way from the top of a document to one of its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Path(pub(super) Vec<Step>);

impl Path {
    /// The path of a field of the part at this path.
    pub(crate) fn field(&self, name: &str) -> Self {
        let mut path = self.clone();
        path.push_field(name);
        path
    }

    /// The path of an item of the list at this path.
    pub(crate) fn item(&self, number: usize) -> Self {
        let mut path = self.clone();
        path.0.push(Step::Item(number));
        path
    }

    pub(crate) fn push_field(&mut self, name: &str) {
        self.0.push(Step::Field(name.to_string()));
    }

    /// Whether the part at `other` is this part or contains it.
    pub(crate) fn is_in(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The path as text; `None` for the document itself.
    pub(crate) fn text(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.to_string())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Item(number) => write!(f, "[{number}]")?,
                Step::Field(name) if !is_simple(name) => write!(f, "[{:?}]", shorten(name))?,
                Step::Field(name) if depth == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}

fn is_simple(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    !name.is_empty() && name.len() <= 60 && name.chars().all(plain)
}

/// The beginning of a long text, for messages.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_like_the_document() {
        let path = Path::default().field("stages").item(2).field("touchpoints").item(0).field("owner");
        assert_eq!(path.to_string(), "stages[2].touchpoints[0].owner");
        assert_eq!(Path::default().field("other").field("a b").to_string(), "other[\"a b\"]");
        assert!(path.is_in(&Path::default().field("stages").item(2)));
        assert!(!path.is_in(&Path::default().field("stages").item(1)));
    }
}
