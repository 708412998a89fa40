//! Cases on paper, made into the acts by which they would have come about.

use std::collections::BTreeMap;

use crate::cli::bulk::line::{CASE, DO, Line};
use crate::cli::bulk::request::Grammar;
use crate::cli::bulk::rows::{About, Row, Rows};
use crate::cli::bulk::sheet::{Columns, Field, Sheet, SheetRow};
use crate::cli::bulk::sheet_day::SheetDay;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::input::typed;
use crate::model::{Activity, ActivityNumber, CaseId, Moment, OutputKind, Procedure, UnitClock};
use crate::store::Names;
use crate::text;
use crate::view::Unit;
use crate::words::{Text, any_of, iso, matching, quoted};

/// What separates several answers or outputs in one cell.
const BETWEEN: [char; 3] = [';', '|', '\n'];

/// A sheet of cases with what it takes to read it.
pub struct Paper<'p> {
    pub sheet: &'p Sheet,
    pub columns: &'p Columns,
    pub procedure: &'p Procedure,
    /// As it was named.
    pub named: &'p str,
    /// Who acted where a row does not say.
    pub by: Option<&'p str>,
    pub clock: UnitClock,
}

/// A case of the sheet, as far as its rows were read.
struct SheetCase {
    row: usize,
    /// Its reference as its first row has it, by which the others call it.
    called: String,
    entity: String,
    title: String,
}

/// What came of the sheet.
pub struct Acts {
    pub rows: Rows,
    /// How many rows are of cases that the store has, and were left out.
    pub skipped: usize,
    /// How many others have a time that is left out.
    pub timed: usize,
}

/// A row whose day is read.
struct Dated<'r> {
    row: &'r SheetRow,
    on: Result<String, Failure>,
}

/// What a row says of a case, or why that is nothing.
struct Step {
    place: usize,
    about: About,
    line: Result<Line<'static>, Failure>,
}

impl Paper<'_> {
    /// The acts of all rows, in order. A case whose reference the store has is refused, or left
    /// out.
    pub fn acts(&self, store: &Names, skip_known: bool) -> Acts {
        let (steps, skipped, timed) = self.steps(store, skip_known);
        let grammar = Grammar::new();
        let all = steps
            .into_iter()
            .map(|step| Row::of(step.place, Ok(step.about), step.line, &grammar))
            .collect();
        let unit = Unit::Row;
        Acts {
            rows: Rows { unit, all },
            skipped,
            timed,
        }
    }

    /// What the rows say one after the other, how many are left out, and of how many the time is.
    fn steps(&self, store: &Names, skip_known: bool) -> (Vec<Step>, usize, usize) {
        let mut cases: BTreeMap<String, SheetCase> = BTreeMap::new();
        let (mut rows, mut skipped, mut timed) = (Vec::new(), 0, 0);
        for row in &self.sheet.rows {
            let reference = self.cell(row, Field::Reference);
            let key = matching(reference);
            let there = store.with_reference(reference);
            if skip_known && !there.is_empty() {
                skipped += 1;
                continue;
            }
            let (on, has_time) = self.day(self.cell(row, Field::On));
            timed += usize::from(has_time);
            let row = &Dated { row, on };
            let known = cases.get_mut(&key);
            let added = match known {
                None if reference.is_empty() => [Some(self.beginning(row, None)), None],
                None => {
                    let refused = there.first().map(|entry| already(reference, &entry.id));
                    let begin = self.beginning(row, refused);
                    cases.insert(key, self.first(row.row));
                    let step = || self.step(row, reference, Ok(String::new()));
                    let step = begin.line.is_ok().then(step).flatten();
                    [Some(begin), step]
                }
                Some(known) => {
                    let entity = known.meet(self, row.row);
                    let step = self.step(row, &known.called, entity);
                    let step =
                        step.unwrap_or_else(|| of_row(row.row, &known.called, Err(usage!(
        "empty-row",
        "no dice nada de un caso que ya comenzó: ni actividad ni nota",
        "it says nothing of a case that has begun: neither activity nor note"
    ))));
                    [Some(step), None]
                }
            };
            rows.extend(added.into_iter().flatten());
        }
        (rows, skipped, timed)
    }

    fn cell<'r>(&self, row: &'r SheetRow, field: Field) -> &'r str {
        self.columns.cell(row, field)
    }

    fn first(&self, row: &SheetRow) -> SheetCase {
        SheetCase {
            row: row.number,
            called: self.cell(row, Field::Reference).to_owned(),
            entity: self.cell(row, Field::Entity).to_owned(),
            title: self.cell(row, Field::Title).to_owned(),
        }
    }

    /// The start of the case of a row.
    fn beginning(&self, dated: &Dated, refused: Option<Failure>) -> Step {
        let row = dated.row;
        let reference = self.cell(row, Field::Reference);
        let begun = if reference.is_empty() {
            Err(usage!(
                "missing-reference",
                "falta la referencia del caso",
                "the reference of the case is missing"
            ))
        } else {
            refused.map_or_else(|| self.signed(dated, "start"), Err)
        };
        let cell = |field| self.cell(row, field).to_owned();
        let line = begun.map(|line| {
            line.with("procedure", self.named.to_owned())
                .with(Field::Reference.key(), cell(Field::Reference))
                .with(Field::Entity.key(), cell(Field::Entity))
                .with(Field::Title.key(), cell(Field::Title))
        });
        let name = (!reference.is_empty()).then(|| reference.to_owned());
        Step {
            place: row.number,
            about: About::New {
                name,
                reference: None,
                if_new: false,
            },
            line,
        }
    }

    /// What a row says beyond the start of its case, if it does.
    fn step(&self, dated: &Dated, key: &str, entity: Result<String, Failure>) -> Option<Step> {
        let row = dated.row;
        let has = |field| !self.cell(row, field).is_empty();
        let line = if has(Field::Activity) {
            entity.and_then(|entity| self.done(dated, key, entity))
        } else if has(Field::Answer) || has(Field::Output) || has(Field::To) {
            Err(usage!(
                "missing-activity",
                "falta la actividad a la que pertenece lo que dice la fila",
                "the activity that the row belongs to is missing"
            ))
        } else if has(Field::Note) {
            let note = self.cell(row, Field::Note).to_owned();
            let noted = self.signed(dated, "note");
            noted.map(|line| line.with(CASE, key.to_owned()).with("text", note))
        } else {
            return entity.err().map(|failure| of_row(row, key, Err(failure)));
        };
        Some(of_row(row, key, line))
    }

    /// An activity that was completed, or sent back.
    fn done(&self, dated: &Dated, key: &str, entity: String) -> Result<Line<'static>, Failure> {
        let cell = |field| self.cell(dated.row, field).to_owned();
        let (activity, to) = (cell(Field::Activity), cell(Field::To));
        let action = if to.is_empty() { "advance" } else { "return" };
        let line = self
            .signed(dated, action)?
            .with(CASE, key.to_owned())
            .with(Field::Activity.key(), activity.clone());
        if !to.is_empty() {
            let reason = cell(Field::Note);
            if reason.is_empty() {
                return Err(usage!(
                    "missing-reason",
                    "falta en la nota el motivo de la devolución",
                    "the reason for the return is missing in the note"
                ));
            }
            return Ok(line.with(Field::To.key(), to).with("reason", reason));
        }
        let outputs = several(&cell(Field::Output)).into_iter();
        let outputs = outputs.map(|output| self.output(&activity, output));
        let outputs = outputs.collect::<Result<Vec<String>, Failure>>()?;
        Ok(line
            .with_all(Field::Answer.key(), several(&cell(Field::Answer)))
            .with_all(Field::Output.key(), outputs)
            .with(Field::Entity.key(), entity)
            .with(Field::Note.key(), cell(Field::Note)))
    }

    /// An action with who did it and when.
    fn signed(&self, dated: &Dated, action: &'static str) -> Result<Line<'static>, Failure> {
        let row = dated.row;
        let by = Some(self.cell(row, Field::By)).filter(|by| !by.is_empty());
        let by = by.or(self.by).unwrap_or_default();
        let on = dated.on.clone()?;
        Ok(Line::default()
            .with(DO, action)
            .with(Field::On.key(), on)
            .with(Field::By.key(), by.to_owned())
            .with(Field::Role.key(), self.cell(row, Field::Role).to_owned()))
    }

    /// A day as people or spreadsheets write it, or a moment as the program does; and whether a time
    /// is left out.
    fn day(&self, typed: &str) -> (Result<String, Failure>, bool) {
        if typed.is_empty() {
            let missing = usage!("missing-date", "falta la fecha", "the date is missing");
            return (Err(missing), false);
        }
        let heading = self.columns.heading(self.sheet, Field::On);
        match SheetDay::of(typed) {
            Some(SheetDay { day, has_time }) => {
                let past = typed::past(heading, typed, Moment::Day(day), self.clock);
                (past.map(|_| iso(day)), has_time)
            }
            None => {
                let moment = typed::moment(heading, typed, self.clock);
                (moment.map(|_| typed.to_owned()), false)
            }
        }
    }

    /// `KIND=REF`; where the activity leaves outputs of one kind only, the reference is enough.
    fn output(&self, activity: &str, typed: String) -> Result<String, Failure> {
        if typed.contains('=') {
            return Ok(typed);
        }
        let number = activity.parse().ok().and_then(ActivityNumber::new);
        let activity = number.and_then(|number| self.procedure.activity(number));
        let mut kinds: Vec<&OutputKind> = activity.map_or(Vec::new(), kinds_of);
        kinds.sort_unstable();
        kinds.dedup();
        match kinds.as_slice() {
            [only] => Ok(format!("{only}={typed}")),
            _ => Err(which_kind(&typed, &kinds)),
        }
    }
}

impl SheetCase {
    /// The entity that a further row names for the first time, if it does.
    fn meet(&mut self, paper: &Paper, row: &SheetRow) -> Result<String, Failure> {
        let title = paper.cell(row, Field::Title);
        self.same("title", &self.title, title)?;
        let entity = paper.cell(row, Field::Entity);
        if self.entity.is_empty() && !entity.is_empty() {
            entity.clone_into(&mut self.entity);
            return Ok(entity.to_owned());
        }
        self.same("entity", &self.entity, entity)?;
        Ok(String::new())
    }

    fn same(&self, field: &str, known: &str, found: &str) -> Result<(), Failure> {
        if found.is_empty() || matching(known) == matching(found) {
            return Ok(());
        }
        let first = self.row;
        Err(usage!(
            "other-case",
            "`{field}` es `{found}`, y en la fila {first}, del mismo caso, `{known}`",
            "`{field}` is `{found}`, and in row {first}, of the same case, `{known}`"
        ))
    }
}

/// What a row says of a case that has begun.
fn of_row(row: &SheetRow, called: &str, line: Result<Line<'static>, Failure>) -> Step {
    let (named, links) = (called.to_owned(), false);
    Step {
        place: row.number,
        about: About::Known { named, links },
        line,
    }
}

fn kinds_of(activity: &Activity) -> Vec<&OutputKind> {
    let kinds = activity.outputs.iter().flat_map(|group| &group.any);
    kinds.filter(|kind| !kind.is_flow()).collect()
}

/// The items of a cell.
fn several(cell: &str) -> Vec<String> {
    let parts = cell.split(BETWEEN).map(str::trim);
    let filled = parts.filter(|part| !part.is_empty());
    filled.map(str::to_owned).collect()
}

fn already(reference: &str, case: &CaseId) -> Failure {
    refused!(
        "known-reference",
        "el registro ya tiene `{reference}`: es el caso `{case}`",
        "the store has `{reference}` already: it is case `{case}`",
        "para dejar fuera lo que ya está, `--skip-known`",
        "to leave out what is there already, `--skip-known`"
    )
}

fn which_kind(typed: &str, kinds: &[&OutputKind]) -> Failure {
    let Text { es, en } = match kinds {
        [] => Text::of("", ""),
        [..] => {
            let Text { es, en } = any_of(&quoted(kinds));
            text!(": {es}", ": {en}")
        }
    };
    let example = kinds.first().map_or("correo", |kind| kind.as_str());
    usage!(
        "unknown-output",
        "no se sabe de qué tipo de salida es `{typed}`{es}",
        "it is not known of which kind of output `{typed}` is{en}",
        "escriba, por ejemplo, `{example}={typed}`",
        "write, for example, `{example}={typed}`"
    )
}

#[cfg(test)]
mod tests {
    use super::Paper;
    use crate::cli::bulk::line::{Line, Value};
    use crate::cli::bulk::sheet::{Columns, Sheet};
    use crate::cli::env::Env;
    use crate::store::{Names, Place, Store};

    const HEADINGS: &str = "ref,entity,title,activity,date,answer,output,by,returned to,note\n";

    /// What each row of a sheet under these headings says.
    fn says(rows: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("there is room");
        Store::init(folder.path()).expect("a store is made");
        let store = Store::open(&Place::There(folder.path().to_owned())).expect("it opens");
        let definition = store.procedure("pr07").expect("it is shipped");
        let sheet = Sheet::parse(&format!("{HEADINGS}{rows}")).expect("a sheet");
        let columns = Columns::of(&sheet.headings, &[]).expect("they are known");
        let paper = Paper {
            sheet: &sheet,
            columns: &columns,
            procedure: &definition.procedure,
            named: "pr07",
            by: Some("Eva"),
            clock: Env::fixed(&[], &[]).clock().expect("a time"),
        };
        let names = Names::of(&std::sync::Arc::new(store)).expect("they are listed");
        let (steps, ..) = paper.steps(&names, false);
        let steps = steps.into_iter().map(|step| match step.line {
            Ok(line) => format!("{}: {}", step.place, keys(&line)),
            Err(failure) => format!("{}! {}", step.place, failure.text.en),
        });
        steps.collect()
    }

    fn keys(line: &Line) -> String {
        let keys = line.keys.iter().map(|(key, value)| match value {
            Value::Text(text) => format!("{key}={text}"),
            Value::Texts(texts) => format!("{key}=[{}]", texts.join(", ")),
            Value::Flag(_) | Value::Nothing | Value::Other => format!("{key}?"),
        });
        keys.collect::<Vec<String>>().join(" ")
    }

    #[test]
    fn the_first_row_of_a_case_begins_it_and_each_is_a_step() {
        assert_eq!(
            says(
                "HR-1,X,T,1,5/1/2026,,nota-requerimiento=N-1|nota-interna=N-2,Luis,,\n\
                 hr-1,x,,5,2026-01-06,Sí,C-1,,,fue rápido\n\
                 HR-1,,,8,7-1-2026,,,,7,falta la firma\n\
                 HR-2,,,,7.1.2026,,,,,\n\
                 HR-2,Y,,1,7/1/2026,,,,,\n\
                 HR-2,,,,7/1/2026,,,,,llamó\n"
            ),
            [
                "2: do=start on=2026-01-05 by=Luis procedure=pr07 ref=HR-1 entity=X title=T",
                "2: do=advance on=2026-01-05 by=Luis case=HR-1 activity=1 output=[nota-requerimiento=N-1, nota-interna=N-2]",
                "3: do=advance on=2026-01-06 by=Eva case=HR-1 activity=5 answer=[Sí] output=[correo=C-1] note=fue rápido",
                "4: do=return on=2026-01-07 by=Eva case=HR-1 activity=8 to=7 reason=falta la firma",
                "5: do=start on=2026-01-07 by=Eva procedure=pr07 ref=HR-2",
                "6: do=advance on=2026-01-07 by=Eva case=HR-2 activity=1 entity=Y",
                "7: do=note on=2026-01-07 by=Eva case=HR-2 text=llamó",
            ]
        );
    }

    #[test]
    fn a_row_that_cannot_be_meant_is_told() {
        assert_eq!(
            says(
                ",X,,1,5/1/2026,,,,,\n\
                 HR-1,X,,1,31/2/2026,,,,,\n\
                 HR-1,Z,,2,5/1/2026,,,,,\n\
                 HR-1,,,2,,,,,,\n\
                 HR-1,,,2,5/3/2026,,,,,\n\
                 HR-1,,,1,5/1/2026,,N-7,,,\n\
                 HR-1,,,2,5/1/2026,,N-7,,,\n\
                 HR-1,,,8,5/1/2026,,,,7,\n\
                 HR-1,,,,5/1/2026,yes,,,,\n\
                 HR-1,,,,5/1/2026,,,,,\n"
            ),
            [
                "2! the reference of the case is missing",
                "3! `date 31/2/2026` is neither a day such as `29/11/2026` or `2026-11-29` nor a time such as `2026-11-29T10:12:00-04:00`",
                "4! `entity` is `Z`, and in row 3, of the same case, `X`",
                "5! the date is missing",
                "6! `date 5/3/2026` is in the future",
                "7! it is not known of which kind of output `N-7` is: `informe-cierre`, `nota-interna` or `nota-requerimiento`",
                "8! it is not known of which kind of output `N-7` is",
                "9! the reason for the return is missing in the note",
                "10! the activity that the row belongs to is missing",
                "11! it says nothing of a case that has begun: neither activity nor note",
            ]
        );
    }
}
