//! Markdown laid out for a terminal.

use crate::view::page::sheet::Sheet;
use crate::view::{Look, width, wrapped};
use crate::words::Text;

/// Markdown laid out for a terminal: headings, paragraphs, lists of one level, fenced code and
/// tables.
pub fn markdown(text: &str, look: Look, colour: bool) -> String {
    let mut sheet = Sheet::new(look, colour);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.is_empty() {
            sheet.gap();
        } else if line.starts_with("```") {
            for code in lines.by_ref().take_while(|line| !line.starts_with("```")) {
                sheet.line(4, code);
            }
        } else if line.starts_with('#') {
            sheet.strong(&Text::same(line.trim_start_matches('#').trim()));
        } else if line.starts_with('|') {
            let mut rows = vec![line];
            while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                rows.push(row);
            }
            table(&rows, &mut sheet);
        } else {
            let mut whole = line.to_owned();
            while let Some(more) = lines.next_if(|line| goes_on(line)) {
                whole.push(' ');
                whole.push_str(more.trim_start());
            }
            match whole.strip_prefix("- ") {
                Some(item) => sheet.hang(2, "- ", item),
                None => sheet.hang(0, "", &whole),
            }
        }
    }
    sheet.written()
}

/// Whether a line continues the paragraph or item before it.
fn goes_on(line: &str) -> bool {
    !line.is_empty()
        && !["- ", "|", "#", "```"]
            .iter()
            .any(|mark| line.starts_with(mark))
}

const GAP: usize = 2;

/// A table with its last column wrapped in the rest of the line.
fn table(rows: &[&str], sheet: &mut Sheet) {
    let cells = |row: &&str| -> Vec<String> {
        let inner = row.trim_matches('|').split('|');
        inner.map(|cell| cell.trim().to_owned()).collect()
    };
    let is_rule = |row: &&&str| row.chars().all(|character| "|-: ".contains(character));
    let rows: Vec<Vec<String>> = rows.iter().filter(|row| !is_rule(row)).map(cells).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let before: usize = (0..columns.saturating_sub(1))
        .map(|at| widest(at) + GAP)
        .sum();
    let room = sheet.columns().saturating_sub(before).max(20);
    for row in &rows {
        let Some((last, others)) = row.split_last() else {
            continue;
        };
        let mut line = String::new();
        for (at, cell) in others.iter().enumerate() {
            line.push_str(cell);
            line.push_str(&" ".repeat(widest(at) + GAP - width(cell)));
        }
        let mut parts = wrapped(last, room).into_iter();
        line.push_str(&parts.next().unwrap_or_default());
        sheet.line(0, line.trim_end());
        for part in parts {
            sheet.line(before, &part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use crate::view::Look;
    use crate::words::Language::English;

    const TEXT: &str = "\
# A title

A paragraph of some words
over two lines.

## Part

- an item that is long enough to be wrapped
  and goes on
- another

```sh
ugat store verify --json --store /a/long/folder
```

| what | how much |
| --- | --- |
| a name | 500 bytes and some more words |
";

    fn shown(width: usize, colour: bool) -> String {
        let language = English;
        markdown(TEXT, Look { language, width }, colour)
    }

    #[test]
    fn a_text_is_laid_out_for_a_terminal() {
        assert_eq!(
            shown(30, false),
            "\
A title

A paragraph of some words over
two lines.

Part

  - an item that is long
    enough to be wrapped and
    goes on
  - another

    ugat store verify --json --store /a/long/folder

what    how much
a name  500 bytes and some
        more words
"
        );
    }

    #[test]
    fn headings_are_bold_where_there_is_colour() {
        let shown = shown(80, true);
        assert!(
            shown.starts_with("\u{1b}[1mA title\u{1b}[0m\n\nA paragraph"),
            "{shown}"
        );
    }
}
