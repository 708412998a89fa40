//! Writes a file of the index: the names of all cases, and what was read of their journals.

use std::{fs, io};

use crate::model::CaseId;
use crate::store::index::{
    Block, Directory, Extent, Folder, Index, Kind, Known, Layer, NO_REFERENCE, Name, Row, Sealed,
    Sealing, Stamp, Summary, TOGETHER, Tick, reference_record, unsealed,
};

/// The fewest cases of the recent file for which it and the base are made one.
const MANY: usize = 1024;
/// How large a part of the base they are then.
const SHARE: usize = 8;
/// After how many seconds a file that was begun and never sealed is abandoned.
const ABANDONED: i64 = 3600;

/// A case as the index is to know it.
#[derive(Clone, Debug)]
pub struct IndexedCase<'e> {
    pub case: &'e CaseId,
    pub folder: u16,
    pub kind: Kind,
    /// What was read just now; without a row where that cannot be kept.
    pub fresh: Option<Summary>,
    /// What was known before.
    pub known: Option<Known>,
}

/// The names of a new file, one after the other.
struct Writer<'i> {
    index: &'i Index,
    sealing: Sealing,
    directory: Directory,
    references: Vec<(u64, u32)>,
    waiting: Vec<(Name, Option<Layer>)>,
}

impl Index {
    /// Writes down what is known now: beside the base where that has little to say, else with it as
    /// one.
    pub fn keep(
        &self,
        sealing: Sealing,
        folders: Vec<Folder>,
        all: &[IndexedCase<'_>],
    ) -> io::Result<()> {
        let begun = sealing.begun;
        let recent = self.recent_of(all);
        let base = self.base.as_ref().filter(|base| {
            let most = MANY.max(base.directory.count / SHARE);
            recent.as_ref().is_some_and(|recent| recent.len() <= most)
        });
        let written = match (base, recent) {
            (Some(base), Some(recent)) => {
                let beneath = Some(base.stamp);
                let mut writer = self.writer(sealing, folders, beneath);
                for name in recent {
                    writer.add(name)?;
                }
                writer.seal(Layer::Recent)
            }
            (None, _) | (_, None) => {
                let mut writer = self.writer(sealing, folders, None);
                for case in all {
                    writer.add(named(case))?;
                }
                writer.seal(Layer::Base)
            }
        };
        self.tidy(begun);
        written
    }

    fn writer(&self, sealing: Sealing, folders: Vec<Folder>, beneath: Option<Stamp>) -> Writer<'_> {
        Writer {
            index: self,
            sealing,
            directory: Directory::of(folders, beneath),
            references: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// What the base does not say, or says otherwise; nothing where there is no base to compare.
    fn recent_of(&self, all: &[IndexedCase<'_>]) -> Option<Vec<(Name, Option<Layer>)>> {
        let mut names = Vec::new();
        self.base.as_ref()?.names(&mut |name| names.push(name))?;
        let mut beneath = names.into_iter().peekable();
        let mut recent = Vec::new();
        for one in all {
            while let Some(gone) = beneath.next_if(|name| name.case < *one.case) {
                recent.push(gone_from(gone));
            }
            beneath.next_if(|name| name.case == *one.case);
            let from_base = one.known.is_some_and(|known| known.layer == Layer::Base);
            if one.fresh.is_some() || !from_base {
                recent.push(named(one));
            }
        }
        recent.extend(beneath.map(gone_from));
        Some(recent)
    }

    /// Removes what makers that were killed have left.
    fn tidy(&self, (now, _): Tick) {
        for path in unsealed(&self.folder) {
            let found = fs::symlink_metadata(&path);
            let stamp = found.map(|found| Stamp::of(&found));
            if stamp.is_ok_and(|stamp| stamp.modified.0 + ABANDONED < now) {
                // Whoever comes next tries again.
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// The name that hides a case of the base which is gone.
fn gone_from(name: Name) -> (Name, Option<Layer>) {
    let name = Name {
        kind: Kind::Gone,
        summary: Summary {
            row: Row::NONE,
            reference: NO_REFERENCE,
        },
        ..name
    };
    (name, None)
}

/// What is written of a case, and the file from which its row is taken over.
fn named(one: &IndexedCase<'_>) -> (Name, Option<Layer>) {
    let known = one.known.filter(|_| one.fresh.is_none());
    let summary = one.fresh.or(known.map(|known| known.summary));
    let name = Name {
        case: one.case.clone(),
        folder: one.folder,
        kind: one.kind,
        summary: summary.unwrap_or(Summary::NONE),
    };
    (name, known.map(|known| known.layer))
}

impl Writer<'_> {
    fn add(&mut self, name: (Name, Option<Layer>)) -> io::Result<()> {
        self.waiting.push(name);
        if self.waiting.len() < TOGETHER {
            return Ok(());
        }
        self.block()
    }

    /// Writes the names that wait, and the rows that are taken over for them.
    fn block(&mut self) -> io::Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        for layer in [Layer::Base, Layer::Recent] {
            if let Some(file) = self.index.file(layer) {
                self.take_over(file, layer, &mut waiting)?;
            }
        }
        let mut bytes = Vec::new();
        let mut first = Vec::new();
        for (name, _) in &waiting {
            let place = self.procedure(name)?;
            if first.is_empty() {
                first = Name::key(place, &name.case).to_vec();
            }
            name.write(place, &mut bytes);
            if name.summary.reference != NO_REFERENCE && name.kind != Kind::Gone {
                let number = u32::try_from(self.directory.count).map_err(io::Error::other)?;
                self.references.push((name.summary.reference, number));
            }
            self.directory.count += 1;
        }
        let extent = self.sealing.add(&bytes)?;
        self.directory.names.push(Block { first, extent });
        Ok(())
    }

    fn take_over(
        &mut self,
        file: &Sealed,
        layer: Layer,
        waiting: &mut [(Name, Option<Layer>)],
    ) -> io::Result<()> {
        let mut rows: Vec<&mut Row> = waiting
            .iter_mut()
            .filter(|(_, from)| *from == Some(layer))
            .map(|(name, _)| &mut name.summary.row)
            .collect();
        self.copy(file, rows.iter_mut().map(|row| &mut row.outline))?;
        self.copy(file, rows.iter_mut().map(|row| &mut row.past))
    }

    /// Copies pieces from another file; what is not whole there is nothing here.
    fn copy<'e>(
        &mut self,
        from: &Sealed,
        extents: impl Iterator<Item = &'e mut Extent>,
    ) -> io::Result<()> {
        let extents: Vec<&mut Extent> = extents.collect();
        let wanted: Vec<Extent> = extents.iter().map(|extent| **extent).collect();
        let pieces = from.pieces(&wanted);
        for (place, extent) in extents.into_iter().enumerate() {
            *extent = match pieces.get(place) {
                Some(piece) => self.sealing.add(piece)?,
                None => Extent::NONE,
            };
        }
        Ok(())
    }

    /// The place of the procedure of a name; names come in order.
    fn procedure(&mut self, name: &Name) -> io::Result<u16> {
        let known = &mut self.directory.procedures;
        let procedure = name.case.procedure().as_str();
        if known.last().is_none_or(|last| last != procedure) {
            known.push(procedure.to_owned());
        }
        u16::try_from(known.len() - 1).map_err(io::Error::other)
    }

    fn seal(mut self, layer: Layer) -> io::Result<()> {
        if !self.waiting.is_empty() {
            self.block()?;
        }
        self.references.sort_unstable();
        for references in self.references.chunks(TOGETHER) {
            let records = references
                .iter()
                .map(|(hash, number)| reference_record(*hash, *number));
            let bytes = records.collect::<Vec<_>>().concat();
            let first = references[0].0.to_be_bytes().to_vec();
            let extent = self.sealing.add(&bytes)?;
            self.directory.references.push(Block { first, extent });
        }
        self.sealing.seal(&self.directory, &self.index.path(layer))
    }
}
