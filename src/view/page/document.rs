//! A document for paper, as Markdown and as HTML.

use crate::view::page::plain::in_markdown;
use crate::view::{Table, markdown_table};
use crate::words::{Language, Text, escaped};

/// A document for paper, in one language: headings, facts, tables and paragraphs.
pub struct Document {
    pub language: Language,
    pub title: String,
    pub blocks: Vec<Block>,
}

pub enum Block {
    Heading(Text),
    /// A heading inside a section.
    Subheading(String),
    /// Labels with their texts.
    Facts(Vec<(Text, String)>),
    Table(Table),
    Paragraph(String),
    /// A line to be copied as it is.
    Command(String),
}

impl Document {
    pub const fn new(language: Language, title: String) -> Self {
        Self {
            language,
            title,
            blocks: Vec::new(),
        }
    }

    pub fn heading(&mut self, heading: Text) {
        self.blocks.push(Block::Heading(heading));
    }

    pub fn subheading(&mut self, heading: impl Into<String>) {
        self.blocks.push(Block::Subheading(heading.into()));
    }

    /// Adds nothing if there are no facts.
    pub fn facts(&mut self, facts: Vec<(Text, String)>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    pub fn paragraph(&mut self, text: &Text) {
        let text = text.get(self.language).to_owned();
        self.blocks.push(Block::Paragraph(text));
    }

    pub fn command(&mut self, line: String) {
        self.blocks.push(Block::Command(line));
    }

    /// GitHub's Markdown. Values are escaped, so that none is read as markup.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n", plain(&self.title));
        for block in &self.blocks {
            text.push('\n');
            text += &match block {
                Block::Heading(heading) => format!("## {}\n", plain(heading.get(self.language))),
                Block::Subheading(heading) => format!("### {}\n", plain(heading)),
                Block::Facts(facts) => {
                    let lines = facts.iter().map(|(label, said)| {
                        let label = plain(label.get(self.language));
                        format!("- **{label}:** {}\n", plain(said))
                    });
                    lines.collect()
                }
                Block::Table(table) => markdown_table(table, self.language),
                Block::Command(line) => format!("    {}\n", escaped(line)),
                Block::Paragraph(said) => format!("{}\n", plain(said)),
            };
        }
        text
    }

    /// One self-contained page for A4, without scripts or external files.
    pub fn html(&self) -> String {
        let mut page = Html::default();
        let tag = self.language.tag();
        page.raw("<!doctype html>\n");
        page.raw(&format!(
            "<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n"
        ));
        page.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        );
        page.raw("<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.element("title", &self.title);
        page.raw(STYLE);
        page.raw("</head>\n<body>\n");
        page.element("h1", &self.title);
        for section in self.sections() {
            page.raw("<section>\n");
            for block in section {
                self.block(&mut page, block);
            }
            page.raw("</section>\n");
        }
        page.raw("</body>\n</html>\n");
        page.text
    }

    /// The blocks of each section, its heading first.
    fn sections(&self) -> impl Iterator<Item = &[Block]> {
        let begins = |block: &Block| matches!(block, Block::Heading(_));
        self.blocks.chunk_by(move |_, next| !begins(next))
    }

    fn block(&self, page: &mut Html, block: &Block) {
        match block {
            Block::Heading(heading) => page.element("h2", heading.get(self.language)),
            Block::Subheading(heading) => page.element("h3", heading),
            Block::Paragraph(said) => page.element("p", said),
            Block::Command(line) => page.element("pre", line),
            Block::Facts(facts) => {
                page.raw("<dl>\n");
                for (label, said) in facts {
                    page.element("dt", label.get(self.language));
                    page.element("dd", said);
                }
                page.raw("</dl>\n");
            }
            Block::Table(table) => {
                page.raw("<table>\n<thead>\n<tr>\n");
                for heading in table.headings(self.language) {
                    page.raw("<th scope=\"col\">");
                    page.text(heading);
                    page.raw("</th>\n");
                }
                page.raw("</tr>\n</thead>\n<tbody>\n");
                for row in table.rows() {
                    page.raw("<tr>\n");
                    for (cell, key) in row.iter().zip(table.keys()) {
                        page.raw(&format!("<td class=\"{key}\">"));
                        page.text(&cell.shown(self.language));
                        page.raw("</td>\n");
                    }
                    page.raw("</tr>\n");
                }
                page.raw("</tbody>\n</table>\n");
            }
        }
    }
}

/// Text escaped for Markdown, even at the start of a line.
pub(in crate::view) fn plain(text: &str) -> String {
    let begins = text.starts_with(['#', '-', '+', '=', '>']);
    let mark = if begins { "\\" } else { "" };
    format!("{mark}{}", in_markdown(text))
}

/// HTML under construction: trusted tags and untrusted text.
#[derive(Default)]
struct Html {
    text: String,
}

impl Html {
    /// Adds trusted HTML as it is.
    fn raw(&mut self, ours: &str) {
        self.text += ours;
    }

    /// Adds an element with a text.
    fn element(&mut self, name: &'static str, text: &str) {
        self.text += &format!("<{name}>");
        self.text(text);
        self.text += &format!("</{name}>\n");
    }

    /// Adds untrusted text, escaped, with its line ends kept.
    fn text(&mut self, text: &str) {
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 {
                self.text += "<br>";
            }
            self.push(&escaped(&line.replace('\t', " ")));
        }
    }

    fn push(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text += "&amp;",
                '<' => self.text += "&lt;",
                '>' => self.text += "&gt;",
                '"' => self.text += "&quot;",
                '\'' => self.text += "&#39;",
                other => self.text.push(other),
            }
        }
    }
}

const STYLE: &str = r#"<style>
@page { size: A4; margin: 20mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt serif; } }
body { font: 11pt/1.4 serif; color: #000; background: #fff; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5em; border-bottom: 2px solid #000; padding-bottom: .3em; }
h2 { font-size: 1.2em; margin-top: 1.6em; border-bottom: 1px solid #999; break-after: avoid; }
h3 { font-size: 1em; break-after: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1em; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9em; }
th, td { border: 1px solid #999; padding: .25em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { overflow-wrap: normal; white-space: nowrap; }
.number, .date, .at, .event { white-space: nowrap; }
thead { display: table-header-group; background: #eee; }
tr, dt { break-inside: avoid; }
dt { break-after: avoid; }
pre { font-size: .9em; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print {
  body { font-size: 10pt; margin: 0; padding: 0; max-width: none; }
  section:first-of-type { break-after: page; }
}
</style>
"#;

#[cfg(test)]
mod tests {
    use super::{Document, STYLE};
    use crate::view::Table;
    use crate::words::{Language, Text};

    fn document() -> Document {
        let mut document = Document::new(Language::English, "A & <b>".into());
        document.heading(Text::of("Carátula", "Cover"));
        document.facts(vec![(
            Text::of("Entidad", "Entity"),
            "x](http://a) www.b | \u{202e}y".into(),
        )]);
        document.subheading("*bold*");
        document.table(Table::of(
            &["<script>alert('1')</script>\n\"two\""],
            |columns| {
                columns.text("a", Text::same("<a>"), |row| *row);
            },
        ));
        document.paragraph(&Text::same("# no heading\n- no list"));
        document
    }

    #[test]
    fn markdown_holds_no_markup_but_its_own() {
        assert_eq!(
            document().markdown(),
            "# A &amp; &lt;b>\n\n## Cover\n\n- **Entity:** x\\](http\\://a) www\\.b \\| \\\\u{202e}y\n\n\
             ### \\*bold\\*\n\n| &lt;a> |\n| --- |\n| &lt;script>alert('1')&lt;/script><br>\"two\" |\n\n\
             \\# no heading<br>- no list\n"
        );
    }

    #[test]
    fn html_holds_no_markup_but_its_own() {
        let html = document().html();
        let (head, body) = html.split_once("<body>\n").expect("it has a body");
        assert!(head.contains(STYLE) && head.contains("<title>A &amp; &lt;b&gt;</title>"));
        assert_eq!(
            body,
            "<h1>A &amp; &lt;b&gt;</h1>\n<section>\n<h2>Cover</h2>\n<dl>\n<dt>Entity</dt>\n\
             <dd>x](http://a) www.b | \\u{202e}y</dd>\n</dl>\n<h3>*bold*</h3>\n<table>\n<thead>\n<tr>\n\
             <th scope=\"col\">&lt;a&gt;</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n\
             <td class=\"a\">&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;<br>&quot;two&quot;</td>\n</tr>\n\
             </tbody>\n</table>\n<p># no heading<br>- no list</p>\n</section>\n</body>\n</html>\n"
        );
    }
}
