//! The answer of `store verify`.

use serde::Serialize;

use crate::model::ActName;
use crate::text;
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::{Cell, Look, Rows, Table};
use crate::words::counted;
use crate::words::{Language, Text};

/// The answer of `store verify`: everything that is not as it should be.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Findings {
    /// In order of file and line.
    pub findings: Vec<FindingRow>,
    /// How much was checked.
    pub cases: usize,
    pub events: usize,
    pub files: usize,
    /// How many findings are damage, and how many are remarks.
    pub damage: usize,
    pub remarks: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingRow {
    /// Relative to the root of the store.
    pub file: String,
    pub line: Option<usize>,
    pub case: Option<String>,
    /// Its name for scripts.
    pub kind: &'static str,
    pub damage: bool,
    /// The acts that git has and the journal lacks.
    pub acts: Vec<LostActRow>,
    /// The commit that removed them; null if that is not committed yet.
    pub commit: Option<CommitRow>,
    #[serde(flatten)]
    pub text: Text,
    /// What would help.
    pub hint: Option<Text>,
}

/// An act that git has and its journal lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LostActRow {
    pub event: String,
    pub did: ActName,
    pub by: String,
}

/// A commit of git.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitRow {
    pub id: String,
    pub author: String,
}

impl Findings {
    /// The findings by file, then how much was checked.
    pub fn page(&self, look: Look, colour: bool) -> String {
        let mut sheet = Sheet::new(look, colour);
        write_by_file(&self.findings, &mut sheet);
        sheet.gap();
        sheet.fact(0, &self.summary());
        sheet.written()
    }

    /// How much was checked, and how many findings there are.
    fn summary(&self) -> Text {
        let looked = [
            counted(self.cases, ["caso", "casos"], ["case", "cases"]),
            counted(self.events, ["evento", "eventos"], ["event", "events"]),
            counted(
                self.files,
                ["archivo entregado", "archivos entregados"],
                ["file given", "files given"],
            ),
        ];
        let damage = counted(self.damage, ["daño", "daños"], ["damage", "damages"]);
        let remarks = counted(
            self.remarks,
            ["observación", "observaciones"],
            ["remark", "remarks"],
        );
        let result = match self.findings.is_empty() {
            true => Text::of("todo está en orden", "all is well"),
            false => joined([&damage, &remarks], ", "),
        };
        joined([&joined(&looked, ", "), &result], ": ")
    }
}

impl FindingRow {
    /// The file, the line if it is one line, and what is wrong.
    pub fn line(&self) -> Text {
        let (file, es, en) = (&self.file, &self.text.es, &self.text.en);
        match self.line {
            Some(line) => text!("{file}, línea {line}: {es}", "{file}, line {line}: {en}"),
            None => text!("{file}: {es}", "{file}: {en}"),
        }
    }

    fn write(&self, sheet: &mut Sheet) {
        let language = sheet.language();
        let grade = format!("{}: ", self.grade().get(language));
        sheet.hang(2, &grade, &self.sentence(language));
    }

    const fn grade(&self) -> Text {
        if self.damage {
            Text::of("daño", "damage")
        } else {
            Text::of("observación", "remark")
        }
    }

    /// The finding, with its line before it.
    fn sentence(&self, language: Language) -> String {
        let text = self.text.get(language);
        let word = Text::of("línea", "line");
        match self.line {
            Some(line) => format!("{} {line}: {text}", word.get(language)),
            None => text.to_owned(),
        }
    }
}

/// Findings in order of file.
pub fn write_by_file(findings: &[FindingRow], sheet: &mut Sheet) {
    for rows in findings.chunk_by(|one, other| one.file == other.file) {
        sheet.section(&Text::same(&rows[0].file));
        for row in rows {
            row.write(sheet);
        }
        write_hints(rows, sheet);
    }
}

/// The hints, each once.
fn write_hints(rows: &[FindingRow], sheet: &mut Sheet) {
    let language = sheet.language();
    let mut told: Vec<&Text> = Vec::new();
    for hint in rows.iter().filter_map(|row| row.hint.as_ref()) {
        if !told.contains(&hint) {
            sheet.hang(2, "→ ", hint.get(language));
            told.push(hint);
        }
    }
}

impl Rows for Findings {
    type Row = FindingRow;

    fn rows(&self) -> &[FindingRow] {
        &self.findings
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.findings, |columns| {
            columns.text("damage", Text::of("Grado", "Grade"), |row| {
                Cell::Flag(row.damage, row.grade().get(language).into())
            });
            columns.text("file", Text::of("Archivo", "File"), |row| &row.file);
            columns.number("line", Text::of("Línea", "Line"), |row| row.line);
            columns.text("kind", Text::of("Hallazgo", "Finding"), |row| {
                Cell::keyed(row.text.get(language), row.kind)
            });
            columns.text("hint", Text::of("Qué hacer", "What to do"), |row| {
                row.hint.as_ref().map(|hint| hint.get(language))
            });
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingRow, Findings};
    use crate::view::{Format, Look, in_format, json};
    use crate::words::Language::{English, Spanish};
    use crate::words::Text;

    fn row(file: &str, line: Option<usize>, damage: bool) -> FindingRow {
        FindingRow {
            file: file.to_owned(),
            line,
            case: None,
            kind: "hash",
            damage,
            acts: Vec::new(),
            commit: None,
            text: Text::of("fue\u{1b} alterada", "it was\u{1b} altered"),
            hint: Some(Text::of("repárelo: `x`", "mend it: `x`")),
        }
    }

    fn findings(findings: Vec<FindingRow>) -> Findings {
        let damage = findings.iter().filter(|row| row.damage).count();
        Findings {
            cases: 2,
            events: 1,
            files: 0,
            damage,
            remarks: findings.len() - damage,
            findings,
        }
    }

    fn look(language: crate::words::Language) -> Look {
        let width = 80;
        Look { language, width }
    }

    #[test]
    fn what_is_found_stands_below_its_file_and_what_helps_once_below_that() {
        let found = findings(vec![
            row("a.jsonl", Some(3), true),
            row("a.jsonl", Some(4), true),
            row("b", None, false),
        ]);
        assert_eq!(
            found.page(look(Spanish), false),
            "a.jsonl
  daño: línea 3: fue\\u{1b} alterada
  daño: línea 4: fue\\u{1b} alterada
  → repárelo: `x`

b
  observación: fue\\u{1b} alterada
  → repárelo: `x`

2 casos, 1 evento, 0 archivos entregados: 2 daños, 1 observación
"
        );
        assert_eq!(
            findings(Vec::new()).page(look(English), false),
            "2 cases, 1 event, 0 files given: all is well\n"
        );
    }

    #[test]
    fn programs_read_a_row_a_finding() {
        let found = findings(vec![row("a.jsonl", Some(3), true)]);
        assert_eq!(
            json(&found),
            "{\"findings\":[{\"file\":\"a.jsonl\",\"line\":3,\"case\":null,\"kind\":\"hash\",\
             \"damage\":true,\"acts\":[],\"commit\":null,\"es\":\"fue\\u001b alterada\",\"en\":\"it was\\u001b altered\",\
             \"hint\":{\"es\":\"repárelo: `x`\",\"en\":\"mend it: `x`\"}}],\
             \"cases\":2,\"events\":1,\"files\":0,\"damage\":1,\"remarks\":0}\n"
        );
        assert_eq!(
            in_format(&found, Format::Csv, look(English)),
            "damage,file,line,kind,hint\ntrue,a.jsonl,3,hash,mend it: `x`\n"
        );
    }
}
