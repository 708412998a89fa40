//! What is odd about the git repository around the store.

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::store::doctor::oddity::{odd, word};
use crate::cli::store::findings;
use crate::cli::store::gate::unasked;
use crate::store::{Git, Hooked, Remark, What};
use crate::text;
use crate::view::OddityRow;
use crate::words::{Text, shell_word};

pub fn findings(session: &Session) -> Result<Vec<OddityRow>, Failure> {
    let store = &session.store;
    let folder = word(store.root());
    if Git::version().is_none() {
        return Ok(Vec::new());
    }
    let Some(git) = Git::around(store.root()) else {
        let said = Text::of(
            "el registro no está en un repositorio git: no se comparte ni se puede recuperar de su historia",
            "the store is in no git repository: it is not shared, and no history can give it back",
        );
        let command = format!("git init -b main {folder}");
        return Ok(vec![odd("no-repository", said, command)]);
    };
    let mut found = attributes(session)?;
    let hook = Hooked::find(store, "pre-commit").map_err(|error| unasked(&error))?;
    if hook.is_some_and(|hook| !hook.looks()) {
        let said = Text::of(
            "git no revisa lo que se guarda en cada commit de este clon",
            "git does not look at what each commit of this clone holds",
        );
        let command = format!("ugat --store {folder} store hooks");
        found.push(odd("no-hooks", said, command));
    }
    found.extend(email(session.env, &git)?);
    found.extend(alone(&git)?);
    if let Some(lock) = git.lock_left().map_err(|error| unasked(&error))? {
        let lock = word(&lock);
        let said = text!(
            "git dejó el candado `{lock}`: si ningún otro git trabaja aquí, quítelo",
            "git left the lock `{lock}`: where no other git is at work here, remove it"
        );
        found.push(odd("git-lock", said, format!("rm {lock}")));
    }
    if let Some(command) = git.under_way().map_err(|error| unasked(&error))? {
        let said = text!(
            "`git {command}` empezó aquí y no terminó",
            "`git {command}` was begun here and is not ended"
        );
        let command = format!("git -C {} {command} --continue", word(git.top()));
        found.push(odd("git-under-way", said, command));
    }
    Ok(found)
}

/// That git does not know by what e-mail to commit.
fn email(env: &Env, git: &Git) -> Result<Option<OddityRow>, Failure> {
    let is_given = |name| env.variable(name).is_some();
    let known = git.setting("user.email").map_err(|error| unasked(&error))?;
    let is_known = known.is_some_and(|known| !known.trim().is_empty());
    if is_known || ["EMAIL", "GIT_AUTHOR_EMAIL"].into_iter().any(is_given) {
        return Ok(None);
    }
    let said = Text::of(
        "git no sabe su correo, y sin él se niega a guardar un commit",
        "git does not know your e-mail, and without it refuses to commit",
    );
    let command = "git config --global user.email NOMBRE@ENTIDAD.gob.bo";
    Ok(Some(odd("no-user-email", said, command)))
}

/// That there is no other repository to share the store with, or that the branch follows none of its
/// branches.
fn alone(git: &Git) -> Result<Option<OddityRow>, Failure> {
    let unasked = |error| unasked(&error);
    let Some(branch) = git.branch().map_err(unasked)? else {
        return Ok(None);
    };
    if git.followed(&branch).map_err(unasked)?.is_some() {
        return Ok(None);
    }
    let (top, name) = (word(git.top()), shell_word(&branch));
    Ok(Some(match git.remote().map_err(unasked)? {
        None => odd(
            "no-remote",
            Text::of(
                "git no conoce otro repositorio con el que `ugat store sync` comparta el registro",
                "git knows no other repository with which `ugat store sync` could share the store",
            ),
            format!("git -C {top} remote add origin URL"),
        ),
        Some(remote) => odd(
            "no-upstream",
            text!(
                "la rama `{branch}` no sigue a ninguna de `{remote}`: `ugat store sync` no tiene con qué compartir",
                "branch `{branch}` follows none of `{remote}`: `ugat store sync` has nothing to share with"
            ),
            format!("git -C {top} push -u {} {name}", shell_word(&remote)),
        ),
    }))
}

/// What git has to know of the files of a store, and does not.
fn attributes(session: &Session) -> Result<Vec<OddityRow>, Failure> {
    let root = session.store.root();
    let folder = word(root);
    let found = session.store.git_findings()?.into_iter();
    let rows = found.flat_map(|finding| {
        let command = match &finding.what {
            What::Remark(Remark::GitLines(_)) => format!("ugat store init {folder}"),
            What::Damage(_) | What::Remark(_) => format!("ugat --store {folder} store verify"),
        };
        let rows = findings::rows(root, finding).into_iter();
        rows.map(move |row| odd(row.kind, row.line(), command.clone()))
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::{alone, email};
    use crate::cli::env::Env;
    use crate::store::Git;

    #[test]
    fn what_lacks_to_commit_and_to_share_is_told_with_the_command_that_mends_it() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join(".git")).expect("a folder");
        let git = Git::around(folder.path()).expect("a folder of git");
        let run = |words: &[&str]| {
            assert!(git.run(words).expect("git runs").is_well(), "{words:?}");
        };
        let unshared = || alone(&git).expect("git runs").map(|row| row.kind);
        let with = |variables: &[(&str, &str)]| {
            let env = Env::fixed(&[], variables);
            email(&env, &git).expect("git runs").map(|row| row.kind)
        };
        run(&["init", "--quiet", "--initial-branch=main"]);
        // Whatever the machine says.
        run(&["config", "user.email", ""]);
        assert_eq!(with(&[]), Some("no-user-email"));
        assert_eq!(with(&[("EMAIL", "ana@entidad.gob.bo")]), None);
        run(&["config", "user.email", "ana@entidad.gob.bo"]);
        assert_eq!(with(&[]), None);
        assert_eq!(unshared(), Some("no-remote"));
        run(&["remote", "add", "origin", "URL"]);
        let row = alone(&git).expect("git runs").expect("it follows none");
        assert_eq!(row.kind, "no-upstream");
        assert!(
            row.command.ends_with(" push -u origin main"),
            "{}",
            row.command
        );
        run(&["config", "branch.main.remote", "origin"]);
        run(&["config", "branch.main.merge", "refs/heads/main"]);
        assert_eq!(unshared(), None);
    }
}
