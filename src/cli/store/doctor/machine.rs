//! What is odd about the machine, whatever store is used on it.

use crate::cli::env::Env;
use crate::cli::store::doctor::oddity::odd;
use crate::store::Git;
use crate::text;
use crate::view::OddityRow;
use crate::words::{Text, shell_word};

/// The first git that can be told to leave alone a bare repository which it meets on its way.
const OLDEST_GIT: (u32, u32) = (2, 38);

/// Fewer columns than these break most lines.
const NARROWEST: usize = 60;

pub fn findings(env: &Env) -> Vec<OddityRow> {
    let mut findings = Vec::new();
    findings.extend(git(env));
    findings.extend(locale(env));
    let width = env.width();
    if width < NARROWEST {
        let said = text!(
            "la terminal tiene {width} columnas, y las tablas se parten",
            "the terminal has {width} columns, and tables are broken"
        );
        findings.push(odd("narrow-terminal", said, "stty columns 80"));
    }
    for (name, es, en) in [
        ("UGAT_NOW", "el reloj", "the clock"),
        ("UGAT_SEED", "el azar", "the randomness"),
    ] {
        if env.variable(name).is_some() {
            let said = text!(
                "`{name}` está definida y fija {es}, lo que solo sirve para ejemplos",
                "`{name}` is set and holds {en}, which is for examples alone"
            );
            findings.push(odd("variable-held", said, format!("unset {name}")));
        }
    }
    findings
}

/// Git, and who it says acts.
fn git(env: &Env) -> Option<OddityRow> {
    let install = "sudo apt install git";
    let Some(version) = Git::version() else {
        let said = Text::of(
            "no se encontró `git`, con el que se comparte y se recupera un registro",
            "`git` was not found, by which a store is shared and recovered",
        );
        return Some(odd("no-git", said, install));
    };
    if version < OLDEST_GIT {
        let ((major, minor), (least, lesser)) = (version, OLDEST_GIT);
        let said = text!(
            "git es {major}.{minor}, y hace falta {least}.{lesser} o posterior",
            "git is {major}.{minor}, and {least}.{lesser} or later is needed"
        );
        return Some(odd("old-git", said, install));
    }
    let Some(name) = env.git_user() else {
        return Some(nameless(env));
    };
    let other = env.variable("UGAT_USER").filter(|other| *other != name)?;
    let said = text!(
        "`UGAT_USER` dice que actúa `{other}`, y git, que `{name}`",
        "`UGAT_USER` says that `{other}` acts, and git that `{name}` does"
    );
    Some(odd("variable-overrides", said, "unset UGAT_USER"))
}

/// That git does not know who works here.
fn nameless(env: &Env) -> OddityRow {
    let (said, name) = match env.actor() {
        Ok(actor) => (
            text!(
                "git no sabe cómo se llama usted; sus actos se registran como `{actor}`",
                "git does not know your name; your acts are recorded as `{actor}`"
            ),
            shell_word(actor.as_str()),
        ),
        Err(failure) => (failure.text, "\"$USER\"".to_owned()),
    };
    let command = format!("git config --global user.name {name}");
    odd("no-user-name", said, command)
}

/// A locale that cannot write accents.
fn locale(env: &Env) -> Option<OddityRow> {
    let (name, value) = env.plain_locale()?;
    let said = text!(
        "`{name}` es `{value}`, que no es UTF-8: las tildes y la ñ pueden verse mal",
        "`{name}` is `{value}`, which is not UTF-8: accents and ñ may be shown wrong"
    );
    Some(odd("no-utf8", said, format!("export {name}=C.UTF-8")))
}

#[cfg(test)]
mod tests {
    use super::locale;
    use crate::cli::env::Env;

    #[test]
    fn a_locale_that_is_set_and_is_not_utf_8_is_told_the_strongest_variable_first() {
        #[track_caller]
        fn case(variables: &[(&str, &str)], expected: Option<&str>) {
            let row = locale(&Env::fixed(&[], variables));
            assert_eq!(row.map(|row| row.command).as_deref(), expected);
        }
        case(&[], None);
        case(&[("LANG", "es_BO.UTF-8")], None);
        case(&[("LANG", "es_BO.utf8"), ("LC_ALL", "")], None);
        case(&[("LANG", "C")], Some("export LANG=C.UTF-8"));
        let both = [("LANG", "es_BO.UTF-8"), ("LC_ALL", "POSIX")];
        case(&both, Some("export LC_ALL=C.UTF-8"));
    }
}
