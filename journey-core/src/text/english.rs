//! The English lexicon of VADER, and the English words that its rules name.

use std::sync::{Arc, OnceLock};

use super::Lexicon;
use super::emoji::Emoji;
use super::items::Items;
use super::lexicon::{BOOST, Role, Table};
use super::rules::Reading;
use super::sentiment::{SentimentRules, total};

/// Words and their valence: see `data/README.md`.
const WORDS: &str = include_str!("data/english.txt");
/// Emoji and their descriptions.
const EMOJI: &str = include_str!("data/emoji.txt");

const NEGATIONS: &str = "aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't \
    doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't haven't isn't mightn't mustn't \
    neednt needn't never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt werent oughtn't shan't \
    shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't rarely seldom despite";

const STRONG: &str = "absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous \
    enormously entirely especially exceptional exceptionally extreme extremely fabulously flipping flippin frackin \
    fracking fricking frickin frigging friggin fully fuckin fucking fuggin fugging greatly hella highly hugely \
    incredible incredibly intensely major majorly more most particularly purely quite really remarkably so \
    substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very";

const WEAK: &str = "almost barely hardly kinda kindof kind-of less little marginal marginally occasional occasionally \
    partly scarce scarcely slight slightly somewhat sorta sortof sort-of";

/// Weakening units of two words.
pub(super) const WEAK_UNITS: [&str; 3] = ["just enough", "kind of", "sort of"];

/// Idioms with a valence that the original knows but finds only in some places.
pub(super) const SPECIAL: [(&str, f64); 8] = [
    ("the shit", 3.0),
    ("the bomb", 3.0),
    ("bad ass", 1.5),
    ("bus stop", 0.0),
    ("yeah right", -2.0),
    ("kiss of death", -1.5),
    ("to die for", 3.0),
    ("beating heart", 3.5),
];

/// Idioms that the original lists and never looks for. Its `in the red` and `in the black` are left out: most often,
/// these are about colours.
const IDIOMS: [(&str, f64); 10] = [
    ("cut the mustard", 2.0),
    ("hand to mouth", -2.0),
    ("back handed", -2.0),
    ("blow smoke", -2.0),
    ("blowing smoke", -2.0),
    ("upper hand", 1.0),
    ("break a leg", 2.0),
    ("cooking with gas", 2.0),
    ("on the ball", 2.0),
    ("under the weather", -2.0),
];

const ROLES: [(&str, Role); 14] = [
    ("at", Role::At),
    ("but", Role::But),
    ("doubt", Role::Doubt),
    ("kind", Role::Kind),
    ("least", Role::Least),
    ("never", Role::Never),
    ("no", Role::No),
    ("nor", Role::Nor),
    ("of", Role::Of),
    ("or", Role::Or),
    ("so", Role::So),
    ("this", Role::This),
    ("very", Role::Very),
    ("without", Role::Without),
];

impl Lexicon {
    /// The English lexicon of VADER: 7,500 words, emoticons and emoji.
    ///
    /// With [`SentimentRules::Vader`] a score equals that of vaderSentiment 3.3.2.
    pub fn english() -> Self {
        static ENGLISH: OnceLock<Arc<Table>> = OnceLock::new();
        let table = ENGLISH.get_or_init(|| Arc::new(table())).clone();
        Self { table, rules: SentimentRules::default() }
    }
}

fn table() -> Table {
    let mut table = Table { english: true, ..Table::default() };
    let pairs = |text: &'static str| text.lines().filter_map(|line| line.split_once('\t'));
    for (word, valence) in pairs(WORDS) {
        table.entry(word).valence = valence.parse().ok();
    }
    for (idiom, valence) in SPECIAL.into_iter().chain(IDIOMS) {
        table.entry(idiom).valence = Some(valence);
    }
    NEGATIONS.split_whitespace().for_each(|word| table.entry(word).negates = true);
    STRONG.split_whitespace().for_each(|word| table.entry(word).booster = Some(BOOST));
    WEAK.split_whitespace().chain(WEAK_UNITS).for_each(|word| table.entry(word).booster = Some(-BOOST));
    ROLES.into_iter().for_each(|(word, role)| table.entry(word).role = Some(role));
    let emoji = pairs(EMOJI).map(|(emoji, description)| {
        let items = Items::corrected(&table, description);
        let valence = total(Reading::new(&items, true).valences().into_iter());
        (emoji.into(), Emoji { description, valence })
    });
    table.emoji = emoji.collect();
    table
}
