//! Writes the Rust blocks of the guides to a file of functions, for `tests/guides.rs`.

use std::fmt::Write;
use std::path::Path;

/// Needs the feature `parquet`, which nothing else here does.
const WITHOUT: [&str; 1] = ["larger_than_memory"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../docs/guide");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut guides: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    guides.sort_by_key(std::fs::DirEntry::file_name);
    let mut code = String::new();
    for guide in guides.iter().map(std::fs::DirEntry::path) {
        let name = guide.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        println!("cargo::rerun-if-changed={}", guide.display());
        let text = std::fs::read_to_string(&guide)?;
        let blocks = text.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next());
        for (block, number) in blocks.zip(1..).filter(|_| !WITHOUT.contains(&name.as_str())) {
            writeln!(code, "pub fn {name}_{number}() -> journey_core::Result<()> {{\n{block}Ok(())\n}}")?;
        }
    }
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("guides.rs"), code)?;
    Ok(())
}
