//! Watches that the events of each customer come together.

use std::cmp::Ordering;
use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_128;

use crate::error::{Error, Place, Result};
use crate::work::Work;

/// As long as the input is sorted, customers are remembered only as far as this, in case it is just grouped.
const REMEMBERED: usize = 1 << 20;
/// Memory for the digest of a customer in the set, in bytes.
const DIGEST: u64 = 37;

/// The customers so far.
#[derive(Debug)]
pub(super) struct Grouped {
    current: Option<String>,
    customers: u64,
    /// Whether they rise or fall, in byte order or as numbers do: by length, then in byte order.
    orders: [bool; 4],
    /// Digests of 128 bits; `None` if there are too many to remember and they are sorted.
    seen: Option<HashSet<u128>>,
}

/// Why an event cannot come where it does.
#[derive(Debug, PartialEq)]
pub(super) enum Misplaced {
    /// The customer had events before, and others since.
    CameBack,
    /// Customers were sorted so far.
    Unsorted,
}

impl Default for Grouped {
    fn default() -> Self {
        Self { current: None, customers: 0, orders: [true; 4], seen: Some(HashSet::new()) }
    }
}

impl Grouped {
    /// Number of customers.
    pub fn customers(&self) -> u64 {
        self.customers
    }

    /// Takes the customer of the next event.
    pub fn next(&mut self, customer: &str) -> Result<(), Misplaced> {
        if self.current.as_deref() == Some(customer) {
            return Ok(());
        }
        if let Some(current) = &self.current {
            let bytes = current.as_str().cmp(customer);
            let numbers = current.len().cmp(&customer.len()).then(bytes);
            let orders = [(bytes, Ordering::Less), (bytes, Ordering::Greater)];
            let numbers = [(numbers, Ordering::Less), (numbers, Ordering::Greater)];
            for (order, (found, wanted)) in self.orders.iter_mut().zip(orders.into_iter().chain(numbers)) {
                *order &= found == wanted;
            }
        }
        let sorted = self.orders.contains(&true);
        match &mut self.seen {
            Some(seen) => {
                if !seen.insert(xxh3_128(customer.as_bytes())) {
                    return Err(Misplaced::CameBack);
                }
                if sorted && seen.len() > REMEMBERED {
                    self.seen = None;
                }
            }
            None if sorted => {}
            None => return Err(Misplaced::Unsorted),
        }
        let current = self.current.get_or_insert_default();
        current.clear();
        current.push_str(customer);
        self.customers += 1;
        Ok(())
    }

    /// Refuses to remember more customers than the memory allows.
    ///
    /// # Errors
    /// [`Error::Limit`].
    pub fn check_memory(&self, row: u64) -> Result<()> {
        let needed = self.seen.as_ref().map_or(0, |seen| seen.capacity() as u64 * DIGEST);
        match Work::current().memory() {
            Some(limit) if needed > limit / 2 => Err(Error::Limit {
                place: Place::row(row),
                what: format!(
                    "remembering {} customers that are grouped but not sorted, in bytes,",
                    self.customers
                ),
                limit: limit / 2,
            }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all<'a>(customers: impl IntoIterator<Item = &'a str>) -> Result<u64, (usize, Misplaced)> {
        let mut grouped = Grouped::default();
        for (position, customer) in customers.into_iter().enumerate() {
            grouped.next(customer).map_err(|misplaced| (position, misplaced))?;
        }
        Ok(grouped.customers())
    }

    #[test]
    fn customers_may_come_in_any_order_but_not_come_back() {
        assert_eq!(all([]), Ok(0));
        assert_eq!(all(["a", "a", "b", "c", "c"]), Ok(3));
        assert_eq!(all(["9", "10", "11"]), Ok(3));
        assert_eq!(all(["b", "a", "c"]), Ok(3));
        assert_eq!(all(["b", "a", "a", "b"]), Err((3, Misplaced::CameBack)));
        assert_eq!(all(["a", "b", "a"]), Err((2, Misplaced::CameBack)));
    }

    #[test]
    fn of_many_sorted_customers_none_is_remembered() {
        let ids: Vec<String> = (0..REMEMBERED + 10).map(|id| format!("{id:08}")).collect();
        let ids = || ids.iter().map(String::as_str);
        assert_eq!(all(ids()), Ok(REMEMBERED as u64 + 10));
        assert_eq!(all(ids().chain(["00000001"])), Err((REMEMBERED + 10, Misplaced::Unsorted)));
        let numbers: Vec<String> = (0..REMEMBERED + 10).rev().map(|id| id.to_string()).collect();
        assert_eq!(all(numbers.iter().map(String::as_str)), Ok(REMEMBERED as u64 + 10));
    }
}
