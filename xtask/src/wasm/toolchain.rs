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

/// A `cargo build` for wasm, with these features.
pub fn cargo_build(features: &[&str]) -> Result<Command> {
    if ordinary() {
        return build(Command::new("cargo"), features);
    }
    if !debian() {
        return Err(MISSING.into());
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = build(Command::new("/usr/bin/cargo"), features)?;
    command
        .arg("-Zbuild-std=std,panic_abort")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env("PATH", format!("/usr/bin:{path}"))
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    Ok(command)
}

fn build(mut command: Command, features: &[&str]) -> Result<Command> {
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
        .args(["--features", &features.join(",")])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remap);
    if features.contains(&"arrow") {
        c_compiler(&mut command)?;
    }
    Ok(command)
}

/// Zstandard is written in C.
fn c_compiler(command: &mut Command) -> Result<()> {
    let set = |tool: &str| std::env::var_os(format!("{tool}_wasm32_unknown_unknown")).is_some();
    let first = |names: [&'static str; 2]| {
        names.into_iter().find(|name| shell::output(name, &["--version"]).is_some())
    };
    for (tool, names) in [("CC", ["clang", "clang-22"]), ("AR", ["llvm-ar", "llvm-ar-22"])] {
        if !set(tool) {
            let found = first(names).ok_or(format!(
                "no {} to compile Zstandard for WebAssembly; on Debian: apt-get install clang-22 llvm-22",
                names[0]
            ))?;
            command.env(format!("{tool}_wasm32_unknown_unknown"), found);
        }
    }
    Ok(())
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
