//! Turns what wasm-bindgen and tsify declare into the declarations of the package.
//!
//! * Option names are camelCase: in every interface that is the type of a parameter called `options`.
//! * Comments lose what only Rust has.
//! * The order does not depend on the compiler.

use std::collections::BTreeSet;

/// The declarations as they are published: types by name, then classes, then functions.
pub fn polish(generated: &str) -> String {
    let blocks = blocks(generated);
    let options = option_types(&blocks);
    let mut polished: Vec<((u8, String), String)> = Vec::new();
    for block in blocks.iter().filter(|block| !block.starts_with("/* ")) {
        let class = named(block, "class ").map(|name| ((1, name.into()), (*block).to_string()));
        let data = named(block, "interface ").or_else(|| named(block, "type ")).map(|name| {
            let text = if options.contains(name) { camel_names(block) } else { (*block).to_string() };
            ((0, name.into()), text)
        });
        let (key, text) = class.or(data).unwrap_or_else(|| ((2, String::new()), (*block).to_string()));
        polished.push((key, comments(&text)));
    }
    polished.sort_by(|a, b| a.0.cmp(&b.0));
    let text: Vec<String> = polished.into_iter().map(|(_, text)| text).collect();
    format!("{}\n", text.join("\n\n"))
}

/// Comments in the words of JavaScript: no Rust examples, no Rust links, `null` for `None`.
fn comments(block: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut example = false;
    for line in block.lines() {
        let comment = line.trim_start().starts_with('*');
        let text = line.trim_start().trim_start_matches("*/").trim_start_matches(['*', ' ']);
        if comment && text.starts_with("```") {
            example = !example;
        } else if comment && !example && !text.starts_with("# Example") {
            kept.push(without_links(&line.replace("`None`", "`null`")));
        } else if !comment {
            kept.push(line.into());
        }
    }
    let bare = |line: &String| line.trim() == "*";
    let last = |kept: &[String], index: usize| {
        kept.get(index + 1).is_none_or(|next| next.trim() == "*/" || bare(next))
    };
    let lines: Vec<&str> = (0..kept.len())
        .filter_map(|index| kept.get(index).filter(|line| !(bare(line) && last(&kept, index))))
        .map(String::as_str)
        .collect();
    lines.join("\n")
}

/// ``[`X`](y)`` and ``[`X`]`` as `` `X` ``.
fn without_links(line: &str) -> String {
    let mut result = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((name, tail)) = after.split_once("`]") else { break };
        let name = name.rsplit("::").next().unwrap_or(name);
        result.push_str(&format!("{before}`{name}`"));
        rest = match tail.strip_prefix('(').and_then(|tail| tail.split_once(')')) {
            Some((_, tail)) => tail,
            None => tail,
        };
    }
    result + rest
}

/// Declarations with their comments, which wasm-bindgen separates by blank lines.
fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    let mut position = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() && depth == 0 {
            blocks.push(text.get(start..position).unwrap_or_default().trim_end());
            start = position + line.len();
        }
        if !line.trim_start().starts_with('*') {
            depth += line.matches('{').count() as i32 - line.matches('}').count() as i32;
        }
        position += line.len();
    }
    blocks.push(text.get(start..).unwrap_or_default().trim_end());
    blocks.into_iter().filter(|block| !block.trim().is_empty()).collect()
}

/// The name that a block declares as a class, interface or type.
fn named<'a>(block: &'a str, kind: &str) -> Option<&'a str> {
    let line = block.lines().find(|line| line.starts_with("export "))?;
    let rest = line.trim_start_matches("export ").strip_prefix(kind)?;
    rest.split(|letter: char| !letter.is_alphanumeric()).next()
}

/// Types of parameters called `options`.
fn option_types<'a>(blocks: &[&'a str]) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for block in blocks.iter().filter(|block| named(block, "class ").is_some()) {
        for part in block.split("options").skip(1) {
            let Some(rest) = part.strip_prefix("?: ").or_else(|| part.strip_prefix(": ")) else { continue };
            let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
            found.extend(rest.get(..end));
        }
    }
    found
}

/// Renames the fields of an interface.
fn camel_names(block: &str) -> String {
    let rename = |line: &str| -> String {
        let trimmed = line.trim_start();
        let is_field =
            line.starts_with("    ") && !line.starts_with("     ") && !trimmed.starts_with(['*', '/']);
        match line.split_once(':') {
            Some((name, rest)) if is_field => format!("{}:{rest}", camel(name)),
            _ => line.to_string(),
        }
    };
    block.lines().map(rename).collect::<Vec<_>>().join("\n")
}

fn camel(name: &str) -> String {
    let mut upper = false;
    let mut result = String::new();
    for letter in name.chars() {
        match (letter, upper) {
            ('_', _) => upper = true,
            (letter, true) => {
                result.extend(letter.to_uppercase());
                upper = false;
            }
            (letter, false) => result.push(letter),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATED: &str = "/* tslint:disable */\n\n/**\n * A map.\n */\nexport interface JourneyMap {\n    time_zone?: string;\n}\n\nexport interface Simulate {\n    time_zone: string;\n    faults: JourneyMap[];\n}\n\nexport class Handle {\n    free(): void;\n    simulate(options?: Simulate | null): EventLog;\n}\n";

    #[test]
    fn option_names_become_camel_case_and_data_names_do_not() {
        let polished = polish(GENERATED);
        assert!(polished.contains("export interface Simulate {\n    timeZone: string;"), "{polished}");
        assert!(polished.contains("export interface JourneyMap {\n    time_zone?: string;"));
        assert!(!polished.contains("tslint"));
    }

    #[test]
    fn comments_lose_what_only_rust_has() {
        let text = comments(
            "/**\n * See [`Error::Limit`](super::Error); `None` if not.\n *\n * ```\n * let x = 1;\n * ```\n */\nexport type A = string;",
        );
        assert_eq!(text, "/**\n * See `Limit`; `null` if not.\n */\nexport type A = string;");
    }
}
