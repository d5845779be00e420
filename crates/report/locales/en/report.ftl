## The page

skip-to-content = Skip to content
read-in-this-language = Read this report in English
contents-title = Contents
kicker = Report to the scientific council
colon = :{ " " }
comma = ,{ " " }
list-separator = ;{ " " }
versus = { " " }vs{ " " }
back-to-contents = Back to contents

card-evidence-date = Evidence up to
card-registry = Registry
card-contents = { $analyses ->
    [one] { $analyses } analysis
   *[other] { $analyses } analyses
}, { $studies ->
    [one] { $studies } study
   *[other] { $studies } studies
}, { $results } results, { $sources } sources
card-digest = Digest of the data
card-digest-note = SHA-256 of all files read: two reports with the same digest rest on the same data.
months = January February March April May June July August September October November December
date = { $day } { $month } { $year }

section-summary = What was found
section-analyses = Analyses
section-not-pooled = What is not pooled, and why
section-conflicts = Disagreements between sources
section-studies = The studies
section-problems = Problems found in the data
section-methods = Methods
section-references = References
section-provenance = Where the figures come from
section-about = About this report

summary-introduction = One sentence a question. Each title leads to the full analysis: plot, studies, subgroups, sensitivity analyses.
how-to-read-title = How to read this report
how-to-read-effect = A ratio (HR, IRR, RR, OR) below 1 means that the event was less frequent with the treatment studied; 0.75 is a reduction of 25%. Where the event is an improvement, a ratio above 1 is the favourable one.
how-to-read-interval = The confidence interval (CI) gives the values of the average effect that are compatible with the data; the prediction interval, which is wider, those to expect in a new study.
how-to-read-links = Each underlined figure leads to the row of the registry it comes from, quoted as it stands, and to its source.
how-to-read-badges = Three states of verification: “publication” (read in the publication itself), “secondary source” (read elsewhere, with the address), “not verified” (kept out of the main analyses).

pico-population = Population
pico-intervention = Intervention
pico-comparator = Comparator
pico-outcome = Outcome
pico-timepoint = Time point
pico-measure = Measure
pico-benefit = Benefit
pico-important-difference = Minimal important difference
benefit-below-one = a value below 1 is favourable
benefit-above-one = a value above 1 is favourable
benefit-below-zero = a negative value is favourable
benefit-above-zero = a positive value is favourable

figure-caption = Squares: result of each study, area by weight; lines: { $level } confidence interval; diamond: pooled result; band under the diamond: prediction interval. The table below holds the same figures.
figure-caption-mean = Squares: result of each study, area by weight; lines: { $level } confidence interval; diamond: pooled result. The table below holds the same figures.
figure-caption-one = Square: result of the study; line: { $level } confidence interval. The table below holds the same figures.
figure-caption-leave-one-out = Each line gives the pooled result when the named study is removed, with its { $level } confidence interval.

heading-subgroups = Subgroups: { $variable }
heading-robustness = Does the result hold?
heading-basis = What this result rests on
summary-effects-by-group = Results of each study by subgroup
summary-leave-one-out = Without each study in turn
summary-choices = Choices of the protocol for some studies
summary-derivations = How each effect was obtained
summary-excluded = Results left out, with reasons
settings-used = Settings:
analysis-conflicts = Sources contradict each other on these studies:
main-analysis = Main analysis
nothing-to-pool = nothing to pool
without-study = Without { $study }

table-effects = { $title }: results of the studies
table-effects-by-group = { $title }: results of the studies by subgroup
table-subgroups = { $title }: subgroups
table-sensitivity = { $title }: sensitivity analyses
table-leave-one-out = { $title }: pooled result without each study in turn
table-derivations = { $title }: effects and standard errors
table-excluded = { $title }: results left out
table-results = Registered results: { $study }
table-files = Files read

column-study = Study
column-counts = Events
column-effect = { $measure } ({ $level } CI)
column-weight = Weight
column-participants = Participants
column-origin = Origin
column-analysis = Analysis
column-size = Studies
column-prediction = Prediction
column-heterogeneity = Heterogeneity
column-estimate-route = Effect
column-error-route = Standard error (SE): route
column-standard-error = SE
column-error-range = SE within rounding
column-registered = Published figures
column-reason = Reason
column-outcome = Outcome
column-figures = Result
column-used-in = Analyses
column-file = File
column-kind = Content
column-rows = Rows
column-digest = SHA-256

count-of-total = { $events }/{ $total }
range = { $lower } to { $upper }
i2 = I² = { $value }
i2-interval = I² = { $value } ({ $level } CI: { $lower } to { $upper })
tau2 = τ² = { $value }
q = Q = { $value } ({ $df } df, { $p })
prediction-interval = { $level } prediction interval
study-topic = { $study }: { $topic }
mark-conflict = { $n ->
    [one] One disagreement between sources
   *[other] { $n } disagreements between sources
}

conflicts-introduction = Where two documents give different figures for the same thing, both stay in the registry. Here is what each says, what explains the difference, and which one is used.
conflict-retained = used
studies-introduction = All studies of the registry, with what the sources say of them. Those that the document behind this work reports on come first.
studies-occasion = Studies of the original document
studies-other = Other studies of the registry
study-arms = Arms:
study-stated = As stated in:
study-conflicts = Disagreements between sources:
status-pooled = Results pooled in analyses
status-not-pooled = Not pooled ({ $title }): { $reason }
status-excluded = Results left out, with the reason, in analyses
status-no-question = No question of the protocol concerns this study.
participants = { $n ->
    [one] { $participants } participant
   *[other] { $participants } participants
}
arm-with-participants = { $arm } (n = { $n })
phase = phase { $phase }
summary-results = { $n ->
    [one] { $n } registered result
   *[other] { $n } registered results
}
no-figure = no usable figure

printed-estimate = { $measure } { $value }
printed-estimate-interval = { $measure } { $value } ({ $interval })
printed-interval = { $level }% CI: { $lower } to { $upper }
printed-person-time = { $value } person-years
printed-rate = rate { $value }
printed-percent = { $value }%
printed-events = { $value } events
printed-n = n = { $value }
printed-mean = mean { $value }
printed-mean-sd = mean { $value } (standard deviation { $sd })
printed-mean-se = mean { $value } (standard error { $se })
printed-median = median { $value }
printed-median-quartiles = median { $value } (quartiles { $lower } and { $upper })
printed-range = range { $lower } to { $upper }
printed-reduction = reduction of { $value }%
printed-reduction-interval = reduction of { $value }% ({ $lower } to { $upper })
printed-p = p { $operator } { $value }

problems-none = The checks found nothing.
problems-introduction = No error is left: a registry with an error that nobody vouches for is never pooled. Here are the warnings and notes, with the places concerned.
problem-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
waived-title = Waived findings
waived-introduction = The checks found these, too. Each was looked at by the person named, who gives the reason why the registry is right as it stands.
waived-signed = { $by }, until { $until }

methods-no-analysis = The protocol asks no question.
methods-pooling = Effects are pooled by the inverse of their variance: { $method }; { $test }, at the { $level } level; { $prediction }. Ratios (HR, IRR, RR, OR) are pooled on the logarithmic scale and shown as ratios. A single result is shown as it is.
methods-pooling-tables = The numbers of the arms are pooled: { $method }; { $test }, at the { $level } level. Ratios (IRR, RR, OR) are shown as ratios. A single result is shown as it is.
methods-mh = Mantel–Haenszel’s method pools the numbers of the arms as they are, zeros included. The variance is that of Robins, Breslow and Greenland for odds ratios, of Greenland and Robins for risk ratios, of Sato, Greenland and Robins for risk differences, and again of Greenland and Robins, in its form for person-time (Rothman, Greenland and Lash 2008, chapter 15), for rate ratios and rate differences. The method assumes one effect common to all studies: there is no τ² and no prediction interval, and Q and I² are those of the studies’ own estimates around the result (1/2 added to the cells of a study with a zero). Published comparisons without the numbers of the arms cannot enter, and studies without any event say nothing of a ratio: both are listed as left out.
methods-peto = Peto’s method adds up, over the studies, the events observed in the treated arm less those expected, and divides the sum by its variance. It is meant for rare events, arms of similar size and effects that are not large; elsewhere it is biased. It pools the numbers of the arms alone: published comparisons, and studies without any event, are listed as left out.
methods-ivhet = The IVhet method (Doi) weights studies as a common-effect model does, and lets the between-study variance (DerSimonian–Laird) widen the interval only: heterogeneity gives no more weight to small studies.
methods-hc = The Henmi–Copas method keeps the mean of the common-effect model, which small studies move less, and gives it an interval that allows for the between-study variance (DerSimonian–Laird) and for its estimation. It has no test.
methods-kr = Kenward–Roger intervals correct the variance of the mean for the estimation of τ², and take their degrees of freedom from the data.
methods-prediction-own = Prediction intervals by Hartung–Knapp or Kenward–Roger take the standard error and the degrees of freedom of that method, whatever the confidence interval takes.
methods-bootstrap = Prediction intervals by bootstrap (Nagashima, Noma and Furukawa) draw τ² from its confidence distribution, and so allow for its uncertainty; the seed that the analysis states gives the same interval to anybody.
methods-formulas = Where an analysis says so, effects that are computed from arms take another formula for their sampling variance or small-sample bias than the usual one; published comparisons keep what is printed. An average of studies is that of the studies pooled together: in a subgroup, of that subgroup.
methods-shared-control-covariance = Where a trial compares several arms with one control arm, and the analysis says so, each comparison is computed by itself; the control arm that they share gives them a covariance, by which they become one effect of the trial (Gleser and Olkin 2009). No participant counts twice, and the control arm is not split.
methods-shared-control-combine = Where a trial compares several arms with one control arm, and the analysis says so, the treated arms are taken as one arm: their events, participants and person-time are added, their means and standard deviations combined.
methods-heterogeneity = Heterogeneity is described by the between-study variance τ², by I² (the share of the total variance that is due to differences between studies) and by Cochran’s Q; the intervals of τ² and I² come from { $rule ->
    [pl] the profile likelihood
    [genq] the generalised Q (Biggerstaff–Jackson)
    [jackson] the generalised Q (Jackson)
    [bt] the method of Biggerstaff and Tweedie
   *[qprofile] the Q-profile method
}. A prediction interval is given from three studies on.
methods-subgroups = Subgroups are pooled separately, each with its own between-study variance, and compared by a test of interaction (Q between groups). Each study is removed in turn where at least three results are pooled.
methods-derivations = The standard error is obtained, in this order: from the confidence interval at its own level; from the published standard error; from the exact p value; from events and person-time; from a bound of p, which only gives an upper bound and so lowers the weight of the study. The rounding of the published figures is carried through: each standard error is given with the range that the printed digits allow. The plot shows a study’s published interval where that has the level of the analysis and gave the standard error, otherwise estimate ± z standard errors.
methods-single-arm = Results of a single group are pooled on the scale that the analysis names; the interval of each proportion is the exact interval of Clopper and Pearson.
methods-freeman-tukey = After a transformation of Freeman and Tukey, a study is shown by the exact inverse (Miller) for its own size, which gives the proportion or rate that was observed. A pooled value has no size of its own; it is shown by the inverse that holds in large samples (sin² for proportions, the square for rates), and can therefore lie a little off small studies. At the harmonic mean of the sizes, the usual choice, the exact inverse can give a result outside of all studies (Schwarzer et al. 2019).
methods-verification = Each figure carries its state of verification. For the main analyses, { $admitted }.
methods-preference = Where several figures of one trial answer a question, the protocol follows a rule. { $rules }
methods-no-threshold = No threshold of significance is applied: the report gives the effect, its interval and what they rest on.
methods-software = Computation and report: { $name }, version { $version }. The same data give the same report, byte for byte.
methods-departures = Settings of particular analyses

provenance-introduction = Each row of the registry that this report names, as it stands in its file.
rows-quoted = { $n ->
    [one] { $n } row quoted
   *[other] { $n } rows quoted
}
line = line { $line }
read-at = Read at
made-by = Analysis: { $analysis }
use-main = In the result:
use-sensitivity = In a sensitivity analysis:
use-excluded = Left out:
cell-shortened = { $start }… ({ $length } characters)

about-text = This report is a single file, without scripts and without access to the network. It is written from the files below.
