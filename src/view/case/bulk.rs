//! The answer of `batch`, of `import`, and of an act on many cases.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::Case;
use crate::model::{ActivityNumber, CaseId};
use crate::text;
use crate::view::CaseState;
use crate::view::each::each;
use crate::view::page::joined::{all_of_texts, joined};
use crate::view::{Cell, Look, Table, terminal_table};
use crate::words::counted;
use crate::words::{Language, Text, escaped, series};

/// How what is asked for is counted: by the lines or rows of a file, or, where there is none, by acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Line,
    Row,
    Act,
}

/// What was done to each case, or why nothing was.
#[derive(Debug, Serialize)]
pub struct BulkView {
    #[serde(skip)]
    pub unit: Unit,
    /// Whether it is a rehearsal.
    pub dry_run: bool,
    /// How many lines the file has, without blank ones.
    pub lines: usize,
    pub cases: Vec<BulkCase>,
    pub refused: Vec<BulkRefusal>,
    pub remarks: Vec<BulkRemark>,
}

/// One case, as it is after the acts.
#[derive(Debug, Default, Serialize)]
pub struct BulkCase {
    pub case: String,
    /// Its name in the file.
    pub name: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub entities: Vec<String>,
    /// Whether the file starts it.
    pub started: bool,
    /// How many times each action.
    pub did: BTreeMap<&'static str, usize>,
    /// The activities that these are about, in order, each once.
    pub activities: Vec<ActivityNumber>,
    pub state: CaseState,
    pub result: Option<String>,
    pub ready: Vec<ActivityNumber>,
}

#[derive(Debug, Serialize)]
pub struct BulkRefusal {
    pub line: usize,
    /// Where no file says it.
    pub case: Option<String>,
    /// The refused line that this one depends on.
    pub follows: Option<usize>,
    pub error: Option<BulkError>,
}

#[derive(Debug, Serialize)]
pub struct BulkError {
    pub kind: &'static str,
    #[serde(flatten)]
    pub text: Text,
    pub hint: Option<Text>,
}

/// A remark on some lines, which does not refuse them.
#[derive(Debug, Serialize)]
pub struct BulkRemark {
    pub lines: Vec<usize>,
    #[serde(flatten)]
    pub text: Text,
}

impl Unit {
    /// `línea 4`, `filas 5 a 7`, `líneas 3, 5 y 12 más`.
    fn named(self, numbers: &[usize]) -> Text {
        let noun = match (self, numbers) {
            (Self::Line, [_]) => Text::of("línea", "line"),
            (Self::Line, _) => Text::of("líneas", "lines"),
            (Self::Row, [_]) => Text::of("fila", "row"),
            (Self::Row, _) => Text::of("filas", "rows"),
            (Self::Act, _) => return self.counted(numbers.len()),
        };
        joined([&noun, &shortly(numbers)], " ")
    }

    /// A number of them: `40 líneas`.
    pub fn counted(self, number: usize) -> Text {
        match self {
            Self::Line => counted(number, ["línea", "líneas"], ["line", "lines"]),
            Self::Row => counted(number, ["fila", "filas"], ["row", "rows"]),
            Self::Act => counted(number, ["acto", "actos"], ["act", "acts"]),
        }
    }

    /// A number of them that were refused: `40 líneas rechazadas`.
    pub fn refused(self, number: usize) -> Text {
        let Text { es, en } = self.counted(number);
        let refused = match (self, number) {
            (Self::Line | Self::Row, 1) => "rechazada",
            (Self::Line | Self::Row, _) => "rechazadas",
            (Self::Act, 1) => "rechazado",
            (Self::Act, _) => "rechazados",
        };
        text!("{es} {refused}", "{en} refused")
    }
}

/// Numbers in order, shortened: `5`, `5 a 9`, `3, 5 y 7 más`.
fn shortly(numbers: &[usize]) -> Text {
    match numbers {
        [] => Text::same(""),
        [only] => Text::same(only.to_string()),
        [first, _, .., last] if last - first + 1 == numbers.len() => {
            text!("{first} a {last}", "{first} to {last}")
        }
        [first, second] => text!("{first} y {second}", "{first} and {second}"),
        [first, second, rest @ ..] => {
            let more = rest.len();
            text!(
                "{first}, {second} y {more} más",
                "{first}, {second} and {more} more"
            )
        }
    }
}

impl BulkCase {
    pub fn of(id: &CaseId, case: &Case) -> Self {
        let entities = case.entities().into_iter();
        let standing = case.standing();
        Self {
            case: id.to_string(),
            name: None,
            reference: case.reference().map(ToString::to_string),
            entities: entities.map(ToString::to_string).collect(),
            started: false,
            did: BTreeMap::new(),
            activities: Vec::new(),
            state: CaseState::of(&standing),
            result: standing.result().map(str::to_owned),
            ready: case.ready().iter().map(|work| work.activity).collect(),
        }
    }

    fn acts(&self) -> usize {
        self.did.values().sum()
    }

    /// Its state after the acts.
    fn then(&self) -> Text {
        let ready = series(&self.ready);
        if self.state == CaseState::Open && !ready.is_empty() {
            return text!("{ready} por hacer", "{ready} to do");
        }
        self.state.name()
    }
}

impl BulkView {
    /// The answer as a page.
    pub fn page(&self, look: Look) -> String {
        let mut page = String::new();
        // Where no file says which cases, it is told.
        if (self.dry_run || self.unit == Unit::Act) && !self.cases.is_empty() {
            page += &terminal_table(&self.table(look.language), look);
            page.push('\n');
        }
        if self.refused.is_empty() {
            page += self.summary().get(look.language);
            page.push('\n');
        }
        page + &self.refusals(look.language)
    }

    /// How many acts were written, or would be.
    fn summary(&self) -> Text {
        let acts: usize = self.cases.iter().map(BulkCase::acts).sum();
        if acts == 0 {
            return Text::of("no hay nada que escribir", "there is nothing to write");
        }
        let verb = match (self.dry_run, acts) {
            (true, 1) => Text::of("se escribiría", "would be recorded"),
            (true, _) => Text::of("se escribirían", "would be recorded"),
            (false, 1) => Text::of("se escribió", "recorded"),
            (false, _) => Text::of("se escribieron", "recorded"),
        };
        let acts = counted(acts, ["acto", "actos"], ["act", "acts"]);
        let Text { es, en } = all_of_texts(&self.case_counts());
        Text::owned(
            format!("{} {}, en {es}", verb.es, acts.es),
            format!("{} {} in {en}", acts.en, verb.en),
        )
    }

    /// How many cases are new and how many are not, each if there are any.
    fn case_counts(&self) -> Vec<Text> {
        let started = self.cases.iter().filter(|case| case.started).count();
        let earlier = self.cases.len() - started;
        let new = counted(
            started,
            ["caso nuevo", "casos nuevos"],
            ["new case", "new cases"],
        );
        let old = counted(
            earlier,
            ["caso anterior", "casos anteriores"],
            ["existing case", "existing cases"],
        );
        let each = [(started, new), (earlier, old)].into_iter();
        let some = each.filter(|(number, _)| *number > 0);
        some.map(|(_, counted)| counted).collect()
    }

    /// One line for each refusal; those that depend on the same line share one.
    fn refusals(&self, language: Language) -> String {
        let mut page = String::new();
        let mut rest = self.refused.as_slice();
        while let [first, ..] = rest {
            let together = rest
                .iter()
                .take_while(|next| first.follows.is_some() && next.follows == first.follows);
            let number = together.count().max(1);
            let (these, others) = rest.split_at(number);
            rest = others;
            let numbers: Vec<usize> = these.iter().map(|refused| refused.line).collect();
            let named = match &first.case {
                Some(case) => text!("caso {case}", "case {case}"),
                None => self.unit.named(&numbers),
            };
            let said = match (&first.error, first.follows) {
                (Some(error), _) => error.text.clone(),
                (None, follows) => self.resting(numbers.len(), follows.unwrap_or_default()),
            };
            let mut lines = vec![joined([&named, &said], ": ")];
            if let Some(hint) = first.error.as_ref().and_then(|error| error.hint.as_ref()) {
                lines.push(joined([&Text::of("  ayuda", "  hint"), hint], ": "));
            }
            for line in lines {
                page += &escaped(line.get(language));
                page.push('\n');
            }
        }
        page
    }

    fn resting(&self, number: usize, on: usize) -> Text {
        if self.unit == Unit::Act {
            return Text::of(
                "no se escribe, porque otro acto en el mismo caso se rechazó",
                "not written, as another act on the same case was refused",
            );
        }
        let Text { es, en } = self.unit.named(&[on]);
        match number {
            1 => text!(
                "no puede juzgarse sin la {es}",
                "cannot be judged without {en}"
            ),
            _ => text!(
                "no pueden juzgarse sin la {es}",
                "cannot be judged without {en}"
            ),
        }
    }

    /// The remarks on accepted lines.
    pub fn talk(&self) -> Vec<Text> {
        each(&self.remarks, |one| {
            joined([&self.unit.named(&one.lines), &one.text], ": ")
        })
    }

    fn table(&self, language: Language) -> Table {
        let new = Text::of("nuevo", "new");
        Table::of(&self.cases, |columns| {
            columns.text("case", Text::of("Caso", "Case"), |case| {
                match case.started {
                    true => case.name.as_deref().unwrap_or(new.get(language)),
                    false => &case.case,
                }
            });
            columns.text("ref", Text::of("Referencia", "Reference"), |case| {
                case.reference.as_ref()
            });
            columns.text("entity", Text::of("Entidad", "Entity"), |case| {
                Cell::series(&case.entities)
            });
            if self.cases.iter().any(|case| !case.activities.is_empty()) && self.unit == Unit::Act {
                let heading = Text::of("Actividades", "Activities");
                columns.text("activities", heading, |case| series(&case.activities));
            }
            columns.number("acts", Text::of("Actos", "Acts"), BulkCase::acts);
            columns.text("state", Text::of("Después", "Then"), |case| {
                case.then().get(language).to_owned()
            });
        })
    }
}
