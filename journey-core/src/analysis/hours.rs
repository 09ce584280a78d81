//! Hours as the clocks of a time zone show them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

const HOUR: i64 = 3_600_000_000;
/// Before the first zone: 1800-01-01 in UTC microseconds.
const ORIGIN: i64 = -5_364_662_400_000_000;

/// The hours of a time zone, counted. An hour begins whenever the clocks show a full one: where clocks are put back by an
/// hour, that hour comes twice and is two; where they are put on, there is none. Where they change by half an hour, as on
/// Lord Howe Island, the hour of the change is longer.
#[derive(Debug, Clone)]
pub(crate) struct Hours {
    /// Since when which offset from UTC holds, and how many hours began before.
    offsets: Vec<(i64, i64, i64)>,
}

impl Hours {
    /// The hours of a zone, with its changes up to an instant (UTC microseconds).
    pub fn new(zone: &TimeZone, until: i64) -> Self {
        let origin = Timestamp::from_microsecond(ORIGIN).unwrap_or(Timestamp::UNIX_EPOCH);
        let micros = |offset: jiff::tz::Offset| i64::from(offset.seconds()) * 1_000_000;
        let mut hours = Self { offsets: vec![(ORIGIN, micros(zone.to_offset(origin)), 0)] };
        let changes =
            zone.following(origin).map(|change| (change.timestamp().as_microsecond(), change.offset()));
        for (since, offset) in changes.take_while(|(since, _)| *since <= until) {
            let before = hours.number(since - 1);
            hours.offsets.push((since, micros(offset), before));
        }
        hours
    }

    fn place(&self, time: i64) -> usize {
        self.offsets.partition_point(|(since, ..)| *since <= time).saturating_sub(1)
    }

    fn at(&self, place: usize) -> (i64, i64, i64) {
        self.offsets.get(place).copied().unwrap_or((ORIGIN, 0, 0))
    }

    /// Number of the hour that holds an instant; the same for all stretches of time.
    pub fn number(&self, time: i64) -> i64 {
        let (since, offset, before) = self.at(self.place(time));
        before + (time + offset).div_euclid(HOUR) - (since - 1 + offset).div_euclid(HOUR)
    }

    /// When the hour that holds an instant began.
    pub fn begin(&self, time: i64) -> i64 {
        let (mut time, mut place) = (time, self.place(time));
        loop {
            let (since, offset, _) = self.at(place);
            let begin = (time + offset).div_euclid(HOUR) * HOUR - offset;
            if begin >= since || place == 0 {
                return begin;
            }
            (time, place) = (since - 1, place - 1);
        }
    }

    /// When the hour after the one that began at an instant begins.
    pub fn after(&self, begin: i64) -> i64 {
        let mut place = self.place(begin);
        let mut next = begin + HOUR;
        while let Some(&(since, offset, _)) = self.offsets.get(place + 1).filter(|(since, ..)| *since <= next)
        {
            next = (since + offset + HOUR - 1).div_euclid(HOUR) * HOUR - offset;
            place += 1;
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(zone: &str, from: &str, to: &str) -> Vec<String> {
        let micros = |text: &str| text.parse::<Timestamp>().unwrap().as_microsecond();
        let zone = TimeZone::get(zone).unwrap();
        let hours = Hours::new(&zone, micros(to));
        let mut all = Vec::new();
        let mut next = hours.begin(micros(from));
        while next <= micros(to) {
            assert_eq!((hours.begin(next), hours.number(next)), (next, hours.number(next - 1) + 1));
            assert_eq!(hours.begin(hours.after(next) - 1), next);
            all.push(
                Timestamp::from_microsecond(next)
                    .unwrap()
                    .to_zoned(zone.clone())
                    .strftime("%H:%M%:z")
                    .to_string(),
            );
            next = hours.after(next);
        }
        all
    }

    #[test]
    fn an_hour_comes_twice_or_not_at_all_when_clocks_change() {
        assert_eq!(
            starts("Europe/Berlin", "2024-10-26T23:30:00Z", "2024-10-27T02:00:00Z"),
            ["01:00+02:00", "02:00+02:00", "02:00+01:00", "03:00+01:00"]
        );
        assert_eq!(
            starts("Europe/Berlin", "2024-03-31T00:10:00Z", "2024-03-31T01:10:00Z"),
            ["01:00+01:00", "03:00+02:00"]
        );
        assert_eq!(
            starts("Asia/Kolkata", "2024-03-31T00:10:00Z", "2024-03-31T00:50:00Z"),
            ["05:00+05:30", "06:00+05:30"]
        );
    }

    #[test]
    fn a_change_of_half_an_hour_makes_a_longer_hour() {
        // Lord Howe Island: at 02:00 clocks go to 01:30 in April, to 02:30 in October.
        assert_eq!(
            starts("Australia/Lord_Howe", "2024-04-06T14:10:00Z", "2024-04-06T15:40:00Z"),
            ["01:00+11:00", "02:00+10:30"]
        );
        assert_eq!(
            starts("Australia/Lord_Howe", "2024-10-05T14:40:00Z", "2024-10-05T16:10:00Z"),
            ["01:00+10:30", "03:00+11:00"]
        );
    }

    #[test]
    fn hours_are_numbered_alike_in_all_stretches() {
        for zone in ["Australia/Lord_Howe", "Europe/Amsterdam", "America/Caracas", "UTC"] {
            let zone = TimeZone::get(zone).unwrap();
            let (short, long) =
                (Hours::new(&zone, 1_500_000_000_000_000), Hours::new(&zone, 1_900_000_000_000_000));
            for step in 0..20_000 {
                let time = 1_500_000_000_000_000 - step * 137_000_000_000;
                assert_eq!(short.number(time), long.number(time));
            }
            assert!(long.number(ORIGIN - 10 * HOUR) < long.number(ORIGIN));
        }
    }
}
