//! When a case was suspended or cancelled, for its [`Clock`](crate::model::Clock).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::engine::fold::outcome::TurnState;
use crate::engine::fold::register::Write;
use crate::engine::{Case, Ready};
use crate::model::{Clock, Few, Moment, Pause, Settings, Subject, Zone};

impl Case<'_> {
    /// The spans in which the case was suspended or cancelled, in the order of the acts that stopped
    /// it. Each lasts until the first day on which somebody who had seen that act wrote otherwise;
    /// where they only stopped it in another way, a span of its own goes on from there.
    pub fn pauses(&self) -> Few<Pause> {
        let Some(register) = self.register(Subject::Case) else {
            return Few::new();
        };
        let stopped = register.writes.iter().filter(|write| stops(write));
        let mut stopped: Few<usize> = stopped.map(|write| write.place).collect();
        stopped.sort_unstable();
        let ends = self.first_seers(&register.writes);
        let pauses = stopped.iter().map(|place| Pause {
            from: *self.at(*place),
            until: ends.get(place).copied(),
        });
        pauses.collect()
    }

    /// The last day in time for ready work.
    pub fn due(&self, work: &Ready, settings: &Settings, clock: &Clock) -> Option<NaiveDate> {
        let of = (&self.procedure().id, work.activity);
        settings.due(of, self.at(work.since), clock)
    }

    /// For each of the writes on one subject that another replaced, when the first did so.
    fn first_seers(&self, writes: &[Write]) -> BTreeMap<usize, Moment> {
        let sights = &self.written.sights;
        let (mut ends, mut of_lists) = (BTreeMap::new(), BTreeMap::new());
        let zone = self.zone();
        for write in writes {
            let at = *self.at(write.place);
            // What several saw is gone through once.
            match sights.list(write.place) {
                Some(list) => {
                    let first = of_lists.entry(list).or_insert((at, write.place));
                    *first = (earlier(zone, first.0, at), write.place);
                }
                None => end(&mut ends, sights.stood(write.place), at, zone),
            }
        }
        for (at, place) in of_lists.into_values() {
            end(&mut ends, sights.stood(place), at, zone);
        }
        ends
    }
}

fn stops(write: &Write) -> bool {
    match write.outcome.state() {
        Some(TurnState::Suspended | TurnState::Cancelled) => true,
        Some(TurnState::Open) | None => false,
    }
}

fn end(ends: &mut BTreeMap<usize, Moment>, seen: &[usize], at: Moment, zone: Zone) {
    for place in seen {
        let first = ends.entry(*place).or_insert(at);
        *first = earlier(zone, *first, at);
    }
}

fn earlier(zone: Zone, one: Moment, other: Moment) -> Moment {
    std::cmp::min_by_key(one, other, |at| zone.time(at))
}

#[cfg(test)]
mod tests {
    use crate::engine::Settlement;
    use crate::model::{Act, Correction, Moment, Prose, Subject, Turn};
    use crate::testing::flow::{Sample, on, parted};

    fn turn(sample: &mut Sample, name: &str, day: &str, turn: Turn) {
        let reason = Prose::recorded("reason");
        on(sample, day, |sample| {
            sample.write(name, Act::Turned { turn, reason })
        });
    }

    /// Each pause by its days of March.
    fn pauses(sample: &Sample) -> Vec<String> {
        let day = |at: &Moment| at.to_string()[8..].to_owned();
        let pauses = sample.case().pauses().into_iter();
        let shown = pauses.map(|pause| {
            let until = pause.until.as_ref().map_or_else(String::new, day);
            format!("{}-{until}", day(&pause.from))
        });
        shown.collect()
    }

    #[test]
    fn a_case_stands_still_from_each_act_that_stops_it_to_the_one_that_takes_it_up() {
        let mut sample = parted();
        assert_eq!(pauses(&sample), [""; 0]);
        turn(&mut sample, "c", "06", Turn::Suspended);
        assert_eq!(pauses(&sample), ["06-"]);
        turn(&mut sample, "d", "09", Turn::Resumed);
        turn(&mut sample, "e", "12", Turn::Suspended);
        turn(&mut sample, "f", "15", Turn::Cancelled);
        turn(&mut sample, "g", "20", Turn::Reopened);
        assert_eq!(pauses(&sample), ["06-09", "12-15", "15-20"]);
        // A correction says on which day it was.
        let event = sample.events.last().expect("an act").id;
        let corrected = Correction {
            event,
            at: Moment::parse("2026-03-18").ok(),
            outputs: Vec::new(),
            note: None,
            entities: Vec::new(),
            title: None,
            reference: None,
            reason: Prose::recorded("reason"),
        };
        sample.write("h", Act::Corrected(corrected));
        assert_eq!(pauses(&sample), ["06-09", "12-15", "15-18"]);
    }

    #[test]
    fn a_case_that_clones_stopped_unseen_stands_still_until_both_have_taken_it_up() {
        let mut one = parted();
        let mut other = one.clone();
        turn(&mut one, "c", "06", Turn::Suspended);
        turn(&mut one, "d", "10", Turn::Resumed);
        turn(&mut other, "e", "08", Turn::Suspended);
        let mut third = one.clone();
        turn(&mut third, "g", "12", Turn::Suspended);
        one.merge(&other);
        assert_eq!(
            one.case().run.settlement(Subject::Case),
            Settlement::Contested
        );
        assert_eq!(pauses(&one), ["06-10", "08-"]);
        let mut twice = one.clone();
        turn(&mut one, "f", "14", Turn::Resumed);
        turn(&mut twice, "h", "13", Turn::Resumed);
        one.merge(&twice);
        // The first who had seen it takes it up.
        assert_eq!(pauses(&one), ["06-10", "08-13"]);
        one.merge(&third);
        assert_eq!(pauses(&one), ["06-10", "08-13", "12-"]);
    }
}
