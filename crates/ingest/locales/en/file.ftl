## 01 Files and encoding

tp0101 = `review.toml` cannot be parsed: { $reason }
    .title = the protocol is not valid TOML
tp0102 = unknown version of the registry's format
    .title = unknown version of the registry's format
    .absent = `review.toml` does not say which version of the format it uses
    .help = write `schema = { $schema }` at the top of `review.toml`
tp0103 = a table kind takes a list of file names
    .title = `[tables]` is missing or malformed
    .absent = `review.toml` has no `[tables]`
    .help = write a list of paths: `trials = ["trials.csv"]`
    .help-absent = add `[tables]` with one line a table kind: `trials = ["trials.csv"]`
tp0104 = unknown table kind `{ $kind }`
    .title = unknown table kind
    .list = the table kinds are { $kinds }
tp0105 = no file `{ $path }`
    .title = missing file
    .help = paths are relative to `review.toml`; upper and lower case count
tp0106 = `{ $path }` is named twice
    .title = a file is named twice
tp0107 = `{ $path }` leads outside the registry
    .title = a path leads outside the registry
    .help = write a path relative to `review.toml`, with `/` and without `..`
tp0108 = not UTF-8: byte { $byte } at position { $position }
    .title = a file is not UTF-8
    .utf16 = not UTF-8: the file looks like UTF-16
    .others =
        { $count ->
            [one] one more byte of the file is not UTF-8
           *[other] { $count } more bytes of the file are not UTF-8
        }
    .help = in Windows-1252 (Latin-1) byte { $byte } is `{ $character }`: the file was probably saved in that encoding
    .help-save = save the file as UTF-8
tp0109 = cells are separated by something other than commas
    .title = wrong delimiter
    .semicolon = cells are separated by `;`
    .tab = cells are separated by tabs
    .help = save the file as CSV separated by commas, with `.` as decimal sign
tp0110 = the file is empty
    .title = empty file
    .help = start with the header: `{ $header }`
tp0111 = the table has no rows
    .title = a table without rows
tp0112 = control character { $character }
    .title = control character
    .help = delete it; if the file came from another program, export it again as text
tp0113 = invisible character { $character }
    .title = invisible character or change of writing direction
    .direction = character { $character } changes the direction of writing
    .help = delete it: what is displayed differs from what is stored
tp0114 = cannot read `{ $path }`: { $reason }
    .title = a file cannot be read
tp0115 = this quote is never closed
    .inside = this quote closes in the middle of a cell
    .closing = closes here
    .title = a quoted cell is not closed
    .note =
        { $count ->
            [one] the cell swallows the line after it
           *[other] the cell swallows the { $count } lines after it
        }
    .help = close the cell with `"`; a quote inside a quoted cell is doubled: `""`
tp0116 =
    { $count ->
        [one] one row ends in another way than the first
       *[other] { $count } rows end in another way than the first
    }
    .title = mixed line endings
    .first = the first row ends here
    .help = save the file with one kind of line ending, LF or CRLF
tp0117 = rows end with a carriage return alone
    .title = line endings of the old Macintosh
tp0118 = the first line is an instruction to a spreadsheet, not the header
    .title = a `sep=` line
    .help = delete the line
    .help-commas = delete the line, and save the file as CSV separated by commas
tp0119 = `{ $found }` was `{ $original }` before the file was read in the wrong encoding
    .title = text that was read in the wrong encoding
    .others =
        { $count ->
            [one] one more place of the file has the same fault
           *[other] { $count } more places of the file have the same fault
        }
    .help = go back to the file as it was before and open it as UTF-8; what is there now can be mended by reading it as UTF-8, writing it as Windows-1252, and reading that as UTF-8
tp0120 = a character is lost: U+FFFD stands in its place
    .title = a lost character
    .others =
        { $count ->
            [one] one more character of the file is lost
           *[other] { $count } more characters of the file are lost
        }
    .help = type it again from the source: the file no longer says what it was
tp0121 = `{ $entity }` is how HTML writes a character
    .title = a character written as in HTML
    .others =
        { $count ->
            [one] one more place of the file has an entity
           *[other] { $count } more places of the file have entities
        }
    .help = write `{ $character }`
    .help-number = write the character itself
tp0122 = the table has { $rows } rows with its header: as many as fit on one sheet of a spreadsheet
    .title = a table that ends at a spreadsheet’s limit
    .help = compare the last row with the source: what came after it may be lost
tp0123 = { $count } texts of `{ $column }` are exactly 255 characters long, and none is longer
    .title = texts cut at 255 characters
    .help = compare their ends with the source: old spreadsheets and databases cut texts there
