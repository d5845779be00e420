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
