//! Running other programs.

use std::path::Path;
use std::process::Command;

/// Runs a program whose output goes to the terminal.
pub fn run(program: &str, args: &[&str]) -> Result<(), String> {
    run_with(program, args, &[], None)
}

/// Runs a program with environment variables, in a folder.
pub fn run_with(program: &str, args: &[&str], env: &[(&str, &str)], folder: Option<&Path>) -> Result<(), String> {
    let mut command = Command::new(program);
    command.args(args).envs(env.iter().copied());
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let line = format!("{program} {}", args.join(" "));
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{line}: {status}")),
        Err(error) => Err(format!("{line}: {error}")),
    }
}

/// What a program prints.
pub fn output(program: &str, args: &[&str]) -> Result<String, String> {
    let line = format!("{program} {}", args.join(" "));
    let result = Command::new(program).args(args).output().map_err(|error| format!("{line}: {error}"))?;
    if !result.status.success() {
        return Err(format!("{line}: {}", String::from_utf8_lossy(&result.stderr)));
    }
    Ok(String::from_utf8_lossy(&result.stdout).into_owned())
}

/// Whether a program is there.
pub fn has_program(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}
