/// A part of a file that has keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Procedure,
    RoleCatalogue,
    OutputCatalogue,
    Approval,
    Reading,
    /// A role, an output kind or an ending.
    Declaration,
    Activity,
    Group,
    Question,
    Answer,
    Text,
    /// The settings of a store.
    Settings,
    Person,
    Substitute,
}

impl Part {
    /// The keys that it may have.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Procedure => &[
                "id",
                "code",
                "version",
                "title",
                "objective",
                "approved",
                "source",
                "entity_from",
                "reading",
                "role",
                "output",
                "ending",
                "activity",
            ],
            Self::RoleCatalogue => &["role"],
            Self::OutputCatalogue => &["output"],
            Self::Approval => &["by", "on"],
            Self::Reading => &["issue", "adopted", "why", "alternative"],
            Self::Declaration => &["key", "title"],
            Self::Activity => &[
                "number", "title", "role", "outputs", "next", "question", "review", "result",
                "manual", "reading",
            ],
            Self::Group => &["any", "when"],
            Self::Question => &["text", "answers", "select"],
            Self::Answer => &["key", "title", "next", "result"],
            Self::Text => &["es", "en"],
            Self::Settings => &["outputs", "entities", "people"],
            Self::Person => &["name", "email", "roles", "substitutes"],
            Self::Substitute => &["name", "from", "until"],
        }
    }
}
