//! Why git stops an exchange: all that git and the server say is shown, with what helps for each
//! cause in both languages; and what stops no exchange.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::thread;

use crate::clones::{Clone, Hub, Said};

/// A clone whose case is shared, with a note that is not.
fn noted() -> Option<(Hub, Clone)> {
    let hub = Hub::new()?;
    let ana = hub.first("ana");
    ana.begin();
    ana.push();
    ana.ugat(&["case", "note", "R-1", "una nota"]);
    Some((hub, ana))
}

/// A program of a few lines of shell.
fn program(path: &Path, lines: &str) -> PathBuf {
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
    fs::write(path, format!("#!/bin/sh\n{lines}")).expect("a file");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    path.to_owned()
}

/// The exchange stops with 1, and tells these lines and what helps, which begins so in Spanish and
/// in English.
#[track_caller]
fn stops(clone: &Clone, variables: &[(&str, &str)], lines: &[&str], helps: [&str; 2]) {
    for (language, label, helps) in [("es", "ayuda: ", helps[0]), ("en", "hint: ", helps[1])] {
        let spoken = [&[("UGAT_LANG", language)], variables].concat();
        let Said { code, err, .. } = clone.try_ugat_with(&spoken, &["store", "sync"]);
        assert_eq!(code, 1, "{err}");
        for line in lines {
            let is_told = err.lines().any(|told| told.trim() == *line);
            assert!(is_told, "{line} is not in {err}");
        }
        let told = err.lines().find_map(|line| line.strip_prefix(label));
        let told = told.unwrap_or_else(|| panic!("no help in {err}"));
        assert!(told.starts_with(helps), "{err}");
    }
}

#[track_caller]
fn syncs(clone: &Clone) {
    let said = clone.try_ugat(&["store", "sync"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

#[test]
fn a_server_that_lets_nothing_in_is_heard_to_the_last_line() {
    let Some((hub, ana)) = noted() else { return };
    let hook = hub.path().join("hub.git/hooks/pre-receive");
    program(
        &hook,
        "echo 'la regla 7 no lo permite' >&2\nprintf 'ni la \\033[31mregla\\033[0m 8\\n' >&2\n\
         echo 'pregunte a la jefatura' >&2\nexit 1\n",
    );
    stops(
        &ana,
        &[],
        &[
            "remote: la regla 7 no lo permite",
            "remote: ni la \\u{1b}[31mregla\\u{1b}[0m 8",
            "remote: pregunte a la jefatura",
            "! [remote rejected] HEAD -> main (pre-receive hook declined)",
        ],
        [
            "el servidor no dejó entrar lo entregado",
            "the server did not let in what was given",
        ],
    );
    program(
        &hook,
        "echo 'GH006: Protected branch update failed for refs/heads/main.' >&2\nexit 1\n",
    );
    stops(
        &ana,
        &[],
        &["remote: GH006: Protected branch update failed for refs/heads/main."],
        [
            "el servidor protege esa rama",
            "the server protects that branch",
        ],
    );
    fs::remove_file(hook).expect("it is there");
    syncs(&ana);
}

#[test]
fn ssh_says_why_it_does_not_reach_the_server() {
    let Some((hub, ana)) = noted() else { return };
    let url = "ssh://git@central.example/casos.git";
    ana.git(&["config", "remote.origin.url", url]);
    let unread = "fatal: Could not read from remote repository.";
    let causes = [
        (
            "git@central.example: Permission denied (publickey).",
            [
                "el servidor no acepta su clave",
                "the server does not take your key",
            ],
        ),
        (
            "Host key verification failed.",
            ["ssh no conoce el servidor", "ssh does not know the server"],
        ),
        (
            "ssh: Could not resolve hostname central.example: Name or service not known",
            ["no se encontró el servidor", "the server was not found"],
        ),
        (
            "ssh: connect to host central.example port 22: Connection refused",
            ["el servidor no responde", "the server does not answer"],
        ),
    ];
    for (said, helps) in causes {
        let ssh = program(
            &hub.path().join("ssh"),
            &format!("echo '{said}' >&2\nexit 255\n"),
        );
        let ssh = ssh.display().to_string();
        stops(&ana, &[("GIT_SSH", &ssh)], &[said, unread], helps);
    }
}

#[test]
fn a_server_that_asks_for_a_password_gets_one_on_a_terminal() {
    let Some((_hub, ana)) = noted() else { return };
    if !Hub::can(&["remote-http"]) {
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    let port = listener.local_addr().expect("it has one").port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 4096];
            let read = stream.read(&mut request);
            let answer = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\
                 Content-Length: 0\r\nConnection: close\r\n\r\n";
            if read.is_err() || stream.write_all(answer.as_bytes()).is_err() {
                return;
            }
        }
    });
    let url = format!("http://127.0.0.1:{port}/casos.git");
    ana.git(&["config", "remote.origin.url", &url]);
    let host = format!("http://127.0.0.1:{port}");
    stops(
        &ana,
        &[],
        &[&format!(
            "fatal: could not read Username for '{host}': terminal prompts disabled"
        )],
        [
            "el servidor pide usuario y clave; repita `ugat store sync` en una terminal",
            "the server asks for a user and a password; run `ugat store sync` on a terminal",
        ],
    );
    let helper = "!f() { echo username=ana; echo password=x; }; f";
    ana.git(&["config", "credential.helper", helper]);
    stops(
        &ana,
        &[],
        &[&format!("fatal: Authentication failed for '{url}/'")],
        [
            "el servidor no aceptó el usuario o la clave",
            "the server did not take the user or the password",
        ],
    );
}

#[test]
fn a_branch_is_given_to_the_one_it_follows_whatever_its_name_and_the_settings_of_push() {
    let Some((_hub, ana)) = noted() else { return };
    ana.git(&["push", "-q", "origin", "HEAD:refs/heads/trunk"]);
    ana.git(&["fetch", "-q"]);
    ana.git(&["branch", "-q", "--set-upstream-to=origin/trunk"]);
    ana.git(&["config", "push.default", "nothing"]);
    let said = ana.ugat(&["store", "sync"]);
    assert!(
        said.ends_with("Up to date with `origin/trunk`.\n"),
        "{said}"
    );
    ana.git(&["fetch", "-q"]);
    assert!(ana.try_git(&["diff", "--quiet", "HEAD", "origin/trunk"]));
}

#[test]
fn a_branch_that_is_gone_from_the_server_can_be_made_again() {
    let Some((hub, ana)) = noted() else { return };
    let gone = hub.path().join("hub.git/refs/heads/main");
    fs::remove_file(gone).expect("it is there");
    stops(
        &ana,
        &[],
        &["fatal: couldn't find remote ref refs/heads/main"],
        [
            "esa rama ya no está en el servidor: `git push REMOTO HEAD:RAMA` la vuelve a crear",
            "that branch is not on the server any more: `git push REMOTE HEAD:BRANCH` makes it again",
        ],
    );
    ana.git(&["push", "-q", "origin", "HEAD:refs/heads/main"]);
    syncs(&ana);
}

#[test]
fn git_is_told_who_commits() {
    let Some((_hub, ana)) = noted() else { return };
    ana.git(&["config", "user.useConfigOnly", "true"]);
    let nobody = [
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
    ];
    stops(
        &ana,
        &nobody.map(|name| (name, Clone::UNSET)),
        &["fatal: no email was given and auto-detection is disabled"],
        [
            "diga a git quién es: `git config --global user.name NOMBRE`",
            "tell git who you are: `git config --global user.name NAME`",
        ],
    );
    syncs(&ana);
}

#[test]
fn what_signs_says_why_it_cannot() {
    let Some((hub, ana)) = noted() else { return };
    let gpg = program(
        &hub.path().join("gpg"),
        "echo 'gpg: signing failed: No secret key' >&2\nexit 2\n",
    );
    ana.git(&["config", "commit.gpgsign", "true"]);
    ana.git(&["config", "gpg.program", &gpg.display().to_string()]);
    stops(
        &ana,
        &[],
        &[
            "gpg: signing failed: No secret key",
            "fatal: failed to write commit object",
        ],
        ["git debe firmar y no pudo", "git has to sign and could not"],
    );
    ana.git(&["config", "commit.gpgsign", "false"]);
    syncs(&ana);
}

#[test]
fn files_that_are_left_out_of_the_work_tree_are_brought_first() {
    let Some((_hub, ana)) = noted() else { return };
    ana.commit("note");
    ana.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/cases/"]);
    ana.ugat(&["case", "start", "pr09", "--ref", "R-2"]);
    stops(
        &ana,
        &[],
        &["outside of your sparse-checkout definition, so will not be"],
        [
            "solo una parte de los archivos está en la carpeta de trabajo: traiga los demás con `git sparse-checkout disable`",
            "only a part of the files is in the work tree: bring the others by `git sparse-checkout disable`",
        ],
    );
    ana.git(&["sparse-checkout", "disable"]);
    syncs(&ana);
}

#[test]
fn a_lock_that_was_left_behind_is_named() {
    let Some((_hub, ana)) = noted() else { return };
    let lock = ana.path().join(".git/index.lock");
    fs::write(&lock, "").expect("a file");
    stops(
        &ana,
        &[],
        &["Another git process seems to be running in this repository, e.g."],
        [
            "otro git trabaja aquí, o uno se interrumpió",
            "another git is at work here, or one was killed",
        ],
    );
    fs::remove_file(lock).expect("it is there");
    syncs(&ana);
}

#[test]
fn settings_of_merge_and_pull_do_not_stop_an_exchange() {
    let Some((hub, ana)) = noted() else { return };
    let luis = hub.clone("luis");
    luis.ugat(&["case", "note", "R-1", "de luis"]);
    syncs(&luis);
    for (name, value) in [
        ("merge.ff", "only"),
        ("pull.ff", "only"),
        ("pull.rebase", "true"),
    ] {
        ana.git(&["config", name, value]);
    }
    syncs(&ana);
    syncs(&luis);
    assert_eq!(ana.shown(), luis.shown());
}

#[test]
fn several_exchanges_at_once_all_come_through() {
    let Some((hub, ana)) = noted() else { return };
    let others = ["luis", "eva"].map(|name| hub.clone(name));
    for other in &others {
        other.ugat(&["case", "note", "R-1", other.name]);
    }
    let clones = [&ana, &ana, &ana, &others[0], &others[1]];
    thread::scope(|scope| {
        let all: Vec<_> = clones
            .iter()
            .map(|clone| scope.spawn(|| clone.try_ugat(&["store", "sync"])))
            .collect();
        for one in all {
            let said = one.join().expect("it ends");
            assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        }
    });
    for clone in clones {
        syncs(clone);
    }
    let shown = ana.shown();
    assert_eq!(shown, others[0].shown());
    assert!(shown.contains("luis") && shown.contains("eva"), "{shown}");
}

#[test]
fn who_is_outrun_tries_again_and_says_so_where_that_never_ends() {
    let Some((hub, ana)) = noted() else { return };
    let luis = hub.clone("luis");
    let other = luis.path().display().to_string();
    let hook = ana.path().join(".git/hooks/pre-push");
    let push = format!(
        "unset GIT_DIR GIT_PREFIX\ncd '{other}' || exit 1\ngit pull -q --no-rebase --no-edit\n\
         echo $$ >> README\ngit add README\ngit commit -q -m otro\ngit push -q origin HEAD:main\n"
    );
    program(
        &hook,
        &format!("[ -e '{other}/../once' ] && exit 0\n{push}: > '{other}/../once'\nexit 0\n"),
    );
    syncs(&ana);
    assert!(hub.path().join("once").exists());
    ana.ugat(&["case", "note", "R-1", "otra nota"]);
    program(&hook, &format!("{push}exit 0\n"));
    stops(
        &ana,
        &[],
        &["error: failed to push some refs to 'file://HUB'"
            .replace("HUB", &hub.path().join("hub.git").display().to_string())
            .as_str()],
        [
            "alguien entregó más rápido varias veces",
            "somebody was faster several times",
        ],
    );
    fs::remove_file(hook).expect("it is there");
    syncs(&ana);
}

#[test]
fn a_folder_of_another_user_is_called_so() {
    let Some((_hub, ana)) = noted() else { return };
    let foreign = ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    let helps = [
        "la carpeta es de otro usuario de esta máquina",
        "the folder belongs to another user of this machine",
    ];
    stops(&ana, &[foreign], &[], helps);
    for (language, helps) in [("es", helps[0]), ("en", helps[1])] {
        let said = ana.try_ugat_with(
            &[foreign, ("UGAT_LANG", language)],
            &["--json", "store", "verify"],
        );
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(
            said.out.contains("\"kind\":\"history-unseen\""),
            "{}",
            said.out
        );
        assert!(said.out.contains(helps), "{}", said.out);
    }
}

#[test]
fn stores_that_were_begun_apart_are_joined_as_sync_says() {
    let Some((hub, ana)) = noted() else { return };
    syncs(&ana);
    let luis = hub.apart("luis");
    luis.ugat(&["store", "init", "."]);
    luis.ugat(&["case", "start", "pr09", "--ref", "R-9"]);
    let mut tries = 0;
    loop {
        let said = luis.try_ugat(&["store", "sync"]);
        if said.code == 0 {
            break;
        }
        tries += 1;
        assert!(tries < 4, "{}", said.err);
        let hint = said.err.rsplit("hint: ").next().expect("it helps");
        let ways = hint.split('`').filter(|way| way.starts_with("git "));
        for way in ways {
            luis.shell(way);
        }
    }
    syncs(&ana);
    let list = |clone: &Clone| clone.ugat(&["--json", "case", "list"]);
    assert_eq!(list(&ana), list(&luis));
    assert!(list(&ana).contains("R-9"));
}

#[test]
fn what_a_repair_gives_back_is_no_news() {
    let Some((_hub, ana)) = noted() else { return };
    ana.ugat(&["case", "note", "R-1", "una nota"]);
    syncs(&ana);
    let told = ana.told(&["log", "-1", "--format=%s"]);
    assert!(told.ends_with("noted (×2)\n"), "{told}");
    let lines = fs::read_to_string(ana.journal()).expect("it is there");
    let kept: Vec<&str> = lines.split_inclusive('\n').collect();
    fs::write(ana.journal(), kept[..kept.len() - 2].concat()).expect("it is written");
    ana.commit("cut");
    ana.push();
    assert_eq!(ana.try_ugat(&["store", "sync"]).code, 3);
    ana.ugat(&["store", "repair", "--yes"]);
    ana.ugat(&["case", "note", "R-1", "nueva"]);
    syncs(&ana);
    let told = ana.told(&["log", "-1", "--format=%B"]);
    let lines: Vec<&str> = told.lines().filter(|line| !line.is_empty()).collect();
    let ends: Vec<&str> = lines
        .iter()
        .filter_map(|line| Some(line.split_once(": ")?.1))
        .collect();
    assert_eq!(ends, ["3 acts", "noted", "gave back 2 acts"], "{told}");
}
