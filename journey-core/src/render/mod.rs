//! Pictures of reports and measured maps: HTML, SVG, Markdown, Mermaid. Nothing is computed here that an
//! analysis should compute.

mod canvas;
mod chart;
mod details;
mod escape;
mod head;
mod html;
mod icons;
mod lanes;
mod layered;
mod map;
mod markdown;
mod mermaid;
mod number;
mod palette;
mod scale;
mod scene;
mod style;
mod svg;
mod table;
mod text;

pub use chart::{Drawing, Drawn};
pub use table::{table_html, table_markdown};
