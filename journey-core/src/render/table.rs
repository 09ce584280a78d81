//! Any tabular report as HTML (for notebooks) and as Markdown.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::escape::{line, markdown as markdown_text, markup};
use super::markdown::row;
use super::number;
use crate::analysis::{Cells, Table};

/// Rows shown at most; the rest is counted.
const SHOWN: usize = 100;

/// A table as HTML: numbers right-aligned, names escaped, at most 100 rows, with the number of the others.
///
/// ```
/// use journey_core::analysis::Table;
/// let table = Table::default().text("touchpoint", ["<cart>"]).count("customers", [4102]);
/// let html = journey_core::render::table_html(&table, "Customers");
/// assert!(html.contains("&lt;cart&gt;") && !html.contains("<cart>"));
/// ```
pub fn table_html(table: &Table, caption: &str) -> String {
    let mut out = format!("<table><caption>{}</caption><thead><tr>", markup(&line(caption)));
    for column in &table.columns {
        let _ = write!(
            out,
            "<th scope=\"col\" style=\"text-align:{}\">{}</th>",
            align(&column.cells),
            markup(&line(&column.name))
        );
    }
    out.push_str("</tr></thead><tbody>\n");
    for at in 0..table.rows().min(SHOWN) {
        out.push_str("<tr>");
        for column in &table.columns {
            let text = markup(&line(&cell(&column.cells, at)));
            let _ = write!(out, "<td dir=\"auto\" style=\"text-align:{}\">{text}</td>", align(&column.cells));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>");
    if table.rows() > SHOWN {
        let _ = write!(out, "<p>{} more rows</p>", number::count((table.rows() - SHOWN) as u64));
    }
    out
}

/// A table as Markdown with all its rows.
///
/// ```
/// use journey_core::analysis::Table;
/// let table = Table::default().text("touchpoint", ["a|b"]).number("share", [Some(0.25)]);
/// assert_eq!(
///     journey_core::render::table_markdown(&table),
///     "| touchpoint | share |\n| :-- | --: |\n| a\\|b | 0.25 |\n"
/// );
/// ```
pub fn table_markdown(table: &Table) -> String {
    let mut out = String::new();
    row(&mut out, table.columns.iter().map(|column| markdown_text(&column.name)));
    let marks = |cells: &Cells| if align(cells) == "right" { "--:" } else { ":--" };
    row(&mut out, table.columns.iter().map(|column| marks(&column.cells).to_string()));
    for at in 0..table.rows() {
        row(&mut out, table.columns.iter().map(|column| markdown_text(&cell(&column.cells, at))));
    }
    out
}

fn align(cells: &Cells) -> &'static str {
    match cells {
        Cells::Integer(_) | Cells::Number(_) => "right",
        Cells::Text(_) | Cells::Boolean(_) | Cells::Time(_) => "left",
    }
}

fn cell(cells: &Cells, at: usize) -> String {
    let text = match cells {
        Cells::Text(values) => values.get(at).cloned().flatten(),
        Cells::Integer(values) => values.get(at).copied().flatten().map(integer),
        Cells::Number(values) => values.get(at).copied().flatten().map(number::amount),
        Cells::Boolean(values) => values.get(at).copied().flatten().map(|value| value.to_string()),
        Cells::Time(values) => values
            .get(at)
            .copied()
            .flatten()
            .and_then(|micros| Timestamp::from_microsecond(micros).ok())
            .map(|time| time.to_string()),
    };
    text.unwrap_or_else(|| number::NONE.into())
}

fn integer(value: i64) -> String {
    let text = number::count(value.unsigned_abs());
    if value < 0 { format!("−{text}") } else { text }
}
