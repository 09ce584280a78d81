//! Files and functions that have grown too long.
//!
//! A line of code is one that is neither blank nor only a comment; unit tests do not count.

use crate::shell::{self, Result};

const FILE: (usize, usize) = (400, 600);
const FUNCTION: (usize, usize) = (40, 70);

/// Prints everything over the soft limits; fails over the hard ones.
pub fn run() -> Result<()> {
    let mut broken = 0;
    for path in shell::tracked("*.rs")? {
        let text = shell::read(&path)?;
        let code = without_tests(&text);
        let mut found = vec![(path.display().to_string(), lines_of_code(&code), FILE)];
        for (name, line, length) in functions(&code) {
            found.push((format!("{}:{line} {name}", path.display()), length, FUNCTION));
        }
        for (what, length, (soft, hard)) in found.into_iter().filter(|(_, length, (soft, _))| length > soft) {
            let hard_one = length > hard;
            broken += usize::from(hard_one);
            let verdict = if hard_one { "over the hard limit" } else { "over" };
            shell::say(&format!(
                "{what}: {length} lines, {verdict} of {}",
                if hard_one { hard } else { soft }
            ))?;
        }
    }
    if broken > 0 { Err(format!("{broken} over the hard limits")) } else { Ok(()) }
}

/// The text up to its unit tests; nothing of a file of tests.
fn without_tests(text: &str) -> String {
    text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text).to_string()
}

fn lines_of_code(text: &str) -> usize {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

/// Name, line and length of every function: from `fn` to the closing brace of the same indentation,
/// which is where rustfmt puts it.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let close = format!("{}}}", " ".repeat(indent));
        let body: Vec<&str> = lines.iter().skip(index).take_while(|line| **line != close).copied().collect();
        let length = lines_of_code(&body.join("\n")) + 1;
        // A function that a trait only asks for ends with a semicolon before any body opens.
        let head = body.iter().map(|line| line.trim_end()).find(|line| line.ends_with([';', '{', '}']));
        if head.is_some_and(|head| head.ends_with('{')) {
            found.push((name.to_string(), index + 1, length));
        }
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if line.starts_with("//") {
        return None;
    }
    let (before, after) = line.split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "unsafe", "async"];
    before.split_whitespace().all(|word| words.contains(&word)).then_some(())?;
    after.split(['(', '<']).next()
}
