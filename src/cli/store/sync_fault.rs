//! Why an exchange with others stopped, in words.

use std::path::PathBuf;

use crate::cli::failure::Failure;
use crate::store::SyncFault;
use crate::text;
use crate::words::{Text, escaped, series};

pub fn failure(fault: SyncFault) -> Failure {
    match fault {
        SyncFault::Store(fault) => fault.into(),
        SyncFault::NoGit => Failure::refused(
            "no-git",
            Text::of("no se encontró `git`", "`git` was not found"),
        )
        .with_hint(Text::of(
            "instálelo, por ejemplo con `apt install git`",
            "install it, for example by `apt install git`",
        )),
        SyncFault::NoRepository => Failure::refused(
            "no-repository",
            Text::of(
                "el registro no está en un repositorio git",
                "the store is not in a git repository",
            ),
        )
        .with_hint(Text::of(
            "cree uno en su carpeta con `git init`, y luego `ugat store init`",
            "make one in its folder with `git init`, then `ugat store init`",
        )),
        SyncFault::Detached => Failure::refused(
            "detached",
            Text::of(
                "el repositorio no está en ninguna rama",
                "the repository is on no branch",
            ),
        )
        .with_hint(Text::of(
            "vuelva a la suya, por ejemplo con `git switch main`",
            "go back to yours, for example by `git switch main`",
        )),
        SyncFault::UnderWay(what) => Failure::refused(
            "under-way",
            text!(
                "hay un `git {what}` sin terminar",
                "a `git {what}` is not ended"
            ),
        )
        .with_hint(text!(
            "termínelo (`git status` dice cómo) o déjelo con `git {what} --abort`",
            "end it (`git status` says how) or leave it with `git {what} --abort`"
        )),
        SyncFault::NoUpstream { branch, remote } => Failure::refused(
            "no-upstream",
            text!(
                "lo de aquí está guardado en git, pero la rama `{branch}` no sigue a ninguna de otro repositorio",
                "what is here is committed, but branch `{branch}` follows none of another repository"
            ),
        )
        .with_hint(match remote {
            Some(remote) => text!("`git push -u {remote} {branch}`", "`git push -u {remote} {branch}`"),
            None => text!(
                "`git remote add origin URL` y `git push -u origin {branch}`",
                "`git remote add origin URL` and `git push -u origin {branch}`"
            ),
        }),
        SyncFault::Commit(said) => stopped("commit", &said).with_hint(Text::of(
            "nada se compartió; `git status` muestra lo que falta guardar",
            "nothing was shared; `git status` shows what is not committed",
        )),
        SyncFault::Pull { said, unmerged } => pull(&said, &unmerged),
        SyncFault::Push(said) => stopped("push", &said).with_hint(Text::of(
            "lo de aquí está guardado en git y lo de los demás ya está aquí; repita `ugat store sync`",
            "what is here is committed and what others have is here; run `ugat store sync` again",
        )),
    }
}

fn pull(said: &[String], unmerged: &[PathBuf]) -> Failure {
    if unmerged.is_empty() {
        return stopped("pull", said).with_hint(Text::of(
            "lo de aquí está guardado en git; resuelto eso, repita `ugat store sync`",
            "what is here is committed; once that is solved, run `ugat store sync` again",
        ));
    }
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "jsonl");
    let journals = unmerged.iter().all(is_journal);
    let files: Vec<_> = unmerged.iter().map(|path| path.display()).collect();
    let files = series(&files);
    let failure = Failure::refused(
        "git-conflict",
        text!("git no pudo unir {files}", "git could not merge {files}"),
    );
    failure.with_hint(match journals {
        true => Text::of(
            "`ugat store repair --yes`, y luego `git add -A` y `git commit --no-edit`",
            "`ugat store repair --yes`, then `git add -A` and `git commit --no-edit`",
        ),
        false => Text::of(
            "edite esos archivos, y luego `git add -A` y `git commit --no-edit`; o `git merge --abort`",
            "edit these files, then `git add -A` and `git commit --no-edit`; or `git merge --abort`",
        ),
    })
}

fn stopped(command: &str, said: &[String]) -> Failure {
    let last = said.iter().rev().find(|line| !line.trim().is_empty());
    let why = said
        .iter()
        .find(|line| line.starts_with("fatal:") || line.starts_with("error:"))
        .or(last);
    let why = why.map_or(String::new(), |line| format!(": {}", escaped(line.trim())));
    Failure::refused(
        "git-stopped",
        text!(
            "`git {command}` se detuvo{why}",
            "`git {command}` stopped{why}"
        ),
    )
}
