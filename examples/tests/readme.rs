//! The README's ten lines of Rust are the program `ten_lines`, which runs on what the demo writes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The first block of the README in a language.
fn block(language: &str) -> String {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let (_, rest) = readme.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_string()
}

#[test]
fn the_readme_shows_the_program_that_is_tested() {
    let program = include_str!("../rust/ten_lines.rs");
    assert!(program.ends_with(&block("rust")), "README and examples/rust/ten_lines.rs differ");
}

#[test]
fn the_ten_lines_run_on_what_the_demo_writes() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let demo = Command::new(env!("CARGO_BIN_EXE_simulated_shop")).arg(&folder).output().unwrap();
    assert!(demo.status.success(), "{}", String::from_utf8_lossy(&demo.stderr));
    let run = Command::new(env!("CARGO_BIN_EXE_ten_lines")).current_dir(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(said.starts_with("1 34 % leave here"), "{said}");
    assert!(said.contains("\n2 payment "), "{said}");
    assert!(folder.join("shop.html").exists());
}
