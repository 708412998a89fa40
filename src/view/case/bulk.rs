use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::Case;
use crate::model::{ActivityNumber, CaseId};
use crate::text;
use crate::view::CaseState;
use crate::view::{Cell, Look, Table, terminal_table};
use crate::words::{Language, Text, count, escaped, listed, series};

/// What the parts of a file are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Line,
    Row,
}

/// The answer of `batch` and `import`: what was done to each case, or why nothing was.
#[derive(Debug, Serialize)]
pub struct BulkView {
    #[serde(skip)]
    pub unit: Unit,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// How many there are, blank ones left out.
    pub lines: usize,
    pub cases: Vec<BulkCase>,
    pub refused: Vec<BulkRefusal>,
    pub remarks: Vec<BulkRemark>,
}

/// One case, as it is after what was written to it.
#[derive(Debug, Default, Serialize)]
pub struct BulkCase {
    pub case: String,
    /// As the file calls it.
    pub name: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub entities: Vec<String>,
    /// Whether it begins here.
    pub started: bool,
    /// How often each action.
    pub did: BTreeMap<&'static str, usize>,
    pub state: CaseState,
    pub result: Option<String>,
    pub ready: Vec<ActivityNumber>,
}

#[derive(Debug, Serialize)]
pub struct BulkRefusal {
    pub line: usize,
    /// The line without which this one cannot be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<BulkError>,
}

#[derive(Debug, Serialize)]
pub struct BulkError {
    pub kind: &'static str,
    #[serde(flatten)]
    pub text: Text,
    pub hint: Option<Text>,
}

/// What was said of some lines, none of them refused for it.
#[derive(Debug, Serialize)]
pub struct BulkRemark {
    pub lines: Vec<usize>,
    #[serde(flatten)]
    pub text: Text,
}

impl Unit {
    /// `línea 4`, `filas 5 a 7`, `líneas 3, 5 y 12 más`.
    fn named(self, numbers: &[usize]) -> Text {
        let (one, many) = match self {
            Self::Line => (Text::of("línea", "line"), Text::of("líneas", "lines")),
            Self::Row => (Text::of("fila", "row"), Text::of("filas", "rows")),
        };
        let noun = if numbers.len() == 1 { one } else { many };
        let (
            Text { es, en },
            Text {
                es: some,
                en: some_en,
            },
        ) = (noun, shortly(numbers));
        text!("{es} {some}", "{en} {some_en}")
    }

    /// So many of them: `40 líneas`.
    pub fn counted(self, number: usize) -> Text {
        match self {
            Self::Line => count(
                number,
                &Text::of("línea", "line"),
                &Text::of("líneas", "lines"),
            ),
            Self::Row => count(number, &Text::of("fila", "row"), &Text::of("filas", "rows")),
        }
    }
}

fn all_of_each(parts: &[Text]) -> Text {
    Text::of_each(|language| {
        let parts: Vec<&str> = parts.iter().map(|part| part.get(language)).collect();
        listed(&parts, language)
    })
}

/// Numbers in order, as many as one wants to read: `5`, `5 a 9`, `3, 5 y 7 más`.
fn shortly(numbers: &[usize]) -> Text {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
        return Text::same("");
    };
    if numbers.len() == 1 {
        return text!("{first}", "{first}");
    }
    if numbers.len() > 2 && last - first + 1 == numbers.len() {
        return text!("{first} a {last}", "{first} to {last}");
    }
    match numbers {
        [first, second] => text!("{first} y {second}", "{first} and {second}"),
        [first, second, rest @ ..] => {
            let more = rest.len();
            text!(
                "{first}, {second} y {more} más",
                "{first}, {second} and {more} more"
            )
        }
        [_] | [] => Text::same(""),
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
            state: CaseState::of(&standing),
            result: standing.result().map(str::to_owned),
            ready: case.ready().iter().map(|work| work.activity).collect(),
        }
    }

    fn acts(&self) -> usize {
        self.did.values().sum()
    }
}

impl BulkView {
    /// As a person reads it.
    pub fn page(&self, look: Look) -> String {
        let mut page = String::new();
        if self.dry_run && !self.cases.is_empty() {
            page += &terminal_table(&self.table(look.language), look);
            page.push('\n');
        }
        if self.refused.is_empty() {
            page += self.said().get(look.language);
            page.push('\n');
        }
        page + &self.refusals(look.language)
    }

    /// What was done, or would be, in a sentence.
    fn said(&self) -> Text {
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
        let acts = count(acts, &Text::of("acto", "act"), &Text::of("actos", "acts"));
        let Text { es, en } = all_of_each(&self.cases_said());
        Text::owned(
            format!("{} {}, en {es}", verb.es, acts.es),
            format!("{} {} in {en}", acts.en, verb.en),
        )
    }

    /// How many cases are new, and how many are not, where there are any.
    fn cases_said(&self) -> Vec<Text> {
        let started = self.cases.iter().filter(|case| case.started).count();
        let new = (
            started,
            Text::of("caso nuevo", "new case"),
            Text::of("casos nuevos", "new cases"),
        );
        let old = (
            self.cases.len() - started,
            Text::of("caso anterior", "existing case"),
            Text::of("casos anteriores", "existing cases"),
        );
        let some = [new, old].into_iter().filter(|(number, ..)| *number > 0);
        some.map(|(number, one, many)| count(number, &one, &many))
            .collect()
    }

    /// Every refusal, a line each; those that rest on one other together.
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
            let named = self.unit.named(&numbers);
            let said = match (&first.error, first.follows) {
                (Some(error), _) => error.text.clone(),
                (None, follows) => self.resting(numbers.len(), follows.unwrap_or_default()),
            };
            page += &format!("{}: ", named.get(language));
            page += &escaped(said.get(language));
            page.push('\n');
            if let Some(hint) = first.error.as_ref().and_then(|error| error.hint.as_ref()) {
                let label = Text::of("  ayuda: ", "  hint: ");
                page += label.get(language);
                page += &escaped(hint.get(language));
                page.push('\n');
            }
        }
        page
    }

    fn resting(&self, number: usize, on: usize) -> Text {
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

    /// What is remarked on lines that are taken.
    pub fn talk(&self) -> Vec<Text> {
        let remarks = self.remarks.iter();
        let said = remarks.map(|remark| {
            let Text { es, en } = self.unit.named(&remark.lines);
            let (said, said_en) = (&remark.text.es, &remark.text.en);
            text!("{es}: {said}", "{en}: {said_en}")
        });
        said.collect()
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
            columns.number("acts", Text::of("Actos", "Acts"), BulkCase::acts);
            columns.text("state", Text::of("Después", "Then"), |case| {
                case.then().get(language).to_owned()
            });
        })
    }
}

impl BulkCase {
    /// How it stands afterwards.
    fn then(&self) -> Text {
        let ready = series(&self.ready);
        if self.state == CaseState::Open && !ready.is_empty() {
            return text!("{ready} por hacer", "{ready} to do");
        }
        self.state.said()
    }
}
