use super::*;

fn all(text: &[u8]) -> Result<Vec<(u64, Vec<String>)>> {
    in_pieces(text, text.len(), 100)
}

/// Line and cells of all records, if `piece` bytes are read at once and `width` cells are expected.
fn in_pieces(text: &[u8], piece: usize, width: usize) -> Result<Vec<(u64, Vec<String>)>> {
    let mut splitter = Splitter::new(b',')?;
    let (mut start, mut end, mut position) = (0, 0, Position::default());
    let mut found = Vec::new();
    loop {
        let at_end = end == text.len();
        let mut records = splitter.records(&text[start..end], at_end, width, position);
        while let Some(record) = records.next()? {
            let cells = (0..record.count.min(width)).map(|i| record.get(i).unwrap().to_string()).collect();
            found.push((record.line, cells));
        }
        let (read, after) = records.read();
        (start, position) = (start + read, after);
        if at_end {
            assert_eq!(start, end);
            return Ok(found);
        }
        end = (end + piece).min(text.len());
    }
}

fn cells(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

#[test]
fn quotes_line_ends_and_line_numbers() {
    let text = b"a,b\r\n\"x \"\"y\"\"\",\"1\n2\"\n\n\"\",\rlast,";
    let expected = [
        (1, cells(&["a", "b"])),
        (2, cells(&["x \"y\"", "1\n2"])),
        (5, cells(&["", ""])),
        (6, cells(&["last", ""])),
    ];
    assert_eq!(all(text).unwrap(), expected);
}

#[test]
fn broken_quotes_are_errors_at_their_place() {
    let place = |text: &[u8]| all(text).unwrap_err().place().cloned().unwrap();
    let unclosed = place(b"a,b\n1,2\n3,\"x\n4,5\n");
    assert_eq!((unclosed.line, unclosed.character, unclosed.row), (Some(3), Some(3), Some(2)));
    let after = place(b"a,b\n\"x\ny\"z,2\n");
    assert_eq!((after.line, after.character, after.row), (Some(3), Some(3), Some(1)));
}

#[test]
fn nul_and_foreign_bytes_are_errors_at_their_line() {
    assert_eq!(all(b"a,b\n1,x\0\n").unwrap_err().code(), "syntax");
    let error = all(b"a,b\n1,2\n1,caf\xe9\n").unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().line), ("encoding", Some(3)));
}

#[test]
fn a_long_line_is_one_record() {
    let mut text = b"a,b\n\"".to_vec();
    text.extend(std::iter::repeat_n(b'x', 10 << 20));
    text.extend(b"\",2\n");
    let found = all(&text).unwrap();
    assert_eq!(found[1].1[0].len(), 10 << 20);
}

proptest::proptest! {
    /// Whatever is read without error equals what the `csv` crate reads.
    #[test]
    fn agrees_with_the_csv_crate(text in "([ab,é]|\"\"|\"|\n|\r\n|\r){0,40}") {
        if let Ok(ours) = all(text.as_bytes()) {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_string).collect())
                .collect();
            let ours: Vec<Vec<String>> = ours.into_iter().map(|(_, cells)| cells).collect();
            proptest::prop_assert_eq!(ours, theirs);
        }
    }

    /// Neither the pieces nor the expected number of cells change what is read, nor the error.
    #[test]
    fn pieces_and_width_change_nothing(
        text in "([ab,,é\0]|\"\"|\"a\"|\"|\n|\r\n|\r){0,60}",
        bad in proptest::option::of(0..60_usize),
        piece in 1..20_usize,
        width in 1..4_usize,
    ) {
        let mut text = text.into_bytes();
        if let Some(byte) = bad.and_then(|at| text.get_mut(at)) {
            *byte = 0xff;
        }
        let whole = all(&text).map(|mut found| {
            found.iter_mut().for_each(|(_, cells)| cells.truncate(width));
            found
        });
        proptest::prop_assert_eq!(format!("{:?}", in_pieces(&text, piece, width)), format!("{whole:?}"));
    }
}
