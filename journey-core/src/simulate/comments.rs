//! What simulated customers write, and how positive it is.

/// Negative comments with a sentiment from -1 to 0.
pub(super) const NEGATIVE: &[(&str, f64)] = &[
    ("This was a terrible experience", -0.5),
    ("Nobody could help me, very disappointing", -0.5),
    ("It failed again and I lost my patience", -0.6),
    ("Confusing and far too slow, I hate it", -0.6),
    ("The worst service, I am angry", -0.8),
];

/// Positive comments with a sentiment from 0 to +1.
pub(super) const POSITIVE: &[(&str, f64)] = &[
    ("Easy and friendly, thank you", 0.7),
    ("I love how fast this was", 0.6),
    ("Great service, very helpful", 0.8),
    ("Everything went well, I am happy", 0.7),
    ("Nice people", 0.4),
];
