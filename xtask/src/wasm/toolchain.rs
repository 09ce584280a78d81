//! Which compiler can make wasm: the ordinary one, or Debian's with its standard library from source.

use std::path::Path;
use std::process::Command;

use crate::shell::{self, Result};

/// The target.
pub const TARGET: &str = "wasm32-unknown-unknown";

const MISSING: &str = "\
nothing here can compile to WebAssembly. Install one of
  rustup target add wasm32-unknown-unknown
or, on Debian,
  apt-get install rustc-web cargo-web rust-web-src lld-22 binaryen";

/// A `cargo build` for wasm, ready for its remaining arguments.
pub fn cargo_build() -> Result<Command> {
    if ordinary() {
        return Ok(build(Command::new("cargo")));
    }
    if !debian() {
        return Err(MISSING.into());
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = build(Command::new("/usr/bin/cargo"));
    command
        .arg("-Zbuild-std=std,panic_abort")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env("PATH", format!("/usr/bin:{path}"))
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    Ok(command)
}

fn build(mut command: Command) -> Command {
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .unwrap_or_default();
    let remap = format!(
        "-Ctarget-feature=+simd128 --remap-path-prefix={home}=cargo --remap-path-prefix={}=journey",
        shell::root().to_string_lossy()
    );
    command
        .current_dir(shell::root())
        .args(["build", "--package", "journey-wasm", "--profile", "wasm", "--target", TARGET, "--target-dir"])
        .arg(shell::target().join("wasm-build"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remap);
    command
}

fn ordinary() -> bool {
    let folder = shell::output("rustc", &["--print", "target-libdir", "--target", TARGET]);
    folder.is_some_and(|folder| Path::new(&folder).is_dir())
}

fn debian() -> bool {
    let programs = ["/usr/bin/cargo", "/usr/bin/rustc", "/usr/bin/wasm-ld-22"];
    let source = shell::output("/usr/bin/rustc", &["--print", "sysroot"])
        .map(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std"));
    programs.iter().all(|program| Path::new(program).is_file()) && source.is_some_and(|path| path.is_dir())
}
