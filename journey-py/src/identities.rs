//! Several sources, and several ids of one customer.

use std::collections::BTreeMap;

use journey_core::analysis::{Headline, IdentitySensitivity, SensitivityReport};
use journey_core::log::{Combine, Expiry, IdValue, Kinds, Normal, OnConflict, Part, StitchReport, Stitching};
use journey_core::model::TimeSpan;
use journey_core::surface::python::{List, from_object};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::log::EventLog;
use crate::work::polite;

/// Column and value.
type Id = (String, String);

#[pymethods]
impl EventLog {
    /// Exports of several sources as one log, with the source of every event in the column `source`.
    ///
    /// `logs` are by the name of their source, in order. `customer_is` says what the customers of a source are named by,
    /// such as `cookie`: a column of this name then has the id of the customer, and ids of different kinds never meet by
    /// accident until they are stitched. Columns of the same name and different kinds are an error, or, with `kinds` as
    /// `mix`, become a dictionary of the written values.
    #[staticmethod]
    #[pyo3(signature = (logs: "dict[str, EventLog]", *, column=None, customer_is=None, kinds=None))]
    fn combine(
        py: Python<'_>,
        logs: &Bound<'_, PyDict>,
        column: Option<String>,
        customer_is: Option<BTreeMap<String, String>>,
        kinds: Option<Kinds>,
    ) -> PyResult<Self> {
        let mut names = customer_is.unwrap_or_default();
        let mut parts = Vec::new();
        for (source, log) in logs {
            let source: String = source.extract()?;
            let log: PyRef<'_, Self> = log.extract()?;
            let customer_is = names.remove(&source);
            parts.push(Part { source, log: log.0.clone(), customer_is });
        }
        if let Some(unknown) = names.keys().next() {
            let sources: Vec<&str> = parts.iter().map(|part| part.source.as_str()).collect();
            let error = journey_core::Error::InvalidOption {
                field: "customer_is".into(),
                value: format!("{unknown:?}"),
                expected: format!("one of the sources {}", sources.join(", ")),
            };
            return Err(error.into());
        }
        let options = Combine { column, kinds: kinds.unwrap_or_default() };
        Ok(Self::new(polite(py, || journey_core::EventLog::combine_with(parts, &options))?))
    }

    /// The log with the ids of one person brought together as one customer, and what that did.
    ///
    /// `columns` are those with ids, the most trustworthy first; the log's own ids come last, or where `customer`
    /// stands. `apart` are pairs of ids, each a pair of column and value, that are different customers.
    #[pyo3(signature = (columns, *, own_ids=true, normalise=None, valid_for=None, expiry=None, never=None, apart=None,
        distinct=None, on_conflict=None, max_cluster=1000, keep_as=None))]
    #[allow(clippy::too_many_arguments)]
    fn stitch(
        &self,
        py: Python<'_>,
        columns: List<String>,
        own_ids: bool,
        normalise: Option<BTreeMap<String, Vec<Normal>>>,
        valid_for: Option<BTreeMap<String, TimeSpan>>,
        expiry: Option<Expiry>,
        never: Option<List<String>>,
        apart: Option<Vec<(Id, Id)>>,
        distinct: Option<List<String>>,
        on_conflict: Option<OnConflict>,
        max_cluster: u64,
        keep_as: Option<String>,
    ) -> PyResult<(Self, StitchReport)> {
        let id = |(column, value)| IdValue { column, value };
        let options = Stitching {
            columns: columns.0,
            own_ids,
            normalise: normalise.unwrap_or_default(),
            valid_for: valid_for.unwrap_or_default(),
            expiry: expiry.unwrap_or_default(),
            never: never.unwrap_or_default().0,
            apart: apart.unwrap_or_default().into_iter().map(|(one, other)| [id(one), id(other)]).collect(),
            distinct: distinct.map(|list| list.0),
            on_conflict: on_conflict.unwrap_or_default(),
            max_cluster,
            keep_as,
        };
        let (log, report) = polite(py, || self.0.stitch(&options))?;
        Ok((Self::new(log), report))
    }

    /// How far do numbers move when a share of the links between ids is lost?
    ///
    /// `numbers` are `customers`, `journey_length`, `{"conversion": {"source": …, "target": …, "within": …}}` and
    /// `{"funnel": {"steps": […], "within": …}}`, times as text; `stitching` has the other options of `stitch` by their
    /// names.
    #[pyo3(signature = (columns, numbers: "Sequence[str | dict[str, Any]]", *, shares=None, repeats=10, seed=1,
        stitching: "dict[str, Any] | None"=None))]
    #[allow(clippy::too_many_arguments)]
    fn identity_sensitivity(
        &self,
        py: Python<'_>,
        columns: List<String>,
        numbers: &Bound<'_, PyAny>,
        shares: Option<List<f64>>,
        repeats: u32,
        seed: u64,
        stitching: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<SensitivityReport> {
        let others: Stitching = match stitching {
            Some(options) => from_object("stitching", options)?,
            None => Stitching::default(),
        };
        let usual = IdentitySensitivity::default();
        let question = IdentitySensitivity {
            stitching: Stitching { columns: columns.0, ..others },
            numbers: from_object::<Vec<Headline>>("numbers", numbers)?,
            shares: shares.map_or(usual.shares, |list| list.0),
            repeats,
            seed,
        };
        polite(py, || self.0.identity_sensitivity(&question))
    }
}
