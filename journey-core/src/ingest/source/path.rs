//! Paths to values of a record: `properties.$session_id`, `params[key=page].value`, `items[].name`, `/id`, `../at`.

/// A path as it was written, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    /// Where it begins.
    pub from: From,
    pub steps: Vec<Step>,
}

/// Where a path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// At the item.
    Here,
    /// So many levels around the item.
    Around(usize),
    /// At the record.
    Record,
}

/// One step down.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// To the field of this name.
    Field(String),
    /// To the item of this number, from 0.
    Item(usize),
    /// To all items.
    Items,
    /// To the first item with a field of this text.
    With { field: String, text: String },
}

/// A path may have so many steps.
const MOST_STEPS: usize = 64;

impl Path {
    /// Takes a path apart; what is wrong with it, if it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (from, rest) = begin(text);
        if rest == "." {
            return Ok(Self { from, steps: Vec::new() });
        }
        let steps = steps(rest)?;
        match steps.len() > MOST_STEPS {
            true => Err(format!("it has more than {MOST_STEPS} steps")),
            false => Ok(Self { from, steps }),
        }
    }

    /// A path to a field, whatever its name looks like.
    pub fn field(from: From, name: &str) -> Self {
        Self { from, steps: vec![Step::Field(name.into())] }
    }

    /// Whether it may lead to several values.
    pub fn is_many(&self) -> bool {
        self.steps.contains(&Step::Items)
    }
}

/// Where a path begins, and the rest of it.
pub(super) fn begin(text: &str) -> (From, &str) {
    if let Some(rest) = text.strip_prefix('/') {
        return (From::Record, rest);
    }
    let (mut rest, mut levels) = (text, 0);
    while let Some(further) = rest.strip_prefix("../") {
        (rest, levels) = (further, levels + 1);
    }
    (if levels == 0 { From::Here } else { From::Around(levels) }, rest)
}

fn steps(text: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        match name {
            "" if !behind.starts_with('[') => return Err("a name is missing".into()),
            "" => {}
            name => steps.push(Step::Field(name.into())),
        }
        rest = behind;
        while let Some(inner) = rest.strip_prefix('[') {
            let (step, behind) = bracket(inner)?;
            steps.push(step);
            rest = behind;
        }
        match rest.strip_prefix('.') {
            Some(further) => rest = further,
            None if rest.is_empty() => return Ok(steps),
            None => return Err(format!("a `.` or `[` is missing before `{}`", crate::error::shorten(rest))),
        }
    }
}

/// The step in a bracket, and what is behind it.
fn bracket(text: &str) -> Result<(Step, &str), String> {
    const OPEN: &str = "a bracket is not closed";
    if let Some(quoted) = text.strip_prefix('"') {
        let (name, rest) = quoted.split_once("\"]").ok_or(OPEN)?;
        return Ok((Step::Field(name.into()), rest));
    }
    let (inner, rest) = text.split_once(']').ok_or(OPEN)?;
    let step = match (inner, inner.split_once('=')) {
        ("", _) => Step::Items,
        (_, Some((field, text))) if !field.is_empty() => {
            Step::With { field: field.into(), text: text.into() }
        }
        (number, _) => Step::Item(number.parse().map_err(|_| {
            format!(
                "`[{}]` is none of `[]`, `[3]`, `[field=text]` and `[\"name\"]`",
                crate::error::shorten(number)
            )
        })?),
    };
    Ok((step, rest))
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece<'a> {
    Text(String),
    /// What is in braces.
    Path(&'a str),
}

/// The parts of a template; braces that are text are doubled.
pub(super) fn template(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let (mut pieces, mut plain, mut rest) = (Vec::new(), String::new(), text);
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at_checked(at).unwrap_or((rest, ""));
        plain.push_str(before);
        if let Some(further) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
            plain.push_str(brace.get(..1).unwrap_or_default());
            rest = further;
            continue;
        }
        let inner = brace.strip_prefix('{').ok_or("a `}` without `{`; as text it is written twice")?;
        let (path, further) =
            inner.split_once('}').ok_or("a `{` is not closed; as text it is written twice")?;
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Path(path));
        rest = further;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(path: &[&str]) -> Vec<Step> {
        path.iter().map(|name| Step::Field((*name).into())).collect()
    }

    #[test]
    fn paths_are_taken_apart() {
        let here = |text: &str| Path::parse(text).unwrap().steps;
        assert_eq!(here("properties.$session_id"), fields(&["properties", "$session_id"]));
        assert_eq!(here("a[\"b.c\"].d e"), fields(&["a", "b.c", "d e"]));
        let with = Step::With { field: "key".into(), text: "page location".into() };
        assert_eq!(
            here("p[key=page location].v[2]"),
            [&fields(&["p"])[..], &[with], &fields(&["v"]), &[Step::Item(2)]].concat()
        );
        assert_eq!(here("[].name"), [&[Step::Items][..], &fields(&["name"])].concat());
        assert_eq!(here("."), []);
        let from = |text: &str| Path::parse(text).unwrap().from;
        assert_eq!([from("x"), from("/x"), from("../../x")], [From::Here, From::Record, From::Around(2)]);
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", ".a", "a.", "a..b", "a[", "a[x]", "a[1]b", "a[=x]", "a[\"b]", "/", "../", "a[-1]"] {
            assert!(Path::parse(text).is_err(), "{text}");
        }
        assert!(Path::parse(&"a.".repeat(100)).is_err());
        assert!(Path::parse(&vec!["a"; 65].join(".")).is_err());
    }

    #[test]
    fn templates_have_braces_for_paths() {
        let text = |text: &str| Piece::Text(text.into());
        assert_eq!(
            template("{a} {b.c}!"),
            Ok(vec![Piece::Path("a"), text(" "), Piece::Path("b.c"), text("!")])
        );
        assert_eq!(template("{{x}}"), Ok(vec![text("{x}")]));
        assert_eq!(template(""), Ok(vec![]));
        assert!(template("{a").is_err() && template("a}").is_err());
    }
}
