//! What journey itself does in `benches/peers`: one job on one file, its times as JSON on standard output, its
//! answers in the form that all tools share (see `benches/peers/normal.py`).
//!
//! ```text
//! peer JOB FILE [--threads N] [--step TOUCHPOINT]... [--within SPAN] [--answers FOLDER]
//! ```
//!
//! Jobs: `together` (four questions in one pass), `apart` (one after the other), and single questions.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use journey_core::EventLog;
use journey_core::analysis::{
    Funnel, FunnelReport, Retention, RetentionReport, TransitionReport, Transitions, VariantReport, Variants,
};
use journey_core::log::Columns;
use journey_core::model::Period;
use journey_core::work::Work;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many variants are asked for, and how many weeks of retention.
const TOP: usize = 10;
const WEEKS: u32 = 12;

fn main() -> Outcome<()> {
    let task = Task::read(std::env::args().skip(1))?;
    let mut times = Times::default();
    Work::new().threads(task.threads).run(|| task.run(&mut times))?;
    times.print(task.threads)
}

/// What to do.
struct Task {
    job: String,
    file: PathBuf,
    threads: usize,
    steps: Vec<String>,
    within: String,
    answers: Option<PathBuf>,
}

impl Task {
    fn read(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let job = words.next().ok_or("no job")?;
        let file = words.next().ok_or("no file")?.into();
        let mut task = Self { job, file, threads: 0, steps: Vec::new(), within: "7d".into(), answers: None };
        while let Some(option) = words.next() {
            let value = words.next().ok_or_else(|| format!("no value for {option}"))?;
            match option.as_str() {
                "--threads" => task.threads = value.parse()?,
                "--step" => task.steps.push(value),
                "--within" => task.within = value,
                "--answers" => task.answers = Some(value.into()),
                _ => return Err(format!("no option {option}").into()),
            }
        }
        Ok(task)
    }

    fn run(&self, times: &mut Times) -> Outcome<()> {
        let log = times.part("load", || self.load())?;
        match self.job.as_str() {
            "together" => self.together(&log, times),
            "apart" => {
                for question in ["transitions", "funnel", "variants", "retention"] {
                    self.ask(question, &log, times)?;
                }
                Ok(())
            }
            question => self.ask(question, &log, times),
        }
    }

    fn load(&self) -> journey_core::Result<EventLog> {
        let columns = Columns::new("customer", "time", "touchpoint");
        match self.file.extension().is_some_and(|extension| extension == "csv") {
            true => EventLog::read_csv(&self.file, &columns),
            false => EventLog::read_parquet(&self.file, &columns),
        }
    }

    fn funnel(&self) -> journey_core::Result<Funnel> {
        Ok(Funnel::new(self.steps.clone()).within(self.within.parse()?))
    }

    fn together(&self, log: &EventLog, times: &mut Times) -> Outcome<()> {
        let questions = (Transitions::new(), self.funnel()?, Variants::new().top(TOP), weekly());
        let (transitions, funnel, variants, retention) = times.part("four", || log.run(&questions))?;
        self.answer("transitions", || transition_lines(&transitions))?;
        self.answer("funnel", || funnel_lines(&funnel))?;
        self.answer("variants", || variant_lines(&variants))?;
        self.answer("retention", || retention_lines(&retention))
    }

    fn ask(&self, question: &str, log: &EventLog, times: &mut Times) -> Outcome<()> {
        match question {
            "transitions" => {
                let report = times.part(question, || log.run(&Transitions::new()))?;
                self.answer(question, || transition_lines(&report))
            }
            "funnel" => {
                let funnel = self.funnel()?;
                let report = times.part(question, || log.run(&funnel))?;
                self.answer(question, || funnel_lines(&report))
            }
            "variants" => {
                let report = times.part(question, || log.run(&Variants::new().top(TOP)))?;
                self.answer(question, || variant_lines(&report))
            }
            "retention" => {
                let report = times.part(question, || log.run(&weekly()))?;
                self.answer(question, || retention_lines(&report))
            }
            _ => Err(format!("no job {question}").into()),
        }
    }

    /// Writes an answer, if answers are wanted.
    fn answer(&self, question: &str, lines: impl FnOnce() -> Vec<String>) -> Outcome<()> {
        let Some(folder) = &self.answers else {
            return Ok(());
        };
        let mut text = lines().join("\n");
        text.push('\n');
        Ok(std::fs::write(folder.join(question).with_extension("txt"), text)?)
    }
}

fn weekly() -> Retention {
    Retention::new(Period::Week, WEEKS)
}

/// Source, target, count and median gap in half microseconds, which are whole numbers; sorted.
fn transition_lines(report: &TransitionReport) -> Vec<String> {
    let mut lines: Vec<String> = report
        .rows
        .iter()
        .map(|row| {
            let halves = row.gap.median_seconds.map_or(-1.0, |seconds| (seconds * 2e6).round());
            format!("{}\t{}\t{}\t{halves:.0}", row.source, row.target, row.count)
        })
        .collect();
    lines.sort_unstable();
    lines
}

/// Step and the customers who reached it.
fn funnel_lines(report: &FunnelReport) -> Vec<String> {
    report.rows.iter().map(|row| format!("{}\t{}\t{}", row.step, row.touchpoint, row.customers)).collect()
}

/// The number of variants, then the customers of the most frequent ones; paths only of those that are more
/// frequent than the last one listed, where tools may differ in which of several equals they list.
fn variant_lines(report: &VariantReport) -> Vec<String> {
    let last = report.rows.last().map_or(0, |row| row.customers);
    let mut lines: Vec<String> = report
        .rows
        .iter()
        .map(|row| match row.customers > last {
            true => format!("{:012}\t{}", row.customers, row.path.join("\t")),
            false => format!("{:012}", row.customers),
        })
        .collect();
    lines.sort_unstable_by(|a, b| b.cmp(a));
    lines.insert(0, format!("variants\t{}", report.variants));
    lines
}

/// Cohort, week, customers whose week is over, and those of them who came.
fn retention_lines(report: &RetentionReport) -> Vec<String> {
    let rows = report.rows.iter();
    rows.map(|row| format!("{}\t{}\t{}\t{}", row.cohort, row.period, row.eligible, row.count)).collect()
}

/// Seconds of each part, in order.
#[derive(Default)]
struct Times {
    parts: Vec<(String, f64)>,
}

impl Times {
    fn part<T, E>(&mut self, name: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let start = Instant::now();
        let result = work();
        self.parts.push((name.into(), start.elapsed().as_secs_f64()));
        result
    }

    /// Times, peak memory and threads as JSON.
    #[allow(clippy::print_stdout)]
    fn print(&self, threads: usize) -> Outcome<()> {
        let mut parts = String::new();
        for (name, seconds) in &self.parts {
            let comma = if parts.is_empty() { "" } else { "," };
            write!(parts, "{comma}\"{name}\":{seconds:.6}")?;
        }
        let peak = peak_kilobytes().map_or("null".into(), |peak| peak.to_string());
        println!("{{\"parts\":{{{parts}}},\"peak_kb\":{peak},\"threads\":{threads}}}");
        Ok(())
    }
}

/// The most memory that this process ever had, where the system tells (Linux).
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}
