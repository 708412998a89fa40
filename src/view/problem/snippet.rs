//! A notice with an excerpt of the file that it is about.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::model;
use crate::words::{Language, Text, escaped, hostile, redacted};

/// A file and its raw text; hostile characters are escaped where they are shown.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

/// The language of a report, and whether it is in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    pub language: Language,
    pub colour: bool,
}

/// A report on places of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub level: model::Level,
    pub title: Text,
    /// The first is the one that the title is about.
    pub places: Vec<LabelledSpan>,
    /// Further facts, one line each.
    pub notes: Vec<Text>,
    /// Hints, one line each.
    pub hints: Vec<Text>,
}

impl Notice {
    /// An error without a place.
    pub fn error(title: Text, hint: Option<Text>) -> Self {
        Self {
            level: model::Level::Error,
            title,
            places: Vec::new(),
            notes: Vec::new(),
            hints: hint.into_iter().collect(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledSpan {
    /// A range of bytes of the source, at character boundaries.
    pub span: Range<usize>,
    pub label: Option<Text>,
}

impl LabelledSpan {
    pub const fn unlabelled(span: Range<usize>) -> Self {
        Self { span, label: None }
    }
}

/// A notice with the lines of the file that it is about. Ends with a line end.
pub fn snippet(source: Source, notice: &Notice, manner: Manner) -> String {
    let (error, warning, note, hint) = match manner.language {
        Language::Spanish => ("error", "aviso", "nota", "ayuda"),
        Language::English => ("error", "warning", "note", "hint"),
    };
    let (level, name) = match notice.level {
        model::Level::Error => (Level::ERROR, error),
        model::Level::Warning => (Level::WARNING, warning),
    };
    let title = escaped(notice.title.get(manner.language)).into_owned();
    let mut group = Group::with_title(level.with_name(name).primary_title(title));
    if !notice.places.is_empty() {
        group = group.element(excerpt(source, &notice.places, manner.language));
    }
    let notes = notice.notes.iter().map(|text| (Level::NOTE, note, text));
    let hints = notice.hints.iter().map(|text| (Level::HELP, hint, text));
    for (level, name, text) in notes.chain(hints) {
        let text = escaped(text.get(manner.language)).into_owned();
        group = group.element(level.with_name(name).message(text));
    }
    let renderer = match manner.colour {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let mut shown = renderer.render(&[group]);
    shown.push('\n');
    shown
}

fn excerpt<'a>(
    source: Source<'a>,
    places: &[LabelledSpan],
    language: Language,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let lines = Lines::around(source.text, places);
    let first_line = 1 + source.text[..lines.start].matches('\n').count();
    let mut snippet = Snippet::source(lines.shown.clone())
        .path(escaped(source.file).into_owned())
        .line_start(first_line);
    for (index, place) in places.iter().enumerate() {
        let kind = match index {
            0 => AnnotationKind::Primary,
            _ => AnnotationKind::Context,
        };
        let span = lines.place(place.span.start)..lines.place(place.span.end);
        let label = place.label.as_ref().map(|label| label.get(language));
        let label = label.map(|label| escaped(label).into_owned());
        snippet = snippet.annotation(kind.span(span).label(label));
    }
    snippet
}

/// The lines of a text that contain the places, with hostile characters escaped.
struct Lines {
    start: usize,
    shown: String,
    /// For each escaped character: where it ended in the text, and by how many bytes it grew.
    grown: Vec<(usize, isize)>,
}

impl Lines {
    fn around(text: &str, places: &[LabelledSpan]) -> Self {
        let spans = places.iter().map(|place| &place.span);
        let first = spans.clone().map(|span| span.start).min().unwrap_or(0);
        let last = spans.map(|span| span.end).max().unwrap_or(0);
        let start = text[..first].rfind('\n').map_or(0, |end| end + 1);
        let length = text[last..].find('\n');
        let end = length.map_or(text.len(), |length| last + length);
        let mut lines = Self {
            start,
            shown: String::with_capacity(end - start),
            grown: Vec::new(),
        };
        let excerpt = &*redacted(&text[start..end]);
        for (at, character) in excerpt.char_indices() {
            let ends_line = matches!(&excerpt[at..], "\r") || excerpt[at..].starts_with("\r\n");
            lines.push(at, character, ends_line);
        }
        lines
    }

    fn push(&mut self, at: usize, character: char, ends_line: bool) {
        let before = self.shown.len();
        match character {
            '\t' => self.shown.push_str("    "),
            '\r' if ends_line => {}
            '\n' => self.shown.push('\n'),
            _ if hostile(character) => self.shown.extend(character.escape_unicode()),
            _ => self.shown.push(character),
        }
        let growth = (self.shown.len() - before).cast_signed() - character.len_utf8().cast_signed();
        if growth != 0 {
            self.grown.push((at + character.len_utf8(), growth));
        }
    }

    /// The position in the shown lines of a position in the text.
    fn place(&self, at: usize) -> usize {
        let at = at - self.start;
        let before = self.grown.iter().take_while(|(end, _)| *end <= at);
        at.saturating_add_signed(before.map(|(_, growth)| growth).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::{LabelledSpan, Manner, Notice, Source, snippet};
    use crate::model;
    use crate::words::{Language, Text};

    const PLAIN: Manner = Manner {
        language: Language::Spanish,
        colour: false,
    };

    fn notice(places: Vec<LabelledSpan>) -> Notice {
        let hints = vec![Text::of("lea", "read")];
        Notice {
            level: model::Level::Error,
            title: Text::of("dos lugares", "two places"),
            places,
            notes: vec![Text::of("ocurre", "it happens")],
            hints,
        }
    }

    #[test]
    fn several_places_are_shown_in_their_lines() {
        let text = "uno\ndos\ntres\ncuatro\ncinco\nseis\n";
        let first = LabelledSpan {
            span: 4..7,
            label: Some(Text::of("aquí", "here")),
        };
        let places = vec![first, LabelledSpan::unlabelled(26..30)];
        assert_eq!(
            snippet(
                Source {
                    file: "a.toml",
                    text
                },
                &notice(places),
                PLAIN
            ),
            "\
error: dos lugares
 --> a.toml:2:1
  |
2 | dos
  | ^^^ aquí
...
6 | seis
  | ----
  |
  = nota: ocurre
  = ayuda: lea
"
        );
    }

    #[test]
    fn a_source_cannot_write_to_a_terminal() {
        let text = "\t\u{1b}[31m = \u{202e}x\r\n";
        let at = text.find('x').expect("it has one");
        let places = vec![LabelledSpan::unlabelled(at..at + 1)];
        assert_eq!(
            snippet(
                Source {
                    file: "\u{1b}.toml",
                    text
                },
                &notice(places),
                PLAIN
            ),
            "\
error: dos lugares
 --> \\u{1b}.toml:1:26
  |
1 |     \\u{1b}[31m = \\u{202e}x
  |                          ^
  |
  = nota: ocurre
  = ayuda: lea
"
        );
    }

    #[test]
    fn an_empty_source_has_a_first_line() {
        let shown = snippet(
            Source {
                file: "a.toml",
                text: "",
            },
            &notice(vec![LabelledSpan::unlabelled(0..0)]),
            PLAIN,
        );
        assert_eq!(
            shown,
            "error: dos lugares\n --> a.toml:1:1\n  |\n1 |\n  | ^\n  |\n  = nota: ocurre\n  = ayuda: lea\n"
        );
    }
}
