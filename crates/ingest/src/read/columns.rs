use crate::column::Column;
use crate::records::Record;
use crate::{FileId, TableKind};

/// Which cell of a record belongs to which column, in one file.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) file: FileId,
    pub(crate) kind: TableKind,
    /// Whether the header has a name that is no column: what rows seem to lack may stand there.
    pub(crate) misnamed: bool,
    /// Cells in the header.
    pub(crate) width: usize,
    /// By column: its place in a record, or [`ABSENT`].
    places: [u16; Column::COUNT],
}

/// The file has no such column.
const ABSENT: u16 = u16::MAX;

impl Columns {
    /// Binds the header's names to the columns of the kind; the first of two equal names counts.
    pub(crate) fn bind(file: FileId, kind: TableKind, header: &Record<'_>) -> Self {
        let mut places = [ABSENT; Column::COUNT];
        let mut misnamed = false;
        for (place, field) in header.fields.iter().enumerate() {
            let column = Column::parse(field.text.trim());
            let Some(column) = column.filter(|column| kind.has(*column)) else {
                misnamed = true;
                continue;
            };
            let bound = &mut places[column as usize];
            if *bound == ABSENT {
                *bound = u16::try_from(place).unwrap_or(ABSENT);
            }
        }
        Self {
            file,
            kind,
            misnamed,
            width: header.fields.len(),
            places,
        }
    }

    /// The place of a column in a record, if the file has it.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        match self.places[column as usize] {
            ABSENT => None,
            place => Some(usize::from(place)),
        }
    }
}

impl TableKind {
    /// Whether tables of the kind may have the column.
    fn has(self, column: Column) -> bool {
        self.columns().iter().any(|(known, _)| *known == column)
    }
}
