//! The run: the result of a fold.

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

/// The definitions that a case may run under, that of the start first.
#[derive(Debug)]
pub struct Rules<'a> {
    pub definitions: Vec<Version<'a>>,
}

/// The work items taken, and those left when no ready one was settled.
#[derive(Debug)]
pub struct Run {
    pub registers: Registers,
    /// In the order of taking.
    pub taken: Vec<Taken>,
    pub live: Vec<Live>,
    pub results: Vec<(ActivityNumber, ResultKey)>,
    /// The versions that the case came through, the current one last.
    pub stages: Vec<Stage>,
    /// Writes on an item with a number that it never had, or under a version that the case never
    /// came to.
    pub strays: Vec<Write>,
    /// The budget that the case exceeds.
    pub over: Option<Over>,
}

/// A work item that took effect.
#[derive(Debug)]
pub struct Taken {
    pub subject: Work,
    /// Of its register.
    pub number: usize,
    /// The attempt that names what follows, where its outcome is a move.
    pub attempt: u32,
    pub tokens: Few<Token>,
    /// The version under which it took effect.
    pub version: ItemId,
    /// The index of that version's definition.
    pub definition: usize,
    /// The places of the acts that brought its first token and that made it ready.
    pub begun: usize,
    pub since: usize,
}

/// A live work item: it holds its tokens.
#[derive(Clone, Debug)]
pub struct Live {
    pub activity: ActivityNumber,
    pub id: ItemId,
    pub tokens: Few<Token>,
    /// The place of the act that brought its first token.
    pub begun: usize,
    /// The place of the act that made it ready; `None` while it waits.
    pub since: Option<usize>,
}

impl Live {
    /// The item of a token that came by the act at `begun`.
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

    /// The activities that its tokens came from.
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

    /// An outcome in one version's numbers, translated to those of a later version.
    pub fn in_terms(&self, outcome: &Outcome, from: ItemId, to: ItemId) -> Option<Outcome> {
        version::in_terms(&self.stages, outcome, from, to)
    }

    pub fn stage(&self) -> &Stage {
        self.stages.last().expect("a case begins under a version")
    }
}

impl Rules<'_> {
    /// The activities that a live item waits for under a definition; empty where it is ready.
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

/// The marking of live items. Tokens of one item count as one where a migration removed their flows.
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
