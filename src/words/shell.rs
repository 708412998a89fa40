/// A word quoted for a POSIX shell: unchanged if plain, else in single quotes.
pub fn shell_word(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "./-_@:+,%".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn a_word_is_quoted_where_a_shell_would_take_it_apart() {
        #[track_caller]
        fn case(word: &str, expected: &str) {
            assert_eq!(shell_word(word), expected);
        }
        case("cases/2026/acta.pdf", "cases/2026/acta.pdf");
        case("nota con blancos.pdf", "'nota con blancos.pdf'");
        case("", "''");
        case("$(id)", "'$(id)'");
        case("d'Orbigny", "'d'\\''Orbigny'");
    }
}
