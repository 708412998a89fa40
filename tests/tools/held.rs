//! Whatever a test has the program answer in JSON is as its schema says.

#[path = "known.rs"]
mod known;

use std::sync::OnceLock;

use known::Known;

/// Holds what was answered to these arguments against the schemas, where it was to be JSON.
#[track_caller]
pub fn hold(args: &[&str], answer: &str, talk: &str) {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    let formats = ["json", "ndjson"];
    let mut pairs = args.windows(2);
    let in_json = args.contains(&"--json")
        || pairs.any(|pair| pair[0] == "--format" && formats.contains(&pair[1]));
    if !in_json {
        return;
    }
    let known = KNOWN.get_or_init(Known::all);
    let words: Vec<String> = args.iter().map(|word| (*word).to_owned()).collect();
    for answered in known.answered(&words, answer, talk) {
        let value = serde_json::from_str(&answered.text);
        let value = value.unwrap_or_else(|error| panic!("{args:?}: {error}: {}", answered.text));
        let fault = known.fault(&answered, &value);
        assert_eq!(fault, None, "{args:?}: {}", answered.text);
    }
}
