//! Single values: scalars, time spans, targets, lists.

use jiff::{SignedDuration, Timestamp};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDelta, PyDict, PyFloat, PyString};

use crate::analysis::{FunnelExclusion, FunnelStep};
use crate::error::Error;
use crate::model::{KpiTarget, Pattern, Scalar, TimeSpan};

#[cfg(feature = "stubs")]
use pyo3::{inspect::PyStaticExpr, type_hint_identifier, type_hint_subscript, type_hint_union};

/// Lets `&T` become what `T` becomes.
macro_rules! also_by_reference {
    ($($class:ty),+) => {$(
        impl<'py> IntoPyObject<'py> for &$class {
            type Target = PyAny;
            type Output = Bound<'py, PyAny>;
            type Error = PyErr;

            #[cfg(feature = "stubs")]
            const OUTPUT_TYPE: PyStaticExpr = <$class>::OUTPUT_TYPE;

            fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
                self.clone().into_pyobject(py)
            }
        }
    )+};
}

also_by_reference!(KpiTarget, Scalar, TimeSpan);

/// `bool`, `float` or `str`.
impl<'py> IntoPyObject<'py> for Scalar {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: PyStaticExpr = SCALAR;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(match self {
            Self::Boolean(value) => PyBool::new(py, value).to_owned().into_any(),
            Self::Number(value) => PyFloat::new(py, value).into_any(),
            Self::Text(value) => PyString::new(py, &value).into_any(),
        })
    }
}

#[cfg(feature = "stubs")]
const SCALAR: PyStaticExpr = type_hint_union!(
    type_hint_identifier!("builtins", "bool"),
    type_hint_identifier!("builtins", "float"),
    type_hint_identifier!("builtins", "str")
);

impl<'py> FromPyObject<'_, 'py> for Scalar {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = SCALAR;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(value) = object.cast::<PyBool>() {
            return Ok(Self::Boolean(value.is_true()));
        }
        if let Ok(value) = object.cast::<PyString>() {
            return Ok(Self::Text(value.to_string()));
        }
        if let Ok(value) = object.extract::<jiff::Timestamp>() {
            return Ok(Self::Text(value.to_string()));
        }
        let number: f64 = object.extract()?;
        match number.is_finite() {
            true => Ok(Self::Number(number)),
            false => Err(Error::option("value", number, "a finite number").into()),
        }
    }
}

/// From a text in the language of patterns.
impl<'py> FromPyObject<'_, 'py> for Pattern {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "str");

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyString>() {
            Ok(text) => Ok(text.to_cow()?.parse()?),
            Err(_) => {
                let given = object.repr()?.to_string();
                Err(Error::option("pattern", given, "a text such as `cart -> purchase`").into())
            }
        }
    }
}

/// From a text, or a dict as in JSON.
macro_rules! text_or_dict {
    ($($class:ident $field:literal),+) => {$(
        impl<'py> FromPyObject<'_, 'py> for $class {
            type Error = PyErr;

            #[cfg(feature = "stubs")]
            const INPUT_TYPE: PyStaticExpr = type_hint_union!(
                type_hint_identifier!("builtins", "str"),
                type_hint_subscript!(
                    type_hint_identifier!("builtins", "dict"),
                    type_hint_identifier!("builtins", "str"),
                    type_hint_identifier!("builtins", "object")
                )
            );

            fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                match object.cast::<PyString>() {
                    Ok(text) => Ok(Self::from(&*text.to_cow()?)),
                    Err(_) => super::from_object($field, &object.to_owned()),
                }
            }
        }
    )+};
}

text_or_dict!(FunnelStep "steps", FunnelExclusion "exclude");

/// `datetime.timedelta`.
impl<'py> IntoPyObject<'py> for TimeSpan {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "timedelta");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(SignedDuration::from_micros(self.as_micros()).into_pyobject(py)?.into_any())
    }
}

/// From a text with units or a `datetime.timedelta`.
impl<'py> FromPyObject<'_, 'py> for TimeSpan {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "str"),
        type_hint_identifier!("datetime", "timedelta")
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.cast::<PyString>() {
            return Ok(text.to_cow()?.parse()?);
        }
        if object.cast::<PyDelta>().is_ok() {
            let length: SignedDuration = object.extract()?;
            if let Ok(micros) = i64::try_from(length.as_micros()) {
                return Ok(Self::from_micros(micros));
            }
        }
        let given = object.repr()?.to_string();
        Err(Error::option("time span", given, "a text such as `30m` or `7d`, or a datetime.timedelta").into())
    }
}

/// `float` or `datetime.timedelta`.
impl<'py> IntoPyObject<'py> for KpiTarget {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("builtins", "float"), TimeSpan::OUTPUT_TYPE);

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        match self {
            Self::Number(value) => Ok(PyFloat::new(py, value).into_any()),
            Self::Time(span) => span.into_pyobject(py),
        }
    }
}

/// From a number, a text with units or a `datetime.timedelta`.
impl<'py> FromPyObject<'_, 'py> for KpiTarget {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("builtins", "float"), TimeSpan::INPUT_TYPE);

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.extract::<f64>() {
            Ok(value) => Ok(Self::Number(value)),
            Err(_) => object.extract().map(Self::Time),
        }
    }
}

/// An instant argument: a text such as `2024-03-01T12:00:00Z` or a `datetime` with a time zone.
#[derive(Debug, Clone, Copy)]
pub struct Instant(pub Timestamp);

impl<'py> FromPyObject<'_, 'py> for Instant {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "str"),
        type_hint_identifier!("datetime", "datetime")
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let instant = match object.cast::<PyString>() {
            Ok(text) => text.to_cow()?.parse().ok(),
            Err(_) => object.extract().ok(),
        };
        instant.map(Self).ok_or_else(|| {
            let given = object.repr().map(|repr| repr.to_string()).unwrap_or_default();
            let expected = "a time with its zone, such as `2024-03-01T12:00:00Z` or a datetime with tzinfo";
            Error::option("time", given, expected).into()
        })
    }
}

/// A list argument: any Python sequence of `T` but a text.
#[derive(Debug, Clone)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'py, T: for<'a> FromPyObject<'a, 'py>> FromPyObject<'_, 'py> for List<T> {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Sequence"), T::INPUT_TYPE);

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let items: Vec<Bound<'py, PyAny>> = object.extract()?;
        items.iter().map(|item| item.extract::<T>().map_err(Into::into)).collect::<PyResult<_>>().map(Self)
    }
}

/// A dict argument, in its order.
#[derive(Debug, Clone)]
pub struct Dict<K, V>(pub Vec<(K, V)>);

impl<K, V> Default for Dict<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'py, K, V> FromPyObject<'_, 'py> for Dict<K, V>
where
    K: for<'a> FromPyObject<'a, 'py>,
    V: for<'a> FromPyObject<'a, 'py>,
{
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("builtins", "dict"), K::INPUT_TYPE, V::INPUT_TYPE);

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let items = object.cast::<PyDict>()?.iter();
        let pair = |(key, value): (Bound<'py, PyAny>, Bound<'py, PyAny>)| {
            Ok((key.extract::<K>().map_err(Into::into)?, value.extract::<V>().map_err(Into::into)?))
        };
        items.map(pair).collect::<PyResult<_>>().map(Self)
    }
}
