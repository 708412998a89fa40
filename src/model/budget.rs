//! How much of each thing is read: far above honest use, so that what somebody else pushed can
//! neither take all memory nor hold up every answer. `ugat help limits` says the same in words.

/// The bytes of a journal. A longer file is not read at all.
pub const JOURNAL_BYTES: u64 = 256 << 20;

/// The events of a case.
pub const EVENTS: usize = 200_000;

/// The entities that one event names.
pub const ENTITIES: usize = 20_000;

/// The sides of a conflict.
pub const SIDES: usize = 4_096;

/// The sides of all conflicts that were ended, each as often as somebody ended it.
pub const ENDED_SIDES: usize = 1_000_000;

/// The ways by which one work item came: each is a token.
pub const TOKENS: usize = 256;

/// The migrations of a case.
pub const MIGRATIONS: usize = 256;

/// The steps of folding parts of a case anew that any case may take: as many as two thousand acts
/// need of which each asks for the fold of all acts before it. More are allowed to longer cases,
/// by the number of their events.
pub const STEPS: usize = 2_000_000;
pub const STEPS_PER_EVENT: usize = 64;

/// The events of a case whose fold cannot be over any of these budgets.
pub const FOLDS_FREELY: usize = 250;

/// The damaged lines of a journal that are told one by one; more are counted.
pub const DAMAGE_LISTED: usize = 1_000;

/// The bytes of the settings of a store, of a definition, a catalogue or a form.
pub const FILE_BYTES: usize = 1 << 20;

/// The bytes of one file that is pushed through a gate, and of all files of a push together.
pub const PUSHED_FILE_BYTES: u64 = 256 << 20;
pub const PUSH_BYTES: u64 = 1 << 30;

/// The bytes of one line of a journal, its end not counted.
pub const LINE_BYTES: usize = 1 << 20;

/// What a case has more of than a budget allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    JournalBytes(u64),
    Events,
    /// So many entities in one event.
    Entities(usize),
    /// So many sides of one conflict.
    Sides(usize),
    EndedSides,
    Tokens,
    Migrations(usize),
    Steps,
}
