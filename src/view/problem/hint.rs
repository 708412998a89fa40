//! The hints on problems of a TOML file.

use crate::definition::{Expected, Misfit, Named, Newer, Part, Reason, Syntax};
use crate::model::{KeyFault, RoleId};
use crate::text;
use crate::view::problem::name::{named, part_of};
use crate::view::problem::setting_fault::setting_hint;
use crate::words::{Text, matching, redacted_text, series};

/// The hint, if there is one.
pub(in crate::view) fn hint(reason: &Reason) -> Option<Text> {
    plain(reason).map(redacted_text)
}

fn plain(reason: &Reason) -> Option<Text> {
    match reason {
        Reason::UnknownKey { meant, part, .. } => Some(match meant {
            Some(meant) => did_you_mean(meant),
            None => keys_of(*part),
        }),
        Reason::Unknown { what, meant, .. } => match meant {
            Some(meant) => Some(did_you_mean(meant)),
            None => declaring(*what),
        },
        Reason::WrongType { found: _, expected } => shape(*expected),
        Reason::Syntax(Syntax::Unclosed) => Some(Text::of(
            "lo que se abre se cierra en la misma línea; solo `[ … ]`, `\"\"\"` y `'''` pueden ocupar varias",
            "what is opened is closed on the same line; only `[ … ]`, `\"\"\"` and `'''` may take several",
        )),
        Reason::Syntax(Syntax::MissingComma) => Some(Text::of(
            "puede que falte cerrar algo más arriba: una comilla, un corchete o una llave",
            "something further up may not be closed: a quote, a bracket or a brace",
        )),
        Reason::NewerToml(newer) => Some(older(*newer)),
        Reason::EmptyList => Some(Text::of(
            "nombre al menos uno, o quite la clave si puede faltar",
            "name at least one, or leave the key out where it may be missing",
        )),
        Reason::MalformedKey { key, fault } => (*fault == KeyFault::Form).then(|| form_of_key(key)),
        Reason::Misfit(misfit) => of_misfit(misfit),
        Reason::Setting(fault) => setting_hint(fault),
        Reason::Syntax(_)
        | Reason::FileTooLarge { .. }
        | Reason::MissingKey { .. }
        | Reason::MissingLanguage(_)
        | Reason::EmptyText
        | Reason::TextTooLong { .. }
        | Reason::HostileText { .. }
        | Reason::NumberOutside { .. }
        | Reason::UnknownWord { .. }
        | Reason::Excluded { .. }
        | Reason::NoYesNo { .. }
        | Reason::ListedTwice { .. }
        | Reason::DeclaredTwice { .. }
        | Reason::Shadows { .. }
        | Reason::NeverUsed { .. } => None,
    }
}

/// What a key is made of, and the key that a name would have.
fn form_of_key(typed: &str) -> Text {
    let letters = Text::of(
        "una clave lleva letras minúsculas sin tilde, cifras y guiones sueltos, y empieza con una letra",
        "a key is lower-case letters, digits and single hyphens, and starts with a letter",
    );
    let plain = matching(typed);
    let words = plain.split(|one: char| !one.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let Ok(key) = RoleId::parse(&words.join("-")) else {
        return letters;
    };
    let Text { es, en } = letters;
    text!(
        "{es}: `{key}`; el nombre completo va en `title`, donde la clave se declara",
        "{en}: `{key}`; the full name stands in `title`, where the key is declared"
    )
}

fn did_you_mean(meant: &str) -> Text {
    let meant = named(meant);
    text!("¿quiso decir {meant}?", "did you mean {meant}?")
}

fn keys_of(part: Part) -> Text {
    let (Text { es, en }, keys) = (part_of(part), series(part.keys()));
    text!("las claves {es} son: {keys}", "the keys {en} are: {keys}")
}

fn declaring(what: Named) -> Option<Text> {
    let header = match what {
        Named::Role => "[[role]]",
        Named::Output => "[[output]]",
        Named::Ending => "[[ending]]",
        Named::Person => {
            return Some(Text::of(
                "declárela con `[[people]]` y `name`",
                "declare them under `[[people]]` with `name`",
            ));
        }
        Named::Form => {
            return Some(Text::of(
                "los formularios se ven con `ugat form list`",
                "`ugat form list` shows the forms",
            ));
        }
        Named::Answer | Named::HeldRole | Named::Email | Named::Field | Named::Choice => {
            return None;
        }
    };
    Some(text!(
        "declárelo con `{header}`",
        "declare it under `{header}`"
    ))
}

fn shape(expected: Expected) -> Option<Text> {
    match expected {
        Expected::BothLanguages => Some(Text::of(
            "escriba `{ es = \"…\", en = \"…\" }`",
            "write `{ es = \"…\", en = \"…\" }`",
        )),
        Expected::Day => Some(Text::of(
            "una fecha va sin comillas: `2023-11-20`",
            "a date stands without quotes: `2023-11-20`",
        )),
        Expected::Tables { header } => Some(text!(
            "una lista de tablas se escribe `[[{header}]]`, o `{header} = [{{ … }}]`",
            "a list of tables is written `[[{header}]]`, or `{header} = [{{ … }}]`",
        )),
        Expected::Table(part) => table_of(part),
        Expected::List => Some(Text::of(
            "una lista va entre corchetes: `[\"…\", \"…\"]`",
            "a list stands in brackets: `[\"…\", \"…\"]`",
        )),
        Expected::String
        | Expected::StringOrList
        | Expected::StringOrTable
        | Expected::Integer
        | Expected::Boolean => None,
    }
}

/// How a table is written that people tend to write as a text.
fn table_of(part: Part) -> Option<Text> {
    if part == Part::Question {
        return Some(Text::of(
            "una pregunta se escribe `question = { text = { es = \"¿…?\", en = \"…?\" }, answers = [{ key = \"yes\", next = [3] }, { key = \"no\", next = [] }] }`",
            "a question is written `question = { text = { es = \"¿…?\", en = \"…?\" }, answers = [{ key = \"yes\", next = [3] }, { key = \"no\", next = [] }] }`",
        ));
    }
    (part == Part::Approval).then_some(Text::of(
        "la aprobación se escribe `approved = { by = \"R.A. 1/2026\", on = 2026-01-31 }`",
        "an approval is written `approved = { by = \"R.A. 1/2026\", on = 2026-01-31 }`",
    ))
}

fn older(newer: Newer) -> Text {
    match newer {
        Newer::LineEndInTable => Text::of(
            "escríbala en una sola línea; una lista `[ … ]` dentro de ella sí puede ocupar varias",
            "write it on one line; a list `[ … ]` inside it may take several",
        ),
        Newer::TrailingComma => Text::of("quite la coma", "leave the comma out"),
        Newer::EscapeE | Newer::EscapeX => Text::of(
            "escriba `\\u` y cuatro cifras",
            "write `\\u` and four digits",
        ),
    }
}

fn of_misfit(misfit: &Misfit) -> Option<Text> {
    match misfit {
        Misfit::NoActivity => Some(Text::of(
            "cada actividad empieza con `[[activity]]`",
            "each activity starts with `[[activity]]`",
        )),
        Misfit::NumberSkipped { .. } | Misfit::NumberOutOfOrder { .. } => Some(Text::of(
            "las actividades van en orden: 1, 2, 3 …, sin huecos",
            "activities stand in order: 1, 2, 3 …, without holes",
        )),
        Misfit::TooFewAnswers { .. } => Some(Text::of(
            "una pregunta tiene dos respuestas o más",
            "a question has two answers or more",
        )),
        Misfit::AnswerWithoutTitle { .. } => Some(Text::of(
            "solo `yes` y `no` tienen título propio",
            "only `yes` and `no` have a title of their own",
        )),
        Misfit::LeadsAlways { .. } => Some(Text::of(
            "quítela de la respuesta o del `next` de la actividad",
            "leave it out of the answer or out of the activity's `next`",
        )),
        Misfit::NothingAfterLast { .. } => Some(Text::of(
            "escriba `next = []` si nada le sigue",
            "write `next = []` where nothing follows",
        )),
        Misfit::ResultButLeadsOn { .. } => Some(Text::of(
            "un final va en la respuesta, o en la actividad, tras la cual nada sigue",
            "an ending goes with the answer, or the activity, behind which nothing follows",
        )),
        Misfit::ReviewOfItself { .. }
        | Misfit::ReviewOfLater { .. }
        | Misfit::ReviewOfNothing { .. } => Some(Text::of(
            "una revisión devuelve el trabajo a una actividad anterior",
            "a review returns the work to an earlier activity",
        )),
        Misfit::TooManyActivities { .. }
        | Misfit::NumberTwice { .. }
        | Misfit::GroupTwice
        | Misfit::WhenWithoutQuestion
        | Misfit::LeadsNowhere { .. }
        | Misfit::LeadsTwice { .. }
        | Misfit::ReviewTwice { .. }
        | Misfit::EntityFromNowhere { .. } => None,
    }
}
