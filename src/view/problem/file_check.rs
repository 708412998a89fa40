use serde::Serialize;
use strum::IntoStaticStr;

use crate::words::Text;

/// How a given file compares with what its case recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Check {
    Unchanged,
    Changed,
    NotThere,
    /// The path leads out of the store.
    Outside,
}

impl Check {
    pub(in crate::view) const fn name(self) -> Text {
        match self {
            Self::Unchanged => Text::of("sin cambios", "unchanged"),
            Self::Changed => Text::of("el archivo cambió", "the file changed"),
            Self::NotThere => Text::of("el archivo no está", "the file is not there"),
            Self::Outside => Text::of(
                "el archivo está fuera del registro",
                "the file is outside the store",
            ),
        }
    }
}
