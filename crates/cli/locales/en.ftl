# What the commands say on standard error, in English.

check-explain = trialpool explain { $code } says what { $code } means and how to mend it
check-denied = warnings count as errors (--deny warnings)
check-notes =
    { $count ->
        [one] { $count } note not shown (--notes)
       *[other] { $count } notes not shown (--notes)
    }
report-written =
    { $count ->
        [one] { $count } file written to { $directory }
       *[other] { $count } files written to { $directory }
    }
report-current =
    { $count ->
        [one] { $count } file in { $directory } is current
       *[other] { $count } files in { $directory } are current
    }
report-not-pooled = nothing was written: a registry with errors is not pooled
report-warnings =
    { $count ->
        [one] the report carries { $count } warning: trialpool check { $registry }
       *[other] the report carries { $count } warnings: trialpool check { $registry }
    }
difference-missing = { $file } is missing
difference-surplus = { $file } is there, and the registry does not make it
difference-line = { $file } differs at line { $line }
difference-there = there
difference-now = now
difference-more =
    { $count ->
        [one] and { $count } more file differs
       *[other] and { $count } more files differ
    }
difference-help = trialpool report { $registry } --out { $directory } brings it up to date
new-written = { $directory } is a working registry: three example trials, one analysis
new-next = next: trialpool check { $directory } && trialpool report { $directory }
waive-written =
    { $count ->
        [one] { $count } waiver added to { $file }
       *[other] { $count } waivers added to { $file }
    }
lock-written = the protocol is registered in { $file }
