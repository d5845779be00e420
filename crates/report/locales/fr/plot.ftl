## Graphiques en forêt et tableaux de résultats

plot-study = Étude
plot-comparison = Comparaison
plot-arm = Groupe
plot-versus = { $arm } contre { $comparator }
plot-events = Événements/n
plot-events-intervention = Intervention, événements/n
plot-events-comparator = Comparateur, événements/n
plot-rates = Événements/personnes-temps
plot-rates-intervention = Intervention, événements/personnes-temps
plot-rates-comparator = Comparateur, événements/personnes-temps
plot-effect = { $measure } [IC { $level }]
plot-weight = Poids (%)

plot-title-main = { $title } : graphique en forêt
plot-title-subgroups = { $title } : graphique en forêt selon { $variable }
plot-title-leave-one-out = { $title } : résultat combiné sans chaque étude tour à tour
plot-title-sensitivity = { $title } ({ $sensitivity })

plot-axis-log = { $measure }, échelle logarithmique
plot-axis-linear = { $measure }

plot-measure-hr = rapport de risques instantanés (HR)
plot-measure-rr = risque relatif (RR)
plot-measure-or = rapport de cotes (OR)
plot-measure-irr = rapport de taux (IRR)
plot-measure-rd = différence de risques
plot-measure-md = différence de moyennes
plot-measure-smd = différence de moyennes standardisée
plot-measure-ird = différence de taux
plot-measure-rom = rapport de moyennes (ROM)
plot-measure-plo = proportion (%)
plot-measure-pr = proportion (%)
plot-measure-pln = proportion (%)
plot-measure-prz = proportion (%)
plot-measure-pas = proportion (%)
plot-measure-pft = proportion (%)
plot-measure-ir = taux
plot-measure-irln = taux
plot-measure-irs = taux
plot-measure-irft = taux
plot-measure-mn = moyenne
plot-measure-mnln = moyenne
plot-measure-smn = moyenne standardisée
plot-measure-sdln = écart-type
plot-measure-cvln = coefficient de variation

plot-pooled-random = Effets aléatoires (k = { $k })
plot-pooled-common = Effet commun (k = { $k })
plot-pooled-ivhet = IVhet (k = { $k })
plot-pooled-hc = Henmi-Copas (k = { $k })
plot-pooled-mh = Mantel-Haenszel (k = { $k })
plot-pooled-peto = Peto (k = { $k })
plot-single = Une seule étude (k = 1)
plot-group-total = Résultat du sous-groupe (k = { $k })
plot-all-studies = Toutes les études (k = { $k })
plot-without = Sans { $study }
plot-no-study = Aucune étude dans ce groupe
plot-empty = Aucune étude

plot-method-common = Modèle à effet commun
plot-method-random = Modèle à effets aléatoires, { $estimator }
plot-method-ivhet = Moyenne à effet commun, variance à effets aléatoires (IVhet)
plot-method-hc = Moyenne à effet commun, variance à effets aléatoires
plot-method-mh = Méthode de Mantel-Haenszel
plot-method-peto = Méthode de Peto
plot-test-z = intervalle de Wald (z)
plot-test-t = intervalle de Wald (t)
plot-test-knha = intervalle de Hartung-Knapp
plot-test-adhoc = intervalle de Hartung-Knapp, jamais plus étroit que celui de Wald
plot-test-kr = intervalle de Kenward-Roger
plot-test-hc = intervalle de Henmi-Copas
plot-settings = { $method } ; { $test }
plot-prediction = Intervalle de prédiction à { $level }
plot-prediction-stated = Intervalle de prédiction à { $level } : { $interval }
plot-heterogeneity = Hétérogénéité : { $parts }
plot-no-heterogeneity = Hétérogénéité : non estimable avec une seule étude
plot-tau2 = τ² = { $value }
plot-i2 = I² = { $value }
plot-with-interval = { $value } { $interval }
plot-q = Q = { $q } (ddl = { $df } ; { $p })
plot-separator = { " " };
plot-no-effect = Test d’absence d’effet : { $statistic } ; { $p }
plot-z = z = { $value }
plot-t = t = { $value } (ddl = { $df })
plot-association = Test d’association : { $parts }
plot-cmh = χ² de Cochran-Mantel-Haenszel = { $value } (ddl = { $df } ; { $p }), corrigé pour la continuité
plot-equal-odds-ratios = Test d’égalité des rapports de cotes : { $parts }
plot-breslow-day = χ² de Breslow-Day = { $value } (ddl = { $df } ; { $p })
plot-tarone = χ² de Tarone = { $value } (ddl = { $df } ; { $p })
plot-without-counts = Écartés, car la méthode combine les effectifs des bras et seule une comparaison publiée est connue : { $studies }
plot-without-information = Écartés, car deux bras sans événement, ou sans rien d’autre, ne disent rien d’un rapport : { $studies }
plot-beyond-percent = Une borne calculée au-dessous de 0 % ou au-dessus de 100 % est donnée comme 0 % ou 100 %.
plot-beyond-zero = Une borne calculée au-dessous de 0 est donnée comme 0.
plot-interaction = Test d’interaction entre sous-groupes : Q = { $q } (ddl = { $df } ; { $p })

plot-unverified = non vérifié
plot-unverified-meaning = Trait discontinu, « non vérifié » : chiffres non contrôlés dans la publication.
plot-bounded = ES majorée
plot-bounded-meaning = Carré vide, « ES majorée » : seule une borne supérieure de l’erreur standard est connue (p < …) ; l’étude pèse donc moins qu’elle ne le pourrait.
plot-clipped-meaning = Flèche : l’intervalle se prolonge au-delà de l’axe ; ses bornes sont imprimées à côté.

plot-spoken-study = { $study } : { $measure } { $estimate }, IC { $level } { $interval }
plot-spoken-weight = poids { $weight }
plot-spoken-unverified = non vérifié
plot-spoken-bounded = erreur standard connue seulement par une borne supérieure
plot-spoken-prediction = intervalle de prédiction à { $level } { $interval }
plot-description = { $title }. { $measure }. { $k ->
    [one] Une ligne.
   *[other] { $k } lignes.
}
plot-description-group = Groupe : { $group }.

export-participants = Participants
export-section-main = Analyse principale
export-section-subgroup = Sous-groupe : { $group }
export-section-leave-one-out = Résultat sans chaque étude tour à tour
export-section-sensitivity = Analyse de sensibilité : { $title }
export-pooled = Résultat combiné (k = { $k })
export-pooled-group = { $group } (k = { $k })
export-marks = Remarques
export-nothing = Aucun résultat
