//! A text block by block, in order or side by side. The result does not depend on which.
//!
//! Where a block begins is a guess: behind a line break, which may lie within quotes. Side by side a block is
//! read as if the guess were right, and taken if the block before ended just there; else it is read once more
//! from the right place. So a wrong guess costs time and nothing else, and errors are those of reading in order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::input::{Block, Input};
use super::records::Position;
use crate::error::{Error, Place, Result};
use crate::log::Chunks;
use crate::log::chunk::Cut;
use crate::work::Work;

/// A row or a JSON line may be this long, so that one broken quote cannot fill the memory.
pub(super) const LONGEST_RECORD: usize = 256 << 20;

/// The unfinished record at the end of a block.
#[derive(Debug, Default)]
struct Tail(Vec<u8>);

impl Tail {
    /// The tail and the block behind it, if they are enough to look for the end of the record once more.
    fn join<'b>(&'b mut self, block: &'b Block<'_>) -> Option<&'b [u8]> {
        if self.0.is_empty() {
            return Some(&block.bytes);
        }
        let enough = (self.0.len() * 2).min(LONGEST_RECORD);
        self.0.extend_from_slice(&block.bytes);
        (block.at_end || self.0.len() >= enough).then_some(&self.0)
    }

    /// Keeps what is left if so many bytes of the tail and the block are read.
    fn keep(&mut self, read: usize, block: &Block<'_>) -> Result<()> {
        match self.0.is_empty() {
            true => self.0.extend_from_slice(block.bytes.get(read..).unwrap_or_default()),
            false => drop(self.0.drain(..read.min(self.0.len()))),
        }
        match self.0.len() >= LONGEST_RECORD {
            true => {
                let what = "a row (is a quote not closed?)".into();
                Err(Error::Limit { place: Place::default(), what, limit: LONGEST_RECORD as u64 })
            }
            false => Ok(()),
        }
    }
}

/// Hands over the bytes of all blocks in order, until `read` says that it is enough. It is given bytes, whether
/// nothing follows, and the position, which it moves; it returns how many bytes it has read: the others come
/// again, with more.
pub(crate) fn in_order(
    input: &mut Input<'_>,
    position: &mut Position,
    mut read: impl FnMut(&[u8], bool, &mut Position) -> Result<(usize, bool)>,
) -> Result<()> {
    let (mut tail, mut buffer) = (Tail::default(), Vec::new());
    loop {
        let work = Work::current();
        work.check()?;
        let block = input.next(buffer).map_err(|error| position.placed(error))?;
        let (done, total) = input.progress();
        work.tell("reading", done, total);
        if let Some(bytes) = tail.join(&block) {
            let (count, more) = read(bytes, block.at_end, position)?;
            if !more {
                input.put_back(bytes.get(count..).unwrap_or_default());
                return Ok(());
            }
            tail.keep(count, &block).map_err(|error| position.placed(error))?;
        }
        if block.at_end {
            return Ok(());
        }
        buffer = block.bytes.into_buffer();
    }
}

/// Where a block begins, and what is known there from the rows before.
#[derive(Debug, Clone)]
pub(crate) struct Start<S> {
    pub position: Position,
    pub state: S,
}

/// What became of a block.
pub(crate) struct Done<P, S> {
    pub part: P,
    /// How many of its bytes are read.
    pub read: usize,
    pub end: Start<S>,
}

/// How blocks are read.
pub(crate) trait Reader: Sync {
    /// What rows need to know of the rows before.
    type State: Clone + Send;
    /// What a block becomes.
    type Part: Send;

    /// Reads the whole rows at the beginning of the bytes.
    fn read(
        &self,
        bytes: &[u8],
        at_end: bool,
        start: &Start<Self::State>,
    ) -> Result<Done<Self::Part, Self::State>>;

    /// What is known behind a block that was read from the state `assumed`, if from the state `known` the same
    /// would have become of it.
    fn settle(
        &self,
        done: &Done<Self::Part, Self::State>,
        assumed: &Self::State,
        known: &Self::State,
    ) -> Option<Self::State>;
}

/// A block that waits for those before it.
struct Waiting<'a, R: Reader> {
    block: Block<'a>,
    assumed: R::State,
    /// `None` if it was not read, or in vain.
    done: Option<Done<R::Part, R::State>>,
}

/// What all threads share.
struct Shared<'a, 'r, R: Reader, A> {
    reader: &'r R,
    feed: Mutex<Feed<'a>>,
    front: Mutex<Front<'a, R, A>>,
    moved: Condvar,
    work: Work,
    ahead: u64,
}

/// Gives out blocks.
struct Feed<'a> {
    input: Input<'a>,
    next: u64,
    over: bool,
}

/// How far the text is read without a gap.
struct Front<'a, R: Reader, A> {
    /// Number of the block that comes next.
    next: u64,
    start: Start<R::State>,
    tail: Tail,
    waiting: BTreeMap<u64, Result<Waiting<'a, R>>>,
    /// Memory for further blocks.
    buffers: Vec<Vec<u8>>,
    accept: A,
    /// Set when nothing more is to be done.
    stop: Option<Result<()>>,
}

/// Reads all blocks. `accept` takes what becomes of each, in order, and how many lines and rows are to be added
/// to those in it. Returns what is known at the end.
fn side_by_side<R: Reader>(
    input: Input<'_>,
    reader: &R,
    start: Start<R::State>,
    accept: impl FnMut(R::Part, Position) -> Result<()> + Send,
) -> Result<Start<R::State>> {
    let work = Work::current();
    let threads = work.thread_count();
    let feed = Feed { input, next: 0, over: false };
    let front = Front {
        next: 0,
        start,
        tail: Tail::default(),
        waiting: BTreeMap::new(),
        buffers: Vec::new(),
        accept,
        stop: None,
    };
    let quiet = work.unstoppable();
    let shared = Shared {
        reader,
        feed: Mutex::new(feed),
        front: Mutex::new(front),
        moved: Condvar::new(),
        work,
        ahead: threads as u64 * 2,
    };
    quiet.fold(
        "reading",
        threads,
        || (),
        |(), _| {
            shared.serve();
            Ok(())
        },
    )?;
    let front = shared.front.into_inner().unwrap_or_else(PoisonError::into_inner);
    front.stop.unwrap_or(Ok(())).map(|()| front.start)
}

/// Reads all blocks into chunks. Returns what is known at the end.
pub(crate) fn into_chunks<R: Reader<Part = Cut>>(
    input: Input<'_>,
    reader: &R,
    start: Start<R::State>,
    chunks: &mut Chunks,
) -> Result<Start<R::State>> {
    let mut number = 0;
    side_by_side(input, reader, start, |mut chunk, before| {
        chunk.begin_at(before.row)?;
        number += 1;
        chunks.put(number - 1, chunk)
    })
}

/// Wakes the others if this thread panics, so that none waits for ever.
struct Alarm<'s, F: Fn()>(&'s F);

impl<F: Fn()> Drop for Alarm<'_, F> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            (self.0)();
        }
    }
}

impl<'a, R: Reader, A: FnMut(R::Part, Position) -> Result<()> + Send> Shared<'a, '_, R, A> {
    fn front(&self) -> MutexGuard<'_, Front<'a, R, A>> {
        self.front.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes block after block until there are no more.
    fn serve(&self) {
        let give_up = || {
            self.front().stop.get_or_insert(Ok(()));
            self.moved.notify_all();
        };
        let _alarm = Alarm(&give_up);
        while let Some((number, block)) = self.take() {
            let waiting = block.map(|block| self.read(number, block));
            let mut front = self.front();
            front.waiting.insert(number, waiting);
            front.advance(self.reader);
            drop(front);
            self.moved.notify_all();
        }
    }

    fn feed(&self) -> MutexGuard<'_, Feed<'a>> {
        self.feed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next block; waits if it is too far ahead.
    fn take(&self) -> Option<(u64, Result<Block<'a>>)> {
        let mut feed = self.feed();
        let mut front = self.front();
        while front.stop.is_none() && feed.next >= front.next + self.ahead {
            drop(feed);
            front = self.moved.wait(front).unwrap_or_else(PoisonError::into_inner);
            drop(front);
            feed = self.feed();
            front = self.front();
        }
        if let Err(error) = self.work.check() {
            front.stop.get_or_insert(Err(error));
            self.moved.notify_all();
        }
        if feed.over || front.stop.is_some() {
            return None;
        }
        let buffer = front.buffers.pop().unwrap_or_default();
        drop(front);
        let number = feed.next;
        feed.next += 1;
        let block = feed.input.next(buffer);
        feed.over = !matches!(&block, Ok(block) if !block.at_end);
        let (done, total) = feed.input.progress();
        self.work.tell("reading", done, total);
        Some((number, block))
    }

    /// Reads a block as if it began with a row.
    fn read(&self, number: u64, block: Block<'a>) -> Waiting<'a, R> {
        let (assumed, in_vain) = {
            let front = self.front();
            (front.start.state.clone(), number == front.next && !front.tail.0.is_empty())
        };
        let start = Start { position: Position { line: 1, row: 1 }, state: assumed.clone() };
        let done = match in_vain {
            true => None,
            false => self.reader.read(&block.bytes, block.at_end, &start).ok(),
        };
        Waiting { block, assumed, done }
    }
}

impl<'a, R: Reader, A: FnMut(R::Part, Position) -> Result<()>> Front<'a, R, A> {
    /// Accepts all blocks that wait for no other.
    fn advance(&mut self, reader: &R) {
        while self.stop.is_none()
            && let Some(waiting) = self.waiting.remove(&self.next)
        {
            self.next += 1;
            let taken = match waiting {
                Ok(waiting) => self.take(reader, waiting),
                Err(error) => Err(self.start.position.placed(error)),
            };
            match taken {
                Ok(true) => self.stop = Some(Ok(())),
                Ok(false) => {}
                Err(error) => self.stop = Some(Err(error)),
            }
        }
    }

    /// Accepts a block if it began with a row, else reads it from there. Returns whether it was the last.
    fn take(&mut self, reader: &R, waiting: Waiting<'a, R>) -> Result<bool> {
        let Waiting { block, assumed, done } = waiting;
        let right = done.filter(|_| self.tail.0.is_empty()).and_then(|done| {
            let state = reader.settle(&done, &assumed, &self.start.state)?;
            Some((done, state))
        });
        if let Some((done, state)) = right {
            let Position { line, row } = self.start.position;
            let before = Position { line: line - 1, row: row - 1 };
            self.start = Start { position: before.and(done.end.position), state };
            self.keep(done.read, &block)?;
            (self.accept)(done.part, before)?;
        } else if let Some(bytes) = self.tail.join(&block) {
            let done = reader.read(bytes, block.at_end, &self.start)?;
            self.start = done.end;
            self.keep(done.read, &block)?;
            (self.accept)(done.part, Position { line: 0, row: 0 })?;
        }
        self.buffers.push(block.bytes.into_buffer());
        Ok(block.at_end)
    }

    fn keep(&mut self, read: usize, block: &Block<'_>) -> Result<()> {
        self.tail.keep(read, block).map_err(|error| self.start.position.placed(error))
    }
}
