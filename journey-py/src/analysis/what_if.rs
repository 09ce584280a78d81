//! What if something along the way were changed?

use journey_core::analysis::{FlowChange, WhatIf, WhatIfReport};
use journey_core::model::{Pattern, TimeSpan};
use journey_core::surface::python::List;
use pyo3::prelude::*;

questions! {
    /// What if fewer customers left at a touchpoint, more went on to another, or all waited less?
    ///
    /// A journey succeeds at the last event of its first match of the pattern `success`. `changes` are made all at once;
    /// without any, the levers are told. `value` is a number column, such as revenue. Customers without success whose last event
    /// was less than `open_after` before the end of the data are left out.
    #[pyo3(signature = (success, changes=None, *, value=None, open_after=None))]
    fn what_if(
        &self,
        py: Python<'_>,
        success: Pattern,
        changes: Option<List<FlowChange>>,
        value: Option<String>,
        open_after: Option<TimeSpan>,
    ) -> PyResult<WhatIfReport> {
        let changes = changes.unwrap_or_default().0;
        self.run(py, &WhatIf { success: Some(success), changes, value, open_after })
    }
}
