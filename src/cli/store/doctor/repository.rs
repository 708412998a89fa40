//! What is odd about the git repository around the store.

use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::store::doctor::oddity::{odd, word};
use crate::cli::store::findings;
use crate::cli::store::gate::unasked;
use crate::store::{Git, Hooked, Remark, What};
use crate::text;
use crate::view::OddityRow;
use crate::words::Text;

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

/// What git has to know of the files of a store, and does not.
fn attributes(session: &Session) -> Result<Vec<OddityRow>, Failure> {
    let root = session.store.root();
    let folder = word(root);
    let found = session.store.git_findings()?.into_iter();
    let rows = found.map(|finding| {
        let command = match &finding.what {
            What::Remark(Remark::GitLines(_)) => format!("ugat store init {folder}"),
            What::Damage(_) | What::Remark(_) => format!("ugat --store {folder} store verify"),
        };
        let row = findings::row(root, finding);
        odd(row.kind, row.line(), command)
    });
    Ok(rows.collect())
}
