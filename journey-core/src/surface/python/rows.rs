//! What reports can do as Python classes, and tables that can be published.

use pyo3::prelude::*;

use crate::analysis::{Estimate, Tabular};
use crate::privacy::KAnonymous;
use crate::render::table_html;

/// Plain data that only the library makes.
macro_rules! made_here {
    ($($class:ident),+ $(,)?) => {
        $crate::surface::python::data::data!($($class),+);
        $crate::surface::python::data::show_fields!($($class),+);
    };
}

/// What has rows.
macro_rules! rows {
    ($($class:ident),+ $(,)?) => {
        $(
            #[pymethods]
            impl $class {
                /// Number of rows.
                fn __len__(&self) -> usize {
                    self.table().rows()
                }

                /// The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
                #[pyo3(signature = (requested_schema: "object | None" = None) -> "object")]
                fn __arrow_c_stream__<'py>(
                    &self,
                    py: Python<'py>,
                    requested_schema: Option<Bound<'py, PyAny>>,
                ) -> PyResult<Bound<'py, pyo3::types::PyCapsule>> {
                    let _ = requested_schema;
                    $crate::surface::python::arrow_stream(py, &self.table())
                }
            }
        )+
    };
}

/// Reports whose main list is a table.
macro_rules! tables {
    ($($class:ident),+ $(,)?) => {
        $crate::surface::python::rows::made_here!($($class),+);
        $crate::surface::python::rows::rows!($($class),+);
        $(
            #[pymethods]
            impl $class {
                /// The table without the rows that tell about fewer than `k` people or events, so that it can be published.
                fn k_anonymous(&self, k: u64) -> PyResult<$crate::privacy::KAnonymous> {
                    Ok(self.table().k_anonymous(k)?)
                }
            }
        )+
    };
}

/// Tables that notebooks show, with what stands above them.
macro_rules! shown {
    ($($class:ident: $caption:literal),+ $(,)?) => {
        $crate::surface::python::rows::tables!($($class),+);
        $(
            #[pymethods]
            impl $class {
                fn _repr_html_(&self) -> String {
                    $crate::render::table_html(&self.table(), $caption)
                }
            }
        )+
    };
}

/// Tables that notebooks show below their picture, with what stands between them.
macro_rules! drawn {
    ($($class:ident: $caption:literal),+ $(,)?) => {
        $crate::surface::python::rows::tables!($($class),+);
        $(
            #[pymethods]
            impl $class {
                /// The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
                /// one than the usual one.
                #[pyo3(name = "to_svg", signature = (kind=None))]
                fn svg_py(&self, kind: Option<&str>) -> PyResult<String> {
                    match kind {
                        Some(kind) => Ok(self.to_svg_of(kind)?),
                        None => Ok(self.to_svg()),
                    }
                }

                fn _repr_html_(&self) -> String {
                    let table = $crate::render::table_html(&self.table(), $caption);
                    format!("<div style=\"overflow-x:auto\">{}</div>{table}", self.to_svg())
                }
            }
        )+
    };
}

pub(super) use {drawn, made_here, rows, shown, tables};

rows!(KAnonymous);

#[pymethods]
impl KAnonymous {
    /// No count in the table is from 1 to below this.
    #[getter]
    fn k(&self) -> u64 {
        self.k
    }

    /// Rows left out.
    #[getter]
    fn suppressed_rows(&self) -> u64 {
        self.suppressed_rows
    }

    /// Column whose sum says how much was left out: `customers`, else the first count. `None` for tables without counts.
    #[getter]
    fn column(&self) -> Option<String> {
        self.column.clone()
    }

    /// Share of the sum of that column that was left out.
    #[getter]
    fn suppressed(&self) -> Estimate {
        self.suppressed.clone()
    }

    /// The rows that may be seen as CSV, with the names of the columns first.
    fn to_csv(&self) -> String {
        self.table.to_csv()
    }

    fn __repr__(&self) -> String {
        let (rows, lost) = (self.table.rows(), self.suppressed_rows);
        format!("KAnonymous(k={}, {rows} rows, {lost} left out)", self.k)
    }

    fn _repr_html_(&self) -> String {
        let lost =
            self.suppressed.value.map_or_else(String::new, |share| format!(", {:.1} %", share * 100.0));
        let caption = format!("Without cells under {}: {} rows left out{lost}", self.k, self.suppressed_rows);
        table_html(&self.table, &caption)
    }
}
