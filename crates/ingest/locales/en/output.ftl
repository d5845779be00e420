## Outputs for other programs

output-no-findings = no findings
output-severity = severity
output-rule = rule
output-place = place
output-finding = finding
output-details = what to do
output-left-out =
    { $count ->
        [one] { $count } finding is left out here: a comment has no more room
       *[other] { $count } findings are left out here: a comment has no more room
    }
output-github-limit = { $errors } and { $warnings }: GitHub shows the first { $shown } of each kind beside the files, this log has all
