//! Classes that hold a core enum: one static constructor a kind, and the enum itself in signatures.

/// Makes a class that holds a core enum, and lets the enum itself be used in signatures; also a text where that says all.
macro_rules! wrapper {
    (@class $(#[$doc:meta])* $class:ident as $name:literal holds $inner:ident) => {
        $(#[$doc])*
        #[pyclass(name = $name, frozen, eq, from_py_object, module = "journey")]
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $class(pub $inner);

        #[pymethods]
        impl $class {
            fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
                let value = $crate::surface::python::to_dict(slf.py(), slf.get())?;
                $crate::surface::python::data::constructor($name, &value)
            }
        }

        impl<'py> IntoPyObject<'py> for $inner {
            type Target = $class;
            type Output = Bound<'py, $class>;
            type Error = PyErr;

            #[cfg(feature = "stubs")]
            const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = <$class as IntoPyObject<'_>>::OUTPUT_TYPE;

            fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
                Bound::new(py, $class(self))
            }
        }

        impl<'py> IntoPyObject<'py> for &$inner {
            type Target = $class;
            type Output = Bound<'py, $class>;
            type Error = PyErr;

            #[cfg(feature = "stubs")]
            const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = <$class as IntoPyObject<'_>>::OUTPUT_TYPE;

            fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
                self.clone().into_pyobject(py)
            }
        }
    };
    ($(#[$doc:meta])* $class:ident as $name:literal holds $inner:ident) => {
        wrapper!(@class $(#[$doc])* $class as $name holds $inner);

        impl<'py> FromPyObject<'_, 'py> for $inner {
            type Error = PyErr;

            #[cfg(feature = "stubs")]
            const INPUT_TYPE: pyo3::inspect::PyStaticExpr = <$class as FromPyObject<'_, '_>>::INPUT_TYPE;

            fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                Ok(object.cast::<$class>()?.get().0.clone())
            }
        }
    };
    ($(#[$doc:meta])* $class:ident as $name:literal holds $inner:ident, or a text read by $read:path) => {
        wrapper!(@class $(#[$doc])* $class as $name holds $inner);

        impl<'py> FromPyObject<'_, 'py> for $inner {
            type Error = PyErr;

            #[cfg(feature = "stubs")]
            const INPUT_TYPE: pyo3::inspect::PyStaticExpr = {
                use pyo3::{type_hint_identifier, type_hint_union};
                type_hint_union!(
                    <$class as FromPyObject<'_, '_>>::INPUT_TYPE,
                    type_hint_identifier!("builtins", "str")
                )
            };

            fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                match object.extract::<String>() {
                    Ok(text) => $read(text),
                    Err(_) => Ok(object.cast::<$class>()?.get().0.clone()),
                }
            }
        }
    };
}

pub(super) use wrapper;
