//! Generated files: what is copied or listed from the sources, so that it can be reviewed in one place.
//!
//! `api/journey.d.ts` is written by `cargo xtask wasm`, the Python stubs by journey-py; here the copies and
//! tables are made and everything is compared with `api/operations.toml`.

use std::path::Path;

use crate::shell::{self, Result};

const STUBS: &str = "journey-py/python/journey/_native.pyi";

/// Writes all generated files, or only says which are stale.
pub fn run(check: bool) -> Result<()> {
    let operations = operations()?;
    let mut files = vec![
        ("api/errors.json", errors_json()?),
        ("docs/guide/errors.md", errors_table()?),
        ("docs/guide/operations.md", operations_table(&operations)),
    ];
    if shell::root().join(STUBS).is_file() {
        files.push(("api/journey.pyi", shell::read(STUBS)?));
    }
    let stale: Vec<&str> = files
        .iter()
        .filter(|(path, text)| !shell::read(path).is_ok_and(|old| old == *text))
        .map(|(path, _)| *path)
        .collect();
    if check && !stale.is_empty() {
        return Err(format!("stale: {}; run `cargo xtask gen`", stale.join(", ")));
    }
    files
        .iter()
        .filter(|(path, _)| stale.contains(path))
        .try_for_each(|(path, text)| shell::write(path, text))?;
    schema(check)?;
    missing_names(&operations)?;
    shell::say(&format!("{} operations, {} files up to date", operations.len(), files.len() + 1))
}

/// An operation and what it is called in each language.
struct Operation {
    name: String,
    question: String,
    rust: String,
    python: String,
    javascript: String,
    file: Option<String>,
}

/// Reads `api/operations.toml`: tables named `[[operation]]` with texts only.
fn operations() -> Result<Vec<Operation>> {
    let text = shell::read("api/operations.toml")?;
    text.split("[[operation]]").skip(1).map(operation).collect()
}

fn operation(table: &str) -> Result<Operation> {
    let get = |key: &str| {
        let line = table.lines().find_map(|line| line.strip_prefix(key)?.trim().strip_prefix('='));
        line.map(|value| value.trim().trim_matches('"').to_string())
    };
    let need = |key: &str| get(key).ok_or_else(|| format!("api/operations.toml: no {key} in\n{table}"));
    Ok(Operation {
        name: need("name")?,
        question: need("question")?,
        rust: need("rust")?,
        python: need("python")?,
        javascript: need("javascript")?,
        file: get("file"),
    })
}

/// Every name must be there in the declarations of its language, and every file in core and bindings.
fn missing_names(operations: &[Operation]) -> Result<()> {
    let declarations = shell::read("api/journey.d.ts")?;
    let stubs = shell::read("api/journey.pyi").unwrap_or_default();
    let mut missing = Vec::new();
    for operation in operations {
        let method = |name: &str| name.rsplit('.').next().unwrap_or(name).to_string();
        let (python, javascript) = (method(&operation.python), method(&operation.javascript));
        if !declarations.contains(&format!(" {javascript}("))
            && !declarations.contains(&format!(" {javascript}:"))
        {
            missing.push(format!("{} in api/journey.d.ts", operation.javascript));
        }
        if !stubs.is_empty() && !stubs.contains(&format!("def {python}(")) {
            missing.push(format!("{} in api/journey.pyi", operation.python));
        }
        let places = ["journey-core/src/analysis", "journey-py/src/analysis", "journey-wasm/src/analysis"];
        for folder in operation.file.iter().flat_map(|file| places.map(|place| format!("{place}/{file}"))) {
            let there = |path: &str| shell::root().join(path).exists();
            if !there(&format!("{folder}.rs")) && !there(&folder) {
                missing.push(format!("{folder}.rs"));
            }
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(format!("not there: {}", missing.join("; "))) }
}

/// The schema is made by a test of the core that compares it, or writes it.
fn schema(check: bool) -> Result<()> {
    let mut command = std::process::Command::new("cargo");
    command.args(["test", "-q", "-p", "journey-core", "--features", "schema", "--lib", "schema::"]);
    command.current_dir(shell::root()).stdout(std::process::Stdio::null());
    if !check {
        command.env("JOURNEY_WRITE", "1");
    }
    shell::finish(&mut command)
}

/// Code and meaning of every error, from the core's source: `Self::X { .. } => "code"` and the first
/// sentence above `X`.
fn errors() -> Result<Vec<(String, String)>> {
    let source = shell::read(Path::new("journey-core/src/error.rs"))?;
    let body = source.split("pub enum Error {").nth(1).ok_or("no `enum Error` in error.rs")?;
    let mut found = Vec::new();
    for line in source.lines() {
        let Some((variant, code)) =
            line.trim().strip_prefix("Self::").and_then(|rest| rest.split_once(" => \""))
        else {
            continue;
        };
        let code = code.trim_end_matches("\",");
        found.push((code.to_string(), meaning(body, variant.trim_end_matches(" { .. }"))?));
    }
    Ok(found)
}

fn meaning(body: &str, variant: &str) -> Result<String> {
    let start = |end: &str| body.find(&format!("\n    {variant}{end}"));
    let before = start(" {").or(start(",")).and_then(|start| body.get(..start)).unwrap_or_default();
    let mut lines: Vec<&str> = before
        .lines()
        .rev()
        .skip_while(|line| !line.trim_start().starts_with("///"))
        .map_while(|line| line.trim_start().strip_prefix("///"))
        .map(str::trim)
        .collect();
    lines.reverse();
    if lines.is_empty() { Err(format!("no doc comment above {variant}")) } else { Ok(lines.join(" ")) }
}

fn errors_json() -> Result<String> {
    let entries: Vec<String> =
        errors()?.iter().map(|(code, meaning)| format!("  {}: {}", quoted(code), quoted(meaning))).collect();
    Ok(format!("{{\n{}\n}}\n", entries.join(",\n")))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn errors_table() -> Result<String> {
    let rows: Vec<String> =
        errors()?.iter().map(|(code, meaning)| format!("| `{code}` | {meaning} |")).collect();
    let head = "# Errors\n\nEvery error has a stable code, the same in all languages.\n\n| code | meaning |\n|---|---|\n";
    Ok(format!("{head}{}\n", rows.join("\n")))
}

fn operations_table(operations: &[Operation]) -> String {
    let rows: Vec<String> = operations
        .iter()
        .map(|o| {
            format!("| {} | {} | `{}` | `{}` | `{}` |", o.name, o.question, o.rust, o.python, o.javascript)
        })
        .collect();
    let head = "# Operations\n\nWhat can be asked, and what it is called in each language.\n\n| operation | question | Rust | Python | JavaScript |\n|---|---|---|---|---|\n";
    format!("{head}{}\n", rows.join("\n"))
}
