//! A Markdown file read as a session at a shell.

/// The commands and files of a Markdown file, and between them all else as it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Script {
    /// From `<!-- env: KEY=VALUE -->`.
    pub settings: Vec<(String, String)>,
    pub parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    Prose(String),
    Step(Step),
    /// A block that is written to a file of this name.
    File {
        name: String,
        text: String,
    },
}

/// A command and what it is said to print.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Of the file, from 1.
    pub line: usize,
    /// As it stands, with its `$ `.
    pub shown: String,
    pub command: String,
    pub expected: String,
}

/// An open block.
struct Fence {
    ticks: usize,
    content: Content,
}

enum Content {
    Commands,
    File,
    /// A file if its first line names one.
    Undecided,
    Prose,
}

impl Script {
    /// # Errors
    /// Where a block of commands says what is printed before any command, or does not end.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut script = Self {
            settings: Vec::new(),
            parts: vec![Part::Prose(String::new())],
        };
        let mut open: Option<Fence> = None;
        for (line, number) in text.split_inclusive('\n').zip(1..) {
            open = match open {
                None => script.outside(line)?,
                Some(fence) if closes(line, fence.ticks) => {
                    script.prose(line);
                    None
                }
                Some(fence) => Some(script.inside(fence, line, number)?),
            };
        }
        match open {
            None => Ok(script),
            Some(_) => Err("the last block does not end".to_owned()),
        }
    }

    fn outside(&mut self, line: &str) -> Result<Option<Fence>, String> {
        self.prose(line);
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            self.settings.extend(setting(line)?);
            return Ok(None);
        }
        let info = line[ticks..].trim();
        let file = info.split(' ').find_map(|word| word.strip_prefix("file="));
        let content = match (info, file) {
            ("console", _) => Content::Commands,
            (_, Some(name)) => {
                self.file(name)?;
                Content::File
            }
            (_, None) => Content::Undecided,
        };
        Ok(Some(Fence { ticks, content }))
    }

    fn inside(&mut self, fence: Fence, line: &str, number: usize) -> Result<Fence, String> {
        let content = match fence.content {
            Content::Commands => {
                self.console(line, number)?;
                Content::Commands
            }
            Content::Undecided => match line.strip_prefix("# file: ") {
                Some(name) => {
                    self.file(name.trim())?;
                    self.prose(line);
                    Content::File
                }
                None => {
                    self.prose(line);
                    Content::Prose
                }
            },
            content @ (Content::File | Content::Prose) => {
                self.prose(line);
                content
            }
        };
        Ok(Fence { content, ..fence })
    }

    fn console(&mut self, line: &str, number: usize) -> Result<(), String> {
        let bare = line.trim_end_matches('\n');
        match self.parts.last_mut() {
            Some(Part::Step(step)) if step.command.ends_with('\\') => {
                step.command.push('\n');
                step.command.push_str(bare);
                step.shown.push_str(line);
            }
            last => match (bare.strip_prefix("$ "), last) {
                (Some(command), _) => self.parts.push(Part::Step(Step {
                    line: number,
                    shown: line.to_owned(),
                    command: command.to_owned(),
                    expected: String::new(),
                })),
                (None, Some(Part::Step(step))) => step.expected.push_str(line),
                (None, _) => return Err(format!("line {number} stands before any `$ ` command")),
            },
        }
        Ok(())
    }

    /// Begins a file; what follows is its text.
    fn file(&mut self, name: &str) -> Result<(), String> {
        let is_plain = |part: &str| !part.is_empty() && part != ".." && !part.contains('\'');
        if !name.split('/').all(is_plain) {
            return Err(format!("`{name}` is no name of a file below the folder"));
        }
        self.parts.push(Part::File {
            name: name.to_owned(),
            text: String::new(),
        });
        Ok(())
    }

    /// Adds a line to the open file, else to the prose.
    fn prose(&mut self, line: &str) {
        let is_fence = line.starts_with("```");
        match self.parts.last_mut() {
            Some(Part::Prose(text)) => text.push_str(line),
            Some(Part::File { text, .. }) if !is_fence => text.push_str(line),
            Some(Part::File { .. } | Part::Step(_)) | None => {
                self.parts.push(Part::Prose(line.to_owned()));
            }
        }
    }

    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.parts.iter().filter_map(|part| match part {
            Part::Step(step) => Some(step),
            Part::Prose(_) | Part::File { .. } => None,
        })
    }

    /// The file again, saying what its commands have printed.
    ///
    /// # Errors
    /// Where something printed would end the block or read as a command.
    pub fn with(&self, mut printed: impl Iterator<Item = String>) -> Result<String, String> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Prose(prose) => text.push_str(prose),
                Part::File { text: file, .. } => text.push_str(file),
                Part::Step(step) => {
                    let printed = printed.next().expect("every command was run");
                    text.push_str(&step.shown);
                    text.push_str(&fitting(step, printed)?);
                }
            }
        }
        Ok(text)
    }
}

fn fitting(step: &Step, printed: String) -> Result<String, String> {
    let unfit = |line: &str| line.starts_with("$ ") || line.starts_with("```");
    match printed.lines().find(|line| unfit(line)) {
        Some(line) => Err(format!(
            "line {}: `{line}` cannot be shown in a block",
            step.line
        )),
        None => Ok(printed),
    }
}

fn closes(line: &str, ticks: usize) -> bool {
    let line = line.trim_end();
    line.len() >= ticks && line.chars().all(|character| character == '`')
}

fn setting(line: &str) -> Result<Option<(String, String)>, String> {
    let Some(inside) = line.trim().strip_prefix("<!-- env:") else {
        return Ok(None);
    };
    let setting = inside.strip_suffix("-->").map(str::trim);
    let (name, value) = setting
        .and_then(|setting| setting.split_once('='))
        .ok_or_else(|| format!("`{}` is not `<!-- env: KEY=VALUE -->`", line.trim()))?;
    Ok(Some((name.to_owned(), value.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::{Part, Script, Step};

    const TEXT: &str = r#"<!-- env: UGAT_LANG=es -->
# A title

```console
$ ugat case start pr07 \
    --entity X
started
$ true
$ false
[exit 1]
```

```toml file=own/a.toml
id = "a"
```

```toml
# file: b.toml
id = "b"
```

```sh
$ not run
```
"#;

    fn step(line: usize, shown: &str, command: &str, expected: &str) -> Part {
        Part::Step(Step {
            line,
            shown: shown.to_owned(),
            command: command.to_owned(),
            expected: expected.to_owned(),
        })
    }

    fn file(name: &str, text: &str) -> Part {
        let (name, text) = (name.to_owned(), text.to_owned());
        Part::File { name, text }
    }

    fn prose(text: &str) -> Part {
        Part::Prose(text.to_owned())
    }

    #[test]
    fn a_file_holds_settings_commands_with_what_they_print_and_files() {
        let expected = Script {
            settings: vec![("UGAT_LANG".to_owned(), "es".to_owned())],
            parts: vec![
                prose("<!-- env: UGAT_LANG=es -->\n# A title\n\n```console\n"),
                step(
                    5,
                    "$ ugat case start pr07 \\\n    --entity X\n",
                    "ugat case start pr07 \\\n    --entity X",
                    "started\n",
                ),
                step(8, "$ true\n", "true", ""),
                step(9, "$ false\n", "false", "[exit 1]\n"),
                prose("```\n\n```toml file=own/a.toml\n"),
                file("own/a.toml", "id = \"a\"\n"),
                prose("```\n\n```toml\n"),
                file("b.toml", "# file: b.toml\nid = \"b\"\n"),
                prose("```\n\n```sh\n$ not run\n```\n"),
            ],
        };
        assert_eq!(Script::parse(TEXT), Ok(expected));
    }

    #[test]
    fn what_was_printed_takes_the_place_of_what_was_expected() {
        let script = Script::parse(TEXT).expect("it is well-formed");
        let same = script.steps().map(|step| step.expected.clone());
        assert_eq!(script.with(same).as_deref(), Ok(TEXT));
        let printed = ["begun\n", "", "[exit 2]\n"].map(str::to_owned);
        let changed = TEXT
            .replace("started", "begun")
            .replace("[exit 1]", "[exit 2]");
        assert_eq!(script.with(printed.into_iter()), Ok(changed));
        let printed = ["```\n", "", ""].map(str::to_owned);
        assert_eq!(
            script.with(printed.into_iter()),
            Err("line 5: ````` cannot be shown in a block".to_owned())
        );
    }

    #[test]
    fn what_is_no_session_is_refused() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(Script::parse(text), Err(expected.to_owned()));
        }
        case(
            "```console\nprinted\n```\n",
            "line 2 stands before any `$ ` command",
        );
        case("```console\n$ true\n", "the last block does not end");
        case(
            "```toml file=../a.toml\n```\n",
            "`../a.toml` is no name of a file below the folder",
        );
        case(
            "<!-- env: UGAT_LANG -->\n",
            "`<!-- env: UGAT_LANG -->` is not `<!-- env: KEY=VALUE -->`",
        );
    }
}
