//! One case's lines: how an event is written, how a journal is read, how lines are appended and
//! made durable.

mod act_parts;
mod act_wire;
mod append;
mod bare;
mod draft;
mod form_wire;
mod found;
mod lines;
mod off_path_wire;
mod patience;
mod plain;
mod read;
mod scan;
mod wire;

pub use append::{Appended, JournalFile, sync_folder};
pub use bare::is_marked;
pub use draft::Draft;
pub use lines::{JournalLine, Lines, has_byte_order_marks, has_carriage_returns, torn};
pub use patience::Patience;
pub use read::{BadLine, Journal, LineFault, Misread, Newer, Tail, as_written, begun_by, event_of};

pub use crate::model::budget::LINE_BYTES as LONGEST_LINE;
