//! Small drawings: channels, status, a star.

use super::canvas::{Area, Canvas, Path};
use crate::measure::KpiStatus;

/// Words for places where people meet.
const PLACES: &[&str] = &[
    "store", "shop", "branch", "clinic", "hospital", "office", "ward", "practice", "counter", "person",
    "site", "desk", "home", "visit",
];

/// A sign for a channel, 12 units wide, known by words in its name; a dot for others.
pub(crate) fn channel(canvas: &mut Canvas, at: (f64, f64), name: &str) {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |keys: &[&str]| {
        let known =
            |word: &&str| keys.iter().any(|key| word == key || (key.len() > 3 && word.starts_with(key)));
        words.iter().any(known)
    };
    let (x, y) = at;
    if has(&["mobile", "app", "sms", "smartphone"]) {
        frame(canvas, Area::new(x + 3.0, y, 6.0, 11.0));
        canvas.line("icon", (x + 5.0, y + 9.0), (x + 7.0, y + 9.0));
    } else if has(&["email", "mail", "letter", "post", "newsletter"]) {
        frame(canvas, Area::new(x, y + 1.5, 12.0, 8.5));
        let flap = Path::from(x, y + 2.0).to(x + 6.0, y + 6.5).to(x + 12.0, y + 2.0);
        canvas.path("icon", &flap);
    } else if has(&["call", "phone", "hotline"]) {
        let (a, b) = ((x + 2.0, y + 8.0), (x + 4.0, y + 10.0));
        let receiver = Path::from(x + 2.0, y + 1.0).bend(a, b, (x + 11.0, y + 10.5));
        canvas.stroke("icon", &receiver, 2.6);
    } else if has(&["chat", "message", "social", "community", "forum"]) {
        bubble(canvas, x, y);
    } else if has(&["web", "website", "online", "search", "portal", "browser"]) {
        frame(canvas, Area::new(x, y + 1.0, 12.0, 9.5));
        canvas.line("icon", (x, y + 3.8), (x + 12.0, y + 3.8));
    } else if has(PLACES) {
        let house = Path::from(x, y + 5.0).to(x + 6.0, y).to(x + 12.0, y + 5.0);
        canvas.path("icon", &house);
        frame(canvas, Area::new(x + 2.0, y + 5.0, 8.0, 5.5));
    } else {
        canvas.circle("fmute", (x + 6.0, y + 5.5), 2.5);
    }
}

fn bubble(canvas: &mut Canvas, x: f64, y: f64) {
    let bubble = Path::from(x + 0.5, y + 1.0)
        .to(x + 11.5, y + 1.0)
        .to(x + 11.5, y + 8.0)
        .to(x + 5.5, y + 8.0)
        .to(x + 2.5, y + 11.0)
        .to(x + 2.5, y + 8.0)
        .to(x + 0.5, y + 8.0)
        .close();
    canvas.path("icon", &bubble);
}

fn frame(canvas: &mut Canvas, area: Area) {
    canvas.rect("icon", area);
}

/// A star with four points.
pub(crate) fn star(canvas: &mut Canvas, center: (f64, f64)) {
    let (x, y) = center;
    let shape = Path::from(x, y - 6.0)
        .to(x + 1.6, y - 1.6)
        .to(x + 6.0, y)
        .to(x + 1.6, y + 1.6)
        .to(x, y + 6.0)
        .to(x - 1.6, y + 1.6)
        .to(x - 6.0, y)
        .to(x - 1.6, y - 1.6)
        .close();
    canvas.path("fink", &shape);
}

/// Status by shape and colour: met a disc, uncertain a half disc, missed a triangle; a dash without one.
pub(crate) fn status(canvas: &mut Canvas, center: (f64, f64), status: Option<KpiStatus>) {
    let (x, y) = center;
    match status {
        Some(KpiStatus::Met) => canvas.circle("fgood", center, 5.0),
        Some(KpiStatus::Uncertain) => {
            canvas.circle("weak", center, 4.5);
            let half =
                Path::from(x, y - 4.5).bend((x - 6.0, y - 4.5), (x - 6.0, y + 4.5), (x, y + 4.5)).close();
            canvas.path("fmute", &half);
        }
        Some(KpiStatus::Missed) => {
            let triangle = Path::from(x, y - 5.5).to(x + 6.0, y + 5.0).to(x - 6.0, y + 5.0).close();
            canvas.path("fbad", &triangle);
        }
        None => canvas.line("axis", (x - 4.0, y), (x + 4.0, y)),
    }
}
