use std::path::Path;

use serde::Deserialize;

use crate::store::{Doing, StoreFault};
use crate::words::matching;

/// What a store has settled for all its cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    outputs: Outputs,
    /// The names of entities as the unit writes them.
    pub entities: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Outputs {
    /// An advance goes on without them, and says what is owed.
    #[default]
    Owed,
    Required,
}

impl Settings {
    /// # Errors
    /// Where the file cannot be read or says what no setting is.
    pub fn load(path: &Path) -> Result<Self, StoreFault> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(StoreFault::io(Doing::Read, path)(error)),
        };
        let says_nothing = |line: &str| line.trim().is_empty() || line.trim().starts_with('#');
        if text.lines().all(says_nothing) {
            return Ok(Self::default());
        }
        toml::from_str(&text).map_err(|error| StoreFault::Settings {
            path: path.to_owned(),
            span: error.span().unwrap_or(0..0),
            text,
        })
    }

    pub const fn outputs_required(&self) -> bool {
        matches!(self.outputs, Outputs::Required)
    }

    /// The unit's own spelling of an entity, where it has one.
    pub fn entity(&self, typed: &str) -> Option<&str> {
        let typed = matching(typed);
        let mut names = self.entities.iter();
        names
            .find(|name| matching(name) == typed)
            .map(String::as_str)
    }
}
