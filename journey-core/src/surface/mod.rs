//! How the plain data types look from other languages. Only attributes and conversions; no logic.

pub mod python;
