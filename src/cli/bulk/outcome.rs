//! What has come of the lines of a file: which were refused, and what was remarked on them.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::bulk::rows::Rows;
use crate::cli::failure::Failure;
use crate::store::{Ahead, Continuation, Record};
use crate::view::{BulkCase, BulkError, BulkRefusal, BulkRemark, BulkView, Unit};
use crate::words::Text;

/// What has come of the lines of a file so far.
#[derive(Default)]
pub struct Outcome {
    refused: Vec<Refused>,
    remarks: Vec<BulkRemark>,
    /// The places of the remarks by their text.
    said: BTreeMap<String, usize>,
}

/// A line that is refused; without a failure of its own it rests on another that is.
struct Refused {
    at: usize,
    failure: Option<Failure>,
    follows: Option<usize>,
}

/// A case and the lines to append to its journal.
pub struct Planned {
    pub case: BulkCase,
    /// What was read of it, without its events.
    pub record: Record,
    pub lines: Continuation,
}

impl Planned {
    pub fn of(case: BulkCase, ahead: Ahead) -> Self {
        let (record, lines) = ahead.parted();
        Self {
            case,
            record,
            lines,
        }
    }
}

impl Outcome {
    pub const fn is_fine(&self) -> bool {
        self.refused.is_empty()
    }

    pub const fn refused(&self) -> usize {
        self.refused.len()
    }

    pub fn refuse(&mut self, at: usize, failure: Failure, follows: Option<usize>) {
        let failure = follows.is_none().then_some(failure);
        self.refused.push(Refused {
            at,
            failure,
            follows,
        });
    }

    /// A line that rests on another that is refused.
    pub fn follow(&mut self, at: usize, follows: usize) {
        self.refused.push(Refused {
            at,
            failure: None,
            follows: Some(follows),
        });
    }

    /// The other lines of a case of which those from this place on were refused.
    pub fn follow_all(&mut self, lines: &[u32], from: usize) {
        let refused: BTreeSet<usize> = self.refused[from..].iter().map(|one| one.at).collect();
        let Some(first) = refused.first().copied() else {
            return;
        };
        let lines = lines.iter().map(|at| *at as usize);
        for at in lines.filter(|at| !refused.contains(at)) {
            self.follow(at, first);
        }
    }

    pub fn remark(&mut self, at: usize, heard: Vec<Text>) {
        for text in heard {
            let known = self.said.entry(text.es.to_string());
            let place = *known.or_insert_with(|| {
                let lines = Vec::new();
                self.remarks.push(BulkRemark { lines, text });
                self.remarks.len() - 1
            });
            self.remarks[place].lines.push(at);
        }
    }

    /// The answer, every line by the number that a person finds it by.
    pub fn view(self, rows: &Rows, dry_run: bool, cases: Vec<BulkCase>) -> BulkView {
        let place = |at: usize| rows.all[at].place;
        let mut refused: Vec<BulkRefusal> = self
            .refused
            .into_iter()
            .map(|refused| BulkRefusal {
                line: place(refused.at),
                case: match rows.unit {
                    Unit::Line | Unit::Row => None,
                    Unit::Act => rows.all[refused.at].case().map(str::to_owned),
                },
                follows: refused.follows.map(place),
                error: refused.failure.map(|failure| BulkError {
                    kind: failure.kind,
                    text: failure.text,
                    hint: failure.hint.map(|hint| hint.text),
                }),
            })
            .collect();
        // The second half of a row says nothing that its first has not said.
        refused.retain(|refused| refused.follows != Some(refused.line));
        refused.sort_by_key(|refused| refused.line);
        let mut remarks = self.remarks;
        for remark in &mut remarks {
            remark.lines = remark.lines.iter().map(|at| place(*at)).collect();
            remark.lines.sort_unstable();
            remark.lines.dedup();
        }
        BulkView {
            unit: rows.unit,
            dry_run,
            lines: rows.all.len(),
            cases,
            refused,
            remarks,
        }
    }
}
