//! `cargo xtask test`: every test of the project, part by part, with the time of each.

use std::process::Command;
use std::time::Instant;

use crate::setup::{self, Tools};
use crate::shell::{self, Result};

type Part = (&'static str, fn(&Tools) -> Result<()>);

/// Parts in the order in which they run: what fails fastest comes first.
const PARTS: [Part; 8] = [
    ("lint", lint),
    ("core", core),
    ("examples", examples),
    ("python", python),
    ("wasm", wasm),
    ("pictures", pictures),
    ("fuzz", fuzz),
    ("deny", deny),
];

/// Runs the named parts, or all.
pub fn run(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|(part, _)| part != *name)) {
        let known: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        return Err(format!("no part {unknown:?}; there are {}", known.join(", ")));
    }
    let mut times = Vec::new();
    let mut failed = Vec::new();
    let start = Instant::now();
    let tools = setup::all()?;
    times.push(("setup", start.elapsed()));
    for (name, part) in PARTS.into_iter().filter(|(name, _)| names.is_empty() || names.contains(name)) {
        shell::say(&format!("\n== {name}"))?;
        let start = Instant::now();
        if let Err(error) = part(&tools) {
            shell::complain(&format!("{name}: {error}"));
            failed.push(name);
        }
        times.push((name, start.elapsed()));
    }
    shell::say("\npart         seconds")?;
    for (name, time) in &times {
        shell::say(&format!("{name:<10}{:>10.1}", time.as_secs_f64()))?;
    }
    let total: f64 = times.iter().map(|(_, time)| time.as_secs_f64()).sum();
    shell::say(&format!("{:<10}{total:>10.1}", "all"))?;
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn cargo(args: &[&str]) -> Result<()> {
    shell::run("cargo", args, ".")
}

fn lint(_: &Tools) -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    for package in [
        &["-p", "journey-core", "--features", "file,ipc,parquet,schema"][..],
        &["-p", "journey-py"],
        &["-p", "journey-wasm", "--features", "arrow"],
        &["-p", "journey-examples", "-p", "journey-benches", "-p", "xtask"],
    ] {
        cargo(&[&["clippy", "-q", "--all-targets"], package, &["--", "-D", "warnings"]].concat())?;
    }
    let mut doc = Command::new("cargo");
    doc.args(["doc", "-q", "--no-deps", "-p", "journey-core", "--features", "file,ipc,parquet,schema"]);
    shell::finish(doc.current_dir(shell::root()).env("RUSTDOCFLAGS", "-D warnings"))?;
    crate::limits::run()?;
    crate::deps::run()?;
    crate::generate::run(true)
}

fn core(_: &Tools) -> Result<()> {
    cargo(&["test", "-q", "-p", "journey-core", "--features", "file,ipc,parquet,schema"])
}

fn examples(_: &Tools) -> Result<()> {
    cargo(&["test", "-q", "-p", "journey-examples"])
}

fn python(tools: &Tools) -> Result<()> {
    let mut tests = Command::new(shell::root().join("journey-py/run-tests"));
    shell::finish(tests.current_dir(shell::root()).env("PYTHON", &tools.python))
}

fn wasm(_: &Tools) -> Result<()> {
    shell::finish(&mut Command::new(shell::root().join("journey-wasm/run-tests")))
}

fn pictures(_: &Tools) -> Result<()> {
    shell::run("npm", &["test", "--silent"], "journey-core/tests/browser")
}

fn fuzz(_: &Tools) -> Result<()> {
    crate::fuzz::short()
}

fn deny(tools: &Tools) -> Result<()> {
    let check = ["check", "--hide-inclusion-graph", "bans", "licenses", "sources"];
    shell::run(&tools.deny.to_string_lossy(), &check, ".")
}
