## What a protocol asks to be shown beside a result

heading-moderators = What may explain the differences: { $moderators }

summary-panel = Four ways to compute the same result
summary-cumulative = As studies accumulate
summary-influence = How much each study weighs on the result
summary-baujat = Where the heterogeneity comes from
summary-tau2-profile = How well the data determine τ²
summary-permutation = Permutation test
summary-regression-studies = The studies of the regression

section-leave-one-out = leaving out each study in turn
section-cumulative = a cumulative result
section-influence = measures of influence
section-baujat = the plot of heterogeneity against influence (Baujat)
section-tau2-profile = the profile of τ²
section-permutation = a permutation test
section-panel = the comparison of methods for few studies
section-regression = a meta-regression

absent-too-few = { $k ->
    [0] No study can be used for
    [one] One study is too few for
   *[other] { $k } studies are too few for
} { $sections }: at least { $needed } are needed.
absent-no-between-study-variance = A common-effect model has no between-study variance, hence not { $sections }.
absent-not-of-method = The method of this analysis does not go with { $sections }.
absent-no-contrast = There is not { $sections }: { $what } is the same in every study.
absent-collinear = There is not { $sections }: the moderators say the same of these studies, and { $what } cannot be told from the others.
absent-unsuitable = There is not { $sections }: { $what } is not of the kind that the formula needs.
absent-not-estimable = There is not { $sections }: the figures do not determine it.

panel-reading = With two to four studies, the between-study variance is hardly known: Wald intervals are too narrow, Hartung–Knapp intervals very wide or, where the effects agree by chance, too narrow as well. No one of these results is the right one; their spread shows what the data cannot say.
panel-reading-many = The same studies by the methods between which one chooses: where the results agree, the choice does not matter.

cumulative-reading-year = Each line gives the result of the studies published up to then, from the oldest to the latest.
cumulative-reading-precision = Each line adds a study, from the most precise to the least precise.
cumulative-reading-participants = Each line adds a study, from the largest to the smallest.
cumulative-reading-weeks = Each line adds a study, from the shortest time point to the longest.
cumulative-unknown = { $n ->
    [one] For one study the order is not known: it comes last.
   *[other] For { $n } studies the order is not known: they come last.
}
influence-none = By the customary rules (DFFITS, Cook’s distance, leverage) no study dominates the result.
influence-some = By the customary rules (DFFITS, Cook’s distance, leverage) the result rests in particular on: { $studies }.
profile-reading = The data are compatible, at the { $level } level, with a between-study variance τ² of { $lower } to { $upper }; { $estimate } is the most likely.
profile-reading-open = The data are compatible, at the { $level } level, with a between-study variance τ² of { $lower } or more, without an upper limit; { $estimate } is the most likely.
permutation-exact = All { $permutations } ways to flip the signs of the effects were looked at: { $p }; the model gives { $model }.
permutation-random = { $permutations } random ways to flip the signs of the effects were looked at (seed { $seed }): { $p }; the model gives { $model }.
permutation-smallest = With { $k ->
    [one] one study
   *[other] { $k } studies
} no p value below { $smallest } can be reached.

regression-size = { $k ->
    [one] One study
   *[other] { $k } studies
}; formula { $formula }.
regression-omnibus-q = All moderators together: Q = { $value } ({ $df } df, { $p }).
regression-omnibus-f = All moderators together: F = { $value } ({ $df } and { $denominator } df, { $p }).
regression-hypothesis-q = Together, { $hypothesis }: Q = { $value } ({ $df } df, { $p }).
regression-hypothesis-f = Together, { $hypothesis }: F = { $value } ({ $df } and { $denominator } df, { $p }).
regression-hypothesis-none = Together, { $hypothesis }: no test, as they depend on each other.
regression-comparison = Against the smaller model { $formula }, by the likelihood ratio: χ² = { $value } ({ $df } df, { $p }).
regression-rest = What remains between the studies: τ² = { $tau2 }, I² = { $i2 }.
regression-rest-common = What remains between the studies: I² = { $i2 }; Q = { $q } ({ $df } df, { $p }).
regression-explained = The moderators take { $share } off the between-study variance.
regression-explained-common = The moderators explain { $share } of the variation between the effects (adjusted R² of the weighted regression).
regression-permutation-exact = By all { $permutations } permutations of the moderators: { $p }.
regression-permutation-random = By { $permutations } random permutations of the moderators (seed { $seed }): { $p }.
regression-few = Fewer than ten studies for each coefficient: a hint to be looked into, not a finding.
regression-observational = Studies differ in more than their moderators: what goes together between studies need not do so within them.
regression-left-out = Left out, as a moderator is not known: { $studies }.
regression-missing = { $study } ({ $moderators })

figure-caption-cumulative = Each line gives the pooled result of the named study and all those above it, with its { $level } confidence interval; diamond: all studies.
figure-caption-influence = One field a measure, one row a study; dashed lines: customary limits. Diamonds mark the studies that one of the rules calls influential.
figure-caption-baujat = Right: the studies that contribute most to heterogeneity. Top: those without which the result would move most.
figure-caption-tau2-profile = Log-likelihood of each between-study variance τ². The higher the curve, the better the variance fits the studies; above the dashed line it is compatible with them at the { $level } level.
figure-caption-bubble = One bubble a study, its area in proportion to its weight; line: what the regression expects, with its { $level } confidence and prediction bands.
figure-caption-bubble-mean = One bubble a study, its area in proportion to its weight; line: what the regression expects, with its { $level } confidence band.
figure-caption-bubble-levels = One bubble a study, its area in proportion to its weight; beside each group what the regression expects, with its { $level } confidence and prediction intervals.
figure-caption-bubble-levels-mean = One bubble a study, its area in proportion to its weight; beside each group what the regression expects, with its { $level } confidence interval.

chart-title-influence = { $title }: influence of each study
chart-title-baujat = { $title }: heterogeneity and influence of each study
chart-title-tau2-profile = { $title }: profile of τ²
chart-title-bubble = { $title }: results against { $moderator }

plot-title-cumulative = { $title }: pooled result as studies accumulate
plot-added = + { $study }
plot-k = k

table-panel = { $title }: the same studies by four methods
table-cumulative = { $title }: pooled result as studies accumulate
table-influence = { $title }: measures of influence
table-baujat = { $title }: contribution to heterogeneity and influence
table-tau2-profile = { $title }: profile of τ²
table-regression = { $title }: coefficients of the regression
table-contrasts = { $title }: hypotheses about the coefficients
table-comparison = { $title }: the regression and the smaller model
table-levels = { $title }: results expected by group
table-regression-studies = { $title }: studies and moderators of the regression

column-influential = Influential
column-tau2 = τ²
column-log-likelihood = Log-likelihood
column-point = Point
column-term = Term
column-coefficient = Coefficient
column-ratio = { $measure } per unit ({ $level } CI)
column-coefficient-interval = Coefficient ({ $level } CI)
column-statistic-z = z
column-statistic-t = t
column-p = p
column-hypothesis = Hypothesis
column-difference = Left side less right ({ $level } CI)
column-model = Model
column-coefficients = Coefficients
column-aic = AIC
column-aicc = AICc
column-bic = BIC
column-residual-q = Residual Q
column-p-permutation = p by permutation
column-group = Group
column-fitted = Expected
yes = yes
point-zero = no variance
point-maximum = maximum
point-lower = lower limit
point-upper = upper limit
point-curve = curve

coefficient-intercept = intercept
coefficient-level = { $moderator }: { $level }
coefficient-poly = { $moderator }, polynomial of degree { $count }, term { $place }
coefficient-rcs = { $moderator }, spline with { $count } knots, term { $place }
coefficient-product = { $one } × { $other }

moderator-year = year of publication
moderator-phase = phase
moderator-blinding = blinding
moderator-design = design
moderator-population = population
moderator-participants = participants of the trial
moderator-treatment = treatment
moderator-class = class of the treatment
moderator-mechanism = mechanism of the treatment
moderator-comparator = comparator
moderator-weeks = time point (weeks)
moderator-baseline-risk = risk with the comparator (%)

export-section-cumulative = Cumulative
export-section-panel = Four methods
