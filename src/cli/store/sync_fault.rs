//! Why an exchange with others stopped, in words.

use std::path::PathBuf;

use crate::cli::failure::{Failure, damaged, refused, usage};
use crate::cli::session::Session;
use crate::cli::store::git_cause::hint;
use crate::cli::store::{findings, refusals};
use crate::store::{Finding, GitDoing, Refusal, SyncFault};
use crate::text;
use crate::view::{FindingRow, RefusalRow};
use crate::words::{Text, series, shell_word};

/// What would help is done with git in the folder of the store, which is named from elsewhere.
pub fn failure(session: &Session, fault: SyncFault) -> Failure {
    if let SyncFault::Store(fault) = fault {
        return fault.into();
    }
    let failure = why(session, fault);
    match (failure.hint.clone(), session.way_there()) {
        (Some(hint), Some(way)) => {
            let Text { es, en } = hint.text;
            failure.with_hint(text!(
                "vaya a la carpeta del registro, `{way}`; ahí: {es}",
                "go to the folder of the store, `{way}`; there: {en}"
            ))
        }
        (_, None) | (None, _) => failure,
    }
}

fn why(session: &Session, fault: SyncFault) -> Failure {
    match fault {
        SyncFault::Store(fault) => fault.into(),
        SyncFault::NoGit => refused!(
            "no-git",
            "no se encontró `git`",
            "`git` was not found",
            "instálelo, por ejemplo con `apt install git`",
            "install it, for example by `apt install git`"
        ),
        SyncFault::NoRepository => no_repository(),
        SyncFault::Refused(said) => refused!(
            "git-refused",
            "git no lee el repositorio en que está el registro",
            "git does not read the repository that the store is in"
        )
        .with_hint_if(hint(&said))
        .with_details(lines(&said)),
        SyncFault::Detached => refused!(
            "detached",
            "el repositorio no está en ninguna rama",
            "the repository is on no branch",
            "vuelva a la suya, por ejemplo con `git switch main`",
            "go back to yours, for example by `git switch main`"
        ),
        SyncFault::UnderWay(what) => refused!(
            "under-way",
            "hay un `git {what}` sin terminar",
            "a `git {what}` is not finished",
            "termínelo (`git status` dice cómo) o déjelo con `git {what} --abort`",
            "finish it (`git status` says how) or leave it with `git {what} --abort`"
        ),
        SyncFault::Unmerged(paths) => unmerged(&paths),
        SyncFault::Ignored(paths) => ignored(&paths),
        SyncFault::Damaged(found) => damaged(rows(session, found)),
        SyncFault::Lost(found) => lost(rows(session, found)),
        SyncFault::Unfit(refused) => unfit(&refused),
        SyncFault::NoUpstream {
            branch,
            remote,
            has_branch,
        } => no_upstream(&branch, remote.as_deref(), has_branch),
        SyncFault::Git { doing, said } => stopped(doing, &said),
        SyncFault::Outrun(said) => outrun(&said),
        SyncFault::Merge { said, unmerged } => merge(&said, &unmerged),
    }
}

/// The store is not in a repository.
pub fn no_repository() -> Failure {
    refused!(
        "no-repository",
        "el registro no está en un repositorio git",
        "the store is not in a git repository",
        "cree uno con `git init`, y luego `ugat store sync`",
        "make one with `git init`, then `ugat store sync`"
    )
}

/// The name means no commit to git.
pub fn no_commit(named: &str) -> Failure {
    usage!(
        "unknown-commit",
        "`{named}` no es ningún commit de este repositorio",
        "`{named}` is not a commit of this repository",
        "un commit se nombra por una rama, una etiqueta o su número: `git log --oneline --all`",
        "a commit is named by a branch, a tag or its number: `git log --oneline --all`"
    )
}

/// What a program said, as it said it.
fn lines(said: &[String]) -> Vec<Text> {
    let said = said.iter().filter(|line| !line.trim().is_empty());
    said.map(|line| Text::same(line.trim_end())).collect()
}

fn shown(paths: &[PathBuf]) -> String {
    let shown = paths.iter().map(|path| path.display().to_string());
    series(&shown.collect::<Vec<_>>())
}

fn rows(session: &Session, found: Vec<Finding>) -> Vec<FindingRow> {
    let (root, found) = (session.store.root(), found.into_iter());
    found
        .flat_map(|finding| findings::rows(root, finding))
        .collect()
}

fn damaged(found: Vec<FindingRow>) -> Failure {
    damaged!(
        "damaged",
        "nada se compartió: el registro tiene daños, o le falta lo que git tiene de él",
        "nothing was shared: the store is damaged, or lacks what git has of it",
        "`ugat store repair` muestra lo que devuelve y repara, `ugat store repair --yes` lo hace, y `ugat store verify` dice cómo seguir con lo demás",
        "`ugat store repair` shows what it gives back and mends, `ugat store repair --yes` does it, and `ugat store verify` says how to go on with the rest"
    )
    .with_findings(found)
}

fn lost(found: Vec<FindingRow>) -> Failure {
    damaged!(
        "acts-lost",
        "con lo que llegó de los demás se perdieron actos; nada se entregó",
        "acts went missing with what came in from others; nothing was passed on",
        "`ugat store repair --yes` los devuelve; luego `ugat store sync` los comparte de nuevo",
        "`ugat store repair --yes` gives them back; then `ugat store sync` shares them again"
    )
    .with_findings(found)
}

/// What would be passed on is damaged, or alters what was given or pinned.
fn unfit(refused: &[Refusal]) -> Failure {
    let rows: Vec<RefusalRow> = refused.iter().map(refusals::row).collect();
    damaged!(
        "damaged",
        "lo que se entregaría tiene daños; nada se entregó",
        "what would be passed on is damaged; nothing was passed on",
        "`ugat store repair` muestra lo que devuelve y repara, `ugat store repair --yes` lo hace; luego `ugat store sync` lo comparte",
        "`ugat store repair` shows what it gives back and mends, `ugat store repair --yes` does it; then `ugat store sync` shares it"
    )
    .with_details(rows.iter().map(RefusalRow::line).collect())
}

fn ignored(paths: &[PathBuf]) -> Failure {
    let files = shown(paths);
    let first = paths.first().map(|path| path.display().to_string());
    let first = shell_word(&first.unwrap_or_default());
    damaged!(
        "git-ignored",
        "git no toma en cuenta {files}: así no se compartiría",
        "git leaves {files} out: so it would not be shared",
        "quite la regla que lo dice, que muestra `git check-ignore -v {first}`",
        "take out the rule that says so, which `git check-ignore -v {first}` shows"
    )
}

fn no_upstream(branch: &str, remote: Option<&str>, has_branch: bool) -> Failure {
    let failure = refused!(
        "no-upstream",
        "lo de aquí está guardado en git, pero la rama `{branch}` no sigue a ninguna de otro repositorio",
        "what is here is committed, but branch `{branch}` follows none of another repository"
    );
    failure.with_hint(match remote {
        Some(remote) if has_branch => text!(
            "`git fetch {remote}`, luego `git branch --set-upstream-to={remote}/{branch}`",
            "`git fetch {remote}`, then `git branch --set-upstream-to={remote}/{branch}`"
        ),
        Some(remote) => text!(
            "`git push -u {remote} {branch}`",
            "`git push -u {remote} {branch}`"
        ),
        None => text!(
            "`git remote add origin URL` y `git push -u origin {branch}`",
            "`git remote add origin URL` and `git push -u origin {branch}`"
        ),
    })
}

fn unmerged(paths: &[PathBuf]) -> Failure {
    let files = shown(paths);
    damaged!(
        "git-conflict",
        "git no pudo unir {files}, y nadie lo resolvió",
        "git could not merge {files}, and nobody has settled it"
    )
    .with_hint(settling(paths))
}

/// How files that git could not merge are settled.
fn settling(paths: &[PathBuf]) -> Text {
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "jsonl");
    match paths.iter().all(is_journal) {
        true => Text::of(
            "`ugat store repair --yes`, y luego `git add -A` y `git commit --no-edit`",
            "`ugat store repair --yes`, then `git add -A` and `git commit --no-edit`",
        ),
        false => Text::of(
            "edite esos archivos, y luego `git add -A` y `git commit --no-edit`; o `git merge --abort`",
            "edit these files, then `git add -A` and `git commit --no-edit`; or `git merge --abort`",
        ),
    }
}

fn merge(said: &[String], unmerged: &[PathBuf]) -> Failure {
    if unmerged.is_empty() {
        return stopped(GitDoing::Merge, said);
    }
    let files = shown(unmerged);
    refused!(
        "git-conflict",
        "git no pudo unir {files}",
        "git could not merge {files}"
    )
    .with_hint(settling(unmerged))
}

/// Somebody else was faster each time.
fn outrun(said: &[String]) -> Failure {
    stopped(GitDoing::Push, said).with_hint(Text::of(
        "alguien entregó más rápido varias veces; repita `ugat store sync`",
        "somebody was faster several times; run `ugat store sync` again",
    ))
}

/// Git stopped: all that it said, and what helps.
fn stopped(doing: GitDoing, said: &[String]) -> Failure {
    let committed = Text::of(
        "lo de aquí está guardado en git",
        "what is here is committed",
    );
    let (command, Text { es, en }) = match doing {
        GitDoing::Commit => (
            "commit",
            Text::of("nada se compartió", "nothing was shared"),
        ),
        GitDoing::Fetch => ("fetch", committed),
        GitDoing::Merge => ("merge", committed),
        GitDoing::Push => (
            "push",
            Text::of(
                "lo de aquí está guardado en git y lo de los demás ya está aquí",
                "what is here is committed and what others have is here",
            ),
        ),
    };
    refused!(
        "git-stopped",
        "`git {command}` se detuvo; {es}",
        "`git {command}` stopped; {en}",
        "resuelto eso, repita `ugat store sync`",
        "once that is solved, run `ugat store sync` again"
    )
    .with_hint_if(hint(said))
    .with_details(lines(said))
}
