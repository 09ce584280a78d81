//! Laws of reading and writing maps.

use journey_core::{Error, JourneyMap};
use proptest::prelude::*;

use crate::arbitrary_map::map;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Writing and reading again gives an equal map, in both syntaxes.
    #[test]
    fn what_is_written_is_read_again(map in map()) {
        prop_assert_eq!(map.check(), []);
        let yaml = map.to_yaml().unwrap();
        let read = JourneyMap::from_yaml(&yaml).map_err(|error| TestCaseError::fail(format!("{error}\n{yaml}")))?;
        prop_assert_eq!(&read, &map, "{}", yaml);
        prop_assert_eq!(read.to_yaml().unwrap(), yaml);
        let json = map.to_json().unwrap();
        prop_assert_eq!(JourneyMap::from_json(&json).unwrap(), map.clone(), "{}", json);
        // serde_json knows nothing of this crate's reader.
        prop_assert_eq!(serde_json::from_str::<JourneyMap>(&json).unwrap(), map);
    }

    /// Any bytes are read or refused, without a panic.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in ["m.yaml", "m.json", "m"] {
            prop_assert!(JourneyMap::from_bytes(&bytes, name).is_err());
        }
    }

    /// Any text made of the characters that matter in YAML and JSON is read or refused, without a panic.
    #[test]
    fn any_markup_is_read_or_refused(text in "([-?:,\\[\\]{}#&*!|>'\"%@` \n\ta0~<\\\\]|- |: |format: 1\n|stages:\n){0,40}") {
        prop_assert!(JourneyMap::from_yaml(&text).is_err());
        prop_assert!(JourneyMap::from_json(&text).is_err());
    }

    /// A damaged map is read or refused with a place in the text; problems come in the order of the text.
    #[test]
    fn damaged_maps_have_placed_problems(
        template in prop::sample::select(JourneyMap::templates().to_vec()),
        at in 0.0..1.0,
        gone in 0usize..40,
        new in "[-a0:,{}\\[\\]'\"#&* \n]{0,6}",
    ) {
        let text = JourneyMap::template_text(template).unwrap();
        let damaged = damage(text, at, gone, &new);
        match JourneyMap::from_yaml(&damaged) {
            Ok(map) => prop_assert_eq!(map.check(), []),
            Err(error @ Error::InvalidMap { .. }) => {
                let lines = damaged.split('\n').count() as u64;
                let places: Vec<_> =
                    error.issues().iter().map(|issue| (issue.place.line, issue.place.character)).collect();
                prop_assert!(!places.is_empty() && places.is_sorted());
                prop_assert!(places.iter().all(|(line, _)| line.is_some_and(|line| 1 <= line && line <= lines)));
            }
            Err(error) => {
                prop_assert!(matches!(error.code(), "syntax" | "limit"), "{error}");
                prop_assert!(error.place().is_some_and(|place| place.line.is_some()));
            }
        }
    }

    /// What the JSON reader accepts, `serde_json` accepts too, and reads as the same map.
    #[test]
    fn nothing_is_read_that_the_types_refuse(map in map(), at in 0.0..1.0, gone in 0usize..9, new in "[a0:,{}\" ]{0,3}") {
        let damaged = damage(&map.to_json().unwrap(), at, gone, &new);
        if let Ok(read) = JourneyMap::from_json(&damaged) {
            prop_assert_eq!(serde_json::from_str::<JourneyMap>(&damaged).unwrap(), read);
        }
    }
}

/// `text` with some characters replaced.
fn damage(text: &str, at: f64, gone: usize, new: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let from = (at * chars.len() as f64) as usize;
    let to = (from + gone).min(chars.len());
    chars[..from].iter().copied().chain(new.chars()).chain(chars[to..].iter().copied()).collect()
}
