use serde::Serialize;

/// What kind of thing waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waits {
    /// An activity that is ready.
    Ready,
    /// A conflict that somebody must end.
    Conflict,
    /// A document that is owed.
    Owed,
}

impl Waits {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Conflict => "conflict",
            Self::Owed => "owed",
        }
    }
}
