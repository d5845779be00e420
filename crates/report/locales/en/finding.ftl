## What was found, in sentences

estimate = { $measure } { $value }, { $interval }
confidence-interval = { $level } CI { $interval }

size-studies = { $n ->
    [one] { $n } { $unit ->
        [trial] trial
       *[study] study
    }
   *[other] { $n } { $unit ->
        [trial] trials
       *[study] studies
    }
}
size-comparisons = { $k } comparisons from { $studies }
size-with-participants = { $size }, { $n ->
    [one] { $participants } participant
   *[other] { $participants } participants
}

change-reduction = a reduction of { $amount }
change-increase = an increase of { $amount }
change-times = an increase by a factor of { $amount }
change-unknown = a difference that cannot be estimated
change-none = no difference
change-difference = a difference of { $value }

finding-one-side = { $outcome }: { $where }{ $change } { $quantity } was seen with { $intervention }, compared with { $comparator } ({ $estimate }; { $size }).
finding-either = { $outcome }: { $where }the estimate is { $change } { $quantity } with { $intervention }, compared with { $comparator } ({ $estimate }; { $size }). The confidence interval runs from { $lower } to { $upper }: the data are compatible with either.
finding-association = { $outcome }: { $where }an association was seen between { $intervention } and { $change } { $quantity }, relative to { $comparator } ({ $estimate }; { $size }). Observed without randomisation: the association does not demonstrate an effect.
finding-association-either = { $outcome }: { $where }the estimated association with { $intervention } is { $change } { $quantity }, relative to { $comparator } ({ $estimate }; { $size }). The confidence interval runs from { $lower } to { $upper }: the data are compatible with either. Observed without randomisation: an association would not demonstrate an effect.
finding-single-arm = { $outcome }: { $where }the estimated { $kind ->
    [rate] rate
    [mean] mean
    [standardised-mean] standardised mean
    [deviation] standard deviation
    [variation] coefficient of variation
   *[proportion] proportion
} is { $value } ({ $interval }; { $size }).
in-population = { $number ->
    [plural] in { $population },{ " " }
   *[singular] in { $population },{ " " }
}
finding-nothing = { $outcome }: no result that the protocol admits answers this question.

detail-one-study = { $unit ->
    [trial] Only one trial answers the question: nothing is pooled, and whether other trials would find the same cannot be known.
   *[study] Only one study answers the question: nothing is pooled, and whether other studies would find the same cannot be known.
}
detail-few-studies = With only { $k } comparisons, heterogeneity is poorly known and the intervals rest on few data.
detail-heterogeneity = Share of the variation that comes from real differences between { $unit ->
    [trial] the trials
   *[study] the studies
}: I² = { $i2 }.
detail-heterogeneity-none = No variation beyond chance was measured between { $unit ->
    [trial] the trials
   *[study] the studies
} (I² = { $i2 }).
detail-heterogeneity-none-to = No variation beyond chance was measured between { $unit ->
    [trial] the trials
   *[study] the studies
} (I² = { $i2 }), but the data do not rule it out ({ $level } CI: up to { $upper }).
detail-heterogeneity-imprecise = Heterogeneity is estimated at I² = { $i2 }, but imprecisely: its interval runs from { $lower } to { $upper }.
detail-heterogeneity-between = Results vary from one { $unit ->
    [trial] trial
   *[study] study
} to another beyond chance (I² = { $i2 }; { $level } CI: { $lower } to { $upper }).
detail-prediction = In a new comparable { $unit ->
    [trial] trial
   *[study] study
}, the expected result would range from { $lower } to { $upper } ({ $level } prediction interval).
detail-prediction-crosses = In a new comparable { $unit ->
    [trial] trial
   *[study] study
}, the expected result would range from { $lower } to { $upper } ({ $level } prediction interval): it could therefore also be nil or in the opposite direction.
detail-conservative = { $n ->
    [one] For { $n } result of { $k }, only an upper bound of the standard error is known: it weighs less than it could.
   *[other] For { $n } results of { $k }, only an upper bound of the standard error is known: they weigh less than they could.
}
detail-not-converged = The estimation of heterogeneity did not converge: read this result with caution.
detail-reading = Verification of the { $k } figures: { $parts }.
detail-reading-primary = The figure was read in the publication.
detail-reading-secondary = The figure was read in a secondary source, not in the publication.
detail-reading-unverified = The figure has not been verified.
reading-primary = { $n ->
    [one] { $n } read in the publication
   *[other] { $n } read in the publications
}
reading-secondary = { $n ->
    [one] { $n } read in a secondary source
   *[other] { $n } read in secondary sources
}
reading-unverified = { $n } not verified

subgroups-no-test = The subgroups cannot be compared: fewer than two of them give a result.
subgroups-within-trials = One trial may contribute patients to several subgroups. A trial that contributes to one only makes the comparison partly one between trials.
subgroups-between-trials = The comparison is made between different trials: a difference between subgroups may come from anything else in which these trials differ.
interaction-hard-to-reconcile = Test of interaction: Q = { $q } ({ $df } df; { $p }). An identical effect in all subgroups is hard to reconcile with these data.
interaction-possible = Test of interaction: Q = { $q } ({ $df } df; { $p }). The data suggest a difference between subgroups without ruling out chance.
interaction-compatible = Test of interaction: Q = { $q } ({ $df } df; { $p }). The data cannot tell the subgroups apart; a difference between them is not ruled out.

excluded-primary = Read in the publication; the analysis does not admit this state of verification.
excluded-secondary = Read in a secondary source; the analysis does not admit this state of verification.
excluded-unverified = Figure not verified: it enters only a sensitivity analysis.
excluded-preferred = Another result of the same trial is used { $reference }.
excluded-with-reason = { $what } { $reason }
excluded-protocol = Left out by the protocol: { $reason }
excluded-no-standard-error = What is published does not allow the standard error to be computed.
excluded-no-estimate = What is published does not allow the effect to be computed.
excluded-no-counts = A published comparison: the method pools the numbers of the arms.
excluded-no-information = No event in either arm, or nothing but events: this says nothing of a ratio.
excluded-only-bound = The standard error is only known by a bound, and the analysis admits no bounds.
