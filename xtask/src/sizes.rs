//! How large the wasm file is, and whether that is within the budget.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::shell::{self, Result};

const FILE: &str = "journey-wasm/npm/dist/journey_bg.wasm";
const BUDGET: usize = 1_500_000;

/// Prints the sizes; fails over the budget.
pub fn run() -> Result<()> {
    let path = shell::root().join(FILE);
    let wasm = std::fs::read(&path).map_err(|_| format!("{FILE} is not there; run `cargo xtask wasm`"))?;
    let gzipped = gzip(&wasm)?;
    let kilo = |bytes: usize| format!("{} kB", bytes.div_ceil(1000));
    shell::say(&format!(
        "wasm: {} raw, {} gzipped (budget {})",
        kilo(wasm.len()),
        kilo(gzipped),
        kilo(BUDGET)
    ))?;
    if gzipped > BUDGET { Err("the wasm file is over its budget".into()) } else { Ok(()) }
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let fail = |error: std::io::Error| format!("gzip: {error}");
    let mut child = Command::new("gzip")
        .args(["-9", "-c"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(fail)?;
    let mut input = child.stdin.take().ok_or("gzip takes no input")?;
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().map_err(fail)?;
    writer.join().map_err(|_| "gzip stopped".to_string())?.map_err(fail)?;
    Ok(output.stdout.len())
}
