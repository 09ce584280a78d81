//! `cargo xtask test`: every test of the project, part by part, with the time of each.

use std::path::Path;
use std::time::Instant;

use crate::process::{run, run_with};
use crate::setup::{self, Tools};

type Part = (&'static str, fn(&Path, &Tools) -> Result<(), String>);

/// Parts in the order in which they run: what fails fastest comes first.
const PARTS: [Part; 8] = [
    ("lint", lint),
    ("core", core),
    ("examples", examples),
    ("python", python),
    ("wasm", wasm),
    ("pictures", pictures),
    ("benches", benches),
    ("deny", deny),
];

/// Runs the named parts, or all.
pub fn test(root: &Path, names: &[String]) -> Result<(), String> {
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|(part, _)| part != name)) {
        let known: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        return Err(format!("no part {unknown:?}; there are {}", known.join(", ")));
    }
    let mut times = Vec::new();
    let start = Instant::now();
    let tools = setup::all(root)?;
    times.push(("setup", start.elapsed()));
    let mut failed = Vec::new();
    for (name, part) in PARTS {
        if !names.is_empty() && !names.iter().any(|wanted| wanted == name) {
            continue;
        }
        println!("\n== {name}");
        let start = Instant::now();
        if let Err(error) = part(root, &tools) {
            println!("FAILED {name}: {error}");
            failed.push(name);
        }
        times.push((name, start.elapsed()));
    }
    println!("\npart        seconds");
    for (name, time) in &times {
        println!("{name:<10}{:>9.1}", time.as_secs_f64());
    }
    let total: f64 = times.iter().map(|(_, time)| time.as_secs_f64()).sum();
    println!("{:<10}{total:>9.1}", "all");
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn lint(root: &Path, _: &Tools) -> Result<(), String> {
    run("cargo", &["fmt", "--all", "--check"])?;
    let deny_warnings = ["--", "-D", "warnings"];
    for package in [
        &["-p", "journey-core", "--all-targets", "--features", "parquet,schema"][..],
        &["-p", "journey-py", "--all-targets"],
        &["-p", "journey-wasm", "--all-targets"],
        &["-p", "journey-examples", "-p", "journey-benches", "-p", "xtask", "--all-targets"],
    ] {
        run("cargo", &[&["clippy", "-q"][..], package, &deny_warnings].concat())?;
    }
    let doc = ["doc", "-q", "--no-deps", "-p", "journey-core", "--features", "parquet,schema"];
    run_with("cargo", &doc, &[("RUSTDOCFLAGS", "-D warnings")], None)?;
    crate::limits::check(root)?;
    crate::deps::check()
}

fn core(_: &Path, _: &Tools) -> Result<(), String> {
    run("cargo", &["test", "-q", "-p", "journey-core", "--features", "parquet,schema"])
}

fn examples(_: &Path, _: &Tools) -> Result<(), String> {
    run("cargo", &["test", "-q", "-p", "journey-examples"])
}

fn python(root: &Path, tools: &Tools) -> Result<(), String> {
    run(&tools.python.to_string_lossy(), &[&root.join("journey-py/run_tests.py").to_string_lossy()])
}

fn wasm(root: &Path, _: &Tools) -> Result<(), String> {
    crate::wasm::build(root)?;
    run("node", &[&root.join("journey-wasm/run-tests.mjs").to_string_lossy()])
}

fn pictures(root: &Path, _: &Tools) -> Result<(), String> {
    run("node", &[&root.join("journey-core/tests/browser/run.mjs").to_string_lossy()])
}

fn benches(_: &Path, _: &Tools) -> Result<(), String> {
    run("cargo", &["bench", "-q", "-p", "journey-benches", "--no-run"])
}

fn deny(root: &Path, tools: &Tools) -> Result<(), String> {
    let manifest = root.join("Cargo.toml");
    let args = ["--manifest-path", &manifest.to_string_lossy(), "check", "bans", "licenses", "sources"];
    run(&tools.deny.to_string_lossy(), &args)
}
