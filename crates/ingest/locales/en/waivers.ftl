## Waivers

tp0650 = `waivers.toml` cannot be parsed: { $reason }
    .title = a malformed waiver
    .rule = a waiver names no rule: `{ $rule }`
    .file = a waiver names no file of the registry: `{ $file }`
    .date = a waiver ends on a day
    .date-help = write the last day on which it holds: `until = 2027-06-30`
tp0651 = a finding of { $code } cannot be waived
    .title = a finding that cannot be waived
tp0652 = the waiver of { $code } by { $by } has expired
    .title = an expired waiver
    .help = look at the row again: mend it, or give the waiver a new date
tp0653 = the waiver of { $code } is void: what it was given for has changed
    .title = a void waiver
    .cell = it was `{ $before }`, it is `{ $now }`
    .others = another row that the finding points at has changed
    .gone = no row is like the one that it quotes
    .help = look at the finding again; delete the waiver, or write it anew with `trialpool waive`
tp0654 = the waiver of { $code } waives nothing
    .title = an unused waiver
    .help = delete it: the rule no longer fires at this row
