//! From the signs of a pattern to what it means. Recursive descent; every problem has its place.

use super::lexer::{KEYWORDS, Kind, Token, tokens};
use super::{Class, Gap, Link, Node, Passes, Path, Pattern, limits};
use crate::error::{Error, Place, Result};
use crate::model::{Comparison, EventRule, Predicate, Scalar, TimeSpan};

/// Parentheses in parentheses.
const DEEPEST: u32 = 50;
/// Bytes of a pattern.
const LONGEST: usize = 100_000;

/// Reads a pattern.
pub(super) fn parse(text: &str) -> Result<Pattern> {
    if text.len() > LONGEST {
        return Err(limit("bytes of a pattern", LONGEST as u64));
    }
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens, next: 0, depth: 0 };
    let (node, trailing) = parser.choice()?;
    if trailing.is_some() {
        return Err(parser.expected("an event after the arrow"));
    }
    let within = match parser.take_word("within") {
        true => Some(parser.span()?),
        false => None,
    };
    match parser.peek() {
        None => Ok(Pattern { path: Path(node), within }),
        Some(_) => Err(parser.expected("`->`, `=>`, `|`, `within` or the end of the pattern")),
    }
}

/// An error at a byte of a text.
pub(super) fn error(text: &str, at: usize, message: impl Into<String>) -> Error {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() as u64 + 1;
    let character = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1;
    let place = Place { line: Some(line), character: Some(character), ..Place::default() };
    Error::Syntax { place, message: message.into() }
}

fn limit(what: &str, limit: u64) -> Error {
    Error::Limit { place: Place::field("pattern"), what: what.into(), limit }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
    depth: u32,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    /// Takes a sign if it is the next one.
    fn take(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Kind::Sign(next)) if *next == sign);
        self.next += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Kind::Word(next)) if next == word);
        self.next += usize::from(found);
        found
    }

    fn need(&mut self, sign: &str, what: &str) -> Result<()> {
        if self.take(sign) { Ok(()) } else { Err(self.expected(what)) }
    }

    /// An error at the next sign.
    fn expected(&self, what: &str) -> Error {
        let at = self.tokens.get(self.next).map_or(self.text.len(), |token| token.at);
        let found = match self.peek() {
            None => "the pattern ends here".into(),
            Some(Kind::Word(word)) => format!("found {:?}", crate::error::shorten(word)),
            Some(Kind::Quoted(text)) => format!("found the text {:?}", crate::error::shorten(text)),
            Some(Kind::Braces(text)) => format!("found `{{{}}}`", crate::error::shorten(text)),
            Some(Kind::Sign(sign)) => format!("found `{sign}`"),
        };
        error(self.text, at, format!("{found}; expected {what}"))
    }

    /// An error at the sign just taken.
    fn refuse(&self, message: impl Into<String>) -> Error {
        let at = self.tokens.get(self.next.saturating_sub(1)).map_or(0, |token| token.at);
        error(self.text, at, message)
    }

    /// Runs `inner` one level deeper.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth == DEEPEST {
            return Err(limit("parentheses in parentheses", u64::from(DEEPEST)));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// Alternatives, and an arrow after which nothing but a closing parenthesis comes.
    fn choice(&mut self) -> Result<(Node, Option<Link>)> {
        let (first, mut trailing) = self.sequence()?;
        let mut ways = vec![first];
        while trailing.is_none() && self.take("|") {
            let (way, link) = self.sequence()?;
            ways.push(way);
            trailing = link;
        }
        let single = if ways.len() == 1 { ways.pop() } else { None };
        Ok((single.unwrap_or(Node::Either(ways)), trailing))
    }

    fn sequence(&mut self) -> Result<(Node, Option<Link>)> {
        let first = self.element()?;
        let mut rest = Vec::new();
        let mut trailing = None;
        while let Some(link) = self.link()? {
            if self.depth > 0 && matches!(self.peek(), Some(Kind::Sign(")"))) {
                trailing = Some(link);
                break;
            }
            rest.push((link, self.element()?));
        }
        let node = if rest.is_empty() { first } else { Node::Sequence(Box::new(first), rest) };
        Ok((node, trailing))
    }

    /// An arrow, with the gap it leads over.
    fn link(&mut self) -> Result<Option<Link>> {
        if self.take("=>") {
            return Ok(Some(Link::Next));
        }
        if !self.take("->") {
            return Ok(None);
        }
        let mut gap = Gap::default();
        if self.take("[") {
            gap.passes = self.passes()?;
            if let Some(Kind::Braces(text)) = self.peek() {
                let text = text.clone();
                self.next += 1;
                limits::gap(&text, &mut gap).ok_or_else(|| {
                    self.refuse(
                        "these are no limits of a gap; expected such as `{<30m}`, `{1h..2d}` or `{<=3}`",
                    )
                })?;
            }
            self.need("->", "`->` after the gap")?;
        }
        Ok(Some(Link::Later(gap)))
    }

    /// What a gap lets pass, up to its closing bracket.
    fn passes(&mut self) -> Result<Passes> {
        let without = self.take("^");
        if !without && self.take("]") {
            return Ok(Passes::Anything);
        }
        let classes = self.classes()?;
        self.need("]", "`|` or `]`")?;
        Ok(if without { Passes::Without(classes) } else { Passes::Only(classes) })
    }

    /// Events between bars.
    fn classes(&mut self) -> Result<Vec<Class>> {
        let mut all = vec![self.class()?];
        while self.take("|") {
            all.push(self.class()?);
        }
        Ok(all)
    }

    fn element(&mut self) -> Result<Node> {
        let (mut node, mut link) = if self.take_word("start") {
            (Node::Start, Link::Next)
        } else if self.take_word("end") {
            (Node::End, Link::Next)
        } else if self.take("(") {
            let (node, trailing) = self.deeper(Self::choice)?;
            self.need(")", "`->`, `=>`, `|` or `)`")?;
            let repeated = matches!(self.peek(), Some(Kind::Sign("?" | "*" | "+") | Kind::Braces(_)));
            if trailing.is_some() && !repeated {
                return Err(
                    self.expected("how often this is repeated, such as `{3}`, for it ends in an arrow")
                );
            }
            (node, trailing.unwrap_or(Link::Next))
        } else {
            (Node::Event(self.class()?), Link::Next)
        };
        while let Some((least, most)) = self.repetition()? {
            let link = std::mem::replace(&mut link, Link::Next);
            node = Node::Repeat { node: Box::new(node), link, least, most };
        }
        Ok(node)
    }

    fn repetition(&mut self) -> Result<Option<(u32, Option<u32>)>> {
        let found = match self.peek() {
            Some(Kind::Sign("?")) => (0, Some(1)),
            Some(Kind::Sign("*")) => (0, None),
            Some(Kind::Sign("+")) => (1, None),
            Some(Kind::Braces(text)) => {
                let found = limits::repetition(text);
                found.ok_or_else(|| self.expected("how often, such as `{3}`, `{2..5}` or `{2..}`"))?
            }
            _ => return Ok(None),
        };
        self.next += 1;
        Ok(Some(found))
    }

    /// Which single event is meant.
    fn class(&mut self) -> Result<Class> {
        if self.take("!") {
            if !self.take("(") {
                return Ok(Class::Not(vec![self.deeper(Self::class)?]));
            }
            let classes = self.deeper(Self::classes)?;
            self.need(")", "`|` or `)`")?;
            return Ok(Class::Not(classes));
        }
        let class = if self.take_word("any") {
            Class::Any
        } else if self.take("~") {
            Class::Glob(self.name("a glob in quotes")?)
        } else {
            Class::Touchpoint(self.name("a touchpoint")?)
        };
        if !self.take("(") {
            return Ok(class);
        }
        let rule = self.deeper(Self::condition)?;
        self.need(")", "`and`, `or` or `)`")?;
        Ok(Class::Where(Box::new(class), rule))
    }

    /// A word or a text in quotes.
    fn name(&mut self, what: &str) -> Result<String> {
        let name = match self.peek() {
            Some(Kind::Word(word)) if !KEYWORDS.contains(&word.as_str()) => word.clone(),
            Some(Kind::Quoted(text)) => text.clone(),
            _ => return Err(self.expected(what)),
        };
        self.next += 1;
        Ok(name)
    }

    fn condition(&mut self) -> Result<EventRule> {
        self.joined("or", EventRule::Any, |parser| parser.joined("and", EventRule::All, Self::comparison))
    }

    /// Parts between words.
    fn joined(
        &mut self,
        word: &str,
        join: fn(Vec<EventRule>) -> EventRule,
        mut part: impl FnMut(&mut Self) -> Result<EventRule>,
    ) -> Result<EventRule> {
        let mut parts = vec![part(self)?];
        while self.take_word(word) {
            parts.push(part(self)?);
        }
        let single = if parts.len() == 1 { parts.pop() } else { None };
        Ok(single.unwrap_or_else(|| join(parts)))
    }

    fn comparison(&mut self) -> Result<EventRule> {
        if self.take_word("not") {
            return Ok(EventRule::Not(Box::new(self.deeper(Self::comparison)?)));
        }
        if self.take("(") {
            let inner = self.deeper(Self::condition)?;
            self.need(")", "`and`, `or` or `)`")?;
            return Ok(inner);
        }
        let column = self.name("the name of a column")?;
        if self.take_word("in") {
            self.need("(", "`(` and the values")?;
            let mut values = vec![self.value()?];
            while self.take(",") {
                values.push(self.value()?);
            }
            self.need(")", "`,` or `)`")?;
            return Ok(EventRule::Is(Predicate::OneOf { column, values }));
        }
        if self.take("~") {
            let pattern = self.name("a glob in quotes")?;
            return Ok(EventRule::Is(Predicate::Glob { column, pattern }));
        }
        if self.take("=") {
            return Ok(EventRule::Is(Predicate::Equals { column, value: self.value()? }));
        }
        if self.take("!=") {
            let equal = EventRule::Is(Predicate::Equals { column, value: self.value()? });
            return Ok(EventRule::Not(Box::new(equal)));
        }
        let mut comparison = Comparison { column, ..Comparison::default() };
        let bound = match self.peek() {
            Some(Kind::Sign(">")) => &mut comparison.greater_than,
            Some(Kind::Sign(">=")) => &mut comparison.at_least,
            Some(Kind::Sign("<")) => &mut comparison.less_than,
            Some(Kind::Sign("<=")) => &mut comparison.at_most,
            _ => return Err(self.expected("`=`, `!=`, `<`, `<=`, `>`, `>=`, `~` or `in`")),
        };
        self.next += 1;
        *bound = Some(self.value()?);
        Ok(EventRule::Is(Predicate::Compare(comparison)))
    }

    fn value(&mut self) -> Result<Scalar> {
        let value = match self.peek() {
            Some(Kind::Quoted(text)) => Scalar::Text(text.clone()),
            Some(Kind::Word(word)) => match (word.as_str(), word.parse::<f64>()) {
                ("true", _) => Scalar::Boolean(true),
                ("false", _) => Scalar::Boolean(false),
                (_, Ok(number)) if number.is_finite() => Scalar::Number(number),
                (word, _) if !KEYWORDS.contains(&word) => Scalar::Text(word.to_owned()),
                _ => return Err(self.expected("a value")),
            },
            _ => return Err(self.expected("a value")),
        };
        self.next += 1;
        Ok(value)
    }

    /// A time span: all words that follow.
    fn span(&mut self) -> Result<TimeSpan> {
        let begin = self.next;
        let mut words = Vec::new();
        while let Some(Kind::Word(word)) = self.peek() {
            words.push(word.clone());
            self.next += 1;
        }
        let span = words.join(" ").parse::<TimeSpan>().ok().filter(|span| span.as_micros() >= 0);
        span.ok_or_else(|| {
            self.next = begin;
            self.expected("a time span such as `7d` or `1h 30m`")
        })
    }
}
