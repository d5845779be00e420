## Terms: the codes of the findings, in words

measure-HR = hazard ratio (HR)
measure-IRR = incidence rate ratio (IRR)
measure-RR = risk ratio (RR)
measure-OR = odds ratio (OR)
measure-RD = risk difference (RD)
measure-IRD = rate difference (IRD)
measure-MD = mean difference (MD)
measure-ROM = ratio of means (ROM)
measure-SMD = standardised mean difference (SMD)
measure-PLO = proportion, pooled on the logit scale
measure-PR = proportion, pooled as it is
measure-PLN = proportion, pooled on the logarithmic scale
measure-PRZ = proportion, pooled on the probit scale
measure-PAS = proportion, pooled after the arcsine square root
measure-PFT = proportion, pooled after the double arcsine of Freeman and Tukey
measure-IR = incidence rate, pooled as it is
measure-IRLN = incidence rate, pooled on the logarithmic scale
measure-IRS = incidence rate, pooled after the square root
measure-IRFT = incidence rate, pooled after the square roots of Freeman and Tukey
measure-MN = mean
measure-MNLN = mean, pooled on the logarithmic scale
measure-SMN = standardised mean
measure-SDLN = standard deviation, pooled on the logarithmic scale
measure-CVLN = coefficient of variation, pooled on the logarithmic scale

measure-short-HR = HR
measure-short-IRR = IRR
measure-short-RR = RR
measure-short-OR = OR
measure-short-RD = RD
measure-short-IRD = IRD
measure-short-MD = MD
measure-short-ROM = ROM
measure-short-SMD = SMD
measure-short-PLO = proportion
measure-short-PR = proportion
measure-short-PLN = proportion
measure-short-PRZ = proportion
measure-short-PAS = proportion
measure-short-PFT = proportion
measure-short-IR = rate
measure-short-IRLN = rate
measure-short-IRS = rate
measure-short-IRFT = rate
measure-short-MN = mean
measure-short-MNLN = mean
measure-short-SMN = standardised mean
measure-short-SDLN = SD
measure-short-CVLN = CV

quantity-of-HR = in the hazard of the event
quantity-of-IRR = in the rate
quantity-of-RR = in the risk
quantity-of-OR = in the odds
quantity-of-RD = between the risks
quantity-of-IRD = between the rates
quantity-of-ROM = in the mean
quantity-of-MD = between the means (intervention minus comparator)
quantity-of-SMD = between the means, in standard deviations

method-EE = common-effect model
method-FE = common-effect model
method-DL = random-effects model (DerSimonian–Laird)
method-HE = random-effects model (Hedges)
method-HS = random-effects model (Hunter–Schmidt)
method-HSk = random-effects model (corrected Hunter–Schmidt)
method-SJ = random-effects model (Sidik–Jonkman)
method-ML = random-effects model (maximum likelihood)
method-REML = random-effects model (restricted maximum likelihood, REML)
method-EB = random-effects model (empirical Bayes)
method-PM = random-effects model (Paule–Mandel)
method-PMM = random-effects model (median-unbiased Paule–Mandel)
method-GENQ = random-effects model (generalised Q)
method-DLIT = random-effects model (iterated DerSimonian–Laird)
method-DL2 = random-effects model (two-step DerSimonian–Laird)
method-CA2 = random-effects model (two-step Hedges)
method-SJIT = random-effects model (iterated Sidik–Jonkman)
method-IVHET = common-effect mean with a random-effects variance (IVhet)
method-HC = common-effect mean with a random-effects variance
method-MH = Mantel–Haenszel’s method
method-PETO = Peto’s method

model-common = Common-effect model
model-random = Random-effects model
model-ivhet = IVhet
model-hc = Henmi–Copas
model-mh = Mantel–Haenszel
model-peto = Peto

test-z = Wald intervals (normal distribution)
test-t = Wald intervals (t distribution)
test-knha = Hartung–Knapp intervals
test-adhoc = Hartung–Knapp intervals, never narrower than Wald’s
test-kr = Kenward–Roger intervals
test-hc = Henmi–Copas intervals

prediction-k-1 = prediction interval with k − 1 degrees of freedom
prediction-k-2 = prediction interval with k − 2 degrees of freedom
prediction-z = prediction interval from the normal distribution
prediction-hk = prediction interval by Hartung–Knapp, k − 1 degrees of freedom
prediction-hk-pr = prediction interval by Hartung–Knapp, k − 2 degrees of freedom
prediction-kr = prediction interval by Kenward–Roger
prediction-kr-pr = prediction interval by Kenward–Roger, one degree of freedom less
prediction-bootstrap = prediction interval by parametric bootstrap ({ $samples } samples, seed { $seed })
prediction-none = no prediction interval

tau2-ci-qprofile = interval of τ² by Q-profile
tau2-ci-genq = interval of τ² by the generalised Q (Biggerstaff–Jackson)
tau2-ci-jackson = interval of τ² by the generalised Q (Jackson)
tau2-ci-bt = interval of τ² by Biggerstaff and Tweedie
tau2-ci-pl = interval of τ² by profile likelihood

admitted-primary = read in the publication
admitted-secondary = read in a secondary source
admitted-unverified = not verified
setting-verification = figures admitted: { $states }
setting-level = confidence level of { $level }

badge-primary = publication
badge-secondary = secondary source
badge-unverified = not verified

design-randomised = randomised trial
design-non-randomised = non-randomised comparison
design-crossover = crossover trial
design-single-arm = single-arm study
design-cohort = cohort
design-case-control = case–control study
design-cross-sectional = cross-sectional study
design-pooled-analysis = pooled analysis
design-synthesis = synthesis of studies
design-genetic-association = genetic association study
design-laboratory = laboratory work
design-guidance = guidance
blinding-double-blind = double-blind
blinding-rater-blind = rater-blind
blinding-open-label = open-label

source-publication = publication
source-abstract = abstract of the publication
source-label = product label
source-registry = trial registry
source-review = review or synthesis
source-conference = conference report
source-press = press
source-magazine = magazine

conflict-rounding = rounding
conflict-population = different populations
conflict-timepoint = different time points
conflict-measure = different measures
conflict-overstatement = overstatement
conflict-error = error
conflict-unclear = unexplained disagreement

severity-warning = warning
severity-note = note

file-protocol = protocol
file-waivers = waivers
file-lock = registered protocol
file-sources = sources
file-treatments = treatments
file-populations = populations
file-timepoints = time points
file-subgroups = subgroups
file-outcomes = outcomes
file-trials = studies
file-arms = arms
file-contrasts = published comparisons
file-arm-results = results by arm
file-facts = facts
file-conflicts = disagreements

estimate-route-reported = as published
estimate-route-percent-reduction = 1 − relative reduction / 100
estimate-route-counts = computed from numbers and events
estimate-route-rates = computed from events and person-time
estimate-route-means = computed from the means

error-route-interval = (ln upper − ln lower) / 2z, published { $level } interval
error-route-interval-difference = (upper − lower) / 2z, published { $level } interval
error-route-upper-limit = (ln upper − ln estimate) / z, from the upper half alone of the published { $level } interval: the lower limit is printed as 0
error-route-exact-p = |effect| / z, exact p = { $p }
error-route-p-bound = |effect| / z, p { $p }: an upper bound of the standard error
error-route-counts = computed from numbers and events
error-route-rates = computed from the numbers of events
error-route-means = computed from standard deviations and numbers
error-route-reported = as published
correction = continuity correction of { $value } a cell
