//! Writing CSV.

use std::fs::File;
use std::io::Write;

use rayon::prelude::*;

use crate::Failure;
use crate::arguments::Arguments;
use crate::events::{Event, Log, digits};

/// Rows that are made into text at once.
const CHUNK: usize = 1 << 16;
/// Chunks that are made side by side before they are written.
const WAVE: usize = 16;

/// Writes the events with a head line; texts are quoted only where that is needed, times are RFC 3339.
///
/// # Errors
/// If the file cannot be written.
pub fn write(log: &Log, arguments: &Arguments) -> Result<(), Failure> {
    let mut file = File::create(&arguments.out)?;
    file.write_all(b"customer,time,touchpoint\n")?;
    let names: Vec<Vec<u8>> = log.names.iter().map(|name| quoted(name)).collect();
    for wave in log.events.chunks(CHUNK * WAVE) {
        let texts: Vec<Vec<u8>> = wave.par_chunks(CHUNK).map(|events| text(log, &names, events)).collect();
        texts.iter().try_for_each(|text| file.write_all(text))?;
    }
    Ok(file.flush()?)
}

fn text(log: &Log, names: &[Vec<u8>], events: &[Event]) -> Vec<u8> {
    let mut text = Vec::with_capacity(events.len() * 80);
    for event in events {
        log.push_id(event.customer, &mut text);
        text.push(b',');
        push_time(event.time, &mut text);
        text.push(b',');
        text.extend_from_slice(&names[event.name as usize]);
        text.push(b'\n');
    }
    text
}

fn quoted(name: &str) -> Vec<u8> {
    if name.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", name.replace('"', "\"\"")).into_bytes();
    }
    name.into()
}

fn push_time(micros: i64, text: &mut Vec<u8>) {
    let (days, rest) = (micros.div_euclid(86_400_000_000), micros.rem_euclid(86_400_000_000) as u64);
    let (year, month, day) = journey_benches::civil(days);
    let seconds = rest / 1_000_000;
    let parts = [
        (year as u64, 4, b'-'),
        (month as u64, 2, b'-'),
        (day as u64, 2, b'T'),
        (seconds / 3600, 2, b':'),
        (seconds / 60 % 60, 2, b':'),
        (seconds % 60, 2, b'.'),
        (rest % 1_000_000, 6, b'Z'),
    ];
    for (number, width, end) in parts {
        digits(number, width, text);
        text.push(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_names_are_written_as_their_standards_say() {
        let mut text = Vec::new();
        push_time(1_709_210_096_000_007, &mut text);
        assert_eq!(text, b"2024-02-29T12:34:56.000007Z");
        assert_eq!(quoted("search"), b"search");
        assert_eq!(quoted("a \"b\", c"), b"\"a \"\"b\"\", c\"");
    }
}
