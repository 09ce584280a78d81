//! What may not be in the dependency tree of the core, or of the wasm build.

use crate::shell::{self, Result};

/// Package, features, target, and the crates that may not be there.
const RULES: [(&str, &[&str], &[&str]); 2] = [
    (
        "journey-core",
        &[],
        &[
            "pyo3",
            "wasm-bindgen",
            "js-sys",
            "tsify",
            "arrow-array",
            "arrow-schema",
            "parquet",
            "schemars",
            "getrandom",
        ],
    ),
    (
        "journey-wasm",
        &["--target", "wasm32-unknown-unknown"],
        &["pyo3", "getrandom", "rayon", "arrow-array", "parquet"],
    ),
];

/// Fails if a crate is where it may not be.
pub fn run() -> Result<()> {
    for (package, extra, banned) in RULES {
        let mut arguments = vec!["tree", "-p", package, "-e", "normal", "--prefix", "none", "-f", "{p}"];
        arguments.extend(extra);
        let tree = shell::output("cargo", &arguments).ok_or("cargo tree failed")?;
        let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        names.sort_unstable();
        names.dedup();
        if let Some(found) = banned.iter().find(|name| names.contains(name)) {
            return Err(format!("{package} depends on {found}; see `cargo tree -p {package} -i {found}`"));
        }
        shell::say(&format!("{package}: {} crates, none of {}", names.len(), banned.join(", ")))?;
    }
    Ok(())
}
