//! How rows are asked for: their format, columns, order or template.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::cli::env::Env;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{Value, both};
use crate::view::{Columns, Csv, Dialect, Format, Layout, Made, NoColumn, Sort, Unfit, Unlaid};
use crate::words::series;

/// The flag of CSV for Excel, as one types it.
const EXCEL: &str = "--csv excel";

#[derive(Debug, Default, Args)]
pub struct Rows {
    #[arg(long, value_name = Value::Format, value_parser = formats(), help = both!(
        "Cómo se escriben las filas",
        "How the rows are written"
    ))]
    pub format: Option<Format>,
    #[arg(long, value_name = Value::Program, help = both!(
        "CSV que ese programa abre tal cual: con `;`, y encabezados, fechas y palabras como se leen",
        "CSV that this program opens as it is: with `;`, and headings, dates and words as people read them"
    ))]
    pub csv: Option<Program>,
    #[arg(long, help = both!(
        "En CSV, sin el apóstrofo ante lo que una planilla tomaría por fórmula",
        "In CSV, without the apostrophe before what a spreadsheet would take for a formula"
    ))]
    pub raw: bool,
    #[arg(
        long, value_name = Value::Columns, num_args = 0..=1, default_missing_value = "",
        help = both!(
            "Qué columnas, por clave, con comas y en este orden; sin nada, las nombra",
            "Which columns, by key, with commas and in this order; with nothing, names them"
        )
    )]
    pub columns: Vec<String>,
    #[arg(long, value_name = Value::Column, allow_hyphen_values = true, help = both!(
        "Ordena por una columna o varias, con comas; con `-` delante, al revés",
        "Order by a column or several, with commas; with `-` before one, backwards"
    ))]
    pub sort: Vec<String>,
    #[arg(long, value_name = Value::Template, help = both!(
        "Qué se escribe por fila, con los campos de su JSON: '{{case}}\\t{{state}}'",
        "What is written for a row, by the fields of its JSON: '{{case}}\\t{{state}}'"
    ))]
    pub template: Option<String>,
}

/// A program for which CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Program {
    Excel,
}

impl Rows {
    /// How rows are asked for.
    pub fn layout(&self, env: &Env) -> Result<Layout, Failure> {
        let format = self.format(env)?;
        if self.raw && format != Format::Csv {
            return Err(raw_without_csv());
        }
        let has_columns = matches!(format.made(), Made::Table(_) | Made::Csv);
        if !has_columns && !self.columns.is_empty() {
            return Err(no_columns("--columns", format));
        }
        if matches!(format.made(), Made::Answer) && !self.sort.is_empty() {
            return Err(no_columns("--sort", format));
        }
        if self.template.is_some() {
            self.alone(env)?;
        }
        let columns: Vec<String> = keys(&self.columns).map(str::to_owned).collect();
        let sort = keys(&self.sort).map(|key| Sort {
            key: key.trim_start_matches('-').to_owned(),
            descending: key.starts_with('-'),
        });
        Ok(Layout {
            format,
            csv: Csv {
                dialect: match self.csv {
                    Some(Program::Excel) => Dialect::Excel,
                    None => Dialect::Plain,
                },
                is_raw: self.raw,
            },
            columns: match (self.columns.is_empty(), columns.is_empty()) {
                (true, _) => Columns::All,
                (false, true) => Columns::Named,
                (false, false) => Columns::Some(columns),
            },
            sort: sort.collect(),
            template: self.template.clone(),
            ..Layout::of(format)
        })
    }

    /// A template says all of how rows are written.
    fn alone(&self, env: &Env) -> Result<(), Failure> {
        let given = [
            (env.json(), "--json"),
            (self.format.is_some(), "--format"),
            (self.csv.is_some(), "--csv"),
            (!self.columns.is_empty(), "--columns"),
        ];
        let Some((_, other)) = given.into_iter().find(|(is_given, _)| *is_given) else {
            return Ok(());
        };
        Err(usage!(
            "conflicting-arguments",
            "`--template` y `{other}` dicen de dos modos cómo se escriben las filas",
            "`--template` and `{other}` say in two ways how rows are written",
            "quite `{other}`",
            "leave out `{other}`"
        ))
    }

    /// The format asked for by any of the flags.
    fn format(&self, env: &Env) -> Result<Format, Failure> {
        let by_name = |format: Format| format!("--format {}", format.name());
        match (env.json(), self.csv, self.format) {
            (true, Some(Program::Excel), _) => Err(contradiction("--json", EXCEL)),
            (false, Some(Program::Excel), Some(other)) if other != Format::Csv => {
                Err(contradiction(&by_name(other), EXCEL))
            }
            (false, Some(Program::Excel), _) => Ok(Format::Csv),
            (false, None, chosen) => Ok(chosen.unwrap_or(Format::Table)),
            (true, None, None | Some(Format::Json)) => Ok(Format::Json),
            (true, None, Some(other)) => Err(contradiction("--json", &by_name(other))),
        }
    }
}

/// The keys of a list with commas, however often it is given.
fn keys(given: &[String]) -> impl Iterator<Item = &str> {
    let keys = given.iter().flat_map(|keys| keys.split(','));
    keys.map(str::trim).filter(|key| !key.is_empty())
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name()))
        .map(|name| Format::named(&name).expect("clap has taken one of the names"))
}

fn no_columns(flag: &str, format: Format) -> Failure {
    let name = format.name();
    usage!(
        "conflicting-arguments",
        "`{flag}` no vale para `{name}`, que lleva todos los campos",
        "`{flag}` does not go with `{name}`, which has every field",
        "elija y ordene con `jq`, o use `--format csv`",
        "choose and sort with `jq`, or use `--format csv`"
    )
}

impl From<Unlaid> for Failure {
    fn from(unlaid: Unlaid) -> Self {
        match unlaid {
            Unlaid::Column(none) => no_column(&none),
            Unlaid::Template { typed, fault } => {
                let failure = unfit(fault.what);
                match fault.at {
                    Some(at) => failure.with_excerpt("--template", typed, at),
                    None => failure,
                }
            }
        }
    }
}

fn no_column(none: &NoColumn) -> Failure {
    let (key, known) = (&none.key, series(&none.known));
    usage!(
        "unknown-column",
        "`{key}` no es una columna: {known}",
        "`{key}` is not a column: {known}"
    )
    .with_nearest(none.meant)
}

/// A template that cannot be followed.
fn unfit(what: Unfit) -> Failure {
    match what {
        Unfit::Field { name, meant, known } => no_field(&name, meant.as_deref(), &known),
        Unfit::Filter(name) => usage!(
            "template",
            "no hay un filtro `{name}`",
            "there is no filter `{name}`",
            "hay, entre otros, `join`, `first`, `length`, `default`, `upper`, `date` y `json`",
            "there are, among others, `join`, `first`, `length`, `default`, `upper`, `date` and `json`"
        ),
        Unfit::Endless => usage!(
            "template",
            "la plantilla no termina",
            "the template does not come to an end",
            "revise sus ciclos",
            "look at its loops"
        ),
        Unfit::TooLong => usage!(
            "template",
            "la plantilla escribe más de 1 MiB por fila",
            "the template writes more than 1 MiB for a row"
        ),
        Unfit::Unreadable(said) => usage!(
            "template",
            "la plantilla no se entiende; el lector dice, en inglés: {said}",
            "the template cannot be read: {said}",
            "por ejemplo, `--template '{{{{ case }}}}\\t{{{{ state }}}}'`",
            "for example, `--template '{{{{ case }}}}\\t{{{{ state }}}}'`"
        ),
    }
}

fn no_field(name: &str, near: Option<&str>, known: &[String]) -> Failure {
    if known.is_empty() {
        return usage!(
            "template",
            "no hay `{name}`",
            "there is no `{name}`",
            "lo que tiene cada campo se ve con `--format ndjson`",
            "`--format ndjson` shows what each field holds"
        );
    }
    let known = series(known);
    usage!(
        "template",
        "`{name}` no es un campo de estas filas: {known}",
        "`{name}` is not a field of these rows: {known}"
    )
    .with_nearest(near)
}

/// Two formats are asked for, each by a flag of its own.
pub fn contradiction(one: &str, other: &str) -> Failure {
    usage!(
        "conflicting-arguments",
        "`{one}` y `{other}` piden formatos distintos",
        "`{one}` and `{other}` ask for different formats",
        "deje solo `{other}`",
        "keep `{other}` alone"
    )
}

fn raw_without_csv() -> Failure {
    usage!(
        "conflicting-arguments",
        "`--raw` solo vale para CSV, donde hay apóstrofos que quitar",
        "`--raw` goes with CSV alone, where there are apostrophes to leave out",
        "agregue `--csv excel` o `--format csv`",
        "add `--csv excel` or `--format csv`"
    )
}

#[cfg(test)]
mod tests {
    use super::{EXCEL, Program, Rows};
    use crate::cli::env::Env;
    use crate::view::Format;

    #[test]
    fn rows_are_a_table_unless_one_format_is_asked_for() {
        #[track_caller]
        fn case(flags: &[&str], format: Option<Format>, expected: Result<Format, &str>) {
            let mut env = Env::fixed(&[], &[]);
            env.speak_leniently(flags);
            let excel = flags.contains(&EXCEL).then_some(Program::Excel);
            let rows = Rows {
                format,
                csv: excel,
                ..Rows::default()
            };
            let found = rows.format(&env);
            assert_eq!(
                found.as_ref().map_err(|failure| &*failure.text.en),
                expected.as_ref().map_err(|text| *text)
            );
        }
        case(&[EXCEL], None, Ok(Format::Csv));
        case(&[EXCEL], Some(Format::Csv), Ok(Format::Csv));
        case(
            &[EXCEL],
            Some(Format::Markdown),
            Err("`--format md` and `--csv excel` ask for different formats"),
        );
        case(
            &[EXCEL, "--json"],
            None,
            Err("`--json` and `--csv excel` ask for different formats"),
        );
        case(&[], None, Ok(Format::Table));
        case(&[], Some(Format::Csv), Ok(Format::Csv));
        case(&["--json"], None, Ok(Format::Json));
        case(&["--json"], Some(Format::Json), Ok(Format::Json));
        case(
            &["--json"],
            Some(Format::Markdown),
            Err("`--json` and `--format md` ask for different formats"),
        );
    }
}
