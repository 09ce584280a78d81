//! Sentiment of a few comments by hand.

use super::*;
use crate::log::Columns;

fn log(shards: usize) -> EventLog {
    let csv = "u,t,e,text,tone\na,2024-01-01,desk,good,x\nb,2024-01-02,desk,bad,x\nc,2024-01-03,app,bad,y\n\
               d,2024-01-04,app,,y\ne,2024-01-05,app,\"  \",\nf,2024-01-06,web,nothing here,\n";
    EventLog::read_csv_text(csv, &Columns::new("u", "t", "e").shards(shards)).unwrap()
}

fn compound(sum: f64) -> f64 {
    sum / (sum * sum + 15.0).sqrt()
}

#[test]
fn comments_are_counted_by_hand() {
    for shards in [1, 3] {
        let report = log(shards).run(&CommentSentiment::new("text").by("touchpoint")).unwrap();
        assert_eq!((report.without_text, report.tested), (2, 1));
        let rows: Vec<_> =
            report.rows.iter().map(|r| (r.group.as_deref(), r.comments, r.negative.value)).collect();
        let third = Some(1.0 / 2.0);
        assert_eq!(
            rows,
            [
                (None, 4, third),
                (Some("app"), 1, Some(1.0)),
                (Some("desk"), 2, third),
                (Some("web"), 1, Some(0.0))
            ]
        );
        let (good, bad) = (compound(1.9), compound(-2.5));
        let mean = (good + bad + bad) / 4.0;
        assert!((report.rows[0].mean.value.unwrap() - mean).abs() < 1e-15);
        let squares: f64 = [good, bad, bad, 0.0].iter().map(|x| (x - mean) * (x - mean)).sum();
        let half = crate::numeric::Z95 * (squares / 3.0 / 4.0).sqrt();
        assert!((report.rows[0].mean.low.unwrap() - (mean - half)).abs() < 1e-12);
        // The same text once, with the first customer.
        let worst: Vec<_> =
            report.rows[0].most_negative.iter().map(|e| (e.customer.as_str(), e.row, e.compound)).collect();
        assert_eq!(worst, [("b", 2, Some(bad))]);
        let words: Vec<_> =
            report.negative_words.iter().map(|w| (w.word.as_str(), w.comments, w.valence)).collect();
        assert_eq!(words, [("bad", 2, -5.0)]);
        assert_eq!(report.positive_words[0].valence, 1.9);
    }
}

#[test]
fn nothing_and_equal_comments_have_no_p_and_other_columns_are_refused() {
    let log = log(1);
    let code = |column: &str| log.run(&CommentSentiment::new(column)).unwrap_err().code();
    assert_eq!((code("t2"), code(""),), ("unknown_name", "invalid_option"));
    let numbers =
        EventLog::read_csv_text("u,t,e,n\na,2024-01-01,x,1\n", &Columns::new("u", "t", "e")).unwrap();
    assert_eq!(numbers.run(&CommentSentiment::new("n")).unwrap_err().code(), "invalid_option");
    let bad = CommentSentiment::new("text").lexicon("gut 1");
    assert_eq!(log.run(&bad).unwrap_err().code(), "syntax");
    let equal =
        "u,t,e,text\na,2024-01-01,x,good\nb,2024-01-01,x,good\nc,2024-01-01,y,good\nd,2024-01-01,y,good\n";
    let equal = EventLog::read_csv_text(equal, &Columns::new("u", "t", "e")).unwrap();
    let report = equal.run(&CommentSentiment::new("text").by("touchpoint")).unwrap();
    assert_eq!((report.tested, report.rows[1].p), (0, None));
    let empty = equal.filter(|_| false).run(&CommentSentiment::new("text").by("touchpoint")).unwrap();
    assert_eq!((empty.rows.len(), empty.rows[0].mean.value, empty.rows[0].negative.value), (1, None, None));
}
