//! Tests of what only somebody who knows the format can do: files that deceive have right checksums.

use arrow_buffer::Buffer;
use xxhash_rust::xxh3::xxh3_64;

use super::header::{self, Header};
use super::{open, save};
use crate::EventLog;
use crate::analysis::{TimeSpent, Transitions, Variants};
use crate::log::Columns;
use crate::work::Work;

fn log(shards: usize) -> EventLog {
    let csv = "user,at,event,done,price,paid,late,when,note\n\
        ann,2024-03-01,visit,2024-03-02,1.5,card,true,2024-03-01,hä\n\
        ann,2024-03-02,buy,,2,cash,,,\n\
        ben,2024-03-01,visit,,,,false,2024-04-01,ok\n\
        cyd,2024-03-05,buy,2024-03-06,3,card,true,,\n";
    let columns = Columns::new("user", "at", "event").end("done").shards(shards);
    let columns =
        columns.kind("note", crate::log::ColumnKind::Text).kind("when", crate::log::ColumnKind::Time);
    EventLog::read_csv_text(csv, &columns).unwrap()
}

/// Gives a file right checksums.
fn seal(file: &mut [u8]) {
    let place = open::footer(file).unwrap();
    let json = header_text(file);
    let parsed: Header = serde_json::from_str(&json).unwrap();
    let (mut start, mut sealed) = (0, json.clone());
    for (end, old) in parsed.parts {
        let digits = header::digits(xxh3_64(&file[start..end as usize]));
        start = end as usize;
        sealed = sealed.replace(&old, &digits);
    }
    let at = memchr::memmem::find(file, json.as_bytes()).unwrap();
    file[at..at + sealed.len()].copy_from_slice(sealed.as_bytes());
    header::seal(&mut file[place]).unwrap();
}

fn header_text(file: &[u8]) -> String {
    let start = memchr::memmem::find(file, b"{\"checksum\"").unwrap();
    let end = start + memchr::memmem::find(&file[start..], b"]]}").unwrap() + 3;
    String::from_utf8(file[start..end].to_vec()).unwrap()
}

/// Everything that would go wrong in a log that is none.
fn use_all(log: &EventLog) {
    let json = log.run(&(Transitions::new(), Variants::new(), TimeSpent::new())).unwrap();
    serde_json::to_string(&json.0).unwrap();
    let mut csv = Vec::new();
    log.to_csv(&mut csv).unwrap();
    let again = EventLog::from_bytes(log.to_bytes().unwrap()).unwrap();
    assert_eq!(again.fingerprint(), log.fingerprint());
    for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
        assert!(journey.times().is_sorted() && !journey.is_empty());
        assert_eq!(log.journey(journey.customer()).unwrap().rows(), journey.rows());
    }
}

#[test]
fn a_file_that_deceives_is_a_log_or_an_error() {
    let whole = log(2).to_bytes().unwrap();
    let mut same = whole.clone();
    seal(&mut same);
    assert_eq!(same, whole);
    let data_end = open::footer(&whole).unwrap().start;
    let (mut opened, mut refused, work) = (0, 0, Work::new().threads(1));
    for position in 0..data_end {
        let mut file = whole.clone();
        file[position] ^= [0x01, 0x80, 0xff][position % 3];
        seal(&mut file);
        match work.run(|| EventLog::from_bytes(file)) {
            Ok(log) => {
                work.run(|| use_all(&log));
                opened += 1;
            }
            Err(error) => {
                assert_eq!(error.code(), "syntax");
                refused += 1;
            }
        }
    }
    assert!(opened > 300 && refused > 300, "{opened} opened, {refused} refused");
}

#[test]
fn a_footer_that_deceives_is_a_log_or_an_error() {
    let whole = log(2).to_bytes().unwrap();
    let place = open::footer(&whole).unwrap();
    for position in place.clone() {
        for flip in [0x01, 0x02, 0x40, 0x80, 0xff] {
            let mut file = whole.clone();
            file[position] ^= flip;
            if header::seal(&mut file[place.clone()]).is_some() {
                EventLog::from_bytes(file).iter().for_each(use_all);
            }
        }
    }
}

#[test]
fn huge_declared_sizes_need_no_memory() {
    let whole = log(1).to_bytes().unwrap();
    let huge = 10_000_000_000_u64.to_le_bytes();
    let place = open::footer(&whole).unwrap();
    for position in (0..whole.len() - 8).step_by(4) {
        let mut file = whole.clone();
        file[position..position + 8].copy_from_slice(&huge);
        if position + 8 <= place.start {
            seal(&mut file);
        } else if position >= place.start && position + 8 <= place.end {
            header::seal(&mut file[place.clone()]);
        }
        EventLog::from_bytes(file).iter().for_each(use_all);
    }
}

#[test]
fn ids_of_more_than_two_gibibytes_have_wide_offsets() {
    for shards in [1, 3] {
        let log = log(shards);
        let mut file = Vec::new();
        save::write(&log, &mut file, 5).unwrap();
        assert_ne!(file, log.to_bytes().unwrap());
        let wide = open::read(Buffer::from(file.as_slice())).unwrap();
        assert_eq!(wide.fingerprint(), log.fingerprint());
        use_all(&wide);
    }
}

#[test]
fn a_file_of_a_later_format_says_so() {
    let mut file = log(1).to_bytes().unwrap();
    let at = memchr::memmem::find(&file, b"\"format\":2").unwrap();
    file[at + 9] = b'1';
    seal(&mut file);
    assert_eq!(EventLog::from_bytes(file.clone()).unwrap().fingerprint(), log(1).fingerprint());
    file[at + 9] = b'7';
    seal(&mut file);
    let error = EventLog::from_bytes(file).unwrap_err().to_string();
    assert!(
        error.contains("the file has format 7, written by journey 0.1.0; this version reads formats up to 2")
    );
}

#[test]
fn an_arrow_file_of_others_is_named_as_such() {
    let schema = arrow_schema::Schema::empty();
    let writer = arrow_ipc::writer::FileWriter::try_new(Vec::new(), &schema).unwrap();
    let error = EventLog::from_bytes(writer.into_inner().unwrap()).unwrap_err();
    assert!(error.to_string().contains("no log was saved to"), "{error}");
}
