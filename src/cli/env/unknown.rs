use crate::cli::failure::{Failure, usage};

/// `UGAT_NOW` is not a time.
pub fn no_time(held: &str) -> Failure {
    usage!(
        "invalid-clock",
        "`UGAT_NOW` es `{held}`, que no es una hora como `2026-03-02T10:12:00-04:00`",
        "`UGAT_NOW` is `{held}`, which is not a time such as `2026-03-02T10:12:00-04:00`",
        "quítela con `unset UGAT_NOW`",
        "remove it with `unset UGAT_NOW`"
    )
}

/// Nothing says who acts.
pub fn nobody() -> Failure {
    usage!(
        "unknown-actor",
        "no se sabe quién actúa",
        "it is not known who acts",
        "nómbrelo con `--by NOMBRE`, `UGAT_USER` o `git config user.name NOMBRE`",
        "name them with `--by NAME`, `UGAT_USER` or `git config user.name NAME`"
    )
}
