use std::collections::BTreeSet;

use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::{Register, Registers, Settlement, Write};
use crate::engine::fold::token::{self, Token};
use crate::engine::fold::version::{self, Stage, Version, known_as};
use crate::engine::{ActivitySet, Flow, Marking};
use crate::model::budget::Over;
use crate::model::{ActivityNumber, Few, ItemId, ResultKey, Subject};

/// A work item with its activity.
pub type Work = (ActivityNumber, ItemId);

/// The definitions that a case may run under, that of its start first.
#[derive(Debug)]
pub struct Rules<'a> {
    pub definitions: Vec<Version<'a>>,
}

/// Work items that were taken, and what was left when no ready one was settled.
#[derive(Debug)]
pub struct Run {
    pub registers: Registers,
    /// In the order in which they were taken.
    pub taken: Vec<Taken>,
    pub live: Vec<Live>,
    pub results: Vec<(ActivityNumber, ResultKey)>,
    /// The versions that the case came through, the present one last.
    pub stages: Vec<Stage>,
    /// Writes on an item that speak of it by a number it never bore, or under a version that the
    /// case never came to.
    pub strays: Vec<Write>,
    /// What there is more of than a case may have.
    pub over: Option<Over>,
}

/// A work item that took effect.
#[derive(Debug)]
pub struct Taken {
    pub subject: Work,
    /// That of its register.
    pub number: usize,
    /// The number of the attempt that follows it, where its outcome is a move.
    pub attempt: u32,
    pub tokens: Few<Token>,
    /// The version under which it did.
    pub version: ItemId,
    /// The definition that this is, by its place among those of the case.
    pub definition: usize,
    /// The place of the act by which its first token came, and of the one that made it ready.
    pub begun: usize,
    pub since: usize,
}

/// A work item that holds its tokens.
#[derive(Clone, Debug)]
pub struct Live {
    pub activity: ActivityNumber,
    pub id: ItemId,
    pub tokens: Few<Token>,
    /// The place of the act by which its first token came.
    pub begun: usize,
    /// The place of the act that made it ready; nothing while it waits.
    pub since: Option<usize>,
}

impl Live {
    /// The work to which a token leads that came by the act in this place.
    pub fn of(token: Token, begun: usize, stages: &[Stage]) -> Self {
        let activity = token.to;
        let tokens = Few::from([token]);
        Self {
            activity,
            id: token::item(known_as(stages, activity), &tokens),
            tokens,
            begun,
            since: None,
        }
    }

    pub const fn subject(&self) -> Work {
        (self.activity, self.id)
    }

    pub fn is_moved(&self) -> bool {
        self.tokens.iter().any(Token::is_moved)
    }

    /// The activities whose flows have brought a token.
    pub fn arrived(&self) -> ActivitySet {
        self.tokens.iter().filter_map(Token::source).collect()
    }
}

impl Run {
    pub fn register(&self, item: ItemId) -> Option<&Register> {
        self.registers.get(Subject::Item(item))
    }

    pub fn settlement(&self, subject: Subject) -> Settlement {
        let register = self.registers.get(subject);
        register.map_or(Settlement::Open, Register::settlement)
    }

    /// An outcome in the numbers of one version, in those of a later one.
    pub fn in_terms(&self, outcome: &Outcome, from: ItemId, to: ItemId) -> Option<Outcome> {
        version::in_terms(&self.stages, outcome, from, to)
    }

    pub fn stage(&self) -> &Stage {
        self.stages.last().expect("a case begins under a version")
    }
}

impl Rules<'_> {
    /// The activities for which a live item waits under a definition; none where it is ready.
    pub fn awaiting(&self, definition: usize, live: &Live, occupied: ActivitySet) -> ActivitySet {
        let net = self.definitions[definition].net;
        if !net.can_wait(live.activity) || live.is_moved() {
            return ActivitySet::EMPTY;
        }
        net.awaiting(live.activity, live.arrived(), occupied)
    }
}

/// The activities that hold a token.
pub fn occupied(live: &[Live]) -> ActivitySet {
    live.iter().map(|item| item.activity).collect()
}

/// The flows that hold a token. Tokens of one item that came over from another version by flows
/// that are no more count as one.
pub fn marking(live: &[Live]) -> Marking {
    let flows = live.iter().flat_map(|item| {
        let flows = item.tokens.iter().map(|token| Flow {
            to: token.to,
            from: token.source(),
            moved: token.is_moved(),
        });
        flows.collect::<BTreeSet<Flow>>()
    });
    Marking::of(flows)
}
