//! Running programs, finding files, talking to the terminal.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Errors are sentences for the person at the terminal.
pub type Result<T> = std::result::Result<T, String>;

/// The top folder of the workspace: of the one that cargo runs, which need not be the one this program was
/// compiled in when two clones share a target folder.
pub fn root() -> PathBuf {
    let compiled = || PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(compiled, PathBuf::from);
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}

/// Where cargo puts its output.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Prints a line.
pub fn say(text: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{text}").map_err(|error| error.to_string())
}

/// Prints an error; there is nothing to do if that fails, too.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "error: {text}");
}

/// Runs a program in a folder of the workspace and fails if it fails.
pub fn run(program: &str, args: &[&str], folder: &str) -> Result<()> {
    finish(Command::new(program).args(args).current_dir(root().join(folder)))
}

/// Runs a prepared program and fails if it fails.
pub fn finish(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| format!("cannot start {command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed")) }
}

/// What a program prints; `None` if it is not there or fails.
pub fn output(program: &str, args: &[&str]) -> Option<String> {
    let result = Command::new(program).args(args).current_dir(root()).stderr(Stdio::null()).output().ok()?;
    result.status.success().then(|| String::from_utf8_lossy(&result.stdout).trim().to_string())
}

/// Reads a text file of the workspace.
pub fn read(path: impl AsRef<Path>) -> Result<String> {
    let path = root().join(path);
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file, with the folders above it.
pub fn write(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Result<()> {
    let path = root().join(path);
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(fail)?;
    }
    std::fs::write(&path, bytes).map_err(fail)
}

/// Every file below a folder that is under version control (or would be), as paths from the top folder.
pub fn tracked(pattern: &str) -> Result<Vec<PathBuf>> {
    let listed = output("git", &["ls-files", "--cached", "--others", "--exclude-standard", pattern])
        .ok_or("git is needed to list the files")?;
    Ok(listed.lines().map(PathBuf::from).filter(|path| root().join(path).is_file()).collect())
}
