//! Customers that are programs rather than people.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, Journey};
use crate::model::TimeSpan;

/// How programs are told from people. Any one of the signs suffices.
///
/// * *Rate*: so many different instants within a minute. A person needs 2.65 seconds to look, decide, point and click
///   (Keystroke-Level Model; Card, Moran and Newell 1980), so 40 in a minute are nearly twice what anybody keeps up.
///   Instants are counted rather than events, as one click, or one basket, may be many events.
/// * *Regularity*: so many gaps in a row that hardly differ. The times between what people do are heavy-tailed
///   (Barabási 2005); those of a script are those of its timer. Longer gaps, such as monthly bills, do not count.
/// * *User agent*: what the client calls itself, if the log has such a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Bots {
    /// Different instants within a minute from which on nobody is a person; 40 unless set, 0 to not look.
    pub instants_a_minute: u32,
    /// Gaps in a row that must hardly differ; 20 unless set, 0 to not look.
    pub regular_gaps: u32,
    /// By how many percent of the shortest the longest of these gaps is longer at most; 5 unless set.
    pub gap_percent: u32,
    /// Longer gaps say nothing; an hour unless set.
    pub longest_gap: TimeSpan,
    /// Column with the user agent of the client.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub user_agent: Option<String>,
    /// What the user agent of a program has in it, in whatever case.
    pub agents: Vec<String>,
}

/// Words in the user agents of crawlers, HTTP libraries, headless browsers and monitors.
const AGENTS: [&str; 18] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "headless",
    "phantomjs",
    "selenium",
    "puppeteer",
    "playwright",
    "lighthouse",
    "pingdom",
    "curl/",
    "wget/",
    "python-requests",
    "python-urllib",
    "go-http-client",
    "okhttp",
    "libwww-perl",
];

impl Default for Bots {
    fn default() -> Self {
        Self {
            instants_a_minute: 40,
            regular_gaps: 20,
            gap_percent: 5,
            longest_gap: TimeSpan::from_micros(3600 * SECOND),
            user_agent: None,
            agents: AGENTS.map(String::from).to_vec(),
        }
    }
}

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;

/// What gives a program away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BotSign {
    Rate,
    Regularity,
    Agent,
}

/// Signs that know their column.
#[derive(Debug)]
pub(crate) struct BotTest {
    bots: Bots,
    /// Position of the column of user agents, and for each code of it whether it is that of a program.
    agents: Option<(usize, Vec<bool>)>,
    words: Vec<String>,
    /// User agents of a dictionary column.
    names: Option<std::sync::Arc<crate::log::Names>>,
}

impl Bots {
    /// Looks the column up.
    ///
    /// # Errors
    /// [`Error::UnknownName`]; [`Error::InvalidOption`] for a column that does not hold texts.
    pub(crate) fn test(&self, log: &EventLog) -> Result<BotTest> {
        let words: Vec<String> = self.agents.iter().map(|word| word.to_lowercase()).collect();
        let mut names = None;
        let agents = match &self.user_agent {
            None => None,
            Some(name) => {
                let (position, column) = log.column(name)?;
                match column.info.kind {
                    ColumnKind::Dictionary => {
                        names = Some(column.names.clone());
                        Some((position, column.names.iter().map(|agent| has(agent, &words)).collect()))
                    }
                    ColumnKind::Text => Some((position, Vec::new())),
                    kind => {
                        let given = format!("{name:?}, a {kind:?} column,");
                        return Err(Error::option("user_agent", given, "a column of texts"));
                    }
                }
            }
        };
        Ok(BotTest { bots: self.clone(), agents, words, names })
    }
}

fn has(agent: &str, words: &[String]) -> bool {
    let agent = agent.to_lowercase();
    words.iter().any(|word| agent.contains(word.as_str()))
}

impl BotTest {
    /// All signs of a customer, each with the event that shows it first.
    pub fn signs(&self, journey: &Journey<'_>) -> impl Iterator<Item = (BotSign, usize)> {
        let rate = self.rate(journey).map(|event| (BotSign::Rate, event));
        let regular = self.regularity(journey).map(|event| (BotSign::Regularity, event));
        let agent = self.agent(journey).map(|event| (BotSign::Agent, event));
        [rate, regular, agent].into_iter().flatten()
    }

    /// The user agent of an event.
    pub fn agent_of(&self, journey: &Journey<'_>, event: usize) -> String {
        let Some((column, _)) = self.agents else { return String::new() };
        let code = journey.codes(column).get(event);
        let name = code.and_then(|&code| Some(self.names.as_ref()?.get(code)));
        name.or_else(|| journey.text(column, event)).unwrap_or_default().into()
    }

    fn rate(&self, journey: &Journey<'_>) -> Option<usize> {
        let wanted = self.bots.instants_a_minute as usize;
        if wanted == 0 || journey.len() < wanted {
            return None;
        }
        let instants: Vec<(usize, i64)> = instants(journey).collect();
        let starts = instants.iter().zip(instants.iter().skip(wanted - 1));
        starts.into_iter().find(|((_, first), (_, last))| last - first < MINUTE).map(|((event, _), _)| *event)
    }

    fn regularity(&self, journey: &Journey<'_>) -> Option<usize> {
        let wanted = self.bots.regular_gaps as usize;
        if wanted == 0 || journey.len() <= wanted {
            return None;
        }
        let instants: Vec<(usize, i64)> = instants(journey).collect();
        let gaps: Vec<i64> = instants.iter().zip(instants.iter().skip(1)).map(|(a, b)| b.1 - a.1).collect();
        let longest = self.bots.longest_gap.as_micros();
        let percent = i128::from(self.bots.gap_percent);
        let regular = |run: &[i64]| {
            let (shortest, most) = run.iter().fold((i64::MAX, 0), |(a, b), &gap| (a.min(gap), b.max(gap)));
            most <= longest && i128::from(most - shortest) * 100 <= i128::from(shortest) * percent
        };
        let first = gaps.windows(wanted).position(regular)?;
        instants.get(first).map(|(event, _)| *event)
    }

    fn agent(&self, journey: &Journey<'_>) -> Option<usize> {
        let (column, wanted) = self.agents.as_ref()?;
        let codes = journey.codes(*column);
        match codes.is_empty() {
            false => codes.iter().position(|&code| wanted.get(code as usize) == Some(&true)),
            true => (0..journey.len())
                .find(|&event| journey.text(*column, event).is_some_and(|agent| has(agent, &self.words))),
        }
    }
}

/// The different times of a journey, each with its first event.
fn instants(journey: &Journey<'_>) -> impl Iterator<Item = (usize, i64)> {
    let times = journey.times();
    times
        .iter()
        .enumerate()
        .filter(move |(event, time)| event.checked_sub(1).and_then(|before| times.get(before)) != Some(time))
        .map(|(event, time)| (event, *time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::{Columns, Value};

    fn signs(times: &[i64], bots: &Bots) -> Vec<BotSign> {
        let mut builder = crate::log::LogBuilder::new(crate::log::LogOptions::default(), Vec::new());
        for (row, &time) in times.iter().enumerate() {
            let row = row as u64 + 1;
            let values: &[Value<'_>] = &[];
            builder
                .push(crate::log::Event { customer: "x", time, touchpoint: "look", end: None, row, values })
                .unwrap();
        }
        let log = builder.finish().unwrap();
        let journey = log.journey("x").unwrap();
        bots.test(&log).unwrap().signs(&journey).map(|(sign, _)| sign).collect()
    }

    #[test]
    fn a_rate_counts_instants_and_not_events() {
        let bots = Bots { regular_gaps: 0, ..Bots::default() };
        // 40 instants within 59.9 seconds; then the 40th exactly a minute after the first.
        let fast: Vec<i64> = (0..40).map(|i| i * 1_535_000).collect();
        assert_eq!(signs(&fast, &bots), [BotSign::Rate]);
        let slow: Vec<i64> = (0..39).map(|i| i * 1_000_000).chain([MINUTE]).collect();
        assert!(signs(&slow, &bots).is_empty());
        assert!(signs(&[5; 400], &bots).is_empty());
    }

    #[test]
    fn regular_gaps_are_those_of_a_timer() {
        let bots = Bots::default();
        let timer: Vec<i64> = (0..21).map(|i| i * 600 * SECOND + i % 2 * 20 * SECOND).collect();
        assert!(signs(&timer, &bots).is_empty());
        let timer: Vec<i64> = (0..21).map(|i| i * 600 * SECOND + i % 2 * 14 * SECOND).collect();
        assert_eq!(signs(&timer, &bots), [BotSign::Regularity]);
        let daily: Vec<i64> = (0..400).map(|i| i * 86_400 * SECOND).collect();
        assert!(signs(&daily, &bots).is_empty());
    }

    #[test]
    fn a_user_agent_has_a_word_in_whatever_case() {
        let csv =
            "u,t,e,agent\na,2024-01-01,x,Mozilla\nb,2024-01-01,x,GoogleBot/2\nb,2024-01-02,x,GoogleBot/2\n";
        let log = EventLog::read_csv_text(csv, &Columns::new("u", "t", "e")).unwrap();
        let test = Bots { user_agent: Some("agent".into()), ..Bots::default() }.test(&log).unwrap();
        let of = |customer| test.signs(&log.journey(customer).unwrap()).collect::<Vec<_>>();
        assert!(of("a").is_empty());
        assert_eq!(of("b"), [(BotSign::Agent, 0)]);
        assert!(Bots { user_agent: Some("agnt".into()), ..Bots::default() }.test(&log).is_err());
    }
}
