//! Why git stopped, by what it said: it has no other way to tell.

use crate::words::Text;

/// What git, ssh or a server may say, in small letters, and what helps then.
struct Cause {
    said: &'static [&'static str],
    helps: Text,
}

const fn cause(said: &'static [&'static str], es: &'static str, en: &'static str) -> Cause {
    let helps = Text::of(es, en);
    Cause { said, helps }
}

/// The causes, the more special first.
static CAUSES: &[Cause] = &[
    cause(
        &["dubious ownership"],
        "la carpeta es de otro usuario de esta máquina; si confía en él, `git config --global --add safe.directory CARPETA`",
        "the folder belongs to another user of this machine; if you trust them, `git config --global --add safe.directory DIR`",
    ),
    cause(
        &["index.lock"],
        "otro git trabaja aquí, o uno se interrumpió; si no hay ninguno (`pgrep -a git`), quite el archivo: `rm .git/index.lock`",
        "another git is at work here, or one was killed; if there is none (`pgrep -a git`), remove the file: `rm .git/index.lock`",
    ),
    cause(
        &[
            "identity unknown",
            "empty ident name",
            "unable to auto-detect email address",
        ],
        "diga a git quién es: `git config --global user.name NOMBRE` y `git config --global user.email CORREO`",
        "tell git who you are: `git config --global user.name NAME` and `git config --global user.email MAIL`",
    ),
    cause(
        &[
            "failed to sign the data",
            "user.signingkey",
            "failed to write commit object",
        ],
        "git debe firmar y no pudo: revise su clave (`git config user.signingkey`), o deje de firmar aquí con `git config commit.gpgsign false`",
        "git has to sign and could not: look at your key (`git config user.signingkey`), or stop signing here by `git config commit.gpgsign false`",
    ),
    cause(
        &["sparse-checkout"],
        "solo una parte de los archivos está en la carpeta de trabajo: traiga los demás con `git sparse-checkout disable`",
        "only a part of the files is in the work tree: bring the others by `git sparse-checkout disable`",
    ),
    cause(
        &["host key verification failed"],
        "ssh no conoce el servidor, o su clave cambió: pregunte a quien lo administra por su huella y conéctese una vez a mano con `ssh`",
        "ssh does not know the server, or its key has changed: ask who runs it for its fingerprint and connect once by hand with `ssh`",
    ),
    cause(
        &["permission denied (publickey"],
        "el servidor no acepta su clave: `ssh-add -l` muestra las que ofrece; pida a quien lo administra que registre la suya",
        "the server does not take your key: `ssh-add -l` shows those you offer; ask who runs it to register yours",
    ),
    cause(
        &["could not resolve host"],
        "no se encontró el servidor: revise la red y la dirección que muestra `git remote -v`",
        "the server was not found: look at the network and at the address that `git remote -v` shows",
    ),
    cause(
        &["authentication failed"],
        "el servidor no aceptó el usuario o la clave; repita `ugat store sync` en una terminal, donde git puede preguntarlos",
        "the server did not take the user or the password; run `ugat store sync` on a terminal, where git can ask for them",
    ),
    cause(
        &["could not read password"],
        "el servidor pide una clave; repita `ugat store sync` en una terminal, donde git puede preguntarla",
        "the server asks for a password; run `ugat store sync` on a terminal, where git can ask for it",
    ),
    cause(
        &["could not read username", "terminal prompts disabled"],
        "el servidor pide usuario y clave; repita `ugat store sync` en una terminal, donde git puede preguntarlos",
        "the server asks for a user and a password; run `ugat store sync` on a terminal, where git can ask for them",
    ),
    cause(
        &["couldn't find remote ref"],
        "esa rama ya no está en el servidor: `git push REMOTO HEAD:RAMA` la vuelve a crear, o siga otra con `git branch --set-upstream-to=REMOTO/RAMA`",
        "that branch is not on the server any more: `git push REMOTE HEAD:BRANCH` makes it again, or follow another by `git branch --set-upstream-to=REMOTE/BRANCH`",
    ),
    cause(
        &["refusing to merge unrelated histories"],
        "los dos registros se iniciaron por separado y no tienen historia común; si son del mismo registro, únalos una vez con `git merge --allow-unrelated-histories FETCH_HEAD`",
        "the two stores were begun apart and have no history in common; if they are of one store, join them once by `git merge --allow-unrelated-histories FETCH_HEAD`",
    ),
    cause(
        &["would be overwritten by merge"],
        "esos archivos cambiaron aquí y no son del registro, o no están guardados: guárdelos con git o apártelos, y repita `ugat store sync`",
        "these files were changed here and are none of the store's, or are not committed: commit them or move them away, and run `ugat store sync` again",
    ),
    cause(
        &[
            "connection refused",
            "connection timed out",
            "couldn't connect to server",
        ],
        "el servidor no responde: revise la red y la dirección que muestra `git remote -v`",
        "the server does not answer: look at the network and at the address that `git remote -v` shows",
    ),
    cause(
        &["protected branch"],
        "el servidor protege esa rama: pida permiso a quien lo administra, o entregue por otra rama, `git push REMOTO HEAD:OTRA`",
        "the server protects that branch: ask who runs it for leave, or give by another one, `git push REMOTE HEAD:OTHER`",
    ),
    cause(
        &["pre-receive hook declined"],
        "el servidor no dejó entrar lo entregado; arriba dice por qué",
        "the server did not let in what was given; above it says why",
    ),
    cause(
        &["hook declined"],
        "un programa del servidor no dejó entrar lo entregado; arriba dice por qué",
        "a program of the server did not let in what was given; above it says why",
    ),
    cause(
        &["does not appear to be a git repository"],
        "en la dirección que muestra `git remote -v` no hay un repositorio",
        "there is no repository at the address that `git remote -v` shows",
    ),
    cause(
        &["no space left on device"],
        "el disco está lleno: libere espacio y repita `ugat store sync`",
        "the disk is full: make room and run `ugat store sync` again",
    ),
];

/// What helps, where it is known.
pub fn hint(said: &[String]) -> Option<Text> {
    let small: Vec<String> = said.iter().map(|line| line.to_lowercase()).collect();
    let is_said = |cause: &&Cause| {
        let mut lines = small.iter();
        lines.any(|line| cause.said.iter().any(|part| line.contains(part)))
    };
    CAUSES.iter().find(is_said).map(|cause| cause.helps.clone())
}

#[cfg(test)]
mod tests {
    use super::{CAUSES, hint};
    use crate::words::Text;

    #[test]
    fn causes_are_looked_for_in_small_letters() {
        for cause in CAUSES {
            for part in cause.said {
                assert_eq!(*part, part.to_lowercase());
            }
        }
    }

    #[test]
    fn the_more_special_cause_is_told() {
        #[track_caller]
        fn case(said: &[&str], begins: &str) {
            let said: Vec<String> = said.iter().map(|line| (*line).to_owned()).collect();
            let Text { en, .. } = hint(&said).expect("it is known");
            assert!(en.starts_with(begins), "{en}");
        }
        case(
            &[
                "remote: error: GH006: Protected branch update failed for refs/heads/main.",
                " ! [remote rejected] HEAD -> main (protected branch hook declined)",
            ],
            "the server protects that branch",
        );
        case(
            &[
                "remote: GitLab: You are not allowed to push code to protected branches on this project.",
                " ! [remote rejected] HEAD -> main (pre-receive hook declined)",
            ],
            "the server protects that branch",
        );
        case(
            &[
                "ssh: Could not resolve hostname central: Name or service not known",
                "fatal: Could not read from remote repository.",
            ],
            "the server was not found",
        );
        case(
            &[
                "error: gpg failed to sign the data",
                "fatal: failed to write commit object",
            ],
            "git has to sign and could not",
        );
        assert_eq!(hint(&["fatal: something else".to_owned()]), None);
    }
}
