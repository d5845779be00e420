## Shared

did-you-mean = did you mean `{ $name }`?
first-here = first here
severity-error = error
severity-warning = warning
severity-note = note
label-note = note
label-help = help

## Summary

summary-clean = no errors and no warnings in { $rows } of { $files }
summary-found = { $errors } and { $warnings } in { $rows } of { $files }
summary-errors =
    { $count ->
        [0] no errors
        [one] { $count } error
       *[other] { $count } errors
    }
summary-warnings =
    { $count ->
        [0] no warnings
        [one] { $count } warning
       *[other] { $count } warnings
    }
summary-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
summary-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }

## Domains

domain-any = `{ $column }` takes any number
domain-count = `{ $column }` is a count: 0 or more
domain-count-from-one = `{ $column }` is a count: 1 or more
domain-positive = `{ $column }` is above 0
domain-not-negative = `{ $column }` is 0 or more
domain-probability = `{ $column }` lies between 0 and 1
domain-percent = `{ $column }` is a percentage between 0 and 100
domain-reduction = `{ $column }` is at most 100: nothing falls by more than all of it
domain-level = `{ $column }` is a percentage between 50 and 100, such as `95`
domain-year = `{ $column }` is a year such as `2019`

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

## 03 One cell or one result

tp0301 = `{ $column }` is empty
    .title = a required cell is empty
tp0302 = `{ $id }` is no valid id
    .title = unusable characters in an id
    .note = ids start with a letter or digit and consist of `a`-`z`, `0`-`9`, `.`, `_`, `+` and `-`
    .help = write `{ $id }`, here and where it is referred to
tp0303 = unknown value `{ $value }` in `{ $column }`
    .title = a word that is not in the list
    .list = the values are { $words }
tp0304 = `{ $value }` in `{ $column }` is not a number
    .title = not a number
    .help = write digits with `.` as decimal sign; words belong in `note`
    .help-empty = leave the cell empty if the value is not known
tp0305 = `{ $value }` has a decimal comma
    .title = decimal comma
    .help = write `{ $number }`
    .help-either = write `{ $number }`, or `{ $whole }` if the comma separates thousands
tp0306 = `{ $value }` has its digits grouped
    .title = thousands separator
    .help = write `{ $number }`
tp0307 = `{ $value }` in `{ $column }` is more than a number
    .title = a sign beside a number
    .help-p = write `{ $number }` in `p` and `{ $operator }` in `p_operator`
    .help-comparison = write the number alone, and the sign in `note`
    .help-minus = write the minus sign as `-`: `{ $number }`
    .help-percent = write `{ $number }`
tp0308 = `{ $value }` in `{ $column }` is not a whole number
    .title = a count that is not whole
    .help = count participants or events; a percentage belongs in `percent`
tp0309 = `{ $value }` is outside the range of `{ $column }`
    .title = a value outside its domain
    .help-p = if this is a percentage, divide by 100
    .help-spread = standard deviations and errors are never negative: check the columns
tp0310 = `{ $value }` is no confidence level
    .title = an impossible confidence level
    .help-fraction = write `{ $percent }`
tp0311 = `{ $value }` is no year
    .title = not a year
    .help = write four digits, such as `2019`
tp0312 = `{ $value }` is no DOI
    .title = malformed DOI
    .note = a DOI starts with `10.` and a number, then `/` and a suffix
    .help = write `{ $doi }`
tp0313 = `{ $value }` is no address
    .title = malformed address
    .help = write the whole address, from `https://`
tp0314 = `{ $given }` is filled and `{ $wanting }` is empty
    .title = a text in one language only
tp0315 = `secondary` without `read_at`
    .title = a second-hand figure does not say where it was read
    .help = write in `read_at` where the figure was read, or `unverified` here
tp0316 = arm `{ $arm }` has neither treatment nor labels
    .title = an arm that says nothing of what it received
    .help = fill `treatment`, or `label_en` and `label_fr`
tp0320 = `{ $value }` is no { $measure }: ratios are above 0
    .title = a ratio that is not positive
    .help-log = if this is the logarithm, write the ratio itself
    .help-zero = write as many digits as the publication gives; zero has no logarithm and cannot be pooled
tp0321 = the lower limit `{ $lower }` is above the upper limit `{ $upper }`
    .title = limits in the wrong order
    .upper = the upper limit
    .help = check whether the two are swapped or a sign is missing
tp0322 = `{ $column }` is `{ $value }`, outside its interval { $interval }
    .title = an estimate outside its interval
    .lower = lower limit
    .upper = upper limit
    .help = check the three figures against the publication; one of them is mistyped or of another analysis
tp0323 = `{ $given }` without `{ $wanting }`
    .title = half an interval
tp0324 = an interval without `ci_level`
    .title = an interval without level
    .note = without its level no standard error follows from the interval
    .help = write the level in per cent, such as `95`, if the publication states it
tp0325 = `ci_level` without an interval
    .title = a level without interval
tp0326 = `p_operator` without `p`
    .title = an operator without p
tp0327 = arm `{ $arm }` is compared with itself
    .title = an arm compared with itself
    .arm = the same arm
tp0328 = nothing here can be pooled
    .title = a result that cannot be pooled
    .no-effect = neither `estimate` nor `reduction_percent` is given
    .no-spread = neither a confidence interval nor `p` is given
    .arm = an arm needs `events` with `n` or `person_time`, or `mean` or `median` with a spread
tp0329 = a percent reduction of a difference (`{ $measure }`)
    .title = a percent reduction of a difference
    .measure = not a ratio
    .help = a reduction in per cent is 1 minus a ratio: check `measure`
tp0330 = `{ $greater }` ({ $greater-value }) is below `{ $lesser }` ({ $lesser-value })
    .title = quantiles in the wrong order
    .lesser = should be the lesser one

## 04 One trial

tp0401 = more events than participants: { $events } of { $n }
    .title = more events than participants
    .n = participants of the same row
    .help = check whether `events` and `n` are swapped; events that recur in a participant belong to an outcome of type `rate`
tp0402 = the same result stands twice
    .title = the same result twice
    .help = delete one of the two
tp0403 = one source gives two figures for one result
    .title = two figures for one result
    .help = if they differ in time, participants or analysis, say so in `timepoint`, `subgroup` or `outcome`; else the protocol must choose
tp0404 = `{ $trial }` lists itself among its members
    .title = a pooled analysis that contains itself
    .help = list the trials whose participants it analyses together

## 05 Across trials

tp0501 = id `{ $id }` stands twice
    .title = duplicate id
    .arm = the trial has an arm `{ $id }` already
tp0502 = unknown id `{ $id }`: no such row in `{ $kind }`
    .title = a reference to nothing
    .arm = trial `{ $trial }` has no arm `{ $id }`
    .arms = the arms of `{ $trial }` are { $arms }
    .no-arms = `{ $trial }` has no arms
tp0503 = rows refer to `{ $kind }`, and no file holds such a table
    .title = a table that is referred to and missing
    .help = name its file in `review.toml` under `[tables]`: `{ $kind } = ["{ $kind }.csv"]`

## Protocol

tp0601 = { $count } results of trial `{ $trial }` answer `{ $analysis }`
    .title = several results of one trial answer a question
    .rows = the rows are { $rows }
    .help = say which one counts: add `choose = [{ "{" } trial = "{ $trial }", source = "…", reason = … { "}" }]` to the analysis
tp0602 = `{ $one }` and `{ $other }` share participants, and `{ $analysis }` pools both
    .title = participants counted twice
    .help = leave one of the two out with `exclude`
tp0603 = no row answers `{ $analysis }`
    .title = a question without a result
    .all-excluded =
        { $count ->
            [one] the only row that answers `{ $analysis }` is excluded
           *[other] all { $count } rows that answer `{ $analysis }` are excluded
        }
    .help = check `select`, and the measure and outcome of the rows
tp0604 = unknown key `{ $key }`
    .title = an unknown key in the protocol
    .known = the keys here are { $keys }
tp0605 = key `{ $key }` is missing
    .title = a missing key in the protocol
tp0606 = expected { $wanted }
    .title = a value of the wrong kind in the protocol
    .text = text in quotes
    .list = a list of texts, such as `["placebo"]`
    .table = a table
    .tables = a list of tables
    .boolean = `true` or `false`
    .level = a confidence level in per cent from 50 to below 100, such as `95`
    .date = a date such as `"2024-06-30"`
    .id = an id of lower-case letters, digits and `.` `_` `+` `-`
    .languages = text in both languages, `{ "{" } en = "…", fr = "…" { "}" }`
tp0607 = `{ $word }` is not known here
    .title = an unknown word in the protocol
    .known = known are { $words }
tp0608 = unknown id `{ $id }`: no such row in `{ $kind }`
    .title = the protocol names something that the registry lacks
    .arm = trial `{ $trial }` has no arm `{ $id }`
tp0609 = a language is missing
    .title = a text of the protocol lacks a language
    .english = the English text `en` is missing
    .french = the French text `fr` is missing
tp0610 = id `{ $id }` stands twice
    .title = an id of the protocol stands twice
tp0611 = settings that exclude each other
    .title = settings that exclude each other
    .measure = measure `{ $measure }` does not fit this synthesis
    .single-arm = `{ $key }` has no meaning in a single-arm synthesis
    .verification = no verification state is admitted, so that nothing can be pooled
    .excluded = a choice for a trial that the same analysis excludes
    .excluded-here = excluded here
    .choice = the choice names a trial and nothing of its rows
    .choice-help = add `source`, `arm`, `comparator`, `outcome`, `timepoint`, `measure` or `verification`
tp0612 = the choice for `{ $trial }` meets no row
    .title = a choice or exclusion without effect
    .exclude = the exclusion of `{ $trial }` meets no row
    .help = delete it, or check its keys against the rows of the trial
tp0613 = `{ $trial }` stands in two groups of `{ $analysis }`
    .title = a trial in two groups
    .help = choose one of its rows, or set `within_trials = true` if the groups divide the participants of each trial
tp0614 = `{ $analysis }` cannot be pooled
    .title = effects that cannot be pooled
    .not-finite = its effects or variances are too extreme to be added
    .too-few = the method needs more studies
    .not-estimable = its data do not determine the effect
