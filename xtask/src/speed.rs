//! How fast WebAssembly is, compared with native code on one thread: the same questions to the same events.

use std::collections::BTreeMap;

use crate::shell::{self, Result};

/// WebAssembly must reach this part of native speed.
const TARGET: f64 = 0.4;
/// All hosts take turns so often; the best time of each counts.
const ROUNDS: usize = 3;

type Times = BTreeMap<String, f64>;

/// Prints the times and their ratios; fails below the target.
pub fn run() -> Result<()> {
    let build = ["build", "--quiet", "--release", "-p", "journey-benches", "--bin", "single_thread"];
    shell::run("cargo", &build, ".")?;
    let native = shell::target().join("release/single_thread").to_string_lossy().into_owned();
    let file = shell::target().join("events.csv").to_string_lossy().into_owned();
    let hosts: [(&str, &str, Vec<&str>); 3] = [
        ("native", &native, vec![&file]),
        ("Node", "node", vec!["journey-wasm/tests/speed/node.mjs", &file]),
        ("Chromium", "node", vec!["journey-wasm/tests/speed/chromium.mjs", &file]),
    ];
    let mut best: [Times; 3] = Default::default();
    for _ in 0..ROUNDS {
        for ((name, program, args), best) in hosts.iter().zip(&mut best) {
            let printed = shell::output(program, args).ok_or(format!("{name}: no answer"))?;
            for (question, time) in times(&printed)? {
                let known = best.entry(question).or_insert(f64::INFINITY);
                *known = known.min(time);
            }
        }
    }
    print(&best)
}

/// Reads `{"question": milliseconds, …}`.
fn times(json: &str) -> Result<Times> {
    let inner = json.trim().trim_matches(['{', '}']);
    let parse = |entry: &str| {
        let (name, time) = entry.rsplit_once(':')?;
        Some((name.trim().trim_matches('"').to_string(), time.trim().parse().ok()?))
    };
    inner.split(',').map(|entry| parse(entry).ok_or(format!("not understood: {json}"))).collect()
}

fn print([native, node, chromium]: &[Times; 3]) -> Result<()> {
    shell::say("question        native ms   Node ms  of native   Chromium ms  of native")?;
    let mut slow = Vec::new();
    for (question, time) in native {
        let of = |times: &Times| times.get(question).copied().unwrap_or(f64::INFINITY);
        let (node, chromium) = (of(node), of(chromium));
        shell::say(&format!(
            "{question:<14}{time:>11.2}{node:>10.2}{:>10.0} %{chromium:>14.2}{:>10.0} %",
            time / node * 100.0,
            time / chromium * 100.0
        ))?;
        if time / node.max(chromium) < TARGET {
            slow.push(question.as_str());
        }
    }
    match slow.is_empty() {
        true => Ok(()),
        false => Err(format!("under {} % of native speed: {}", TARGET * 100.0, slow.join(", "))),
    }
}
