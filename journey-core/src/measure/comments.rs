//! Comments of customers, and how positive each is.

use super::plan::Columns;
use crate::analysis::ScoredTexts;
use crate::error::Result;
use crate::log::ColumnKind;
use crate::model::JourneyMap;

/// The comments of a map; `None` if the map or the log has none.
///
/// # Errors
/// For columns of other kinds.
pub(super) fn of(map: &JourneyMap, columns: &mut Columns<'_>) -> Result<Option<ScoredTexts>> {
    let Some(stated) = &map.comments else { return Ok(None) };
    let kinds = [ColumnKind::Text, ColumnKind::Dictionary];
    let column = columns.find(&stated.column, &kinds, "comments.column")?;
    let scored = match &stated.sentiment {
        Some(name) => columns.number(name, "comments.sentiment")?.is_some(),
        None => true,
    };
    match column {
        Some(_) if scored => {
            ScoredTexts::of(columns.log, &stated.column, stated.sentiment.as_deref()).map(Some)
        }
        _ => Ok(None),
    }
}
