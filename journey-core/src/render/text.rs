//! Fitting text into boxes without font metrics: a conservative table of widths, wrapping at word ends,
//! an ellipsis where it does not fit.

/// The three type sizes, in units of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// Notes, intervals, prose in cells.
    Small,
    /// Names and values.
    Medium,
    /// Titles.
    Large,
}

/// What a text means, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Plain.
    Ink,
    /// Secondary or weak evidence.
    Mute,
    /// Negative.
    Bad,
    /// Positive.
    Good,
    /// On a strong fill.
    On,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Type {
    /// Size.
    pub size: Size,
    /// Heavier of the two weights.
    pub bold: bool,
    /// Colour.
    pub tone: Tone,
}

impl Type {
    /// A plain type of a size.
    pub(crate) const fn new(size: Size) -> Self {
        Self { size, bold: false, tone: Tone::Ink }
    }

    /// The heavier weight.
    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Another colour.
    pub(crate) const fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Height of the letters in units of the picture.
    pub(crate) const fn points(self) -> f64 {
        match self.size {
            Size::Small => 11.0,
            Size::Medium => 13.0,
            Size::Large => 20.0,
        }
    }

    /// Distance of lines.
    pub(crate) const fn line_height(self) -> f64 {
        match self.size {
            Size::Small => 15.0,
            Size::Medium => 18.0,
            Size::Large => 27.0,
        }
    }

    /// Names of the CSS classes.
    pub(crate) fn classes(self) -> String {
        let size = match self.size {
            Size::Small => "s",
            Size::Medium => "m",
            Size::Large => "l",
        };
        let tone = match self.tone {
            Tone::Ink => "",
            Tone::Mute => " mute",
            Tone::Bad => " bad",
            Tone::Good => " good",
            Tone::On => " on",
        };
        format!("{size}{}{tone}", if self.bold { " b" } else { "" })
    }

    /// Width of a text at most, whatever usual system font shows it.
    pub(crate) fn width(self, text: &str) -> f64 {
        let weight = if self.bold { 1.1 } else { 1.0 };
        text.chars().map(em).sum::<f64>() * self.points() * weight
    }
}

/// Width of a character in em: the wider of the usual system fonts.
fn em(c: char) -> f64 {
    match c {
        '\u{202f}' | '\u{2009}' => 0.25,
        '\u{a0}' => 0.33,
        'i' | 'j' | 'l' | '\'' | '|' => 0.28,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'I' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '\\' | '°' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 1.0,
        's' | 'z' | 'c' | 'J' | 'k' | 'v' | 'x' | 'y' | '"' | '“' | '”' | '*' => 0.58,
        '&' | '+' | '−' | '=' | '<' | '>' | '~' | '#' => 0.84,
        'a'..='z' | '0'..='9' | '·' | '–' | '_' | '?' | '$' => 0.64,
        'A'..='Z' => 0.76,
        _ => wide_em(c),
    }
}

/// Width of a character outside of ASCII.
fn wide_em(c: char) -> f64 {
    match c as u32 {
        0x0300..=0x036f | 0x200b..=0x200f | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0x1f3fb..=0x1f3ff => 0.0,
        0x00c0..=0x024f => 0.7,
        0x0370..=0x052f => 0.78,
        0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff => 0.72,
        0x0e00..=0x0eff => 0.65,
        0x2190..=0x21ff => 1.0,
        0x1f000..=0x1faff | 0x2600..=0x27bf => 1.4,
        _ => 1.05,
    }
}

/// Whether a character is written full width, so that a line may break beside it.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xff00..=0xff60 | 0x20000..=0x3ffff | 0x1f000..=0x1faff)
}

/// Whether a character must stay with the one before it.
fn joins(before: char, c: char) -> bool {
    let mark = matches!(c as u32, 0x0300..=0x036f | 0x064b..=0x065f | 0x0670 | 0x200c..=0x200d | 0x20d0..=0x20ff
        | 0xfe00..=0xfe0f | 0x1f3fb..=0x1f3ff | 0x0e31 | 0x0e34..=0x0e3a | 0x0e47..=0x0e4e | 0x0900..=0x0903
        | 0x093a..=0x094f | 0xe0020..=0xe007f);
    mark || before == '\u{200d}' || (is_flag(before) && is_flag(c))
}

fn is_flag(c: char) -> bool {
    matches!(c as u32, 0x1f1e6..=0x1f1ff)
}

/// Whether a text begins with a letter of a script written from right to left; isolated names do not count.
pub(crate) fn is_rtl(text: &str) -> bool {
    let right = |c: char| matches!(c as u32, 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff);
    let mut isolated = 0_u32;
    let mut plain = text.chars().filter(|c| {
        match c {
            '\u{2068}' => isolated += 1,
            '\u{2069}' => isolated = isolated.saturating_sub(1),
            _ => {}
        }
        isolated == 0
    });
    plain.find(|c| c.is_alphabetic()).is_some_and(right)
}

/// A text cut into lines that fit.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fitted {
    /// Lines.
    pub lines: Vec<String>,
    /// Whether something was left out, so that the last line ends with an ellipsis.
    pub cut: bool,
}

/// Wraps a text at word ends into at most `most` lines of `width`; long words break anywhere.
pub(crate) fn fit(text: &str, face: Type, width: f64, most: usize) -> Fitted {
    let text = super::escape::line(text);
    let mut lines: Vec<String> = Vec::new();
    let mut current = String::new();
    for word in words(&text) {
        let joined = format!("{current}{word}");
        if face.width(joined.trim_end()) <= width {
            current = joined;
            continue;
        }
        if !current.trim().is_empty() {
            lines.push(std::mem::take(&mut current));
        }
        for cluster in clusters(word) {
            if !current.is_empty() && face.width(&current) + face.width(cluster.trim_end()) > width {
                lines.push(std::mem::take(&mut current));
            }
            current.push_str(cluster);
        }
        if lines.len() > most {
            break;
        }
    }
    lines.push(current);
    let mut lines: Vec<String> =
        lines.iter().map(|line| line.trim().to_string()).filter(|line| !line.is_empty()).collect();
    let cut = lines.len() > most;
    lines.truncate(most);
    if let (true, Some(last)) = (cut, lines.last_mut()) {
        *last = shorten(last, face, width);
    }
    Fitted { lines, cut }
}

/// The beginning of a line with an ellipsis that fits.
fn shorten(line: &str, face: Type, width: f64) -> String {
    let mut kept: Vec<&str> = clusters(line).collect();
    loop {
        let text = format!("{}…", kept.concat().trim_end());
        if kept.is_empty() || face.width(&text) <= width {
            return text;
        }
        kept.pop();
    }
}

/// Pieces after which a line may break, each with its trailing spaces.
fn words(text: &str) -> impl Iterator<Item = &str> {
    split(text, |before, c| {
        let after_break = matches!(before, ' ' | '-' | '/' | '_' | '–' | '—') && c != ' ';
        let beside_wide = (is_wide(before) || is_wide(c)) && c != ' ' && !joins(before, c) && !closes(c);
        after_break || beside_wide
    })
}

/// Marks that do not begin a line.
fn closes(c: char) -> bool {
    matches!(
        c,
        '。' | '，'
            | '、'
            | '）'
            | '」'
            | '』'
            | '！'
            | '？'
            | '：'
            | '；'
            | ','
            | '.'
            | ')'
            | '!'
            | '?'
            | '”'
    )
}

/// Characters with the marks that belong to them.
pub(crate) fn clusters(text: &str) -> impl Iterator<Item = &str> {
    split(text, |before, c| !joins(before, c))
}

/// Splits between neighbouring characters for which `between` holds.
fn split(text: &str, between: impl Fn(char, char) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut before = rest.chars().next()?;
        let mut end = rest.len();
        for (position, c) in rest.char_indices().skip(1) {
            if between(before, c) {
                end = position;
                break;
            }
            before = c;
        }
        let (piece, tail) = rest.split_at(end);
        rest = tail;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Type = Type::new(Size::Small);

    #[test]
    fn short_text_stays_whole() {
        assert_eq!(fit("Pay now", SMALL, 100.0, 2), Fitted { lines: vec!["Pay now".into()], cut: false });
        assert_eq!(fit("", SMALL, 100.0, 2).lines.len(), 0);
    }

    #[test]
    fn text_breaks_at_word_ends() {
        let fitted = fit("Choose how to have it delivered", SMALL, 100.0, 4);
        assert!(!fitted.cut);
        assert_eq!(fitted.lines.join(" "), "Choose how to have it delivered");
        assert!(fitted.lines.iter().all(|line| SMALL.width(line) <= 100.0));
    }

    #[test]
    fn what_does_not_fit_ends_with_an_ellipsis() {
        let long = "word ".repeat(40);
        let fitted = fit(&long, SMALL, 90.0, 2);
        assert!(fitted.cut);
        assert_eq!(fitted.lines.len(), 2);
        assert!(fitted.lines.last().is_some_and(|line| line.ends_with('…')));
        assert!(fitted.lines.iter().all(|line| SMALL.width(line) <= 90.0));
    }

    #[test]
    fn a_long_word_breaks_between_letters_but_not_within_a_cluster() {
        let fitted = fit(&"x".repeat(100), SMALL, 50.0, 50);
        assert_eq!(fitted.lines.concat(), "x".repeat(100));
        let family = "👨‍👩‍👧‍👦".repeat(5);
        for line in fit(&family, SMALL, 60.0, 9).lines {
            assert!(line.starts_with('👨') && line.ends_with('👦'), "{line}");
        }
    }

    #[test]
    fn chinese_breaks_between_characters() {
        let fitted = fit("确认订单并选择送货方式", SMALL, 60.0, 9);
        assert!(fitted.lines.len() > 1 && !fitted.cut);
        assert_eq!(fitted.lines.concat(), "确认订单并选择送货方式");
    }

    #[test]
    fn a_narrow_box_never_hangs() {
        assert!(fit("abc def", SMALL, 0.0, 2).cut);
        assert_eq!(fit("abc", SMALL, 50.0, 0).lines.len(), 0);
    }

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert!(is_rtl("123 الدفع"));
        assert!(!is_rtl("Pay الدفع"));
        assert!(!is_rtl("\u{2068}الدفع\u{2069}: 38 % leave"));
    }
}
