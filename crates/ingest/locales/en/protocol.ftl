## Protocol

tp0601 = { $count } results of trial `{ $trial }` answer `{ $analysis }`
    .title = several results of one trial answer a question
    .rows = the rows are { $rows }
    .help = say which one counts: add `choose = [{ "{" } trial = "{ $trial }", source = "…", reason = … { "}" }]` to the analysis
    .shared = or let all of them enter as one effect: `shared_control = "covariance"`, or `"combine"` for one arm of the treated arms
    .shared-arm = or let all of them enter as one effect: `shared_control = "combine"` makes the treated arms one arm
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
    .whole = a whole number: `iterations` or `samples` from 1 to 10,000,000, `seed` from 0
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
    .profile = `tau2_ci = "pl"` needs a likelihood, and method `{ $method }` has none
    .profile-help = take `method = "REML"` or `"ML"`, or `tau2_ci = "qprofile"`
    .not-shown = `{ $key }` is set, and `{ $section }` is not shown
    .not-shown-help = add `"{ $section }"` to `show`, or delete the setting
    .method = method `{ $method }` does not pool measure `{ $measure }`
    .method-measures = it pools the counts of the arms, as { $measures }
    .test = test `{ $test }` does not go with method `{ $method }`
    .test-help = delete `test`: the method has its own interval
    .test-kr-help = `test = "kr"` goes with the estimators of the between-study variance, such as `method = "REML"`
    .prediction = prediction `{ $prediction }` does not go with method `{ $method }`
    .prediction-help = write `prediction = "none"`, or take a random-effects method, such as `method = "REML"`
    .prediction-test = prediction `{ $prediction }` does not go with test `{ $test }`
    .prediction-test-help = take `prediction = "kr"`, `"kr-pr"`, `"hk"`, `"hk-pr"` or `"bootstrap"`
    .tau2-ci = `tau2_ci = "{ $rule }"` does not go with method `{ $method }`
    .tau2-ci-help = take an estimator of the between-study variance, such as `method = "REML"`, or delete `tau2_ci`
    .formula = `{ $key } = "{ $word }"` is not a choice of measure `{ $measure }`
    .formula-known = `{ $measure }` has { $words }
    .formula-none = delete `{ $key }`: `{ $measure }` has one formula
    .formula-method = `{ $key }` does not go with method `{ $method }`, which pools the counts of the arms
    .formula-method-help = delete `{ $key }`, or take a method that pools effects, such as `method = "REML"`
    .shared-arms = `shared_control` is set, and measure `{ $measure }` is not computed from two arms
    .shared-arms-help = delete `shared_control`, or take a measure that the figures of two arms give, such as `measure = "OR"`
    .shared-method = `shared_control = "{ $word }"` does not go with method `{ $method }`, which pools the counts of the arms
    .shared-measure = the covariance of two comparisons with one control is not known for measure `{ $measure }`
    .shared-vtype = `shared_control = "{ $word }"` does not go with `vtype`
    .shared-vtype-help = delete `vtype`: the covariances are parts of the usual variances
    .shared-combine = take `shared_control = "combine"`, which makes one arm of the treated arms
    .seed = a prediction interval by bootstrap needs a seed
    .seed-help = add `bootstrap = { "{" } seed = 1 { "}" }`, so that anybody draws the same interval
    .samples = { $samples } samples are too few for the confidence level
    .samples-help = take at least { $needed }: `bootstrap = { "{" } samples = { $needed }, seed = … { "}" }`
    .not-drawn = `bootstrap` is set, and the prediction interval is not drawn
    .not-drawn-help = add `prediction = "bootstrap"`, or delete the setting
    .moderators = moderators do not go with method `{ $method }` and test `{ $test }`
    .without-moderators = `{ $key }` is set, and there are no moderators
    .without-moderators-help = add `moderators`, or delete the setting
    .compare = `compare` does not go with method `{ $method }`, whose models have no likelihoods that can be compared
    .compare-help = take `method = "ML"`, or `"EE"` for a common effect
    .moderators-help = take an estimator of the between-study variance, such as `method = "REML"`, with `test = "z"`, `"t"`, `"knha"` or `"adhoc"`
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
tp0615 = `{ $key }` is no formula: { $why }
    .title = moderators that are no formula
    .character = `{ $character }` has no place in it
    .taken-away = only `1` can be taken away
    .joined = terms are joined by `+`, `:` or `*`
    .closed = a `)` is missing
    .function = `{ $name }` is not known; there are `factor`, `poly` and `rcs`
    .degree = `poly` takes a degree from 1 to 9: `poly(year, 2)`
    .knots = `rcs` takes 3 to 5 knots: `rcs(year, 3)`
    .name = a moderator is missing
    .help = for example `"~ year + class"`, `"~ weeks * blinding"`, `"~ rcs(year, 3)"`
tp0616 = no hypothesis about the coefficients: { $why }
    .title = a hypothesis or a comparison that the regression does not allow
    .unknown = `{ $name }` is no coefficient
    .nothing = no coefficient is left in it
    .not-linear = coefficients are added, and multiplied by numbers only
    .two-equals = there is more than one `=`
    .not-closed = a quote is not closed
    .not-finite = a number is not finite
    .missing = a coefficient or a number is missing
    .coefficients = the coefficients are { $names }
    .help = for example `"class: interferon beta - year = 0"`; `;` joins several to one test
    .not-among = `compare` names `{ $name }`, which `moderators` does not
    .not-nested = the model of `compare` is not nested in that of `moderators`
    .same = the model of `compare` is that of `moderators`
    .not-fitted = the model of `compare` cannot be fitted to these studies
    .compare-help = leave terms of `moderators` out: `compare = "~ 1"` leaves the mean
tp0630 = `{ $analysis }` pools differences in `{ $one }` with differences in `{ $other }`
    .title = differences in several units
    .help = pool outcomes of one unit, or standardised differences (`measure = "SMD"`)
tp0631 = `{ $analysis }` pools outcomes of which less is better with outcomes of which more is better
    .title = outcomes of opposite directions
    .help = ask two questions, or register the outcome the other way round
tp0632 = the groups of `{ $analysis }` are levels of `{ $one }` and of `{ $other }`
    .title = groups of several variables
    .help = a division has one variable: participants of one variable stand in the groups of another, too
tp0633 = an unverified figure enters the main result of `{ $analysis }`
    .title = an unverified figure in a main result
    .help = verify the row against its publication, or admit unverified rows in a sensitivity analysis only
tp0634 = `{ $analysis }` pools the same rows in the same way as `{ $first }`
    .title = one question asked twice
    .help = delete one of the two, or make it a sensitivity analysis of the other
tp0635 = `{ $analysis }` pools results of week { $least } with results of week { $most }
    .title = results of far apart times
    .help = name the times of measurement in `select.timepoints` if that is meant
tp0636 = `protocol.lock` cannot be read: { $reason }
    .title = an unreadable lock
    .version = `protocol.lock` is of an unknown version
    .help = take the file back from the version control, or write it anew with `trialpool lock`
tp0637 = `{ $path }` is `{ $now }`, and was registered as `{ $before }`
    .title = a setting that departs from the registered protocol
    .before = as registered
    .help = go back to what was registered, or waive the finding with the reason for the change, which the report then shows
tp0638 = `{ $path }` is not in the registered protocol
    .title = an addition to the registered protocol
tp0639 = `{ $path }` was registered and is no longer there
    .title = an omission from the registered protocol
tp0640 = `[checks]` names no rule: `{ $code }`
    .title = an unknown rule in `[checks]`
    .note = `trialpool explain` lists the rules
tp0641 = the severity of { $code } is none that is known
    .title = an unknown severity in `[checks]`
    .help = write `"error"`, `"warning"`, `"note"` or `"off"`
tp0642 = the severity of { $code } cannot be changed
    .title = a severity that cannot be changed
    .note = its findings keep a row or the protocol from being read; what is left out in silence cannot be judged
