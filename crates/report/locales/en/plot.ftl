## Forest plots and tables of results

plot-study = Study
plot-comparison = Comparison
plot-arm = Group
plot-versus = { $arm } vs { $comparator }
plot-events = Events/n
plot-events-intervention = Intervention, events/n
plot-events-comparator = Comparator, events/n
plot-rates = Events/person-time
plot-rates-intervention = Intervention, events/person-time
plot-rates-comparator = Comparator, events/person-time
plot-effect = { $measure } ({ $level } CI)
plot-weight = Weight (%)

plot-title-main = { $title }: forest plot
plot-title-subgroups = { $title }: forest plot by { $variable }
plot-title-leave-one-out = { $title }: pooled result without each study in turn
plot-title-sensitivity = { $title } ({ $sensitivity })

plot-axis-log = { $measure }, log scale
plot-axis-linear = { $measure }

plot-measure-hr = hazard ratio
plot-measure-rr = risk ratio
plot-measure-or = odds ratio
plot-measure-irr = rate ratio
plot-measure-rd = risk difference
plot-measure-md = mean difference
plot-measure-smd = standardised mean difference
plot-measure-ird = rate difference
plot-measure-rom = ratio of means
plot-measure-plo = proportion (%)
plot-measure-pr = proportion (%)
plot-measure-pln = proportion (%)
plot-measure-prz = proportion (%)
plot-measure-pas = proportion (%)
plot-measure-pft = proportion (%)
plot-measure-ir = rate
plot-measure-irln = rate
plot-measure-irs = rate
plot-measure-irft = rate
plot-measure-mn = mean
plot-measure-mnln = mean
plot-measure-smn = standardised mean
plot-measure-sdln = standard deviation
plot-measure-cvln = coefficient of variation

plot-pooled-random = Random effects (k = { $k })
plot-pooled-common = Common effect (k = { $k })
plot-pooled-ivhet = IVhet (k = { $k })
plot-pooled-hc = Henmi–Copas (k = { $k })
plot-pooled-mh = Mantel–Haenszel (k = { $k })
plot-pooled-peto = Peto (k = { $k })
plot-single = One study (k = 1)
plot-group-total = Subgroup result (k = { $k })
plot-all-studies = All studies (k = { $k })
plot-without = Without { $study }
plot-no-study = No study in this group
plot-empty = No study

plot-method-common = Common-effect model
plot-method-random = Random-effects model, { $estimator }
plot-method-ivhet = Common-effect mean, random-effects variance (IVhet)
plot-method-hc = Common-effect mean, random-effects variance
plot-method-mh = Mantel–Haenszel’s method
plot-method-peto = Peto’s method
plot-test-z = Wald interval (z)
plot-test-t = Wald interval (t)
plot-test-knha = Hartung–Knapp interval
plot-test-adhoc = Hartung–Knapp interval, never narrower than Wald
plot-test-kr = Kenward–Roger interval
plot-test-hc = Henmi–Copas interval
plot-settings = { $method }; { $test }
plot-prediction = { $level } prediction interval
plot-prediction-stated = { $level } prediction interval: { $interval }
plot-heterogeneity = Heterogeneity: { $parts }
plot-no-heterogeneity = Heterogeneity: cannot be estimated from one study
plot-tau2 = τ² = { $value }
plot-i2 = I² = { $value }
plot-with-interval = { $value } ({ $interval })
plot-q = Q = { $q } (df = { $df }, { $p })
plot-separator = ;
plot-no-effect = Test of no effect: { $statistic }, { $p }
plot-z = z = { $value }
plot-t = t = { $value } (df = { $df })
plot-association = Test of association: { $parts }
plot-cmh = Cochran–Mantel–Haenszel χ² = { $value } (df = { $df }, { $p }), corrected for continuity
plot-equal-odds-ratios = Test of equal odds ratios: { $parts }
plot-breslow-day = Breslow–Day χ² = { $value } (df = { $df }, { $p })
plot-tarone = Tarone χ² = { $value } (df = { $df }, { $p })
plot-without-counts = Left out, as the method pools the numbers of the arms and only a published comparison is known: { $studies }
plot-without-information = Left out, as no event in either arm, or nothing but events, says nothing of a ratio: { $studies }
plot-beyond-percent = A limit computed below 0% or above 100% is given as 0% or 100%.
plot-beyond-zero = A limit computed below 0 is given as 0.
plot-interaction = Test for subgroup differences: Q = { $q } (df = { $df }, { $p })

plot-unverified = unverified
plot-unverified-meaning = Dashed line, “unverified”: figures that were not checked against the publication.
plot-bounded = SE bound
plot-bounded-meaning = Hollow square, “SE bound”: only an upper bound of the standard error is known (from p < …), so the study weighs less than it could.
plot-clipped-meaning = Arrow: the interval continues beyond the axis; its limits are printed beside it.

plot-spoken-study = { $study }: { $measure } { $estimate }, { $level } CI { $interval }
plot-spoken-weight = weight { $weight }
plot-spoken-unverified = not verified
plot-spoken-bounded = standard error known only as an upper bound
plot-spoken-prediction = { $level } prediction interval { $interval }
plot-description = { $title }. { $measure }. { $k ->
    [one] One row.
   *[other] { $k } rows.
}
plot-description-group = Group: { $group }.

export-participants = Participants
export-section-main = Main analysis
export-section-subgroup = Subgroup: { $group }
export-section-leave-one-out = Leave-one-out
export-section-sensitivity = Sensitivity analysis: { $title }
export-pooled = Pooled (k = { $k })
export-pooled-group = { $group } (k = { $k })
export-marks = Remarks
export-nothing = No result
