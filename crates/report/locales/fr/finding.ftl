## Ce qui a été trouvé, en phrases

estimate = { $measure } { $value }, { $interval }
confidence-interval = IC { $level } { $interval }

size-studies = { $n ->
    [one] { $n } { $unit ->
        [trial] essai
       *[study] étude
    }
   *[other] { $n } { $unit ->
        [trial] essais
       *[study] études
    }
}
size-comparisons = { $k } comparaisons issues de { $studies }
size-with-participants = { $size }, { $n ->
    [one] { $participants } participant
   *[other] { $participants } participants
}

change-reduction = une réduction de { $amount }
change-increase = une augmentation de { $amount }
change-times = une multiplication par { $amount }
change-unknown = un écart non estimable
change-none = une absence d’écart
change-difference = une différence de { $value }

finding-one-side = { $outcome } : { $where }on observe { $change } { $quantity } avec { $intervention }, contre { $comparator } ({ $estimate } ; { $size }).
finding-either = { $outcome } : { $where }l’estimation est { $change } { $quantity } avec { $intervention }, contre { $comparator } ({ $estimate } ; { $size }). L’intervalle de confiance va d’{ $lower } à { $upper } : les données sont compatibles avec l’une comme avec l’autre.
finding-association = { $outcome } : { $where }on observe une association entre { $intervention } et { $change } { $quantity }, par rapport à { $comparator } ({ $estimate } ; { $size }). Observation sans randomisation : l’association ne démontre pas un effet.
finding-association-either = { $outcome } : { $where }l’association estimée entre { $intervention } et le critère est { $change } { $quantity }, par rapport à { $comparator } ({ $estimate } ; { $size }). L’intervalle de confiance va d’{ $lower } à { $upper } : les données sont compatibles avec l’une comme avec l’autre. Observation sans randomisation : une association ne démontrerait pas un effet.
finding-single-arm = { $outcome } : { $where }{ $kind ->
    [rate] le taux estimé
    [mean] la moyenne estimée
    [standardised-mean] la moyenne standardisée estimée
    [deviation] l’écart-type estimé
    [variation] le coefficient de variation estimé
   *[proportion] la proportion estimée
} est de { $value } ({ $interval } ; { $size }).
in-population = { $number ->
    [plural] chez les { $population },{ " " }
   *[singular] { $population },{ " " }
}
finding-nothing = { $outcome } : aucun résultat admis par le protocole ne répond à cette question.

detail-one-study = { $unit ->
    [trial] Un seul essai répond à la question : rien n’est combiné, et l’on ne peut pas savoir si d’autres essais donneraient le même résultat.
   *[study] Une seule étude répond à la question : rien n’est combiné, et l’on ne peut pas savoir si d’autres études donneraient le même résultat.
}
detail-few-studies = Avec { $k } comparaisons seulement, l’hétérogénéité est mal connue et les intervalles reposent sur peu de données.
detail-heterogeneity = Part de la variation attribuable à de vraies différences entre { $unit ->
    [trial] les essais
   *[study] les études
} : I² = { $i2 }.
detail-heterogeneity-none = Aucune variation au-delà du hasard n’a été mesurée entre { $unit ->
    [trial] les essais
   *[study] les études
} (I² = { $i2 }).
detail-heterogeneity-none-to = Aucune variation au-delà du hasard n’a été mesurée entre { $unit ->
    [trial] les essais
   *[study] les études
} (I² = { $i2 }), mais les données n’en excluent pas (IC { $level } : jusqu’à { $upper }).
detail-heterogeneity-imprecise = L’estimation de l’hétérogénéité est I² = { $i2 }, mais elle est imprécise : son intervalle va de { $lower } à { $upper }.
detail-heterogeneity-between = Les résultats varient { $unit ->
    [trial] d’un essai à l’autre
   *[study] d’une étude à l’autre
} au-delà du hasard (I² = { $i2 } ; IC { $level } : de { $lower } à { $upper }).
detail-prediction = Dans { $unit ->
    [trial] un nouvel essai comparable
   *[study] une nouvelle étude comparable
}, le résultat attendu irait de { $lower } à { $upper } (intervalle de prédiction à { $level }).
detail-prediction-crosses = Dans { $unit ->
    [trial] un nouvel essai comparable
   *[study] une nouvelle étude comparable
}, le résultat attendu irait de { $lower } à { $upper } (intervalle de prédiction à { $level }) : il pourrait donc aussi être nul ou de sens contraire.
detail-conservative = { $n ->
    [one] Pour { $n } résultat sur { $k }, l’erreur standard n’est connue que par une borne supérieure : il pèse moins qu’il ne le pourrait.
   *[other] Pour { $n } résultats sur { $k }, l’erreur standard n’est connue que par une borne supérieure : ils pèsent moins qu’ils ne le pourraient.
}
detail-not-converged = Le calcul de l’hétérogénéité n’a pas convergé : ce résultat est à lire avec réserve.
detail-reading = Vérification des { $k } chiffres : { $parts }.
detail-reading-primary = Le chiffre a été lu dans la publication.
detail-reading-secondary = Le chiffre a été lu dans une source secondaire, et non dans la publication.
detail-reading-unverified = Le chiffre n’a pas été vérifié.
reading-primary = { $n ->
    [one] { $n } lu dans la publication
   *[other] { $n } lus dans les publications
}
reading-secondary = { $n ->
    [one] { $n } lu dans une source secondaire
   *[other] { $n } lus dans des sources secondaires
}
reading-unverified = { $n ->
    [one] { $n } non vérifié
   *[other] { $n } non vérifiés
}

subgroups-no-test = Les sous-groupes ne peuvent pas être comparés : moins de deux d’entre eux donnent un résultat.
subgroups-within-trials = Un même essai peut apporter des patients à plusieurs sous-groupes. Un essai qui n’en apporte qu’à un seul rend la comparaison en partie externe aux essais.
subgroups-between-trials = La comparaison se fait entre essais différents : un écart entre sous-groupes peut venir de toute autre différence entre ces essais.
interaction-hard-to-reconcile = Test d’interaction : Q = { $q } ({ $df } ddl ; { $p }). Un effet identique dans tous les sous-groupes s’accorde mal avec ces données.
interaction-possible = Test d’interaction : Q = { $q } ({ $df } ddl ; { $p }). Les données suggèrent un écart entre sous-groupes sans exclure que le hasard l’explique.
interaction-compatible = Test d’interaction : Q = { $q } ({ $df } ddl ; { $p }). Les données ne permettent pas de distinguer les sous-groupes ; un écart entre eux n’est pas exclu pour autant.

excluded-primary = Lu dans la publication ; l’analyse n’admet pas cet état de vérification.
excluded-secondary = Lu dans une source secondaire ; l’analyse n’admet pas cet état de vérification.
excluded-unverified = Chiffre non vérifié : il n’entre que dans une analyse de sensibilité.
excluded-preferred = Un autre résultat du même essai est retenu { $reference }.
excluded-with-reason = { $what } { $reason }
excluded-protocol = Écarté par le protocole : { $reason }
excluded-no-standard-error = Ce qui est publié ne permet pas de calculer l’erreur standard.
excluded-no-estimate = Ce qui est publié ne permet pas de calculer l’effet.
excluded-no-counts = Comparaison publiée : la méthode combine les effectifs des bras.
excluded-no-information = Aucun événement dans les deux bras, ou rien d’autre : cela ne dit rien d’un rapport.
excluded-only-bound = L’erreur standard n’est connue que par une borne, et l’analyse n’admet pas les bornes.
