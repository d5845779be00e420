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
    .help-trailing = remove the separators at the end of the row
    .help-quote-cell = if these cells are one, `{ $column }`, put it in quotes: `"{ $cell }"`; then every cell fits its column
    .help-insert =
        { $count ->
            [one] with an empty cell before this one
           *[other] with { $count } empty cells before this one
        }, which would then be `{ $column }`, every cell fits its column
tp0206 = the row is empty
    .title = empty row
    .help = delete it
tp0207 = every line ends with separators that open no column
    .title = separators at the end of every line
    .help =
        { $count ->
            [one] remove the last separator of each line
           *[other] remove the last { $count } separators of each line
        }
tp0208 = the header stands here again
    .title = the header in the middle of the table
    .help = delete this line: two files were probably joined; check that no row stands in both
tp0209 = `{ $name }` is `{ $column }` written in another way, and the file has both
    .title = one column, written in two ways
    .help = keep one of the two, as `{ $column }`
tp0210 =
    { $cells ->
        [one] the file ends in the middle of a row: one cell
       *[other] the file ends in the middle of a row: { $cells } cells
    } where the header has { $columns }
    .title = a file that ends in the middle of a row
    .help = fetch the file again: whatever came after this place is missing too
tp0211 = `{ $quote }` does not quote a cell, and the comma inside divides it
    .title = typographic quotes around a cell
    .help = put the cell in straight quotes: `"…"`
