use std::process::ExitCode;

use crate::cli::env::Env;
use crate::cli::run;

/// The exit code, the answer and the talk of a call.
pub fn talked(args: &[&str], language: &str) -> (ExitCode, String, String) {
    let mut env = Env::fixed(args, &[("UGAT_LANG", language)]);
    let (answer, talk) = env.recorded();
    let code = run(&mut env);
    (code, answer.text(), talk.text())
}

/// A call that is refused, in both languages.
#[track_caller]
pub fn case(args: &str, es: &str, en: &str) {
    let args: Vec<_> = args.split_whitespace().collect();
    for (language, expected) in [("es", es), ("en", en)] {
        assert_eq!(
            talked(&args, language),
            (ExitCode::from(2), String::new(), format!("{expected}\n"))
        );
    }
}
