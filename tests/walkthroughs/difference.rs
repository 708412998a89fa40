//! Two texts side by side where they differ.

/// How many equal lines are shown around those that differ.
const AROUND: usize = 2;

/// The lines that were expected, by `-`, and those found in their place, by `+`.
pub fn difference(expected: &str, found: &str) -> String {
    let expected: Vec<&str> = expected.lines().collect();
    let found: Vec<&str> = found.lines().collect();
    let before = alike(expected.iter(), found.iter());
    let (rest, other) = (&expected[before..], &found[before..]);
    let after = alike(rest.iter().rev(), other.iter().rev());
    let (gone, left) = rest.split_at(rest.len() - after);
    let new = &other[..other.len() - after];
    let lead = &expected[before.saturating_sub(AROUND)..before];
    let marked = |mark, lines: &[&str]| -> Vec<String> {
        let lines = lines.iter();
        lines.map(|line| format!("{mark} {line}\n")).collect()
    };
    [
        marked(' ', lead),
        marked('-', gone),
        marked('+', new),
        marked(' ', &left[..left.len().min(AROUND)]),
    ]
    .concat()
    .concat()
}

fn alike<'a>(
    one: impl Iterator<Item = &'a &'a str>,
    other: impl Iterator<Item = &'a &'a str>,
) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

#[test]
fn what_differs_is_shown_among_the_lines_around_it() {
    assert_eq!(
        difference("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nD\nE\nf\ng\n"),
        "  b\n  c\n- d\n- e\n+ D\n+ E\n  f\n  g\n"
    );
    assert_eq!(difference("a\n", "a\nb\n"), "  a\n+ b\n");
    assert_eq!(difference("a\na\n", "a\n"), "  a\n- a\n");
}
