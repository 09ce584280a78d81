//! From Rust to the npm package: compile, bind for each kind of host, shrink, lay out.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Result};
use crate::{dts, sizes, toolchain};

const NPM: &str = "journey-wasm/npm";

/// A kind of host, and how wasm-bindgen is told about it.
struct Host {
    folder: &'static str,
    mode: fn(&mut Bindgen) -> std::result::Result<(), String>,
}

const HOSTS: [Host; 3] = [
    Host { folder: "web", mode: |bindgen| told(bindgen.web(true)) },
    Host { folder: "node", mode: |bindgen| told(bindgen.nodejs(true)) },
    Host { folder: "bundler", mode: |bindgen| told(bindgen.bundler(true)) },
];

fn told<T, E: std::fmt::Debug>(result: std::result::Result<T, E>) -> std::result::Result<(), String> {
    result.map(|_| ()).map_err(|error| format!("{error:?}"))
}

/// Builds the package.
pub fn run() -> Result<()> {
    let wasm = compile()?;
    let dist = shell::root().join(NPM).join("dist");
    let _ = std::fs::remove_dir_all(&dist);
    for host in &HOSTS {
        bind(&wasm, host, &dist.join(host.folder))?;
    }
    sizes::run()
}

fn compile() -> Result<PathBuf> {
    shell::finish(&mut toolchain::cargo_build()?)?;
    let built = shell::target().join("wasm-build").join(toolchain::TARGET).join("wasm/journey_wasm.wasm");
    let shrunk = built.with_file_name("journey_wasm.opt.wasm");
    Ok(built)
}

fn bind(wasm: &Path, host: &Host, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("journey").typescript(true).remove_name_section(true);
    bindgen.remove_producers_section(true);
    (host.mode)(&mut bindgen)?;
    told(bindgen.generate(folder))
}
