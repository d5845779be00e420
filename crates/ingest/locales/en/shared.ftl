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
summary-waived =
    { $count ->
        [one] { $found }; { $count } finding is waived
       *[other] { $found }; { $count } findings are waived
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
domain-count-most = `{ $column }` is a count: no trial counts a thousand million
domain-positive = `{ $column }` is above 0
domain-not-negative = `{ $column }` is 0 or more
domain-probability = `{ $column }` lies between 0 and 1
domain-percent = `{ $column }` is a percentage between 0 and 100
domain-reduction = `{ $column }` is at most 100: nothing falls by more than all of it
domain-level = `{ $column }` is a percentage between 50 and 100, such as `95`
domain-year = `{ $column }` is a year such as `2019`
