//! How large the wasm file is, and whether that is within the budget.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::shell::{self, Result};

const FOLDER: &str = "journey-wasm/npm/dist";
/// Files, and so many bytes they may have when gzipped.
const FILES: [(&str, usize); 2] = [("journey_bg.wasm", 3_700_000), ("journey_arrow_bg.wasm", 5_500_000)];
const README: &str = "journey-wasm/npm/README.md";

/// Prints the sizes and writes them into the README; fails over a budget.
pub fn run() -> Result<()> {
    let kilo = |bytes: usize| format!("{} kB", bytes.div_ceil(1000));
    let mut rows = Vec::new();
    let mut large = Vec::new();
    for (file, budget) in FILES {
        let missing = |_| format!("{FOLDER}/{file} is not there; run `cargo xtask wasm`");
        let wasm = std::fs::read(shell::root().join(FOLDER).join(file)).map_err(missing)?;
        let gzipped = gzip(&wasm)?;
        let (raw, packed) = (kilo(wasm.len()), kilo(gzipped));
        shell::say(&format!("{file}: {raw} raw, {packed} gzipped (budget {})", kilo(budget)))?;
        rows.push(format!("| `{file}` | {raw} | {packed} |\n"));
        if gzipped > budget {
            large.push(file);
        }
    }
    let table = format!("| file | raw | gzipped |\n|---|---|---|\n{}", rows.concat());
    let text = shell::read(README)?;
    let (before, rest) = text.split_once(BEGIN).ok_or(format!("{README}: no {BEGIN}"))?;
    let (_, after) = rest.split_once(END).ok_or(format!("{README}: no {END}"))?;
    shell::write(README, format!("{before}{BEGIN}\n{table}{END}{after}"))?;
    if large.is_empty() { Ok(()) } else { Err(format!("over the budget: {}", large.join(", "))) }
}

const BEGIN: &str = "<!-- sizes: written by cargo xtask wasm -->";
const END: &str = "<!-- end of sizes -->";

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
