//! What to generate.

use std::path::PathBuf;
use std::str::FromStr;

pub const USAGE: &str = "generate --events N --out FILE.parquet|FILE.csv [--order time|random|customer] \
[--ids short|uuid] [--touchpoints N] [--seed N] [--row-group ROWS]";

/// Order of the rows of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By time, as a stream of events comes.
    Time,
    /// Shuffled.
    Random,
    /// By customer, then by time.
    Customer,
}

/// What ids of customers look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// `c000001`.
    Short,
    /// 36 characters.
    Uuid,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Parquet,
    Csv,
}

#[derive(Debug, Clone)]
pub struct Arguments {
    pub events: usize,
    pub order: Order,
    pub ids: Ids,
    pub touchpoints: usize,
    pub seed: u64,
    pub row_group: usize,
    pub format: Format,
    pub out: PathBuf,
}

impl Arguments {
    /// `None` if help is asked for.
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut arguments = Self {
            events: 0,
            order: Order::Time,
            ids: Ids::Short,
            touchpoints: 40,
            seed: 1,
            row_group: 1 << 20,
            format: Format::Parquet,
            out: PathBuf::new(),
        };
        while let Some(name) = words.next() {
            if matches!(name.as_str(), "--help" | "-h") {
                return Ok(None);
            }
            let value = words.next().ok_or_else(|| format!("{name} needs a value\n{USAGE}"))?;
            arguments.set(&name, &value)?;
        }
        arguments.check().map(Some)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "--events" => self.events = number(name, value)?,
            "--touchpoints" => self.touchpoints = number(name, value)?,
            "--seed" => self.seed = number(name, value)?,
            "--row-group" => self.row_group = number(name, value)?,
            "--order" => {
                let all = [("time", Order::Time), ("random", Order::Random), ("customer", Order::Customer)];
                self.order = choice(name, value, &all)?;
            }
            "--ids" => self.ids = choice(name, value, &[("short", Ids::Short), ("uuid", Ids::Uuid)])?,
            "--out" => self.out = value.into(),
            _ => return Err(format!("unknown argument {name}\n{USAGE}")),
        }
        Ok(())
    }

    fn check(mut self) -> Result<Self, String> {
        if !(1..=120_000_000).contains(&self.events) {
            return Err("--events must be 1 to 120,000,000".into());
        }
        if !(16..=10_000).contains(&self.touchpoints) {
            return Err("--touchpoints must be 16 to 10,000".into());
        }
        if self.row_group == 0 {
            return Err("--row-group must be at least 1".into());
        }
        self.format = match self.out.extension().and_then(|extension| extension.to_str()) {
            Some("parquet") => Format::Parquet,
            Some("csv") => Format::Csv,
            _ => return Err("--out must end in .parquet or .csv".into()),
        };
        Ok(self)
    }
}

fn number<T: FromStr>(name: &str, value: &str) -> Result<T, String> {
    value.replace('_', "").parse().map_err(|_| format!("{name} must be a whole number, not {value:?}"))
}

fn choice<T: Copy>(name: &str, value: &str, all: &[(&str, T)]) -> Result<T, String> {
    let found = all.iter().find(|(known, _)| *known == value);
    let known: Vec<&str> = all.iter().map(|(known, _)| *known).collect();
    found.map(|(_, choice)| *choice).ok_or_else(|| format!("{name} must be one of {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Option<Arguments>, String> {
        Arguments::parse(text.split_whitespace().map(String::from))
    }

    #[test]
    fn arguments_are_read_and_refused() {
        let all =
            "--events 1_000 --order random --ids uuid --touchpoints 50 --seed 3 --row-group 7 --out a/b.csv";
        let read = parse(all).unwrap().unwrap();
        assert_eq!((read.events, read.touchpoints, read.seed, read.row_group), (1000, 50, 3, 7));
        assert_eq!((read.order, read.ids, read.format), (Order::Random, Ids::Uuid, Format::Csv));
        assert!(parse("--help").unwrap().is_none());
        for (wrong, named) in [
            ("--events 0 --out a.csv", "--events"),
            ("--events 10 --out a.json", "--out"),
            ("--events 10 --order up --out a.csv", "time, random, customer"),
            ("--events 10 --touchpoints 3 --out a.csv", "--touchpoints"),
            ("--events 10 --colour red --out a.csv", "--colour"),
            ("--events 10 --out", "--out"),
        ] {
            let error = parse(wrong).unwrap_err();
            assert!(error.contains(named), "{wrong}: {error}");
        }
    }
}
