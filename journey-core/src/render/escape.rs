//! Names from data stay text: escaping for HTML, SVG, Markdown and Mermaid.

/// Text for HTML and SVG, in elements and in quoted attributes. Characters that XML forbids become `�`.
pub(crate) fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// One line of text: control characters and runs of white space become single spaces (those that hold a number
/// together stay), and characters that turn the direction of what follows are left out.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars().filter(|c| !turns_direction(*c)) {
        let c = if c == '\u{2009}' { '\u{202f}' } else { c };
        let breaks = !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
        if (c.is_whitespace() && breaks) || c.is_control() {
            space = !out.is_empty();
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        out.push(c);
    }
    out
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}')
}

/// A name within a sentence: its direction does not touch the words around it.
pub(crate) fn isolate(name: &str) -> String {
    let name: String = line(name).chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect();
    format!("\u{2068}{name}\u{2069}")
}

/// Text for a Markdown paragraph or table cell: no markup, no HTML, no new cell or line.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    unlist(out)
}

/// Keeps a text from beginning a list or a rule.
fn unlist(text: String) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut rest = text[digits..].chars();
    let (mark, after) = (rest.next(), rest.next());
    let ends = matches!(after, None | Some(' ' | '-' | '='));
    match (digits, mark) {
        (0, Some('-' | '+' | '=')) if ends => format!("\\{text}"),
        (1.., Some('.' | ')')) if ends => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
}

/// Text for a Mermaid diagram. Mermaid has no escapes there, so its marks become look-alikes.
pub(crate) fn mermaid(text: &str) -> String {
    const KEYWORDS: [&str; 6] = ["title", "section", "journey", "acctitle", "accdescr", "end"];
    let plain: String = line(text)
        .chars()
        .map(|c| match c {
            ':' => '\u{a789}',
            ';' | ',' => '\u{201a}',
            '#' => '\u{ff03}',
            '%' => '\u{ff05}',
            '<' => '\u{2039}',
            '>' => '\u{203a}',
            '"' | '`' => '\u{2019}',
            '{' | '[' => '(',
            '}' | ']' => ')',
            '&' => '\u{ff06}',
            '|' => '\u{2502}',
            '\\' => '\u{2216}',
            c => c,
        })
        .collect();
    let first = plain.split(' ').next().unwrap_or_default().to_ascii_lowercase();
    match plain.is_empty() {
        true => "–".into(),
        false if KEYWORDS.contains(&first.as_str()) => format!("“{plain}”"),
        false => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_leaves_no_mark_of_html() {
        assert_eq!(markup("<b a='1' c=\"2\">&"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
        assert_eq!(markup("a\0b\u{1b}"), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn a_line_has_no_breaks_and_no_direction_marks() {
        assert_eq!(line("  a\n\tb \u{202e}c\0 "), "a b c");
        assert_eq!(line("1\u{202f}234\u{2009}567"), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn an_isolated_name_closes_what_it_opens() {
        assert_eq!(isolate("a\u{2068}b\u{202e}"), "\u{2068}ab\u{2069}");
    }

    #[test]
    fn markdown_keeps_the_table_and_adds_no_list() {
        assert_eq!(markdown("a|b\n<i>"), "a\\|b &lt;i&gt;");
        assert_eq!(markdown("1. x"), "1\\. x");
        assert_eq!(markdown("- x"), "\\- x");
        assert_eq!(markdown("---"), "\\---");
        assert_eq!(markdown("0.38 and +3"), "0.38 and +3");
        assert_eq!(markdown("[x](y)"), "\\[x\\](y)");
    }

    #[test]
    fn mermaid_loses_its_marks() {
        let text = mermaid("a: b; c # d, e\n%% <f>");
        assert!(!text.contains([':', ';', '#', ',', '\n', '%', '<']), "{text}");
        assert_eq!(mermaid("section two"), "“section two”");
        assert_eq!(mermaid(" "), "–");
    }
}
