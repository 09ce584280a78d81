//! What an analysis is: a plan, a summary of each shard, a merge, and a report.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Room;
use crate::error::Result;
use crate::log::{EventLog, Shard};

/// A question to an event log.
///
/// An analysis *observes* shards one by one into a summary, *merges* summaries, and *finishes* to a report.
/// Each thread has one summary for all its shards, so merging is rare.
/// The report must not depend on how the log was cut into shards nor on the order of merging: keep
/// counts as integers, sums in [`ExactSum`](crate::numeric::ExactSum), and lists to be sorted in
/// `finish`. Summaries serialise, so that another process or machine can carry them.
pub trait Analysis: Sync {
    /// Options resolved against a log: names turned into codes, contradictions refused.
    type Plan: Sync;
    /// What one part of the log tells; the default is "nothing seen".
    type Summary: Default + Send + Serialize + DeserializeOwned;
    /// The answer.
    type Report;

    /// Checks the options and resolves names.
    ///
    /// # Errors
    /// For options that are not allowed and names that the log does not have.
    fn plan(&self, log: &EventLog) -> Result<Self::Plan>;

    /// Adds what one shard tells to a summary.
    fn observe(&self, plan: &Self::Plan, shard: &Shard, into: &mut Self::Summary);

    /// Adds the summary of another part of the log.
    fn merge(&self, into: &mut Self::Summary, other: Self::Summary);

    /// Turns the summary of the whole log into the report. The summary may be brought in order for that.
    ///
    /// # Errors
    /// If the question has no answer for these data.
    fn finish(&self, plan: &Self::Plan, summary: &mut Self::Summary) -> Result<Self::Report>;

    /// Whether a summary that was made with one plan can go on under a later plan, of the same log with more events:
    /// it would be the same if all had been observed with the later one, parts can be [taken out](Self::retract)
    /// of it, and finishing leaves it as it is. Unless an analysis says so, a [`Live`](super::Live) report observes the
    /// whole log again.
    fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
        let _ = (before, after);
        false
    }

    /// Takes the summary of a part of the log out of one that has it: the inverse of [`merge`](Self::merge). Only
    /// called where [`keeps`](Self::keeps) says that it can be.
    fn retract(&self, into: &mut Self::Summary, part: Self::Summary) {
        let _ = (into, part);
    }

    /// Brings a summary in an order in which many small changes, each followed by [`finish`](Self::finish), cost little.
    ///
    /// # Errors
    /// [`Error::Cancelled`](crate::Error::Cancelled).
    fn settle(&self, summary: &mut Self::Summary) -> Result<()> {
        let _ = summary;
        Ok(())
    }

    /// Makes a summary small enough for its room, so that a [`LogStream`](crate::ingest::LogStream) takes little memory
    /// however many events there are. This happens now and then, and in the end. The plan is that of the whole stream, so
    /// what depends on the end of the data can be counted for good. Nothing is done for summaries that stay small.
    ///
    /// # Errors
    /// [`Error::Limit`](crate::Error::Limit) if the room does not suffice.
    fn compact(&self, plan: &Self::Plan, summary: &mut Self::Summary, room: &Room) -> Result<()> {
        let _ = (plan, summary, room);
        Ok(())
    }
}

/// Several analyses in one pass: each shard is visited once while it is in cache.
macro_rules! tuple {
    ($($name:ident $index:tt),+) => {
        impl<$($name: Analysis),+> Analysis for ($($name,)+) {
            type Plan = ($($name::Plan,)+);
            type Summary = ($($name::Summary,)+);
            type Report = ($($name::Report,)+);

            fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
                Ok(($(self.$index.plan(log)?,)+))
            }

            fn observe(&self, plan: &Self::Plan, shard: &Shard, into: &mut Self::Summary) {
                $(self.$index.observe(&plan.$index, shard, &mut into.$index);)+
            }

            fn merge(&self, into: &mut Self::Summary, other: Self::Summary) {
                $(self.$index.merge(&mut into.$index, other.$index);)+
            }

            fn finish(&self, plan: &Self::Plan, summary: &mut Self::Summary) -> Result<Self::Report> {
                Ok(($(self.$index.finish(&plan.$index, &mut summary.$index)?,)+))
            }

            fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
                $(self.$index.keeps(&before.$index, &after.$index))&&+
            }

            fn retract(&self, into: &mut Self::Summary, part: Self::Summary) {
                $(self.$index.retract(&mut into.$index, part.$index);)+
            }

            fn settle(&self, summary: &mut Self::Summary) -> Result<()> {
                $(self.$index.settle(&mut summary.$index)?;)+
                Ok(())
            }

            fn compact(&self, plan: &Self::Plan, summary: &mut Self::Summary, room: &Room) -> Result<()> {
                let room = room.shared_by([$($index),+].len());
                $(self.$index.compact(&plan.$index, &mut summary.$index, &room)?;)+
                Ok(())
            }
        }
    };
}

tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);

/// Several analyses of one kind in one pass.
impl<A: Analysis> Analysis for [A] {
    type Plan = Vec<A::Plan>;
    type Summary = Vec<A::Summary>;
    type Report = Vec<A::Report>;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        self.iter().map(|analysis| analysis.plan(log)).collect()
    }

    fn observe(&self, plan: &Self::Plan, shard: &Shard, into: &mut Self::Summary) {
        into.resize_with(self.len(), Default::default);
        for ((analysis, plan), into) in self.iter().zip(plan).zip(into) {
            analysis.observe(plan, shard, into);
        }
    }

    fn merge(&self, into: &mut Self::Summary, other: Self::Summary) {
        into.resize_with(self.len(), Default::default);
        for ((analysis, into), other) in self.iter().zip(into).zip(other) {
            analysis.merge(into, other);
        }
    }

    fn finish(&self, plan: &Self::Plan, summary: &mut Self::Summary) -> Result<Self::Report> {
        summary.resize_with(self.len(), Default::default);
        self.iter()
            .zip(plan)
            .zip(summary)
            .map(|((analysis, plan), summary)| analysis.finish(plan, summary))
            .collect()
    }

    fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
        self.iter()
            .zip(before.iter().zip(after))
            .all(|(analysis, (before, after))| analysis.keeps(before, after))
    }

    fn retract(&self, into: &mut Self::Summary, part: Self::Summary) {
        for ((analysis, into), part) in self.iter().zip(into).zip(part) {
            analysis.retract(into, part);
        }
    }

    fn settle(&self, summary: &mut Self::Summary) -> Result<()> {
        self.iter().zip(summary).try_for_each(|(analysis, summary)| analysis.settle(summary))
    }

    fn compact(&self, plan: &Self::Plan, summary: &mut Self::Summary, room: &Room) -> Result<()> {
        let room = room.shared_by(self.len());
        let mut each = self.iter().zip(plan.iter().zip(summary));
        each.try_for_each(|(analysis, (plan, summary))| analysis.compact(plan, summary, &room))
    }
}
