//! Pictures of reports: one frame for all, one file a chart. Nothing is computed here that an analysis should compute.

mod before_after;
mod beside;
mod bottlenecks;
mod column;
mod compare;
mod drivers;
mod emotions;
mod frame;
mod funnel;
mod lifecycle;
mod plot;
mod priorities;
mod quadrants;
mod retention;
mod sankey;
mod sentiment;
mod step_matrix;
mod survival;
#[cfg(test)]
mod tests;
mod themes;
mod transitions;
mod trend;
mod variants;
mod what_if;

use crate::error::{Error, Result};

/// A report that can be drawn.
///
/// A picture is an SVG document that stands alone: it holds its own style, light and dark as the reader prefers, fetches
/// nothing and runs nothing. Its title says in words what matters most, the line beneath it what the numbers are shares of.
/// Numbers stand where they belong, with their 95 % interval; definition and sample are shown when the pointer rests on
/// them. Those of samples under 30 are grey. Lists that are too long end with a line that says how many more there are.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Funnel;
/// use journey_core::log::Columns;
/// use journey_core::render::Drawn;
/// let csv = "customer,time,event\nann,2024-01-01,cart\nann,2024-01-02,buy\nbob,2024-01-01,cart\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let svg = log.run(&Funnel::new(["cart", "buy"]))?.to_svg();
/// assert!(svg.starts_with("<svg") && svg.contains("50\u{202f}% of 2\u{a0}customers"));
/// # Ok::<(), journey_core::Error>(())
/// ```
pub trait Drawn {
    /// Names of the pictures there are, the usual one first.
    const KINDS: &'static [&'static str];

    /// The picture of a kind; the usual one for a kind that there is not.
    fn draw(&self, kind: &str) -> Drawing;

    /// The usual picture as an SVG document.
    fn to_svg(&self) -> String {
        self.draw(Self::KINDS.first().copied().unwrap_or_default()).svg
    }

    /// A picture by its kind as an SVG document.
    ///
    /// # Errors
    /// For a kind that there is not; the error lists those there are.
    fn to_svg_of(&self, kind: &str) -> Result<String> {
        match Self::KINDS.contains(&kind) {
            true => Ok(self.draw(kind).svg),
            false => Err(Error::option("kind", format!("{kind:?}"), Self::KINDS.join(", "))),
        }
    }
}

/// A finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    svg: String,
}
