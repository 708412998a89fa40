//! Some clones of one case, and what they have of it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use fastrand::Rng;
use ugat::{Act, Actor, Digest, Event, EventId, Line, Moment, Start};
use ugat::{Case, Version};
use ugat::{Draft, as_written};

use crate::beside;
use crate::invariants;
use crate::people;
use crate::procedures::Sound;
use crate::union;

/// An event with its line.
pub struct Written {
    pub event: Event,
    pub line: String,
}

/// The places of events that a clone has.
pub type Known = BTreeSet<usize>;

pub struct World<'s> {
    /// The version of the start first; with others, people move the case between them.
    versions: Vec<Version<'s>>,
    rng: Rng,
    written: Vec<Written>,
    clones: Vec<Known>,
    /// In a world by git, every exchange is a union that git makes.
    by_git: bool,
}

impl<'s> World<'s> {
    pub fn new(sound: &'s Sound, newer: &'s [Sound], seed: u64) -> Self {
        let versions = std::iter::once(sound).chain(newer);
        let versions = versions.map(|sound| Version {
            procedure: &sound.procedure,
            net: &sound.net,
        });
        let mut rng = Rng::with_seed(seed);
        let start = Act::Started(Start {
            procedure: sound.procedure.id.clone(),
            version: sound.procedure.version,
            digest: sound.procedure.digest,
            entities: vec![Line::recorded("entity")],
            title: None,
            reference: None,
            nonce: seed.to_string(),
        });
        let count = rng.usize(2..6);
        let mut world = Self {
            versions: versions.collect(),
            written: Vec::new(),
            clones: vec![Known::from([0]); count],
            by_git: seed.is_multiple_of(100),
            rng,
        };
        let first = Self::sealed("start", Vec::new(), 1, start);
        world.written.push(first);
        world
    }

    /// Lets everybody act and pull for a while, exchange everything, and end what is open; gives
    /// how many acts were done.
    pub fn run(mut self) -> usize {
        let steps = self.rng.usize(10..90);
        for step in 0..steps {
            let clone = self.rng.usize(0..self.clones.len());
            match self.rng.u32(0..10) {
                0..8 => self.act(clone, step),
                _ => self.pull(clone),
            }
            if self.rng.u32(0..30) == 0 {
                self.exchange();
                self.at_once();
            }
        }
        self.exchange();
        self.settle();
        self.written.len()
    }

    pub fn case(&self, known: &Known) -> Case<'_> {
        let events = known.iter().map(|place| &self.written[*place].event);
        Case::fold_under(self.versions.clone(), events)
    }

    fn act(&mut self, clone: usize, step: usize) {
        let mut rng = self.rng.fork();
        let before = self.case(&self.clones[clone]);
        let others: Vec<Digest> = match self.versions.len() {
            1 => Vec::new(),
            _ => self
                .versions
                .iter()
                .map(|one| one.procedure.digest)
                .collect(),
        };
        let Some(act) = people::act(&before, &others, &mut rng) else {
            return;
        };
        let by = format!("clone {clone}, step {step}");
        let written = Self::sealed(&by, before.heads(), before.next_seq(), act);
        let events = self.clones[clone].iter();
        let events = events.map(|place| &self.written[*place].event);
        let after = Case::fold_under(self.versions.clone(), events.chain([&written.event]));
        invariants::effect(&before, &written.event, &after);
        invariants::classes(&after);
        invariants::possible(&after);
        beside::labels(&after);
        beside::documents(&after);
        self.clones[clone].insert(self.written.len());
        self.written.push(written);
    }

    /// From where all have everything, somebody does some work while somebody else moves other
    /// work, so that both acts have the same `seq`; then the first is taken back.
    fn at_once(&mut self) {
        let mut rng = self.rng.fork();
        let before = self.case(&self.clones[0]);
        let mut ready: Vec<_> = before.ready().iter().map(|work| work.activity).collect();
        rng.shuffle(&mut ready);
        let [done, moved, ..] = ready[..] else {
            return;
        };
        let acts = [
            people::work_on(&before, done, &mut rng),
            people::moved_from(&before, moved, &mut rng),
        ];
        let [Ok(done), Ok(moved)] = acts else {
            return;
        };
        let (heads, seq) = (before.heads(), before.next_seq());
        let place = self.written.len();
        for (by, act) in [("one at once", done), ("other at once", moved)] {
            let written = Self::sealed(by, heads.clone(), seq, act);
            self.clones[0].insert(self.written.len());
            self.written.push(written);
        }
        let before = self.case(&self.clones[0]);
        let Ok(undone) = people::take_back(&before, self.written[place].event.id) else {
            return;
        };
        let written = Self::sealed("back", before.heads(), before.next_seq(), undone);
        let events = self.clones[0].iter();
        let events = events.map(|place| &self.written[*place].event);
        let after = Case::fold_under(self.versions.clone(), events.chain([&written.event]));
        invariants::effect(&before, &written.event, &after);
        self.clones[0].insert(self.written.len());
        self.written.push(written);
    }

    /// One clone takes in what another has.
    fn pull(&mut self, clone: usize) {
        let other = self.rng.usize(0..self.clones.len());
        let (ours, theirs) = (&self.clones[clone], &self.clones[other]);
        if self.by_git {
            union::check(&self.written, ours, theirs);
        }
        let union: Known = ours.union(theirs).copied().collect();
        let (one, two) = (self.case(ours), self.case(theirs));
        let both = self.case(&union);
        for side in [&one, &two] {
            invariants::only_contested(side, &both);
        }
        invariants::classes(&both);
        invariants::possible(&both);
        beside::labels(&both);
        beside::documents(&both);
        self.clones[clone] = union;
    }

    /// Everybody pulls from everybody, in some order, until all have everything.
    fn exchange(&mut self) {
        let mut order: Vec<usize> = (0..self.clones.len()).collect();
        self.rng.shuffle(&mut order);
        for clone in order.iter().chain(&order) {
            let mut others = order.clone();
            self.rng.shuffle(&mut others);
            for other in others {
                let theirs = self.clones[other].clone();
                self.clones[*clone].extend(theirs);
            }
        }
        let all = &self.clones[0];
        assert!(self.clones.iter().all(|known| known == all));
        let events: Vec<&Event> = all
            .iter()
            .map(|place| &self.written[*place].event)
            .collect();
        invariants::union(&self.versions, &events, &mut self.rng);
    }

    /// Ends every conflict, lets the case go on, and looks whether it can still be finished.
    fn settle(&mut self) {
        let mut most = invariants::contested_subjects(&self.case(&self.clones[0]));
        loop {
            let mut rng = self.rng.fork();
            let before = self.case(&self.clones[0]);
            let Some(conflict) = before.conflicts().first() else {
                break;
            };
            assert!(most > 0, "more resolutions than contested subjects");
            most -= 1;
            let sides = conflict.sides.iter();
            let sides = sides.filter_map(|side| invariants::resolution(&before, conflict, side));
            let (act, resting) = rng.choice(sides.collect::<Vec<_>>()).unwrap();
            let written = Self::sealed("resolver", before.heads(), before.next_seq(), act);
            let events = self.clones[0].iter();
            let events = events.map(|place| &self.written[*place].event);
            let after = Case::fold_under(self.versions.clone(), events.chain([&written.event]));
            invariants::effect(&before, &written.event, &after);
            invariants::given_back(conflict, &resting, &after);
            self.clones[0].insert(self.written.len());
            self.written.push(written);
        }
        invariants::can_be_finished(&self.case(&self.clones[0]));
    }

    fn sealed(by: &str, after: Vec<EventId>, seq: u64, did: Act) -> Written {
        let draft = Draft {
            after: after.into(),
            seq,
            at: Moment::Day(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()),
            rec: DateTime::UNIX_EPOCH,
            by: Actor::recorded(by),
            role: None,
            on_behalf: None,
            authority: None,
            not_secret: false,
            did,
        };
        let line = draft.sealed().1;
        let event = as_written(line.trim_end().as_bytes()).unwrap();
        Written { event, line }
    }
}
