//! What a job costs: seconds of its parts and memory.

use std::error::Error;
use std::fmt::Write;
use std::time::Instant;

/// Seconds of each part, in order.
#[derive(Default)]
pub struct Times {
    parts: Vec<(String, f64)>,
}

impl Times {
    /// Does some work and notes its seconds.
    pub fn part<T, E>(&mut self, name: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let start = Instant::now();
        let result = work();
        self.parts.push((name.into(), start.elapsed().as_secs_f64()));
        result
    }

    /// Times and peak memory as JSON.
    #[allow(clippy::print_stdout)]
    pub fn print(&self) -> Result<(), Box<dyn Error>> {
        let mut parts = String::new();
        for (name, seconds) in &self.parts {
            let comma = if parts.is_empty() { "" } else { "," };
            write!(parts, "{comma}\"{name}\":{seconds:.6}")?;
        }
        println!("{{\"parts\":{{{parts}}},\"peak_kb\":{}}}", peak_kilobytes().unwrap_or_default());
        Ok(())
    }
}

/// The most memory that this process ever had, where the system tells (Linux).
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}
