//! Makes wasm files smaller and faster where wasm-opt is at hand.

use crate::shell::{self, Result};

/// The oldest wasm-opt that gets several tables right.
const OLDEST: u32 = 116;

/// The program of npm's `binaryen` if it is installed, or else the system's if it is not too old.
fn optimizer() -> Option<String> {
    let npm = shell::root().join("journey-wasm/node_modules/.bin/wasm-opt");
    let candidates = [npm.to_string_lossy().into_owned(), "wasm-opt".into()];
    candidates.into_iter().find(|program| {
        let printed = shell::output(program, &["--version"]).unwrap_or_default();
        let version = printed.split_whitespace().find_map(|word| word.parse::<u32>().ok());
        version.is_some_and(|version| version >= OLDEST)
    })
}

/// Makes the file smaller where wasm-opt is at hand.
pub fn shrink(wasm: &[u8], name: &str) -> Result<Vec<u8>> {
    let Some(program) = optimizer() else {
        shell::say(&format!(
            "no wasm-opt of version {OLDEST} or later (`npm ci` in journey-wasm brings one); the file stays larger"
        ))?;
        return Ok(wasm.into());
    };
    let (before, after) =
        (shell::target().join(format!("{name}.wasm")), shell::target().join(format!("{name}.opt.wasm")));
    if std::fs::read(&before).is_ok_and(|last| last == wasm) && after.is_file() {
        return std::fs::read(&after).map_err(|error| error.to_string());
    }
    let _ = std::fs::remove_file(&after);
    shell::write(&before, wasm)?;
    let (from, to) = (before.to_string_lossy().into_owned(), after.to_string_lossy().into_owned());
    let features = [
        "--enable-bulk-memory",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
        "--enable-simd",
    ];
    // Higher levels take four times as long for files of the same size and speed: rustc has optimized already.
    let mut arguments = vec!["-O1", from.as_str(), "-o", to.as_str()];
    arguments.extend(features);
    shell::run(&program, &arguments, ".")?;
    std::fs::read(&after).map_err(|error| error.to_string())
}
