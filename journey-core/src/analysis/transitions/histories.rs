//! What came before: histories by number, and what a journey has seen.

use hashbrown::HashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Histories of several touchpoints, numbered as they were first seen. Serialises as their list.
#[derive(Debug, Default)]
pub(super) struct Histories {
    paths: Vec<Vec<u32>>,
    numbers: HashMap<Vec<u32>, u32>,
}

impl Histories {
    /// The number of a history, new or known.
    pub fn number(&mut self, path: &[u32]) -> u32 {
        if let Some(&number) = self.numbers.get(path) {
            return number;
        }
        let number = self.paths.len() as u32;
        self.paths.push(path.to_vec());
        self.numbers.insert(path.to_vec(), number);
        number
    }

    /// Adds others, and says which numbers they have here.
    pub fn add(&mut self, other: &Self) -> Vec<u32> {
        other.paths.iter().map(|path| self.number(path)).collect()
    }

    /// The history of this number.
    pub fn path(&self, number: u32) -> Option<&[u32]> {
        self.paths.get(number as usize).map(Vec::as_slice)
    }

    /// Memory in bytes, about.
    pub fn memory(&self) -> usize {
        self.paths.iter().map(|path| 2 * size_of_val(path.as_slice()) + 64).sum()
    }
}

impl PartialEq for Histories {
    fn eq(&self, other: &Self) -> bool {
        self.paths == other.paths
    }
}

impl Serialize for Histories {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.paths.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Histories {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let paths = Vec::<Vec<u32>>::deserialize(deserializer)?;
        let numbers = paths.iter().cloned().zip(0..).collect();
        Ok(Self { paths, numbers })
    }
}

/// Touchpoints of the events so far.
#[derive(Debug)]
pub(super) struct Seen {
    pub list: Vec<Before>,
    /// Place in the list by code, from 1.
    places: Vec<u32>,
}

/// A touchpoint of some events.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub code: u32,
    pub count: u64,
    /// Time of the first of them.
    pub first: i64,
}

impl Seen {
    pub fn new(touchpoints: usize) -> Self {
        Self { list: Vec::new(), places: vec![0; touchpoints] }
    }

    pub fn add(&mut self, code: u32, time: i64) {
        let Some(place) = self.places.get_mut(code as usize) else { return };
        match self.list.get_mut((*place as usize).wrapping_sub(1)) {
            Some(known) => known.count += 1,
            None => {
                self.list.push(Before { code, count: 1, first: time });
                *place = self.list.len() as u32;
            }
        }
    }

    pub fn clear(&mut self) {
        for before in self.list.drain(..) {
            self.places.get_mut(before.code as usize).into_iter().for_each(|place| *place = 0);
        }
    }
}
