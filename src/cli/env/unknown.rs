use crate::cli::failure::Failure;
use crate::text;
use crate::words::Text;

/// The clock is held at what is no time.
pub fn no_time(held: &str) -> Failure {
    Failure::usage(
        "invalid-clock",
        text!(
            "`UGAT_NOW` es `{held}`, que no es una hora como `2026-03-02T10:12:00-04:00`",
            "`UGAT_NOW` is `{held}`, which is not a time such as `2026-03-02T10:12:00-04:00`"
        ),
    )
    .with_hint(Text::of(
        "quítela con `unset UGAT_NOW`",
        "remove it with `unset UGAT_NOW`",
    ))
}

/// Nobody is known who acts.
pub fn nobody() -> Failure {
    Failure::usage(
        "unknown-actor",
        Text::of("no se sabe quién actúa", "it is not known who acts"),
    )
    .with_hint(Text::of(
        "nómbrelo con `--by NOMBRE`, `UGAT_USER` o `git config user.name NOMBRE`",
        "name them with `--by NAME`, `UGAT_USER` or `git config user.name NAME`",
    ))
}
