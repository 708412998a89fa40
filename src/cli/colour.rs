/// Whether a stream is coloured: `NO_COLOR` says never, `CLICOLOR_FORCE` always, else a terminal
/// that is not `dumb` is, unless `CLICOLOR=0`.
pub fn wanted(variable: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    let given = |name| variable(name).filter(|value| !value.is_empty());
    let off = |value: String| value == "0";
    if given("NO_COLOR").is_some() {
        return false;
    }
    if given("CLICOLOR_FORCE").is_some_and(|value| !off(value)) {
        return true;
    }
    terminal
        && !given("CLICOLOR").is_some_and(off)
        && given("TERM").is_none_or(|value| value != "dumb")
}

#[cfg(test)]
mod tests {
    use super::wanted;

    #[test]
    fn colour_is_for_terminals_unless_somebody_says_otherwise() {
        #[track_caller]
        fn case(variables: &[(&str, &str)], terminal: bool, expected: bool) {
            let variable = |name: &str| {
                let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
                Some((*value).to_owned())
            };
            assert_eq!(
                wanted(variable, terminal),
                expected,
                "{variables:?} {terminal}"
            );
        }
        case(&[], true, true);
        case(&[], false, false);
        case(&[("TERM", "xterm-256color")], true, true);
        case(&[("TERM", "dumb")], true, false);
        case(&[("NO_COLOR", "1")], true, false);
        case(&[("NO_COLOR", "")], true, true);
        case(&[("CLICOLOR", "0")], true, false);
        case(&[("CLICOLOR", "1")], true, true);
        case(&[("CLICOLOR", "1")], false, false);
        case(&[("CLICOLOR_FORCE", "1")], false, true);
        case(&[("CLICOLOR_FORCE", "0")], false, false);
        case(&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")], true, true);
        case(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true, false);
    }
}
