//! Emoji of one or more code points, and what they say.

/// An emoji that is described in words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Emoji {
    pub description: &'static str,
    /// Sum of the valences of the words of its description.
    pub valence: f64,
}

const JOINER: char = '\u{200d}';

/// Length in bytes of what looks like one emoji at the beginning of a text that begins with one: its code point, marks for
/// colour and shape, what is joined to it, and the second letter of a flag.
pub(super) fn length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let first = chars.next().map(|(_, first)| first);
    if first.is_some_and(is_flag_letter) {
        chars.next_if(|(_, next)| is_flag_letter(*next));
    }
    while let Some((_, next)) = chars.next_if(|(_, next)| *next == JOINER || is_mark(*next)) {
        if next == JOINER {
            chars.next();
        }
    }
    chars.peek().map_or(text.len(), |(end, _)| *end)
}

/// An emoji without the marks that change its colour or shape only.
pub(super) fn bare(emoji: &str) -> String {
    emoji.chars().filter(|code| !is_mark(*code)).collect()
}

/// Variation selectors, skin tones, the frame of keycaps, and tags of flags.
fn is_mark(code: char) -> bool {
    matches!(code, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
}

pub(super) fn is_flag_letter(code: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&code)
}
