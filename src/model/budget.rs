//! Limits on what is read, far above honest use, so that a hostile push can neither exhaust memory
//! nor stall every command. `ugat help limits` lists them.

/// The bytes of a journal. A longer file is not read at all.
pub const JOURNAL_BYTES: u64 = 256 << 20;

/// The events of a case.
pub const EVENTS: usize = 200_000;

/// The entities that one event names.
pub const ENTITIES: usize = 20_000;

/// The sides of a conflict.
pub const SIDES: usize = 4_096;

/// The sides of all ended conflicts, counted once for every act that ended one.
pub const ENDED_SIDES: usize = 1_000_000;

/// The tokens of one work item.
pub const TOKENS: usize = 256;

/// The migrations of a case.
pub const MIGRATIONS: usize = 256;

/// The steps that any case may take for folding parts of it again: enough for two thousand acts
/// that each ask for the fold of all acts before. Longer cases get more, by their events.
pub const STEPS: usize = 2_000_000;
pub const STEPS_PER_EVENT: usize = 64;

/// The most events of a case whose fold cannot exceed any budget.
pub const FOLDS_FREELY: usize = 250;

/// The damaged lines of a journal that are listed; the rest are only counted.
pub const DAMAGE_LISTED: usize = 1_000;

/// The bytes of the settings of a store, of a definition, a catalogue or a form.
pub const FILE_BYTES: usize = 1 << 20;

/// The bytes of one pushed file, and of all files of a push together.
pub const PUSHED_FILE_BYTES: u64 = 256 << 20;
pub const PUSH_BYTES: u64 = 1 << 30;

/// The bytes of one line of a journal, without its line end.
pub const LINE_BYTES: usize = 1 << 20;

/// The budget that a case exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    JournalBytes(u64),
    Events,
    /// With the most entities of one event.
    Entities(usize),
    /// With the most sides of one conflict.
    Sides(usize),
    EndedSides,
    Tokens,
    Migrations(usize),
    Steps,
}
