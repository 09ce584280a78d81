//! Any bytes, and damaged files, as the file of a log. Damage gives an error or the same log; a file that was made to
//! deceive, with right checksums, gives an error or a log of which everything holds.
#![no_main]

use std::sync::LazyLock;

use journey_core::log::{ColumnKind, Columns};
use journey_core::{EventLog, fuzzing};
use libfuzzer_sys::fuzz_target;

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let csv = "c,t,e,f,price,paid,late,note\nann,2024-03-01,visit,2024-03-02,1.5,card,true,hi\n\
        ann,2024-03-02,buy,,2,cash,,\nben,2024-03-01,visit,,,,false,\n";
    let columns = Columns::new("c", "t", "e").end("f").kind("note", ColumnKind::Text).shards(2);
    let log = EventLog::read_csv_text(csv, &columns).expect("a log");
    log.to_bytes().expect("its bytes")
});

fuzz_target!(|input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
    if options & 1 == 1 {
        return open(bytes);
    }
    // Three bytes change one of a whole file, or cut it.
    let mut file = WHOLE.clone();
    for change in bytes.chunks_exact(3) {
        let place = (usize::from(change[0]) << 8 | usize::from(change[1])) % file.len().max(1);
        match change[2] {
            0 => file.truncate(place),
            flip => file.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= flip),
        }
    }
    open(&file);
    if let Ok(log) = EventLog::from_bytes(file) {
        assert_eq!(log.to_bytes().expect("a vector takes all"), *WHOLE);
    }
});

fn open(file: &[u8]) {
    if let Ok(log) = EventLog::from_bytes(file) {
        journey_fuzz::use_all(&log);
    }
    if let Ok(log) = fuzzing::open_without_checksums(file) {
        journey_fuzz::use_all(&log);
    }
}
