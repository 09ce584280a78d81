//! Themes: what each group of comments says more often than the others, with a comment that shows it.

use super::column::{self, WIDTH, is_told};
use super::frame::{Chart, more, some};
use super::{Drawing, Drawn};
use crate::analysis::{Estimate, ThemeGroup, ThemeReport, ThemeRow};
use crate::measure::Unit;
use crate::render::canvas::{Area, MEDIUM, NOTE, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scale::Linear;

const SOURCE: &str = "Themes of comments in the event log";
/// Phrases of a group, and groups, at most.
const PHRASES: usize = 6;
const GROUPS: usize = 8;
/// Left and right end of the axis of shares.
const AXIS: (f64, f64) = (6.0, WIDTH - 6.0);

impl Drawn for ThemeReport {
    const KINDS: &'static [&'static str] = &["themes"];

    fn draw(&self, _: &str) -> Drawing {
        let Some(surest) = self.rows.iter().min_by(|a, b| b.z.abs().total_cmp(&a.z.abs())) else {
            let needs = "No phrase is in enough comments, or there is only one group of them.";
            return column::missing("No theme tells the groups apart", needs, SOURCE).finish();
        };
        let mut chart = column::chart(title(surest), facts(self), SOURCE);
        let most = column::highest(self.rows.iter().flat_map(|row| [&row.share, &row.others]));
        let scale = Linear { from: (0.0, most), to: AXIS };
        let groups: Vec<&ThemeGroup> =
            self.groups.iter().filter(|group| !rows(self, group).is_empty()).collect();
        for group in groups.iter().take(GROUPS) {
            section(&mut chart, self, group, scale);
        }
        chart.notes.push("Filled: share of the comments of the group; hollow: of the others. z: how sure the difference is.".into());
        chart.notes.extend(more(groups.len().saturating_sub(GROUPS), "groups"));
        chart.finish()
    }
}

fn rows<'a>(report: &'a ThemeReport, group: &ThemeGroup) -> Vec<&'a ThemeRow> {
    report.rows.iter().filter(|row| row.group == group.group && row.within == group.within).collect()
}

fn percent(share: &Estimate) -> String {
    share.value.map_or_else(|| number::NONE.into(), |share| number::percent(share).replace("under ", "<"))
}

fn title(row: &ThemeRow) -> String {
    let (phrase, group) = (isolate(&row.phrase), isolate(&row.group));
    let within = row.within.as_deref().map(|within| format!(" at {}", isolate(within))).unwrap_or_default();
    let (share, others) = (percent(&row.share), percent(&row.others));
    if !is_told(row.p_adjusted) {
        return format!(
            "No theme tells the groups apart by more than chance; “{phrase}” in {group} comments comes closest"
        );
    }
    format!("“{phrase}” is what sets {group} comments{within} apart most: {share} against {others}")
}

fn facts(report: &ThemeReport) -> String {
    let all: u64 = report.groups.iter().map(|group| group.comments).sum();
    let without = match report.without_text {
        0 => String::new(),
        count => format!(" {} have no comment.", some(count, "events")),
    };
    format!(
        "Phrases that a group of {} says more often than the others; {} were tested.{without}",
        some(all, "comments"),
        number::count(report.tested)
    )
}

fn section(chart: &mut Chart, report: &ThemeReport, group: &ThemeGroup, scale: Linear) {
    let rows = rows(report, group);
    let within = group.within.as_deref().map(|within| format!(", {within}")).unwrap_or_default();
    let heading = format!("{}{within}", group.group);
    let note = some(group.comments, "comments");
    chart.height = column::section(&mut chart.canvas, chart.height, &heading, &note);
    for row in rows.iter().take(PHRASES) {
        phrase(chart, row, scale);
    }
    if let Some(text) = more(rows.len().saturating_sub(PHRASES), "phrases") {
        chart.height += chart.canvas.block(NOTE, (0.0, chart.height), WIDTH, 1, &text);
    }
    chart.height += 10.0;
}

fn phrase(chart: &mut Chart, row: &ThemeRow, scale: Linear) {
    let (top, canvas) = (chart.height, &mut chart.canvas);
    let value =
        format!("{} against {} · z {}", percent(&row.share), percent(&row.others), number::amount(row.z));
    let face = if is_told(row.p_adjusted) { MEDIUM.bold() } else { MEDIUM };
    let mut y = top + column::head(canvas, top, (face, &row.phrase), (SMALL, &value)) + 8.0;
    canvas.line("grid", (AXIS.0, y), (AXIS.1, y));
    let at = |share: &Estimate| scale.at(share.value.unwrap_or_default());
    canvas.line("thin", (at(&row.others), y), (at(&row.share), y));
    canvas.circle("weak", (at(&row.others), y), 4.0);
    let class = if row.group == "negative" { "fbad" } else { "fgood" };
    canvas.circle(class, (at(&row.share), y), 4.5);
    y += 8.0;
    if let Some(example) = row.examples.first() {
        y += canvas.block(NOTE, (10.0, y), WIDTH - 10.0, 2, &format!("“{}”", isolate(&example.text)));
    }
    chart.tell(Area::new(0.0, top, WIDTH, y - top), explain(row));
    chart.height = y + 9.0;
}

fn explain(row: &ThemeRow) -> String {
    let mut lines = vec![
        format!("{}: {}", row.group, row.phrase),
        format!("in the group: {}", number::in_full(&row.share, Unit::Share)),
        format!("in the others: {}", number::in_full(&row.others, Unit::Share)),
        format!("log odds {}, z {}", column::plus(row.log_odds), number::amount(row.z)),
    ];
    lines.extend(column::p_values(row.p, row.p_adjusted));
    lines.extend(row.examples.iter().map(|example| format!("“{}”", isolate(&example.text))));
    lines.join("\n")
}
