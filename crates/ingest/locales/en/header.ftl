## 02 Header and rows

tp0201 = column `{ $column }` is missing
    .title = missing column
    .help = add `{ $column }` to the header; tables of kind `{ $kind }` cannot do without it
tp0202 = unknown column `{ $column }` in a table of kind `{ $kind }`
    .title = unknown column
    .list = the columns are { $columns }
tp0203 = column `{ $column }` stands twice
    .title = duplicated column
    .help = keep one of the two
tp0204 = column { $place } has no name
    .title = a column without a name
    .help = name it, or remove the separator that opens it
tp0205 =
    { $cells ->
        [one] one cell
       *[other] { $cells } cells
    } where the header has { $columns }
    .title = a row of the wrong length
    .help-comma = if `{ $split }` is one number, write `{ $number }`
    .help-quote = put a cell that contains a comma in quotes: `"a, b"`
    .help-few = add the missing cells; an unknown value is an empty cell
tp0206 = the row is empty
    .title = empty row
    .help = delete it
