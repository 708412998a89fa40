//! The columns of acts, of one case and of many.

use crate::view::case::log::entry::LogEntry;
use crate::view::each::each;
use crate::view::{Cell, Column, ColumnList};
use crate::words::{Language, Text, series};

/// What acts stand beside in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Others of their case.
    TheirCase,
    /// Those of other cases: people read all of an act in one column.
    Cases,
}

impl Among {
    /// A column of what people read elsewhere in a table of many cases.
    fn part(self, column: &mut Column) -> &mut Column {
        match self {
            Self::TheirCase => column,
            Self::Cases => column.if_asked(),
        }
    }
}

/// The columns of an act.
pub fn act_columns<'r, R>(
    columns: &mut ColumnList<'r, R>,
    of: impl Fn(&'r R) -> &'r LogEntry + Copy,
    among: Among,
    language: Language,
) {
    act_itself(columns, of, among, language);
    act_parts(columns, of, among, language);
}

/// Which act it is, when and by whom.
fn act_itself<'r, R>(
    columns: &mut ColumnList<'r, R>,
    of: impl Fn(&'r R) -> &'r LogEntry + Copy,
    among: Among,
    language: Language,
) {
    let number = columns.number("seq", Text::of("N.º", "No."), move |row| of(row).seq);
    among.part(number);
    let event = columns.text("event", Text::of("Evento", "Event"), move |row| {
        let event = of(row).event;
        Cell::short(event.short(8), event.to_string())
    });
    among.part(event);
    columns.text("at", Text::of("Cuándo", "When"), move |row| {
        let said = &of(row).said;
        Cell::Moment(said.stated, said.moment)
    });
    let day = Text::of("Día", "Day");
    columns.text("day", day, move |row| of(row).day).if_asked();
    let recorded = Text::of("Registrado", "Recorded");
    columns
        .text("recorded", recorded, move |row| of(row).recorded)
        .if_asked();
    columns.text("by", Text::of("Quién", "Who"), move |row| {
        let act = of(row);
        Cell::keyed(act.who_and_recorded(language), &*act.by)
    });
    let role = Text::of("Como", "As");
    columns
        .text("as", role, move |row| {
            of(row).role.as_ref().map(ToString::to_string)
        })
        .if_asked();
    let on_behalf = Text::of("Por", "For");
    columns
        .text("for", on_behalf, move |row| of(row).on_behalf.as_ref())
        .if_asked();
    let authority = Text::of("Autorización", "Authority");
    columns
        .text("authority", authority, move |row| {
            of(row).authority.as_ref()
        })
        .if_asked();
    columns.text("did", Text::of("Qué", "What"), move |row| {
        let act = of(row);
        let said = match among {
            Among::TheirCase => act.said.did.get(language).to_owned(),
            Among::Cases => act.whole(language),
        };
        Cell::keyed(said, act.did.as_str())
    });
}

/// What it decided, gave and said, and what became of it.
fn act_parts<'r, R>(
    columns: &mut ColumnList<'r, R>,
    of: impl Fn(&'r R) -> &'r LogEntry + Copy,
    among: Among,
    language: Language,
) {
    let activity = Text::of("Actividad", "Activity");
    among.part(columns.number("activity", activity, move |row| of(row).activity));
    let answers = columns.text("answers", Text::of("Respuestas", "Answers"), move |row| {
        let act = of(row);
        let said = act.said.answers.as_ref();
        let said = said.map_or("", |said| said.get(language));
        Cell::keyed(said, series(&act.answers))
    });
    among.part(answers);
    let to = Text::of("A", "To");
    among.part(columns.number("to", to, move |row| Cell::series(&of(row).to)));
    let entities = columns.text("entities", Text::of("Entidades", "Entities"), move |row| {
        Cell::names(&of(row).entities)
    });
    among.part(entities);
    let outputs = columns.text("outputs", Text::of("Salidas", "Outputs"), move |row| {
        let act = of(row);
        let lines = each(&act.outputs, |output| output.line(language));
        let kinds = each(&act.outputs, |output| &output.kind);
        Cell::keyed(lines.join("\n"), series(&kinds))
    });
    among.part(outputs);
    let reason = Text::of("Motivo", "Reason");
    let reason = columns.text("reason", reason, move |row| of(row).reason.as_ref());
    among.part(reason.if_rare());
    let note = Text::of("Nota", "Note");
    let note = columns.text("note", note, move |row| of(row).note.as_ref());
    among.part(note.if_rare());
    let class = columns.text("class", Text::of("Efecto", "Effect"), move |row| {
        let act = of(row);
        let said = act.said.class.as_ref();
        let said = said.map(|(word, why)| format!("{}: {}", word.get(language), why.get(language)));
        Cell::keyed(said.unwrap_or_default(), act.class.key())
    });
    among.part(class);
    let marks = columns.text("marks", Text::of("Marcas", "Marks"), move |row| {
        let act = of(row);
        let said = each(&act.marks, |mark| mark.said.get(language));
        let kinds = each(&act.marks, |mark| mark.kind);
        Cell::keyed(said.join("\n"), series(&kinds))
    });
    among.part(marks.if_any());
}
