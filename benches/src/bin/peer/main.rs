//! What journey itself does in `benches/peers`: one job on one file, its times as JSON on standard output, its
//! answers in the form that all tools share.
//!
//! ```text
//! peer JOB FILE [--threads N] [--step TOUCHPOINT]... [--within SPAN] [--native FILE] [--answers FOLDER]
//! ```
//!
//! Jobs: a single question (`transitions`, `funnel`, `variants`, `retention`), `together` (all four in one pass),
//! `apart` (one after the other), `save` (to the native file), `reopen-QUESTION` (from the native file), and
//! `append` (1,000 events to a log with four reports that are kept up to date).

mod answers;
mod times;

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use journey_core::EventLog;
use journey_core::analysis::{Funnel, Retention, Transitions, Variants};
use journey_core::log::{Columns, EpochUnit};
use journey_core::model::Period;
use journey_core::work::Work;

use times::Times;

type Outcome<T> = Result<T, Box<dyn Error>>;
type Four = (Transitions, Funnel, Variants, Retention);

const QUESTIONS: [&str; 4] = ["transitions", "funnel", "variants", "retention"];
/// How many variants are asked for, and how many weeks of retention.
const TOP: usize = 10;
const WEEKS: u32 = 12;
/// How many events are appended; most are of customers whom the log has, each of another one.
const APPENDED: usize = 1000;
const OLD_CUSTOMERS: usize = 900;

fn main() -> Outcome<()> {
    let task = Task::read(std::env::args().skip(1))?;
    let mut times = Times::default();
    Work::new().threads(task.threads).run(|| task.run(&mut times))?;
    times.print()
}

/// What to do.
struct Task {
    job: String,
    file: PathBuf,
    threads: usize,
    steps: Vec<String>,
    within: String,
    native: Option<PathBuf>,
    answers: Option<PathBuf>,
}

impl Task {
    fn read(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let job = words.next().ok_or("no job")?;
        let file = words.next().ok_or("no file")?.into();
        let (steps, within) = (Vec::new(), "7d".into());
        let mut task = Self { job, file, threads: 0, steps, within, native: None, answers: None };
        while let Some(option) = words.next() {
            let value = words.next().ok_or_else(|| format!("no value for {option}"))?;
            match option.as_str() {
                "--threads" => task.threads = value.parse()?,
                "--step" => task.steps.push(value),
                "--within" => task.within = value,
                "--native" => task.native = Some(value.into()),
                "--answers" => task.answers = Some(value.into()),
                _ => return Err(format!("no option {option}").into()),
            }
        }
        Ok(task)
    }

    fn run(&self, times: &mut Times) -> Outcome<()> {
        if let Some(question) = self.job.strip_prefix("reopen-") {
            let log = times.part("open", || EventLog::open(self.native()?))?;
            return self.ask(question, &log, times);
        }
        let log = times.part("load", || self.load())?;
        match self.job.as_str() {
            "together" => self.together(&log, times),
            "apart" => QUESTIONS.iter().try_for_each(|question| self.ask(question, &log, times)),
            "save" => Ok(times.part("save", || log.save(self.native()?))?),
            "append" => self.append(&log, times),
            question => self.ask(question, &log, times),
        }
    }

    /// Reads what the job needs: for a single funnel, its steps.
    fn load(&self) -> journey_core::Result<EventLog> {
        let columns = match self.job.as_str() {
            "funnel" => columns().only(self.steps.clone()),
            _ => columns(),
        };
        match self.file.extension().is_some_and(|extension| extension == "csv") {
            true => EventLog::read_csv(&self.file, &columns),
            false => EventLog::read_parquet(&self.file, &columns),
        }
    }

    fn native(&self) -> journey_core::Result<&Path> {
        self.native.as_deref().ok_or_else(|| journey_core::Error::option("native", "nothing", "a file"))
    }

    fn questions(&self) -> journey_core::Result<Four> {
        let funnel = Funnel::new(self.steps.clone()).within(self.within.parse()?);
        Ok((Transitions::new(), funnel, Variants::new().top(TOP), Retention::new(Period::Week, WEEKS)))
    }

    fn together(&self, log: &EventLog, times: &mut Times) -> Outcome<()> {
        let questions = self.questions()?;
        let (transitions, funnel, variants, retention) = times.part("four", || log.run(&questions))?;
        self.answer("transitions", || answers::transitions(&transitions))?;
        self.answer("funnel", || answers::funnel(&funnel))?;
        self.answer("variants", || answers::variants(&variants))?;
        self.answer("retention", || answers::retention(&retention))
    }

    fn ask(&self, question: &str, log: &EventLog, times: &mut Times) -> Outcome<()> {
        let (transitions, funnel, variants, retention) = self.questions()?;
        match question {
            "transitions" => {
                let report = times.part(question, || log.run(&transitions))?;
                self.answer(question, || answers::transitions(&report))
            }
            "funnel" => {
                let report = times.part(question, || log.run(&funnel))?;
                self.answer(question, || answers::funnel(&report))
            }
            "variants" => {
                let report = times.part(question, || log.run(&variants))?;
                self.answer(question, || answers::variants(&report))
            }
            "retention" => {
                let report = times.part(question, || log.run(&retention))?;
                self.answer(question, || answers::retention(&report))
            }
            _ => Err(format!("no job {question}").into()),
        }
    }

    /// Keeps four reports up to date while events come; where answers are wanted, it compares them with those of
    /// a run on the grown log instead.
    fn append(&self, log: &EventLog, times: &mut Times) -> Outcome<()> {
        let news = [later(log, 0)?, later(log, APPENDED)?];
        let mut live = log.live();
        let questions = self.questions()?;
        times.part("ask", || live.run(&questions))?;
        for (name, events) in ["append", "again"].into_iter().zip(&news) {
            times.part(name, || live.append(events))?;
        }
        if self.answers.is_some() && *live.run(&questions)? != live.log().run(&questions)? {
            return Err("reports kept up to date differ from those of the grown log".into());
        }
        Ok(())
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

fn columns() -> Columns {
    Columns::new("customer", "time", "touchpoint")
}

/// Events after the end of a log, a second from one to the next: a log of their own.
fn later(log: &EventLog, from: usize) -> Outcome<EventLog> {
    let customers = log.shards().iter().flat_map(|shard| shard.journeys());
    let stride = (log.customers() as usize / OLD_CUSTOMERS).max(1);
    let old = customers
        .skip(from % stride)
        .step_by(stride)
        .take(OLD_CUSTOMERS)
        .map(|one| one.customer().to_string());
    let new = (0..).map(|number| format!("new{}", from + number));
    let end = log.shards().iter().flat_map(|shard| shard.journeys()).filter_map(|one| one.last_time()).max();
    let touchpoints: Vec<&str> = log.touchpoints().iter().collect();
    let mut text = String::from("customer,time,touchpoint\n");
    for (number, customer) in old.chain(new).take(APPENDED).enumerate() {
        let second = end.unwrap_or_default() / 1_000_000 + 1 + (from + number) as i64;
        let touchpoint = touchpoints.get(number % touchpoints.len().max(1)).ok_or("an empty log")?;
        writeln!(text, "{customer},{second},{touchpoint}")?;
    }
    Ok(EventLog::read_csv_text(&text, &columns().epoch(EpochUnit::Seconds))?)
}
