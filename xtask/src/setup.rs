//! Installs what the tests need and this machine does not have. Debian packages need root; without it
//! the missing ones are named.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Result};

/// Tools of the test run, kept outside the clone so that the next clone finds them.
pub struct Tools {
    /// Python of a virtual environment with everything in `journey-py/requirements-test.txt`.
    pub python: PathBuf,
    /// The program `cargo-deny`.
    pub deny: PathBuf,
}

/// Where tools are kept: `JOURNEY_TOOLS`, or `journey-tools` in the user's cache folder.
pub fn tools_folder() -> PathBuf {
    let cache = || {
        let home = std::env::var_os("HOME").map_or_else(|| PathBuf::from("."), PathBuf::from);
        std::env::var_os("XDG_CACHE_HOME")
            .map_or_else(|| home.join(".cache"), PathBuf::from)
            .join("journey-tools")
    };
    std::env::var_os("JOURNEY_TOOLS").map_or_else(cache, PathBuf::from)
}

/// Debian packages and a file that each of them brings.
const DEBIAN: [(&str, &str); 9] = [
    ("g++", "/usr/bin/c++"),
    ("chromium", "/usr/bin/chromium"),
    ("python3-venv", "/usr/bin/python3"),
    ("fonts-noto-core", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
    ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    ("fonts-noto-color-emoji", "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"),
    ("binaryen", "/usr/bin/wasm-opt"),
    ("clang-22", "/usr/bin/clang-22"),
    ("llvm-22", "/usr/bin/llvm-ar-22"),
];

/// Packages of Debian's own compiler, for machines where rustup cannot fetch the wasm target.
const DEBIAN_WASM: [(&str, &str); 4] = [
    ("rustc-web", "/usr/bin/rustc"),
    ("cargo-web", "/usr/bin/cargo"),
    ("rust-web-src", "/usr/src"),
    ("lld-22", "/usr/bin/wasm-ld-22"),
];

/// Installs everything.
pub fn all() -> Result<Tools> {
    let folder = tools_folder();
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    debian(&DEBIAN)?;
    wasm_target()?;
    let python = python(&folder)?;
    let deny = cargo_deny(&folder)?;
    npm()?;
    Ok(Tools { python, deny })
}

fn debian(packages: &[(&str, &str)]) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().filter(|(_, file)| !Path::new(file).exists()).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let install = [&["install", "-y", "-q", "--no-install-recommends"], missing.as_slice()].concat();
    let tried =
        shell::run("apt-get", &["update", "-q"], ".").and_then(|()| shell::run("apt-get", &install, "."));
    tried.map_err(|error| {
        format!("{error}\ninstall these Debian packages and try again: {}", missing.join(" "))
    })
}

fn wasm_target() -> Result<()> {
    let place = ["--print", "target-libdir", "--target", "wasm32-unknown-unknown"];
    if shell::output("rustc", &place).is_some_and(|folder| Path::new(&folder).exists()) {
        return Ok(());
    }
    if shell::output("rustup", &["target", "add", "wasm32-unknown-unknown"]).is_some() {
        return Ok(());
    }
    debian(&DEBIAN_WASM)
}

fn python(folder: &Path) -> Result<PathBuf> {
    let python = folder.join("venv/bin/python");
    if !python.exists() {
        shell::run("python3", &["-m", "venv", &folder.join("venv").to_string_lossy()], ".")?;
    }
    let install =
        ["-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", "requirements-test.txt"];
    shell::run(&python.to_string_lossy(), &install, "journey-py")?;
    Ok(python)
}

/// Built without optimisation: it runs for a second and takes minutes to optimise.
fn cargo_deny(folder: &Path) -> Result<PathBuf> {
    let program = folder.join("bin/cargo-deny");
    if !program.exists() {
        let target = folder.join("target");
        let mut install = Command::new("cargo");
        install.args(["install", "-q", "cargo-deny", "--version", "0.20.2", "--locked", "--debug", "--root"]);
        shell::finish(install.arg(folder).env("CARGO_TARGET_DIR", &target))?;
        let _ = std::fs::remove_dir_all(target);
    }
    Ok(program)
}

/// Folders with a `package-lock.json`.
const NODE_FOLDERS: [&str; 2] = ["journey-wasm", "journey-core/tests/browser"];

fn npm() -> Result<()> {
    NODE_FOLDERS
        .iter()
        .try_for_each(|folder| shell::run("npm", &["ci", "--silent", "--no-audit", "--no-fund"], folder))
}
