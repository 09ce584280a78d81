//! `cargo xtask fuzz`: fuzz targets under libFuzzer, see `fuzz/README.md`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Result};

/// A target, the largest input it is given, and folders of files to begin with.
type Target = (&'static str, u32, &'static [&'static str]);

const TARGETS: [Target; 10] = [
    ("csv", 2048, &["testdata/malformed/logs"]),
    ("json_lines", 2048, &["testdata/malformed/logs"]),
    ("parquet", 8192, &[]),
    ("arrow", 8192, &[]),
    ("native_file", 16384, &[]),
    ("survey", 2048, &[]),
    ("xes", 2048, &["testdata/malformed/xes"]),
    ("ocel", 4096, &["testdata/ocel"]),
    ("source", 4096, &["testdata/sources"]),
    ("map", 4096, &["testdata/malformed/maps"]),
];

/// So long a target runs in the tests.
const SHORT: [&str; 4] = ["-runs=20000", "-max_total_time=10", "-seed=1", "-verbosity=0"];
/// Optimised, the targets are some ten times faster, and their build takes four times as long.
const FAST: &str = "--release";
const QUICKLY_BUILT: &str = "--profile=dev";

/// Every target for a short time, from the same inputs each time.
pub fn short() -> Result<()> {
    let folder = folder();
    build(&folder, QUICKLY_BUILT)?;
    for target in TARGETS {
        let begun = folder.join("short").join(target.0);
        let _ = std::fs::remove_dir_all(&begun);
        shell::say(&format!("{} …", target.0))?;
        run(target, &folder, &begun, QUICKLY_BUILT, &SHORT)?;
    }
    Ok(())
}

/// One target with further options of libFuzzer. What it finds is kept for the next time.
pub fn long(name: &str, options: &[&str]) -> Result<()> {
    let target = TARGETS.into_iter().find(|(target, ..)| *target == name).ok_or_else(|| {
        let names: Vec<&str> = TARGETS.iter().map(|(name, ..)| *name).collect();
        format!("no target {name:?}; there are {}", names.join(", "))
    })?;
    let folder = folder();
    build(&folder, FAST)?;
    run(target, &folder, &folder.join("corpus").join(name), FAST, options)
}

fn folder() -> PathBuf {
    shell::target().join("fuzz")
}

/// The fuzz package is no member of the workspace, so its output would be elsewhere.
fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(shell::root().join("fuzz")).env("CARGO_TARGET_DIR", folder.join("build"));
    cargo
}

fn build(folder: &Path, profile: &str) -> Result<()> {
    shell::finish(cargo(folder).args(["build", "--quiet", profile, "--bins"]))?;
    let seeds = ["run", "--quiet", profile, "--bin", "seeds"];
    shell::finish(cargo(folder).args(seeds).arg(folder.join("seeds")))
}

fn run(
    (name, longest, begin): Target,
    folder: &Path,
    kept: &Path,
    profile: &str,
    options: &[&str],
) -> Result<()> {
    std::fs::create_dir_all(kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    let mut command = cargo(folder);
    command.args(["run", "--quiet", profile, "--bin", name, "--"]);
    command.arg(format!("-max_len={longest}")).args(["-rss_limit_mb=3000", "-timeout=20"]);
    command.arg(format!("-artifact_prefix={}/", folder.display())).args(options).arg(kept);
    let seeds = folder.join("seeds").join(name);
    let begin = begin.iter().map(|place| shell::root().join(place)).chain([seeds]);
    shell::finish(command.args(begin.filter(|place| place.exists())))
}
