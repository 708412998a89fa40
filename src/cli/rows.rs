use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::text;
use crate::view::Format;

#[derive(Debug, Default, Args)]
pub struct Rows {
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub format: Option<Format>,
}

impl Rows {
    /// The format asked for by either flag.
    ///
    /// # Errors
    /// Where `--json` and `--format` ask for different ones.
    pub fn format(&self, env: &Env) -> Result<Format, Failure> {
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
            let found = Rows { format }.format(&env);
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
