use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::text;
use crate::view::{Columns, Format, Layout, NoColumn, Sort};
use crate::words::{Text, series};

#[derive(Debug, Default, Args)]
pub struct Rows {
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub format: Option<Format>,
    #[arg(long, value_name = "COLUMNS", num_args = 0..=1, default_missing_value = "")]
    pub columns: Option<String>,
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
}

impl Rows {
    /// How rows are asked for.
    ///
    /// # Errors
    /// Where two formats are asked for, or columns of one that has none.
    pub fn layout(&self, env: &Env) -> Result<Layout, Failure> {
        let format = self.format(env)?;
        let has_columns = !matches!(format, Format::Json | Format::Ndjson);
        if !has_columns && (self.columns.is_some() || self.sort.is_some()) {
            return Err(no_columns(format));
        }
        let columns = match self.columns.as_deref() {
            None => Columns::All,
            Some("") => Columns::Named,
            Some(keys) => Columns::Some(keys.split(',').map(|key| key.trim().to_owned()).collect()),
        };
        let sort = self.sort.as_deref().map(|key| Sort {
            key: key.trim_start_matches('-').to_owned(),
            descending: key.starts_with('-'),
        });
        Ok(Layout {
            format,
            columns,
            sort,
        })
    }

    /// The format asked for by either flag.
    ///
    /// # Errors
    /// Where `--json` and `--format` ask for different ones.
    fn format(&self, env: &Env) -> Result<Format, Failure> {
        match (env.json(), self.format) {
            (false, chosen) => Ok(chosen.unwrap_or(Format::Table)),
            (true, None | Some(Format::Json)) => Ok(Format::Json),
            (true, Some(other)) => Err(contradiction(other)),
        }
    }
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .map(|name| Format::named(&name).expect("clap has taken one of the names"))
}

fn no_columns(format: Format) -> Failure {
    let name = format.name();
    Failure::usage(
        "conflicting-arguments",
        text!(
            "`--columns` y `--sort` no valen para `{name}`, que lleva todos los campos",
            "`--columns` and `--sort` do not go with `{name}`, which has every field"
        ),
    )
    .with_hint(Text::of(
        "elija y ordene con `jq`, o use `--format csv`",
        "choose and sort with `jq`, or use `--format csv`",
    ))
}

impl From<NoColumn> for Failure {
    fn from(none: NoColumn) -> Self {
        let (key, known) = (none.key, series(&none.known));
        Self::usage(
            "unknown-column",
            text!(
                "`{key}` no es una columna: {known}",
                "`{key}` is no column: {known}"
            ),
        )
        .with_hint_if(
            none.meant
                .map(|meant| text!("¿quiso decir `{meant}`?", "did you mean `{meant}`?")),
        )
    }
}

fn contradiction(format: Format) -> Failure {
    let name = format.name();
    Failure::usage(
        "conflicting-arguments",
        text!(
            "`--json` y `--format {name}` piden formatos distintos",
            "`--json` and `--format {name}` ask for different formats"
        ),
    )
    .with_hint(text!(
        "deje solo `--format {name}`",
        "keep `--format {name}` alone"
    ))
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
