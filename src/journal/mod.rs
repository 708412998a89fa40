//! One case's journal: the wire form of events, reading and checking lines, appending them durably.
//! What the events mean is in `engine`; which file belongs to which case is in `store`.

mod act_wire;
mod append;
mod bare;
mod draft;
mod lines;
mod off_path_wire;
mod on_wire;
mod output_wire;
mod patience;
mod plain;
mod read;
mod scan;
mod unchecked;
mod wire;

pub use append::{Appended, JournalFile, sync_folder};
pub use bare::starts_with_bom;
pub use draft::Draft;
pub use lines::{JournalLine, Lines, has_byte_order_marks, has_carriage_returns, torn};
pub use patience::Patience;
pub use read::{
    BadLine, Journal, LineFault, Misread, Newer, Tail, as_written, case_started_by, event_of,
};

pub use crate::model::budget::LINE_BYTES as LONGEST_LINE;
