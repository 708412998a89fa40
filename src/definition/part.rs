//! The parts of files, and the keys of each.

/// A part of a file, with keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Procedure,
    RoleCatalogue,
    OutputCatalogue,
    Approval,
    Reading,
    /// A role, an output kind or an ending.
    Declaration,
    Role,
    Activity,
    Group,
    FormGroup,
    Question,
    Answer,
    Text,
    /// The settings of a store.
    Settings,
    Calendar,
    Gate,
    /// An accepted removal.
    Acceptance,
    Limit,
    Person,
    /// A role with the days on which a person holds it.
    HeldRole,
    Substitute,
    /// A form of the catalogue.
    Form,
    Field,
    Choice,
    /// The type of a field with several values.
    ListType,
    Rule,
    Condition,
    Requirement,
}

impl Part {
    /// The keys that it may have.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Procedure => &[
                "id",
                "code",
                "version",
                "revision",
                "title",
                "name",
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
            Self::Declaration | Self::Choice => &["key", "title"],
            Self::Role => &["key", "title", "outside"],
            Self::Activity => &[
                "number", "title", "role", "outputs", "forms", "next", "question", "review",
                "result", "manual", "reading",
            ],
            Self::Group => &["any", "when"],
            Self::FormGroup => &["any", "output", "when"],
            Self::Question => &["text", "answers", "select"],
            Self::Answer => &["key", "title", "next", "result"],
            Self::Text => &["es", "en"],
            Self::Settings => &[
                "outputs", "entities", "people", "calendar", "gate", "limits", "retired",
                "accepted",
            ],
            Self::Calendar => &["time_zone", "weekend", "holidays"],
            Self::Gate => &["allow"],
            Self::Acceptance => &["commit", "reason", "by", "on", "events", "files"],
            Self::Limit => &["procedure", "activity", "limit"],
            Self::Person => &[
                "name",
                "email",
                "from",
                "until",
                "roles",
                "records_for",
                "substitutes",
            ],
            Self::HeldRole => &["role", "from", "until"],
            Self::Substitute => &["name", "from", "until"],
            Self::Form => &[
                "id", "version", "title", "about", "source", "output", "field", "rule", "reading",
            ],
            Self::Field => &[
                "key",
                "section",
                "label",
                "help",
                "type",
                "options",
                "mandatory",
                "secret",
                "personal",
            ],
            Self::ListType => &["list"],
            Self::Rule => &["when", "fields", "must", "level", "text"],
            Self::Condition => &["field", "is", "includes", "answered", "not_answered"],
            Self::Requirement => &["be", "include", "known"],
        }
    }
}
