//! Any bytes are read as a map or refused with an error; what is read is written and read again equal.
#![no_main]

use journey_core::{Error, JourneyMap};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["map.yaml", "map.json"] {
        let map = match JourneyMap::from_bytes(bytes, name) {
            Ok(map) => map,
            Err(Error::InvalidMap { issues }) => {
                assert!(!issues.is_empty() && issues.iter().all(|issue| issue.place.line.is_some()));
                continue;
            }
            Err(_) => continue,
        };
        assert_eq!(map.check(), []);
        // A short text may be over the limit of length once its aliases are written out.
        if let Ok(yaml) = map.to_yaml() {
            assert_eq!(JourneyMap::from_yaml(&yaml).as_ref(), Ok(&map));
        }
        if let Ok(json) = map.to_json() {
            assert_eq!(JourneyMap::from_json(&json), Ok(map));
        }
    }
});
