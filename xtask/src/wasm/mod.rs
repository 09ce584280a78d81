//! From Rust to the npm package: compile, bind for each kind of host, shrink, lay out.
//!
//! All hosts load the same wasm file; only the JavaScript around it differs.

mod dts;
mod page;
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
    let web = bind(&wasm, "web", |bindgen| told(bindgen.web(true)))?;
    let node = bind(&wasm, "node", |bindgen| told(bindgen.nodejs(true)))?;
    let bundler = bind(&wasm, "bundler", |bindgen| told(bindgen.bundler(true)))?;
    if web.wasm != node.wasm || web.wasm != bundler.wasm {
        return Err("the hosts need different wasm files; one file for all was expected".into());
    }
    let shrunk = shrink(&web.wasm)?;
    let _ = std::fs::remove_dir_all(shell::root().join(NPM).join("dist"));
    write("journey_bg.wasm", &shrunk)?;
    write("journey.js", &web.js)?;
    write("journey.cjs", node.js.replace("./error.js", "./error.cjs"))?;
    write("journey_bundler.js", &bundler.js)?;
    write("journey_bg.js", bundler.start.unwrap_or_default())?;
    entries(&node.js)?;
    types(&bundler.ts)?;
    page::write(&shrunk)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        shell::write(Path::new(NPM).join(licence), shell::read(licence)?)?;
    }
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

fn bind(wasm: &Path, name: &str, host: fn(&mut Bindgen) -> Result<()>) -> Result<Bound> {
    let folder = shell::target().join("wasm-bindgen").join(name);
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("journey").typescript(true).omit_default_module_path(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    host(&mut bindgen)?;
    told(bindgen.generate(&folder))?;
    let read = |name: &str| std::fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    let text = |name: &str| read(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Bound {
        js: text("journey.js")?,
        start: text("journey_bg.js").ok(),
        ts: text("journey.d.ts")?,
        wasm: read("journey_bg.wasm")?,
    })
}

/// Files of the package that are written by hand.
const ENTRIES: [&str; 11] = [
    "index.js",
    "index.cjs",
    "bundler.js",
    "error.js",
    "worker.js",
    "worker.d.ts",
    "worker_node.js",
    "thread.js",
    "thread_node.js",
    "client.js",
    "host.js",
];

/// The entry files written by hand, the names that Node's `import` passes on, and the CommonJS twin of the
/// error class.
fn entries(node: &str) -> Result<()> {
    let entry = |name: &str| shell::read(Path::new(NPM).join("entry").join(name));
    for name in ENTRIES {
        write(name, entry(name)?)?;
    }
    let names: Vec<&str> =
        node.lines().filter_map(|line| line.strip_prefix("exports.")?.split(' ').next()).collect();
    write("node.js", entry("node.js")?.replace("NAMES", &names.join(", ")))?;
    write("error.cjs", entry("error.js")?.replace("export class", "exports.JourneyError = class"))
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
    let mut arguments = vec!["-O3", from.as_str(), "-o", to.as_str()];
    arguments.extend(features);
    shell::run(&program, &arguments, ".")?;
    std::fs::read(&after).map_err(|error| error.to_string())
}
