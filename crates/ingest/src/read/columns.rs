use crate::column::Column;
use crate::files::visible_name;
use crate::records::Record;
use crate::{FileId, TableKind};

/// Which cell of a record belongs to which column, in one file.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) file: FileId,
    pub(crate) kind: TableKind,
    /// Whether the header has a name that is no column: what rows seem to lack may stand there.
    pub(crate) misnamed: bool,
    /// The names in the header, as they read.
    pub(crate) names: Vec<String>,
    /// Cells in each row.
    pub(crate) width: usize,
    /// By column: its place in a record, or [`ABSENT`].
    places: [u16; Column::COUNT],
}

/// The file has no such column.
const ABSENT: u16 = u16::MAX;

impl Columns {
    /// Binds the header's names to the columns of the kind; the first of two equal names counts.
    ///
    /// The header's cells from `named` on are known to be nothing but separators, and the rows to
    /// have `width` cells.
    pub(crate) fn bind(
        file: FileId,
        kind: TableKind,
        header: &Record<'_>,
        named: usize,
        width: usize,
    ) -> Self {
        let mut places = [ABSENT; Column::COUNT];
        let mut misnamed = false;
        let fields = header.fields.iter().take(named);
        let names: Vec<String> = fields
            .map(|field| visible_name(field.text.clone()).into_owned())
            .collect();
        for (place, name) in names.iter().enumerate() {
            let column = Column::parse(name);
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
            names,
            width,
            places,
        }
    }

    /// The column at a place in a record.
    pub(crate) fn at(&self, place: usize) -> Option<Column> {
        let column = Column::parse(self.names.get(place)?)?;
        (self.place(column) == Some(place)).then_some(column)
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
