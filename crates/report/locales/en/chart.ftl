## Bubble plot, Baujat plot, influence measures, profile of the between-study variance

chart-study = Study
chart-bubble = Study; its area is in proportion to its weight
chart-fit = Regression line
chart-confidence-band = { $level } confidence band
chart-prediction-band = { $level } prediction band
chart-group-estimate = Group estimate and its { $level } CI
chart-prediction-interval = { $level } prediction interval
chart-no-effect = No effect
chart-beyond = Arrowhead: a value beyond the axis
chart-group = { $group } (k = { $k })

chart-left-out = Not drawn, since a number is missing: { $studies }.
chart-unnamed = { $k ->
    [one] One name left out
   *[other] { $k } names left out
} for want of room.

chart-axis-contribution = Contribution to Cochran’s Q
chart-axis-influence = Influence on the pooled effect
chart-axis-tau2 = Between-study variance, τ²
chart-axis-likelihood = Profile log-likelihood
chart-axis-restricted-likelihood = Restricted log-likelihood
chart-profile-maximum = Maximum
chart-profile-interval = Cut-off of the { $level } CI; its limits lie where the curve crosses it
chart-profile-limit = Limit of the { $level } CI

chart-influence-rstudent = Studentised residual
chart-influence-dffits = DFFITS
chart-influence-cook = Cook’s distance
chart-influence-cov-ratio = Covariance ratio
chart-influence-tau2 = τ² without the study
chart-influence-q = Q without the study
chart-influence-hat = Hat value
chart-influence-weight = Weight (%)
chart-influential = Influential study
chart-influence-reference = No influence, or all studies
chart-influence-cut-off = Customary limit
chart-influence-missing = { $measure }: not estimable.
chart-influence-missing-for = { $measure }: not estimable for { $studies }.

chart-spoken-study = { $study }: { $place }, { $measure } { $effect }
chart-spoken-place = { $moderator } { $value }
chart-spoken-baujat = { $study }: contribution to Q { $contribution }, influence { $influence }
chart-spoken-influence = { $measure } { $value }
chart-spoken-influences = { $study }: { $values }
chart-spoken-profile-mark = { $what }: { $tau2 }
chart-spoken-profile-interval = { $level } confidence interval from { $lower } to { $upper }, where the log-likelihood is { $height }

chart-description-bubble = { $title }. { $measure }, against { $moderator }
chart-description-baujat = { $title }. Contribution of each study to Cochran’s Q, and its influence on the pooled effect
chart-description-influence = { $title }. Influence of each study by several measures
chart-description-profile = { $title }. { $likelihood } by between-study variance: maximum { $height } at τ² = { $value }
