//! From Rust to the npm package: compile, bind for each kind of host, shrink, lay out.
//!
//! All hosts load the same wasm file; only the JavaScript around it differs.

mod dts;
mod toolchain;

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Result};
use crate::sizes;

const NPM: &str = "journey-wasm/npm";

/// What wasm-bindgen makes for one kind of host.
struct Bound {
    js: String,
    start: Option<String>,
    ts: String,
    wasm: Vec<u8>,
}

/// Builds the package.
pub fn run() -> Result<()> {
    let wasm = compile()?;
    let web = bind(&wasm, |bindgen| told(bindgen.web(true)))?;
    let node = bind(&wasm, |bindgen| told(bindgen.nodejs(true)))?;
    let bundler = bind(&wasm, |bindgen| told(bindgen.bundler(true)))?;
    if web.wasm != node.wasm || web.wasm != bundler.wasm {
        return Err("the hosts need different wasm files; one file for all was expected".into());
    }
    let _ = std::fs::remove_dir_all(shell::root().join(NPM).join("dist"));
    write("journey_bg.wasm", shrink(&web.wasm)?)?;
    write("journey.js", &web.js)?;
    write("journey.cjs", node.js.replace("./error.js", "./error.cjs"))?;
    write("journey_bundler.js", &bundler.js)?;
    write("journey_bg.js", bundler.start.unwrap_or_default())?;
    entries()?;
    types(&bundler.ts)?;
    sizes::run()
}

fn told<T, E: std::fmt::Debug>(result: std::result::Result<T, E>) -> Result<()> {
    result.map(|_| ()).map_err(|error| format!("{error:?}"))
}

fn write(name: &str, bytes: impl AsRef<[u8]>) -> Result<()> {
    shell::write(Path::new(NPM).join("dist").join(name), bytes)
}

fn compile() -> Result<PathBuf> {
    shell::finish(&mut toolchain::cargo_build()?)?;
    Ok(shell::target().join("wasm-build").join(toolchain::TARGET).join("wasm/journey_wasm.wasm"))
}

fn bind(wasm: &Path, host: fn(&mut Bindgen) -> Result<()>) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("journey").typescript(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    host(&mut bindgen)?;
    let mut output = bindgen.generate_output().map_err(|error| format!("{error:?}"))?;
    Ok(Bound {
        js: output.js().into(),
        start: output.start().cloned(),
        ts: output.ts().unwrap_or_default().into(),
        wasm: output.wasm_mut().emit_wasm(),
    })
}

/// The entry files written by hand, and the CommonJS twin of the error class.
fn entries() -> Result<()> {
    for name in ["index.js", "index.cjs", "node.js", "bundler.js", "error.js"] {
        write(name, shell::read(Path::new(NPM).join("entry").join(name))?)?;
    }
    let error = shell::read(Path::new(NPM).join("entry/error.js"))?;
    write("error.cjs", error.replace("export class", "exports.JourneyError = class"))
}

/// One declaration file for all entries: by hand what is by hand, the rest from wasm-bindgen.
fn types(generated: &str) -> Result<()> {
    let by_hand = shell::read(Path::new(NPM).join("entry/index.d.ts"))?;
    let whole = format!("{}\n{}", by_hand.trim_end(), dts::polish(generated));
    write("index.d.cts", &whole)?;
    write("index.d.ts", &whole)?;
    shell::write("api/journey.d.ts", whole)
}

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
fn shrink(wasm: &[u8]) -> Result<Vec<u8>> {
    let Some(program) = optimizer() else {
        shell::say(&format!(
            "no wasm-opt of version {OLDEST} or later (`npm ci` in journey-wasm brings one); the file stays larger"
        ))?;
        return Ok(wasm.into());
    };
    let (before, after) = (shell::target().join("journey.wasm"), shell::target().join("journey.opt.wasm"));
    shell::write(&before, wasm)?;
    let (from, to) = (before.to_string_lossy().into_owned(), after.to_string_lossy().into_owned());
    let features = [
        "--enable-bulk-memory",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
    ];
    let mut arguments = vec!["-Os", from.as_str(), "-o", to.as_str()];
    arguments.extend(features);
    shell::run(&program, &arguments, ".")?;
    std::fs::read(&after).map_err(|error| error.to_string())
}
