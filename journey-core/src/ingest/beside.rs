//! Files are written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};

/// Writes a file beside its place and then puts it there.
pub(super) fn write(path: &Path, write: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    let io = |error: io::Error| Error::Io { path: path.display().to_string(), message: error.to_string() };
    let (mut file, beside) = create(path).map_err(io)?;
    let written = write(&mut file)
        .and_then(|()| file.sync_all().map_err(io))
        .and_then(|()| fs::rename(&beside, path).map_err(io));
    if written.is_err() {
        // The error that is reported is the one that came first.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(|error| error.in_file(&path.display().to_string()))
}

/// A new file in the folder of another one.
fn create(path: &Path) -> io::Result<(File, PathBuf)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = path.file_name().ok_or_else(|| io::Error::other("not the name of a file"))?;
    loop {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{number}.part", std::process::id()));
        let beside = path.with_file_name(hidden);
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|file| (file, beside)),
        }
    }
}
