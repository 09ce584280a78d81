//! The one build helper: `cargo xtask <command>`.

mod deps;
mod fuzz;
mod generate;
mod limits;
mod setup;
mod shell;
mod sizes;
mod speed;
mod test;
#[cfg(feature = "wasm")]
mod wasm;

use shell::Result;

const HELP: &str = "\
cargo xtask <command>

  demo           simulate an online shop, measure its map, say where the picture is
  test [part …]  install what the tests need and run all parts, or the named ones
  fuzz TARGET [option …]
                 run a fuzz target, with options of libFuzzer
  wasm           compile journey-wasm and write the npm package into journey-wasm/npm/dist
  npm            wasm, then `npm pack`
  sizes          raw and gzipped size of the wasm file, with the budget
  wasm-speed     the speed of the npm package in Node and Chromium, compared with native code
  gen [--check]  write the generated files in api/ and docs/ (or fail when they are stale)
  lint-limits    files and functions over the size limits
  deps           what journey-core may not depend on by default
";

const DEMO: [&str; 8] =
    ["run", "--quiet", "--release", "-p", "journey-examples", "--bin", "simulated_shop", "out"];

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            shell::complain(&error);
            std::process::ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<()> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["demo"] => shell::run("cargo", &DEMO, "."),
        ["test", parts @ ..] => test::run(parts),
        ["fuzz", target, options @ ..] => fuzz::long(target, options),
        ["wasm"] => wasm_package(),
        ["npm"] => wasm_package().and_then(|()| shell::run("npm", &["pack", "--silent"], "journey-wasm/npm")),
        ["sizes"] => sizes::run(),
        ["wasm-speed"] => speed::run(),
        ["gen"] => generate::run(false),
        ["gen", "--check"] => generate::run(true),
        ["lint-limits"] => limits::run(),
        ["deps"] => deps::run(),
        [] | ["help" | "--help" | "-h"] => shell::say(HELP),
        _ => Err(format!("unknown command: {}\n\n{HELP}", args.join(" "))),
    }
}

#[cfg(feature = "wasm")]
fn wasm_package() -> Result<()> {
    wasm::run()
}

/// The wasm tools are heavy, so the other commands are built without them; this starts the full xtask.
#[cfg(not(feature = "wasm"))]
fn wasm_package() -> Result<()> {
    let features = ["run", "--quiet", "--package", "xtask", "--features", "wasm", "--", "wasm"];
    shell::run("cargo", &features, ".")
}
