//! The Rust blocks of the guides compile; those that need no file run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, unused_variables)]
mod guides {
    include!(concat!(env!("OUT_DIR"), "/guides.rs"));
}

#[test]
fn identities() {
    guides::identities_1().unwrap();
}

#[test]
fn patterns() {
    guides::patterns_1().unwrap();
    guides::patterns_2().unwrap();
}

#[test]
fn before_and_after() {
    guides::before_and_after_1().unwrap();
}

#[test]
fn comments() {
    guides::comments_1().unwrap();
}

#[test]
fn emotions() {
    guides::emotions_1().unwrap();
}

#[test]
fn findings() {
    guides::findings_1().unwrap();
}

#[test]
fn surveys() {
    guides::surveys_1().unwrap();
}

#[test]
fn comparing() {
    guides::comparing_1().unwrap();
}

#[test]
fn sessions() {
    guides::sessions_1().unwrap();
}

#[test]
fn funnels() {
    guides::funnels_1().unwrap();
}
