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
tp0515 = `{ $number }` is the registration of another trial already
    .title = two trials with one registration
    .help = merge the two rows if they are one trial; else correct the number; a pooled analysis lists its trials in `members`
