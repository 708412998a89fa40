use crate::view::page::plain::in_markdown;
use crate::view::rows::column::Lacks;
use crate::view::{Column, Look, Table};
use crate::words::Language;

pub fn markdown(table: &Table, look: Look) -> Vec<u8> {
    markdown_table(table, look.language).into_bytes()
}

/// A table of GitHub's Markdown, whose cells hold no markup.
pub fn markdown_table(table: &Table, language: Language) -> String {
    let table = table.without_lacking(Lacks::OnPages);
    let side = |column: &Column| if column.is_number { "---:" } else { "---" };
    let mut text = line(table.headings(language).map(in_markdown));
    text += &line(table.columns().iter().map(side).map(str::to_owned));
    for row in table.rows() {
        text += &line(row.iter().map(|cell| in_markdown(&cell.shown(language))));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::markdown_table;
    use crate::view::Table;
    use crate::words::{Language, Text};

    #[test]
    fn a_markdown_cell_holds_no_markup() {
        let rows = ["a|b <script> [x](y) *z*\n\u{1b}"];
        let table = Table::of(&rows, |columns| {
            columns.text("x", Text::same("X"), |row| *row);
        });
        assert_eq!(
            markdown_table(&table, Language::English),
            "| X |\n| --- |\n| a\\|b &lt;script> \\[x\\](y) \\*z\\*<br>\\\\u{1b} |\n"
        );
    }
}
