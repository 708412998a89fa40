//! A sheet of rows under headings, and which column of it holds what.

use std::fmt;
use std::io::Read as _;

use crate::cli::failure::{Failure, refused, usage};
use crate::words::{Text, all_of, any_of, matching, nearest, quoted};

/// A sheet of rows under headings, as spreadsheets save them.
pub struct Sheet {
    pub headings: Vec<String>,
    pub rows: Vec<SheetRow>,
}

pub struct SheetRow {
    /// As a spreadsheet counts it, the headings in row 1.
    pub number: usize,
    pub cells: Vec<String>,
}

/// What a column of the sheet holds: the words of the options that take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Reference,
    Entity,
    Title,
    Activity,
    On,
    Answer,
    Output,
    By,
    Role,
    To,
    Note,
}

/// Which column holds what.
#[derive(Debug, PartialEq, Eq)]
pub struct Columns {
    fields: Vec<Option<Field>>,
    /// The headings of those that hold nothing that is imported.
    pub left_out: Vec<String>,
}

impl Field {
    const ALL: [Self; 11] = [
        Self::Reference,
        Self::Entity,
        Self::Title,
        Self::Activity,
        Self::On,
        Self::Answer,
        Self::Output,
        Self::By,
        Self::Role,
        Self::To,
        Self::Note,
    ];

    /// Its names: first that of the option of the command, then those that a sheet may use.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Reference => &[
                "ref",
                "referencia",
                "reference",
                "hoja de ruta",
                "expediente",
                "caso",
                "case",
            ],
            Self::Entity => &["entity", "entidad", "institucion", "institution"],
            Self::Title => &["title", "titulo", "asunto", "subject"],
            Self::Activity => &["activity", "actividad", "act.", "paso", "step"],
            Self::On => &[
                "on", "fecha", "date", "at", "cuando", "when", "iniciado", "started",
            ],
            Self::Answer => &["answer", "respuesta", "decision"],
            Self::Output => &["output", "salida", "documento", "document"],
            Self::By => &["by", "responsable", "por", "quien", "who"],
            Self::Role => &["as", "rol", "role"],
            Self::To => &["to", "devuelto a", "devolver a", "returned to"],
            Self::Note => &["note", "nota", "observaciones", "observacion", "remarks"],
        }
    }

    pub const fn key(self) -> &'static str {
        self.names()[0]
    }

    fn named(typed: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|field| field.rank(typed).is_some())
    }

    /// Whether this names it, and the less likely the higher: beside a reference, `Case` is the id, as in
    /// the lists of the program.
    fn rank(self, typed: &str) -> Option<u8> {
        let typed = &*matching(typed);
        let is_weak = matches!(typed, "case" | "caso");
        self.names().contains(&typed).then_some(is_weak.into())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`", self.key())
    }
}

impl Columns {
    /// The columns by their headings, or by `HEADING=FIELD` where that is given.
    pub fn of(headings: &[String], maps: &[String]) -> Result<Self, Failure> {
        let mut said: Vec<Option<Field>> = vec![None; headings.len()];
        for map in maps {
            let (place, field) = mapped(map, headings)?;
            said[place] = Some(field);
        }
        let is_said = |field: &Field| said.contains(&Some(*field));
        let by_name = |heading| Field::named(heading).filter(|field| !is_said(field));
        let likeliest = |field: &Field| {
            let unsaid = headings
                .iter()
                .zip(&said)
                .filter(|(_, said)| said.is_none());
            unsaid.filter_map(|(heading, _)| field.rank(heading)).min()
        };
        let is_likeliest = |field: &Field, heading| field.rank(heading) == likeliest(field);
        let fields: Vec<Option<Field>> = said
            .iter()
            .zip(headings)
            .map(|(said, heading)| {
                let named = || by_name(heading).filter(|field| is_likeliest(field, heading));
                said.or_else(named)
            })
            .collect();
        for field in Field::ALL {
            let places = (0..fields.len()).filter(|place| fields[*place] == Some(field));
            let same = quoted(places.map(|place| &headings[place]));
            if same.len() > 1 {
                return Err(twice(field, &same));
            }
        }
        for field in [Field::Reference, Field::On] {
            if !fields.contains(&Some(field)) {
                return Err(missing(field, headings));
            }
        }
        let left_out = headings.iter().zip(&fields);
        let left_out = left_out.filter(|(heading, field)| field.is_none() && !heading.is_empty());
        Ok(Self {
            left_out: left_out.map(|(heading, _)| heading.clone()).collect(),
            fields,
        })
    }

    /// How the sheet heads the column of a field.
    pub fn heading<'s>(&self, sheet: &'s Sheet, field: Field) -> &'s str {
        let place = self.place(field);
        let heading = place.and_then(|place| sheet.headings.get(place));
        heading.map_or(field.key(), String::as_str)
    }

    fn place(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|known| *known == Some(field))
    }

    /// Puts the cells of fields that are one line on one, where somebody broke them to be seen whole.
    pub fn put_on_one_line(&self, sheet: &mut Sheet) {
        let one_line = |place: &usize| match self.fields[*place] {
            Some(Field::Note | Field::Answer | Field::Output) | None => false,
            Some(
                Field::Reference
                | Field::Entity
                | Field::Title
                | Field::Activity
                | Field::On
                | Field::By
                | Field::Role
                | Field::To,
            ) => true,
        };
        let places: Vec<usize> = (0..self.fields.len()).filter(one_line).collect();
        for row in &mut sheet.rows {
            for place in &places {
                if let Some(cell) = row.cells.get_mut(*place)
                    && cell.contains('\n')
                {
                    *cell = cell.replace('\n', " ");
                }
            }
        }
    }

    /// The text of a field in a row, trimmed; empty where there is none, or a dash in its place.
    pub fn cell<'r>(&self, row: &'r SheetRow, field: Field) -> &'r str {
        let cell = self.place(field).and_then(|place| row.cells.get(place));
        match cell.map_or("", |cell| cell.trim()) {
            "-" | "\u{2013}" | "\u{2014}" => "",
            text => unguarded(text),
        }
    }
}

impl Sheet {
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let (said, text) = separator(text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(said.unwrap_or_else(|| delimiter(text)))
            .from_reader(text.as_bytes().chain(&b"\n"[..]));
        let mut rows = Vec::new();
        let (mut record, mut number) = (csv::StringRecord::new(), 0);
        loop {
            let before = reader.position().line();
            let read = reader.read_record(&mut record);
            if !read.expect("text in memory is read, however many cells a row has") {
                break;
            }
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            // The reader skips blank lines, and a spreadsheet counts them.
            let lines = reader.position().line() - before;
            let own = 1 + ends(&cells);
            number += 1 + usize::try_from(lines).unwrap_or(own).saturating_sub(own);
            rows.push(SheetRow { number, cells });
        }
        rows.retain(|row: &SheetRow| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        if rows.is_empty() {
            return Err(refused!(
                "empty-sheet",
                "la hoja está vacía: falta la fila de encabezados",
                "the sheet is empty: the row of headings is missing"
            ));
        }
        let headings = rows.remove(0).cells.into_iter();
        let headings = headings.map(|heading| heading.trim().to_owned()).collect();
        Ok(Self { headings, rows })
    }
}

/// A text without the apostrophe by which a sheet keeps it from being a formula.
fn unguarded(text: &str) -> &str {
    let behind = text.strip_prefix('\'');
    let is_guarded = |behind: &&str| behind.starts_with(['=', '+', '-', '@']);
    behind.filter(is_guarded).unwrap_or(text)
}

/// The line ends within some cells.
fn ends(cells: &[String]) -> usize {
    let ends = |cell: &String| cell.matches('\n').count();
    cells.iter().map(ends).sum()
}

/// The delimiter that a first line `sep=;` names, as Excel writes and reads it, and what follows that
/// line, which no spreadsheet counts.
fn separator(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_matches('"');
    let is_separator = |begins: &str| begins.eq_ignore_ascii_case("sep=");
    match first.split_at_checked("sep=".len()) {
        Some((begins, "\\t")) if is_separator(begins) => (Some(b'\t'), rest),
        Some((begins, sign)) if is_separator(begins) => {
            let sign = sign.bytes().next();
            let parts = |sign: &u8| *sign == b'\t' || sign.is_ascii_punctuation();
            (sign.filter(parts), rest)
        }
        Some(_) | None => (None, text),
    }
}

/// The delimiter: whichever of `;`, `,` and tab is most frequent in the headings.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    let signs = [b',', b'\t', b';'];
    signs.into_iter().max_by_key(count).unwrap_or(b',')
}

fn mapped(map: &str, headings: &[String]) -> Result<(usize, Field), Failure> {
    let (heading, field) = map.rsplit_once('=').ok_or_else(|| {
        usage!(
            "invalid-mapping",
            "`--map {map}` no es una columna y lo que contiene, separados por `=`",
            "`--map {map}` is not a column and what it holds, separated by `=`",
            "por ejemplo, `--map \"Nº de hoja de ruta=ref\"`",
            "for example, `--map \"Nº de hoja de ruta=ref\"`"
        )
    })?;
    let known = Field::named(field).ok_or_else(|| unknown_field(field))?;
    let wanted = matching(heading);
    let place = headings.iter().position(|one| matching(one) == wanted);
    let place = place.ok_or_else(|| unknown_heading(heading, headings))?;
    Ok((place, known))
}

fn unknown_field(typed: &str) -> Failure {
    let Text { es, en } = any_of(&Field::ALL);
    let names = Field::ALL.into_iter().flat_map(Field::names).copied();
    let near = nearest(typed, names);
    usage!(
        "unknown-field",
        "`{typed}` no es nada que se importe: {es}",
        "`{typed}` is not a field that is imported: {en}"
    )
    .with_nearest(near)
}

fn unknown_heading(typed: &str, headings: &[String]) -> Failure {
    let Text { es, en } = all_of(&quoted(headings));
    let near = nearest(typed, headings.iter().map(String::as_str));
    usage!(
        "unknown-heading",
        "la hoja no tiene una columna `{typed}`, sino {es}",
        "the sheet has no column `{typed}`, but {en}"
    )
    .with_nearest(near)
}

fn twice(field: Field, headings: &[String]) -> Failure {
    let (Text { es, en }, key) = (all_of(headings), field.key());
    usage!(
        "column-twice",
        "varias columnas contienen {field}: {es}",
        "several columns hold {field}: {en}",
        "diga cuál: `--map COLUMNA={key}`",
        "say which: `--map COLUMN={key}`"
    )
}

fn missing(field: Field, headings: &[String]) -> Failure {
    let Text { es, en } = all_of(&quoted(headings));
    let key = field.key();
    usage!(
        "missing-column",
        "ninguna columna contiene {field}: {es}",
        "no column holds {field}: {en}",
        "diga cuál es: `--map COLUMNA={key}`",
        "say which it is: `--map COLUMN={key}`"
    )
}

#[cfg(test)]
mod tests {
    use super::{Columns, Field, Sheet};
    use crate::cli::failure::Failure;

    #[track_caller]
    fn refused<T>(found: Result<T, Failure>, es: &str, en: &str, hint: &str) {
        let Err(failure) = found else {
            panic!("it is refused");
        };
        assert_eq!((&*failure.text.es, &*failure.text.en), (es, en));
        assert_eq!(
            failure
                .hint
                .map(|hint| hint.text.en.into_owned())
                .as_deref(),
            Some(hint)
        );
    }

    fn columns(headings: &str, maps: &[&str]) -> Result<Columns, Failure> {
        let headings: Vec<String> = headings.split(',').map(str::to_owned).collect();
        let maps: Vec<String> = maps.iter().map(ToString::to_string).collect();
        Columns::of(&headings, &maps)
    }

    #[test]
    fn a_sheet_is_read_as_spreadsheets_save_it() {
        #[track_caller]
        fn case(text: &str, headings: &[&str], rows: &[(usize, &[&str])]) {
            let sheet = Sheet::parse(text).expect("a sheet");
            assert_eq!(sheet.headings, headings);
            let found: Vec<(usize, Vec<String>)> = sheet
                .rows
                .into_iter()
                .map(|row| (row.number, row.cells))
                .collect();
            let expected: Vec<(usize, Vec<String>)> = rows
                .iter()
                .map(|(number, cells)| (*number, cells.iter().map(ToString::to_string).collect()))
                .collect();
            assert_eq!(found, expected);
        }
        case(
            "Ref;Nota\r\nHR-1;\"uno;\ndos\"\r\n;\r\n\r\n\r\nHR-2\r\n",
            &["Ref", "Nota"],
            &[(2, &["HR-1", "uno;\ndos"]), (6, &["HR-2"])],
        );
        case("a,b;c,d\n1,2\n", &["a", "b;c", "d"], &[(2, &["1", "2"])]);
        case("a\tb\n\n 1 \t2", &["a", "b"], &[(3, &[" 1 ", "2"])]);
    }

    #[test]
    fn a_list_of_cases_in_a_sheet_is_read_under_its_own_headings() {
        let list = columns("Caso,Referencia,Entidad,Estado,Iniciado", &[]).expect("known");
        let sheet = Sheet::parse("a,b,c,d,e\npr07-1,HR-1,'=Ana,-,02/03/2026\n").expect("a sheet");
        let cell = |field| list.cell(&sheet.rows[0], field);
        assert_eq!(cell(Field::Reference), "HR-1");
        assert_eq!(cell(Field::Entity), "=Ana");
        assert_eq!(cell(Field::On), "02/03/2026");
        assert_eq!(list.left_out, ["Caso", "Estado"]);
        let noted = columns("Nota,Fecha,Ref", &[]).expect("known");
        let sheet = Sheet::parse("a,b,c\n—,-,'HR-1\n").expect("a sheet");
        let cells = [Field::Note, Field::On, Field::Reference];
        let cells = cells.map(|field| noted.cell(&sheet.rows[0], field));
        assert_eq!(cells, ["", "", "'HR-1"]);
    }

    #[test]
    fn a_first_line_may_name_the_separator() {
        #[track_caller]
        fn case(first: &str, line: &str) {
            let sheet = Sheet::parse(&format!("{first}\n{line}\n1\n")).expect("a sheet");
            assert_eq!(sheet.headings, ["a", "b,c;d"], "{first}");
            assert_eq!(sheet.rows[0].number, 2, "{first}");
        }
        case("sep=\t", "a\tb,c;d");
        case("sep=\\t", "a\tb,c;d");
        case("SEP=|", "a|b,c;d");
        case("\"sep=;\"", "a;\"b,c;d\"");
        case("sep=,,", "a,\"b,c;d\"");
    }

    #[test]
    fn what_is_no_sheet_is_told_with_what_would_help() {
        let empty = Sheet::parse(" \n;;\n").err().expect("it is refused");
        assert_eq!(
            empty.text.en,
            "the sheet is empty: the row of headings is missing"
        );
    }

    #[test]
    fn columns_are_known_by_their_headings_or_by_what_is_said_of_them() {
        let found = columns(
            "HOJA DE RUTA,Institución,Fecha,Color,Nota",
            &["color=observaciones"],
        );
        let found = found.expect("they are known");
        let of = |field| found.fields.iter().position(|one| *one == Some(field));
        let places = [Field::Reference, Field::Entity, Field::On, Field::Note].map(of);
        assert_eq!(places, [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(found.left_out, ["Nota"]);
    }

    #[test]
    fn a_mapping_that_does_not_do_is_told() {
        refused(
            columns("Ref,Fecha", &["Ref"]),
            "`--map Ref` no es una columna y lo que contiene, separados por `=`",
            "`--map Ref` is not a column and what it holds, separated by `=`",
            "for example, `--map \"Nº de hoja de ruta=ref\"`",
        );
        refused(
            columns("Ref,Fecha", &["Ref=entitiy"]),
            "`entitiy` no es nada que se importe: `ref`, `entity`, `title`, `activity`, `on`, `answer`, `output`, `by`, `as`, `to` o `note`",
            "`entitiy` is not a field that is imported: `ref`, `entity`, `title`, `activity`, `on`, `answer`, `output`, `by`, `as`, `to` or `note`",
            "did you mean `entity`?",
        );
        refused(
            columns("Ref,Fecha", &["Feche=on"]),
            "la hoja no tiene una columna `Feche`, sino `Ref` y `Fecha`",
            "the sheet has no column `Feche`, but `Ref` and `Fecha`",
            "did you mean `Fecha`?",
        );
        refused(
            columns("Ref,Expediente,Fecha", &[]),
            "varias columnas contienen `ref`: `Ref` y `Expediente`",
            "several columns hold `ref`: `Ref` and `Expediente`",
            "say which: `--map COLUMN=ref`",
        );
        refused(
            columns("Trámite,Fecha", &[]),
            "ninguna columna contiene `ref`: `Trámite` y `Fecha`",
            "no column holds `ref`: `Trámite` and `Fecha`",
            "say which it is: `--map COLUMN=ref`",
        );
    }
}
