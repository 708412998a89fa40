//! The free text of acts, for checks on what people type.

use crate::model::{Act, Completion, Line, Output, Prose};

/// The field of an act in which free text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    Note,
    Reason,
    Reference,
    Entity,
    Title,
    FileName,
    Field,
    Label,
    /// How cases are linked.
    Link,
    /// The authority for acting on another's behalf.
    Authority,
    /// The name of somebody.
    Person,
}

impl Act {
    /// All free text in it.
    pub fn wordings(&self) -> Vec<(Wording, &str)> {
        let reason = self.reason().map(Prose::as_str);
        let mut texts: Vec<_> = reason
            .map(|text| (Wording::Reason, text))
            .into_iter()
            .collect();
        texts.extend(lines(Wording::Entity, self.entities()));
        texts.extend(self.outputs().iter().flat_map(Output::wordings));
        match self {
            Self::Started(start) => {
                texts.extend(lines(Wording::Title, &start.title));
                texts.extend(lines(Wording::Reference, &start.reference));
            }
            Self::Completed(Completion { note, .. }) => texts.extend(prose(note.as_ref())),
            Self::Noted { note } => texts.extend(prose(Some(note))),
            Self::Corrected(correction) => {
                texts.extend(prose(correction.note.as_ref()));
                texts.extend(lines(Wording::Entity, &correction.entities));
                texts.extend(lines(Wording::Title, &correction.title));
                texts.extend(lines(Wording::Reference, &correction.reference));
                texts.extend(correction.outputs.iter().flat_map(Output::wordings));
            }
            Self::Labelled { labels } => texts.extend(lines(Wording::Label, labels)),
            Self::Unlabelled { labels } => {
                let labels = labels.iter().map(|(label, _)| label);
                texts.extend(lines(Wording::Label, labels));
            }
            Self::Retracted(retraction) => {
                texts.extend(lines(Wording::Reference, &retraction.reference));
            }
            Self::Linked { kind, .. } => texts.extend(lines(Wording::Link, kind)),
            Self::Assigned { person, .. } => {
                texts.push((Wording::Person, person.as_str()));
            }
            Self::Returned(_)
            | Self::Redirected(_)
            | Self::Undone(_)
            | Self::Kept(_)
            | Self::Turned { .. }
            | Self::Migrated(_)
            | Self::Attached { .. }
            | Self::Waived(_)
            | Self::Restored(_)
            | Self::Unknown { .. } => {}
        }
        texts
    }
}

impl Output {
    fn wordings(&self) -> Vec<(Wording, &str)> {
        let mut texts = Vec::new();
        texts.extend(lines(Wording::Reference, &self.reference));
        texts.extend(lines(Wording::Note, &self.note));
        let file = self.file.as_deref();
        let name = file.map(|file| file.rsplit_once('/').map_or(file, |(_, name)| name));
        texts.extend(name.map(|name| (Wording::FileName, without_digest(name))));
        let form = self.form.iter();
        let values = form.flat_map(|form| form.values.iter().chain(&form.personal));
        let fields = values.flat_map(|(_, value)| value.texts());
        texts.extend(fields.map(|text| (Wording::Field, text.as_str())));
        texts
    }
}

/// The name of a file without the digest that the store appends.
fn without_digest(name: &str) -> &str {
    name.rsplit_once('-').map_or(name, |(name, _)| name)
}

fn lines<'a>(
    wording: Wording,
    lines: impl IntoIterator<Item = &'a Line>,
) -> impl Iterator<Item = (Wording, &'a str)> {
    lines.into_iter().map(move |line| (wording, line.as_str()))
}

fn prose(note: Option<&Prose>) -> Option<(Wording, &str)> {
    note.map(|note| (Wording::Note, note.as_str()))
}
