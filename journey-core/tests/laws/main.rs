//! Laws: sentences that must hold for any input, tried on many.

mod arbitrary_map;
mod map;
