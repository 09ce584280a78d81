//! Those who wait for the same move as a queue: load, overtaking, batches.

/// Waits of one kind of move, ascending by beginning and end.
#[derive(Debug)]
pub(super) struct Queue {
    pub waits: Vec<(i64, i64)>,
}

/// Waits that end together.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Batches {
    /// Moves in each.
    pub sizes: Vec<i64>,
    /// Waiting until the last one of each had come, in microseconds.
    pub micros: i128,
}

impl Queue {
    pub fn new(mut waits: Vec<(i64, i64)>) -> Self {
        waits.sort_unstable();
        Self { waits }
    }

    /// Waiting times in microseconds.
    pub fn times(&self) -> Vec<i64> {
        self.waits.iter().map(|(from, to)| to.saturating_sub(*from)).collect()
    }

    /// For each wait how many others that began before were not over when it began.
    pub fn loads(&self) -> Vec<i64> {
        let mut ends: Vec<i64> = self.waits.iter().map(|(_, to)| *to).collect();
        ends.sort_unstable();
        let (mut loads, mut before, mut over) = (Vec::with_capacity(ends.len()), 0, 0);
        for same in self.waits.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(now, _)) = same.first() else { continue };
            // Waits of no length that begin now are over now, though they did not begin before.
            let at_once = same.iter().filter(|(_, to)| *to == now).count();
            over += ends.get(over..).unwrap_or_default().partition_point(|end| *end <= now);
            let load = (before + at_once).saturating_sub(over) as i64;
            loads.extend(same.iter().map(|_| load));
            before += same.len();
        }
        loads
    }

    /// Pairs of waits of which the one that began later ended before the other one.
    pub fn overtakings(&self) -> u64 {
        let mut ends: Vec<i64> = self.waits.iter().map(|(_, to)| *to).collect();
        let mut spare = ends.clone();
        inversions(&mut ends, &mut spare)
    }

    /// Runs of ends, each at most `within` after the one before, of at least so many waits that began as far apart.
    pub fn batches(&self, least: usize, within: i64) -> Batches {
        let mut by_end: Vec<(i64, i64)> = self.waits.iter().map(|(from, to)| (*to, *from)).collect();
        by_end.sort_unstable();
        let mut batches = Batches::default();
        for run in by_end.chunk_by(|a, b| b.0.saturating_sub(a.0) <= within) {
            let mut starts: Vec<i64> = run.iter().map(|(_, from)| *from).collect();
            starts.sort_unstable();
            let apart = starts.chunk_by(|a, b| b.saturating_sub(*a) <= within).count();
            let Some(&last) = starts.last().filter(|_| apart >= least) else { continue };
            batches.sizes.push(run.len() as i64);
            let until = |(to, from): &(i64, i64)| i128::from(last.min(*to)) - i128::from(*from);
            batches.micros += run.iter().map(until).sum::<i128>();
        }
        batches
    }
}

/// Pairs in the wrong order, by merging halves. The list is sorted then.
fn inversions(list: &mut [i64], spare: &mut [i64]) -> u64 {
    let middle = list.len() / 2;
    if middle == 0 {
        return 0;
    }
    let (left, right) = list.split_at_mut(middle);
    let (spare_left, spare_right) = spare.split_at_mut(middle);
    let mut found = inversions(left, spare_left) + inversions(right, spare_right);
    let (mut a, mut b) = (left.iter().peekable(), right.iter().peekable());
    let mut rest = middle as u64;
    for slot in spare.iter_mut() {
        *slot = match (a.peek(), b.peek()) {
            (Some(&&x), Some(&&y)) if y < x => {
                found += rest;
                b.next();
                y
            }
            (Some(&&x), _) => {
                rest -= 1;
                a.next();
                x
            }
            (None, Some(&&y)) => {
                b.next();
                y
            }
            (None, None) => break,
        };
    }
    list.copy_from_slice(spare);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(waits: &[(i64, i64)]) -> Queue {
        Queue::new(waits.to_vec())
    }

    #[test]
    fn load_is_who_waits_already() {
        // The second and third begin together; who is served at once waits for nobody and is in nobody's way.
        let found = queue(&[(0, 10), (2, 4), (2, 9), (3, 3), (4, 5), (9, 12), (10, 11)]).loads();
        assert_eq!(found, [0, 1, 1, 3, 2, 1, 1]);
    }

    #[test]
    fn overtaking_is_beginning_later_and_ending_sooner() {
        assert_eq!(queue(&[(0, 10), (1, 5), (2, 6), (3, 12)]).overtakings(), 2);
        assert_eq!(queue(&[(0, 10), (1, 10), (1, 20)]).overtakings(), 0);
        let naive = |waits: &[(i64, i64)]| -> u64 {
            let late = |a: &(i64, i64)| waits.iter().filter(|b| b.0 > a.0 && b.1 < a.1).count() as u64;
            waits.iter().map(late).sum()
        };
        let many: Vec<(i64, i64)> = (0..301).map(|i| (i * 31 % 97, i * 31 % 97 + i * 53 % 89)).collect();
        assert_eq!(queue(&many).overtakings(), naive(&many));
        let load: i64 = queue(&many).loads().iter().sum();
        let together = many.iter().map(|a| many.iter().filter(|b| b.0 < a.0 && a.0 < b.1).count() as i64);
        assert_eq!(load, together.sum::<i64>());
    }

    #[test]
    fn a_batch_ends_together_and_began_apart() {
        // Three end from 100 to 104, and began at 0, 50 and 98: until 98 they waited for the last.
        let batch = queue(&[(0, 100), (50, 102), (98, 104), (60, 300)]).batches(3, 5);
        assert_eq!(batch, Batches { sizes: vec![3], micros: 98 + 48 });
        // Who began together and ends together only has equally long to wait.
        assert_eq!(queue(&[(0, 100), (3, 102), (6, 104)]).batches(3, 5), Batches::default());
        // A wait that ended before the last one came waited for it only so long.
        let early = queue(&[(0, 100), (50, 100), (102, 104)]).batches(3, 5);
        assert_eq!(early.micros, 100 + 50);
    }
}
