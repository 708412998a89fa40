//! The accounts of the report on deviations as a page, and each of its lists as rows.

use serde::Serialize;

use crate::model::{Actor, AnswerKey, Line, ShortNames};
use crate::text;
use crate::view::page::joined::joined;
use crate::view::page::moment::when;
use crate::view::page::sheet::Sheet;
use crate::view::report::accounts::{Accounts, Deviation, FailedTest, Numbered, Rounds};
use crate::view::report::beside::Beside;
use crate::view::{Cell, ColumnList, Look, Rows, Table, cut, terminal_table};
use crate::words::{Language, Text, all_of};

/// The most columns of a reason on a page.
const REASON: usize = 400;

/// One of the lists, as rows.
#[derive(Debug, Serialize)]
pub struct Listed<'a, R> {
    rows: &'a [R],
    /// How cases are called.
    #[serde(skip)]
    names: &'a ShortNames,
}

/// A row of such a list.
pub trait ListRow: Serialize + Sized {
    fn declare(columns: &mut ColumnList<'_, Self>, names: &ShortNames, language: Language);
}

impl<'a, R: ListRow> Listed<'a, R> {
    pub const fn of(rows: &'a [R], names: &'a ShortNames) -> Self {
        Self { rows, names }
    }
}

impl<R: ListRow> Rows for Listed<'_, R> {
    type Row = R;

    fn rows(&self) -> &[R] {
        self.rows
    }

    fn table(&self, language: Language) -> Table {
        Table::of(self.rows, |columns| {
            R::declare(columns, self.names, language);
        })
    }
}

impl ListRow for Deviation {
    fn declare(columns: &mut ColumnList<'_, Self>, names: &ShortNames, language: Language) {
        columns.text("at", Text::of("Cuándo", "When"), |row| {
            Cell::Moment(row.when, row.at.0)
        });
        columns.text("case", Text::of("Caso", "Case"), |row| {
            Cell::short(names.of_id(&row.id), &*row.case)
        });
        columns
            .text("ref", Text::of("Referencia", "Reference"), |row| {
                row.reference.as_ref()
            })
            .if_any();
        columns.text("entity", Text::of("Entidad", "Entity"), |row| {
            row.entity.as_ref()
        });
        columns.text("procedure", Text::of("Proc.", "Proc."), |row| {
            &row.procedure
        });
        columns.number("activity", Text::of("Act.", "Act."), |row| row.activity);
        columns.text("kind", Text::of("Qué", "What"), |row| {
            Cell::keyed(row.said.get(language), row.kind)
        });
        columns
            .text("to", Text::of("A", "To"), |row| Cell::series(&row.to))
            .if_any();
        columns.text("reason", Text::of("Motivo", "Reason"), |row| {
            let reason = row.reason.as_ref().map_or("", |reason| reason.as_str());
            match &row.mark {
                Some(mark) => Cell::keyed(mark.get(language), reason),
                None => Cell::short(cut(reason, REASON), reason),
            }
        });
        columns.text("by", Text::of("Quién", "Who"), |row| row.by.as_str());
        columns
            .text("for", Text::of("Por", "For"), |row| {
                row.on_behalf.as_ref().map(Actor::as_str)
            })
            .if_any();
        columns
            .text("authority", Text::of("Autorización", "Authority"), |row| {
                row.authority.as_ref()
            })
            .if_any();
    }
}

impl ListRow for FailedTest {
    fn declare(columns: &mut ColumnList<'_, Self>, names: &ShortNames, language: Language) {
        numbered(columns, |row| &row.activity, language);
        columns.text("answers", Text::of("Respuesta", "Answer"), |row| {
            Cell::keyed(row.said.get(language), series_of(row))
        });
        columns.number("times", Text::of("Veces", "Times"), |row| row.times);
        columns.number("cases", Text::of("Casos", "Cases"), |row| row.cases);
        columns.text("in", Text::of("En", "In"), |row| row.in_cases(names));
    }
}

impl FailedTest {
    /// Its cases, each once: by reference for people, else by id.
    fn in_cases(&self, names: &ShortNames) -> Cell {
        let (mut said, mut keys): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for act in &self.acts {
            if !keys.contains(&&*act.case) {
                keys.push(&act.case);
                let reference = act.reference.as_ref().map(Line::as_str);
                said.push(reference.unwrap_or_else(|| names.of_id(&act.id)));
            }
        }
        Cell::keyed(said.join(", "), keys.join(", "))
    }
}

fn series_of(test: &FailedTest) -> String {
    let keys: Vec<&str> = test.answers.iter().map(AnswerKey::as_str).collect();
    keys.join(", ")
}

impl ListRow for Rounds {
    fn declare(columns: &mut ColumnList<'_, Self>, _: &ShortNames, language: Language) {
        numbered(columns, |row| &row.activity, language);
        let rounds = Text::of("Vueltas", "Rounds");
        columns.number("rounds", rounds, |row| row.rounds);
        columns.number("cases", Text::of("Casos", "Cases"), |row| row.cases);
        let most = Text::of("Máx. por caso", "Most in a case");
        columns.number("most", most, |row| row.most);
    }
}

/// The columns of an activity of a procedure.
fn numbered<R>(
    columns: &mut ColumnList<'_, R>,
    activity: impl Fn(&R) -> &Numbered,
    language: Language,
) {
    columns.text("procedure", Text::of("Proc.", "Proc."), |row| {
        &activity(row).procedure
    });
    columns.number("activity", Text::of("Act.", "Act."), |row| {
        activity(row).number
    });
    columns.text("title", Text::of("Actividad", "Activity"), |row| {
        activity(row).title.get(language)
    });
}

impl Beside for Accounts {
    fn merge(&mut self, other: Self) {
        self.absorb(other);
    }

    fn order(&mut self) {
        self.sort();
    }

    fn page(&self, look: Look, names: &ShortNames) -> String {
        let mut sheet = Sheet::new(look, false);
        if !self.deviations.is_empty() {
            sheet.section(&Text::of("Qué se desvió", "What went off the path"));
        }
        let mut before: Option<&Deviation> = None;
        for one in &self.deviations {
            if before.is_none_or(|before| !one.is_of_act(before)) {
                if before.is_some() {
                    sheet.gap();
                }
                sheet.fact(0, &one.whose(names));
            }
            sheet.fact(2, &joined([&one.what(), &one.who()], " · "));
            let same = before.filter(|before| one.is_of_act(before));
            let is_new = same.is_none_or(|same| same.reason != one.reason);
            if let Some(reason) = one.reason.as_ref().filter(|_| is_new) {
                sheet.fact(2, &Text::same(cut(reason.as_str(), REASON)));
            }
            if let Some(mark) = &one.mark {
                sheet.fact(2, mark);
            }
            before = Some(one);
        }
        let failed = Text::of("Pruebas que no pasaron", "Tests that failed");
        listed(
            &mut sheet,
            &failed,
            &Listed::of(&self.failed_tests, names),
            look,
        );
        let rounds = Text::of("Vueltas por observaciones", "Rounds of observations");
        listed(&mut sheet, &rounds, &Listed::of(&self.rounds, names), look);
        match sheet.written() {
            page if page.is_empty() => page,
            page => format!("\n{page}"),
        }
    }
}

fn listed<R: ListRow>(sheet: &mut Sheet, heading: &Text, rows: &Listed<R>, look: Look) {
    if !rows.rows.is_empty() {
        sheet.section(heading);
        sheet.laid(&terminal_table(&rows.table(look.language), look));
    }
}

impl Deviation {
    /// Whether it is of the same case and moment.
    fn is_of_act(&self, other: &Self) -> bool {
        self.id == other.id && self.at.0 == other.at.0
    }

    /// Its case and when it was.
    fn whose(&self, names: &ShortNames) -> Text {
        let named = [self.reference.as_ref(), self.entity.as_ref()];
        let named = named.into_iter().flatten().map(Line::as_str);
        let whose = [names.of_id(&self.id)]
            .into_iter()
            .chain(named)
            .map(Text::same);
        let all: Vec<Text> = whose.chain([when(self.when)]).collect();
        joined(&all, " · ")
    }

    /// The kind, to where, of which activity.
    fn what(&self) -> Text {
        let Text { es, en } = all_of(&self.to);
        let to = match self.to.len() {
            0 => Text::of("", ""),
            1 => text!(" a la {es}", " to {en}"),
            _ => text!(" a las {es}", " to {en}"),
        };
        let Text { es, en } = joined([&self.said, &to], "");
        let (Some(number), Some(title)) = (self.activity, &self.title) else {
            return Text { es, en };
        };
        Text::owned(
            format!("{es}: {number} · {}", title.es),
            format!("{en}: {number} · {}", title.en),
        )
    }

    fn who(&self) -> Text {
        let by = &self.by;
        let authority = self.authority.as_ref();
        let authority = authority.map_or_else(String::new, |text| format!(" ({text})"));
        match &self.on_behalf {
            Some(other) => text!(
                "{by} en nombre de {other}{authority}",
                "{by} on behalf of {other}{authority}"
            ),
            None => Text::same(format!("{by}{authority}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::ShortNames;
    use crate::testing::cases::telling;
    use crate::testing::reports::{cases, lens, report};
    use crate::view::report::{Beside as _, Departures};
    use crate::words::Language::English;

    #[test]
    fn what_went_off_the_path_is_told_by_case_with_its_reason_and_person() {
        let answer = report::<Departures>(&cases(), &lens::<Departures>(&[]));
        assert_eq!(
            answer
                .beside
                .page(telling(English).look, &ShortNames::default()),
            "
What went off the path
0123 · HR-1 · MINISTERIO x · 2026-03-04
  marked: before what it follows: 3 · Do the work of 3 · Ana
  it says that it happened on 2026-03-04, before what it follows, of 2026-03-06

0123 · HR-1 · Ministerio X · 2026-03-09
  returned by a review to 1: 2 · Do the work of 2 · Luis on behalf of Rosa
  Falta el cronograma
  on another's behalf: 2 · Do the work of 2 · Luis on behalf of Rosa

0123 · HR-1 · Alcaldía · 2026-03-10
  cancelled · Ana
  Ya no hace falta

Rounds of observations
Proc.  Act.  Activity          Rounds  Cases  Most in a case
────────────────────────────────────────────────────────────
pr99      1  Do the work of 1       1      1               1
"
        );
    }
}
