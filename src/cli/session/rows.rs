//! How rows are asked for: their format, columns, order or template.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::env::Env;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{Value, both};
use crate::view::{Columns, Format, Layout, Made, NoColumn, Sort, Unfit, Unlaid};
use crate::words::series;

#[derive(Debug, Default, Args)]
pub struct Rows {
    #[arg(long, value_name = Value::Format, value_parser = formats(), help = both!(
        "Cómo se escriben las filas",
        "How the rows are written"
    ))]
    pub format: Option<Format>,
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

impl Rows {
    /// How rows are asked for.
    pub fn layout(&self, env: &Env) -> Result<Layout, Failure> {
        let format = self.format(env)?;
        let has_columns = matches!(format.made(), Made::Table(_));
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
        let other = match (env.json(), self.format, self.columns.is_empty()) {
            (true, _, _) => "--json",
            (false, Some(_), _) => "--format",
            (false, None, false) => "--columns",
            (false, None, true) => return Ok(()),
        };
        Err(usage!(
            "conflicting-arguments",
            "`--template` y `{other}` dicen de dos modos cómo se escriben las filas",
            "`--template` and `{other}` say in two ways how rows are written",
            "quite `{other}`",
            "leave out `{other}`"
        ))
    }

    /// The format asked for by either flag.
    fn format(&self, env: &Env) -> Result<Format, Failure> {
        match (env.json(), self.format) {
            (false, chosen) => Ok(chosen.unwrap_or(Format::Table)),
            (true, None | Some(Format::Json)) => Ok(Format::Json),
            (true, Some(other)) => Err(contradiction(other.name())),
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

/// Both `--json` and another format are asked for.
pub fn contradiction(name: &str) -> Failure {
    usage!(
        "conflicting-arguments",
        "`--json` y `--format {name}` piden formatos distintos",
        "`--json` and `--format {name}` ask for different formats",
        "deje solo `--format {name}`",
        "keep `--format {name}` alone"
    )
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use crate::cli::env::Env;
    use crate::view::Format;

    #[test]
    fn rows_are_a_table_unless_one_format_is_asked_for() {
        #[track_caller]
        fn case(flags: &[&str], format: Option<Format>, expected: Result<Format, &str>) {
            let mut env = Env::fixed(&[], &[]);
            env.speak_leniently(flags);
            let rows = Rows {
                format,
                ..Rows::default()
            };
            let found = rows.format(&env);
            assert_eq!(
                found.as_ref().map_err(|failure| &*failure.text.en),
                expected.as_ref().map_err(|text| *text)
            );
        }
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
