use std::path::Path;

use crate::view::OddityRow;
use crate::words::{Text, shell_word};

/// A finding, and the command that mends it.
pub fn odd(kind: &'static str, text: Text, command: impl Into<String>) -> OddityRow {
    OddityRow {
        kind,
        text,
        command: command.into(),
    }
}

/// A path as a shell takes it.
pub fn word(path: &Path) -> String {
    shell_word(&path.display().to_string())
}
