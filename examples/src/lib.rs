//! What the example programs share: where the data and the maps are, reading a table, and showing results.

use std::error::Error;
use std::path::{Path, PathBuf};

use journey_core::analysis::QualityCheck;
use journey_core::measure::KpiStatus;
use journey_core::{EventLog, JourneyMap, MeasuredMap};

/// Result of an example.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Rows of a table, each a list of cells.
pub type Rows = Vec<csv::StringRecord>;

/// The folder to write to: the first argument, or `target/examples`.
pub fn output() -> Result<PathBuf> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "target/examples".into());
    std::fs::create_dir_all(&folder)?;
    Ok(folder.into())
}

/// A file of the folder that the environment variable `JOURNEY_DATA` names.
pub fn data(file: &str) -> Result<PathBuf> {
    let folder = std::env::var("JOURNEY_DATA").map_err(|_| "set JOURNEY_DATA to the folder of the data")?;
    Ok(Path::new(&folder).join(file))
}

/// One of the maps of the examples.
pub fn map(name: &str) -> Result<JourneyMap> {
    Ok(JourneyMap::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(name))?)
}

/// The wanted columns of a gzip CSV file, in the wanted order.
pub fn table<const N: usize>(file: &str, columns: [&str; N]) -> Result<Vec<[String; N]>> {
    let unpacked = flate2::read::MultiGzDecoder::new(std::fs::File::open(data(file)?)?);
    let mut reader = csv::Reader::from_reader(unpacked);
    let header = reader.headers()?.clone();
    let mut positions = [0; N];
    for (position, column) in positions.iter_mut().zip(columns) {
        *position = header.iter().position(|name| name == column).ok_or(format!("no column {column}"))?;
    }
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row?;
        rows.push(positions.map(|position| row.get(position).unwrap_or_default().to_string()));
    }
    Ok(rows)
}

/// Rows as the text of a CSV file.
pub fn csv_text<const N: usize>(
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(&row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// A number for people.
fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "none".into(), |value| format!("{value:.3}"))
}

/// Writes what is doubtful about a log as JSON, and prints it.
#[allow(clippy::print_stdout)]
pub fn doubts(log: &EventLog, time_zone: &str, folder: &Path, name: &str) -> Result<()> {
    let report = log.run(&QualityCheck::new().time_zone(time_zone))?;
    for finding in &report.rows {
        println!("doubtful: {}", finding.statement);
    }
    std::fs::write(folder.join(format!("{name}.quality.json")), serde_json::to_string(&report)?)?;
    Ok(())
}

/// A status for people.
pub fn status(status: Option<KpiStatus>) -> &'static str {
    match status {
        Some(KpiStatus::Met) => "met",
        Some(KpiStatus::Missed) => "missed",
        Some(KpiStatus::Uncertain) => "uncertain",
        None => "no target",
    }
}

/// Writes the picture as HTML and SVG and the numbers as JSON, and prints what matters most.
#[allow(clippy::print_stdout)]
pub fn show(measured: &MeasuredMap, folder: &Path, name: &str) -> Result<()> {
    for ending in ["html", "svg", "json"] {
        measured.save(folder.join(format!("{name}.{ending}")))?;
    }
    if let Some(everybody) = measured.views.first() {
        println!("{}: {} customers, {} events", measured.map.name, everybody.customers, everybody.events);
        println!("completed {}, lost {}, open {}", everybody.completed, everybody.lost, everybody.open);
        for kpi in &everybody.kpis {
            let status = status(kpi.status);
            println!("  {}: {} (target {}), {status}", kpi.name, shown(kpi.value.value), shown(kpi.target));
        }
    }
    for finding in measured.pain_points.iter().take(3) {
        println!("{}. {} ({}): {}", finding.rank, finding.touchpoint, finding.stage, finding.statement);
    }
    println!("The picture is {}", folder.join(format!("{name}.html")).display());
    Ok(())
}
