//! The minimum of a smooth convex function by L-BFGS: Liu and Nocedal (1989), "On the limited memory BFGS method for
//! large scale optimization".

use std::collections::VecDeque;

/// Steps that are remembered.
const MEMORY: usize = 10;
/// Steps at most.
const STEPS: usize = 1000;
/// Where no slope is steeper, the minimum is reached.
const FLAT: f64 = 1e-6;
/// Part of the promised decrease that a step must bring (Armijo).
const ENOUGH: f64 = 1e-4;

/// The place of the minimum, from a beginning; `look` gives the value at a place, and its slopes.
pub(super) fn minimum(mut at: Vec<f64>, look: impl Fn(&[f64]) -> (f64, Vec<f64>)) -> Vec<f64> {
    let (mut value, mut slopes) = look(&at);
    let mut steps: VecDeque<(Vec<f64>, Vec<f64>)> = VecDeque::new();
    for _ in 0..STEPS {
        if slopes.iter().all(|slope| slope.abs() <= FLAT) {
            break;
        }
        let mut direction = direction(&slopes, &steps);
        if dot(&direction, &slopes) >= 0.0 {
            steps.clear();
            direction = slopes.iter().map(|slope| -slope).collect();
        }
        let promised = dot(&direction, &slopes);
        let mut length = if steps.is_empty() { 1.0 / dot(&slopes, &slopes).sqrt().max(1.0) } else { 1.0 };
        let found = (0..60).find_map(|_| {
            let next = moved(&at, &direction, length);
            let (there, slopes) = look(&next);
            let good = there <= value + ENOUGH * length * promised;
            length *= 0.5;
            good.then_some((next, there, slopes))
        });
        // No step is better: rounding is all that is left.
        let Some((next, there, new)) = found else { break };
        let step: Vec<f64> = next.iter().zip(&at).map(|(new, old)| new - old).collect();
        let change: Vec<f64> = new.iter().zip(&slopes).map(|(new, old)| new - old).collect();
        if dot(&step, &change) > 1e-14 * dot(&change, &change) {
            steps.push_back((step, change));
            if steps.len() > MEMORY {
                steps.pop_front();
            }
        }
        (at, value, slopes) = (next, there, new);
    }
    at
}

/// Downhill, bent by what the last steps told about curvature.
fn direction(slopes: &[f64], steps: &VecDeque<(Vec<f64>, Vec<f64>)>) -> Vec<f64> {
    let mut direction: Vec<f64> = slopes.iter().map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(steps.len());
    for (step, change) in steps.iter().rev() {
        let share = dot(step, &direction) / dot(step, change);
        add(&mut direction, change, -share);
        shares.push(share);
    }
    if let Some((step, change)) = steps.back() {
        let scale = dot(step, change) / dot(change, change);
        direction.iter_mut().for_each(|part| *part *= scale);
    }
    for ((step, change), share) in steps.iter().zip(shares.into_iter().rev()) {
        let back = dot(change, &direction) / dot(step, change);
        add(&mut direction, step, share - back);
    }
    direction
}

fn moved(at: &[f64], direction: &[f64], length: f64) -> Vec<f64> {
    at.iter().zip(direction).map(|(at, part)| at + length * part).collect()
}

fn add(into: &mut [f64], more: &[f64], times: f64) {
    into.iter_mut().zip(more).for_each(|(into, more)| *into += times * more);
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}
