//! From Rust to the npm package: compile, bind for each kind of host, shrink, lay out.
//!
//! All hosts load the same wasm file; only the JavaScript around it differs. There are two such files: the usual
//! one, and one that also reads Parquet and Arrow.

mod dts;
mod page;
mod shrink;
mod toolchain;

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Result};
use crate::sizes;

const NPM: &str = "journey-wasm/npm";

/// One wasm file with everything around it.
struct Edition {
    /// Beginning of the names of its files.
    name: &'static str,
    /// Names of its entries; those of the usual edition are the names of the files written by hand.
    index: &'static str,
    node: &'static str,
    bundler: &'static str,
    thread: &'static str,
    features: &'static [&'static str],
}

const USUAL: Edition = Edition {
    name: "journey",
    index: "index",
    node: "node",
    bundler: "bundler",
    thread: "thread",
    features: &[],
};

const ARROW: Edition = Edition {
    name: "journey_arrow",
    index: "arrow",
    node: "arrow_node",
    bundler: "arrow_bundler",
    thread: "arrow_thread",
    features: &["arrow"],
};

/// What wasm-bindgen makes for one kind of host.
struct Bound {
    js: String,
    start: Option<String>,
    ts: String,
    wasm: Vec<u8>,
}

/// Builds the package.
pub fn run() -> Result<()> {
    let usual = USUAL.make()?;
    let arrow = ARROW.make()?;
    let _ = std::fs::remove_dir_all(shell::root().join(NPM).join("dist"));
    USUAL.write(&usual)?;
    ARROW.write(&arrow)?;
    for name in ENTRIES {
        write(name, entry(name)?)?;
    }
    write("error.cjs", entry("error.js")?.replace("export class", "exports.JourneyError = class"))?;
    shell::write("api/journey.d.ts", USUAL.types(&usual)?)?;
    page::write(&usual.wasm)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        shell::write(Path::new(NPM).join(licence), shell::read(licence)?)?;
    }
    sizes::run()
}

/// Everything that is generated for an edition.
struct Made {
    web: Bound,
    node: Bound,
    bundler: Bound,
    /// The wasm file of all hosts.
    wasm: Vec<u8>,
}

/// Files of the package that are written by hand and the same for all editions.
const ENTRIES: [&str; 6] = ["error.js", "worker.js", "worker.d.ts", "worker_node.js", "client.js", "host.js"];

impl Edition {
    fn make(&self) -> Result<Made> {
        shell::finish(&mut toolchain::cargo_build(self.features)?)?;
        let wasm = shell::target().join("wasm-build").join(toolchain::TARGET).join("wasm/journey_wasm.wasm");
        let web = self.bind(&wasm, "web", |bindgen| told(bindgen.web(true)))?;
        let node = self.bind(&wasm, "node", |bindgen| told(bindgen.nodejs(true)))?;
        let bundler = self.bind(&wasm, "bundler", |bindgen| told(bindgen.bundler(true)))?;
        if web.wasm != node.wasm || web.wasm != bundler.wasm {
            return Err("the hosts need different wasm files; one file for all was expected".into());
        }
        let wasm = shrink::shrink(&web.wasm, self.name)?;
        Ok(Made { web, node, bundler, wasm })
    }

    fn bind(&self, wasm: &PathBuf, host: &str, set: fn(&mut Bindgen) -> Result<()>) -> Result<Bound> {
        let name = self.name;
        let folder = shell::target().join("wasm-bindgen").join(name).join(host);
        let mut bindgen = Bindgen::new();
        bindgen.input_path(wasm).out_name(name).typescript(true).omit_default_module_path(false);
        bindgen.remove_name_section(true).remove_producers_section(true);
        set(&mut bindgen)?;
        told(bindgen.generate(&folder))?;
        let read = |name: &str| std::fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"));
        let text = |name: &str| read(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(Bound {
            js: text(&format!("{name}.js"))?,
            start: text(&format!("{name}_bg.js")).ok(),
            ts: text(&format!("{name}.d.ts"))?,
            wasm: read(&format!("{name}_bg.wasm"))?,
        })
    }

    fn write(&self, made: &Made) -> Result<()> {
        let name = self.name;
        write(&format!("{name}_bg.wasm"), &made.wasm)?;
        write(&format!("{name}.js"), &made.web.js)?;
        write(&format!("{name}.cjs"), made.node.js.replace("./error.js", "./error.cjs"))?;
        write(&format!("{name}_bundler.js"), &made.bundler.js)?;
        write(&format!("{name}_bg.js"), made.bundler.start.as_deref().unwrap_or_default())?;
        let exported =
            made.node.js.lines().filter_map(|line| line.strip_prefix("exports.")?.split(' ').next());
        let names: Vec<&str> = exported.collect();
        write(&format!("{}.js", self.node), self.entry("node.js")?.replace("NAMES", &names.join(", ")))?;
        write(&format!("{}.js", self.index), self.entry("index.js")?)?;
        write(&format!("{}.cjs", self.index), self.entry("index.cjs")?)?;
        write(&format!("{}.js", self.bundler), self.entry("bundler.js")?)?;
        write(&format!("{}.js", self.thread), self.entry("thread.js")?)?;
        write(&format!("{}_node.js", self.thread), self.entry("thread_node.js")?)?;
        let types = self.types(made)?;
        write(&format!("{}.d.cts", self.index), &types)?;
        write(&format!("{}.d.ts", self.index), &types)
    }

    /// An entry that was written for the usual edition, for this one.
    fn entry(&self, name: &str) -> Result<String> {
        let usual = ["journey", "journey_bundler", "index", "node"].map(|name| format!("\"./{name}."));
        let bundler = format!("{}_bundler", self.name);
        let own = [self.name, &bundler, self.index, self.node].map(|name| format!("\"./{name}."));
        Ok(usual.iter().zip(own).fold(entry(name)?, |text, (usual, own)| text.replace(usual, &own)))
    }

    /// One declaration file for all hosts: by hand what is by hand, the rest from wasm-bindgen.
    fn types(&self, made: &Made) -> Result<String> {
        Ok(format!("{}\n{}", entry("index.d.ts")?.trim_end(), dts::polish(&made.bundler.ts)))
    }
}

fn entry(name: &str) -> Result<String> {
    shell::read(Path::new(NPM).join("entry").join(name))
}

fn told<T, E: std::fmt::Debug>(result: std::result::Result<T, E>) -> Result<()> {
    result.map(|_| ()).map_err(|error| format!("{error:?}"))
}

fn write(name: &str, bytes: impl AsRef<[u8]>) -> Result<()> {
    shell::write(Path::new(NPM).join("dist").join(name), bytes)
}
