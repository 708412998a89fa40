use serde::Serialize;

use crate::text;
use crate::words::{Text, escaped};

/// A reason why something does not go into a store, for scripts.
#[derive(Clone, Debug, Serialize)]
pub struct RefusalRow {
    pub path: Option<String>,
    pub commit: Option<String>,
    pub kind: &'static str,
    pub damage: bool,
    #[serde(flatten)]
    pub text: Text,
}

impl RefusalRow {
    /// The file, the commit that brings it, and what is wrong with it.
    pub fn line(&self) -> Text {
        let path = self.path.as_deref().map(escaped);
        let commit = self.commit.as_deref().map(|commit| &commit[..10]);
        let (es, en) = (&self.text.es, &self.text.en);
        match (path, commit) {
            (Some(path), Some(commit)) => text!(
                "{path} (commit {commit}): {es}",
                "{path} (commit {commit}): {en}"
            ),
            (Some(path), None) => text!("{path}: {es}", "{path}: {en}"),
            (None, _) => self.text.clone(),
        }
    }
}
