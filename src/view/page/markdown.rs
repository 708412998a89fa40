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
            let code = lines.by_ref().take_while(|line| !line.starts_with("```"));
            block(&code.collect::<Vec<_>>(), &mut sheet);
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

/// Lines of code, which are never broken: indented as far as the longest still fits.
fn block(lines: &[&str], sheet: &mut Sheet) {
    let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let indent = sheet.columns().saturating_sub(longest).min(4);
    for line in lines {
        sheet.line(indent, line);
    }
}

const GAP: usize = 2;
/// As many columns as the last one must have left for it alone to be wrapped.
const ROOM: usize = 30;

/// Columns side by side, with a rule under the heading; where most rows take several lines, an
/// empty line parts them.
fn table(rows: &[&str], sheet: &mut Sheet) {
    let is_rule = |row: &&&str| row.chars().all(|character| "|-: ".contains(character));
    let rows = rows.iter().filter(|row| !is_rule(row));
    let rows: Vec<Vec<String>> = rows.map(|row| cells(row)).collect();
    let widths = widths(&rows, sheet.columns());
    let rows: Vec<Vec<String>> = rows.iter().map(|row| side_by_side(row, &widths)).collect();
    let tall = rows.iter().skip(1).filter(|lines| lines.len() > 1).count();
    let are_parted = tall * 2 >= rows.len();
    for (at, lines) in rows.iter().enumerate() {
        if at == 1 {
            let gaps = GAP * widths.len().saturating_sub(1);
            sheet.line(0, &"─".repeat(widths.iter().sum::<usize>() + gaps));
        } else if are_parted && at > 1 {
            sheet.gap();
        }
        for line in lines {
            sheet.line(0, line);
        }
    }
}

fn cells(row: &str) -> Vec<String> {
    let inner = row.trim_matches('|').split('|');
    inner.map(|cell| cell.trim().to_owned()).collect()
}

/// How wide each column is shown: only the last one is wrapped where the others leave it room,
/// else each that is wider than its share of the line.
fn widths(rows: &[Vec<String>], columns: usize) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize, measure: fn(&str) -> usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| measure(cell)).max().unwrap_or(0)
    };
    let natural: Vec<usize> = (0..count).map(|at| widest(at, width)).collect();
    let Some((last, others)) = natural.split_last() else {
        return natural;
    };
    let room = columns.saturating_sub(GAP * others.len());
    let left = room.saturating_sub(others.iter().sum());
    if left >= ROOM.min(*last) {
        return [others, &[left.min(*last)]].concat();
    }
    let words: Vec<usize> = (0..count).map(|at| widest(at, longest_word)).collect();
    shared(&natural, &words, room)
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(width).max().unwrap_or(0)
}

/// The room in even shares: a column that needs less takes less, one with a longer word more.
fn shared(natural: &[usize], words: &[usize], room: usize) -> Vec<usize> {
    let mut widths = vec![None; natural.len()];
    loop {
        let taken: usize = widths.iter().flatten().sum();
        let open: Vec<usize> = (0..widths.len())
            .filter(|at| widths[*at].is_none())
            .collect();
        let share = room.saturating_sub(taken) / open.len().max(1);
        let narrow = open.iter().find(|at| natural[**at] <= share);
        let wordy = open.iter().find(|at| words[**at] > share);
        match (narrow, wordy) {
            (Some(at), _) => widths[*at] = Some(natural[*at]),
            (None, Some(at)) => widths[*at] = Some(words[*at]),
            (None, None) => return widths.iter().map(|one| one.unwrap_or(share)).collect(),
        }
    }
}

/// The lines of a row, each cell wrapped in its column.
fn side_by_side(row: &[String], widths: &[usize]) -> Vec<String> {
    let cells = row.iter().zip(widths);
    let cells: Vec<Vec<String>> = cells.map(|(cell, room)| wrapped(cell, *room)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |number: usize| {
        let mut line = String::new();
        for (cell, room) in cells.iter().zip(widths) {
            let part = cell.get(number).map_or("", String::as_str);
            line.push_str(part);
            line.push_str(&" ".repeat((room + GAP).saturating_sub(width(part))));
        }
        line.trim_end().to_owned()
    };
    (0..height).map(line).collect()
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
──────────────────────────────
a name  500 bytes and some
        more words
"
        );
    }

    #[test]
    fn every_column_of_a_table_is_wrapped_where_the_others_leave_the_last_no_room() {
        let table = "\
| who | what was done | n | then |
| --- | --- | --- | --- |
| killed at once | every call that writes | 137 | nothing that was acknowledged was missing |
| `a-long-word` | x | 4 | y |
";
        let look = Look {
            language: English,
            width: 44,
        };
        assert_eq!(
            markdown(table, look, false),
            "\
who            what was    n    then
               done
────────────────────────────────────────────
killed at      every call  137  nothing that
once           that             was
               writes           acknowledged
                                was missing
`a-long-word`  x           4    y
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
