//! Any bytes, and damaged files, as the file of a log: opened or refused, and what is opened is a log.
#![no_main]

use std::sync::LazyLock;

use journey_core::EventLog;
use journey_core::analysis::{Transitions, Variants};
use journey_core::log::{ColumnKind, Columns};
use libfuzzer_sys::fuzz_target;

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let csv = "c,t,e,f,price,paid,late,note\nann,1,visit,2,1.5,card,true,hi\nann,2,buy,,2,cash,,\n\
        ben,1,visit,,,,false,\n";
    let columns = Columns::new("c", "t", "e").end("f").kind("note", ColumnKind::Text).shards(2);
    EventLog::read_csv_text(csv, &columns).expect("a log").to_bytes().expect("its bytes")
});

fuzz_target!(|bytes: &[u8]| {
    // Four bytes change one of a whole file; without any, the bytes are the file.
    let mut file = bytes.to_vec();
    if let Some((0, changes)) = bytes.split_first().map(|(first, rest)| (*first & 1, rest)) {
        file.clone_from(&WHOLE);
        for change in changes.chunks_exact(4) {
            let position =
                usize::from(change[0]) << 16 | usize::from(change[1]) << 8 | usize::from(change[2]);
            let length = file.len();
            file[position % length] ^= change[3];
        }
    }
    let Ok(log) = EventLog::from_bytes(file) else { return };
    log.run(&(Transitions::new(), Variants::new())).expect("they fit any log");
    log.to_csv(Vec::new()).expect("a vector takes all");
    let again =
        EventLog::from_bytes(log.to_bytes().expect("a vector takes all")).expect("what was written is read");
    assert_eq!(again.fingerprint(), log.fingerprint());
});
