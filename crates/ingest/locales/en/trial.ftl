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
tp0405 = the arms hold { $total } participants, more than the { $randomised } of the trial
    .title = more participants in the arms than in the trial
    .help = check the sizes of the arms and of the trial against its flow diagram; a dose group and the arm that contains it are not both arms
tp0406 = { $n } participants analysed, more than the { $randomised } of the arm
    .title = more participants analysed than randomised
    .randomised = randomised to the arm
    .help = check both numbers; an `n` of scans, lesions or events is none of participants
tp0407 = the estimate is `{ $estimate }`, and `{ $other }` the other way round
    .title = a comparison that contradicts its reverse
    .other = the same comparison from the other side
    .help = one of the two is mistyped, or has its arms swapped; ratios are reciprocal, differences have opposite signs
