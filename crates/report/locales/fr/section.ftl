## Ce qu’un protocole demande de montrer à côté d’un résultat

heading-moderators = Ce qui peut expliquer les différences : { $moderators }

summary-panel = Quatre façons de calculer le même résultat
summary-cumulative = À mesure que les études s’ajoutent
summary-influence = Ce que chaque étude pèse dans le résultat
summary-baujat = D’où vient l’hétérogénéité
summary-tau2-profile = Ce que les données disent de τ²
summary-permutation = Test par permutation
summary-regression-studies = Les études de la régression

section-leave-one-out = le retrait de chaque étude tour à tour
section-cumulative = un résultat cumulé
section-influence = les mesures d’influence
section-baujat = le graphique de l’hétérogénéité et de l’influence (Baujat)
section-tau2-profile = le profil de τ²
section-permutation = un test par permutation
section-panel = la comparaison des méthodes pour peu d’études
section-regression = une méta-régression

absent-too-few = { $k ->
    [0] Aucune étude utilisable pour
    [one] Une seule étude, c’est trop peu pour
   *[other] { $k } études, c’est trop peu pour
} { $sections } : il en faut au moins { $needed }.
absent-no-between-study-variance = Un modèle à effet commun n’a pas de variance entre études ; cela exclut { $sections }.
absent-not-of-method = La méthode de cette analyse ne se prête pas à ceci : { $sections }.
absent-no-contrast = Impossible de donner { $sections } : { $what }, même valeur dans toutes les études.
absent-collinear = Impossible de donner { $sections } : les modérateurs disent la même chose de ces études, et { $what } ne peut être distingué des autres.
absent-unsuitable = Impossible de donner { $sections } : { $what } n’est pas de la nature que demande la formule.
absent-not-estimable = Impossible de donner { $sections } : les chiffres ne suffisent pas.

panel-reading = Avec deux à quatre études, la variance entre études est à peine connue : les intervalles de Wald sont trop étroits, ceux de Hartung-Knapp très larges ou, si les effets concordent par hasard, trop étroits eux aussi. Aucun de ces résultats n’est le bon ; leur écart montre ce que les données ne peuvent pas dire.
panel-reading-many = Les mêmes études selon les méthodes entre lesquelles on choisit : quand les résultats concordent, le choix est sans conséquence.

cumulative-reading-year = Chaque ligne donne le résultat des études publiées jusque-là, de la plus ancienne à la plus récente.
cumulative-reading-precision = Chaque ligne ajoute une étude, de la plus précise à la moins précise.
cumulative-reading-participants = Chaque ligne ajoute une étude, de la plus grande à la plus petite.
cumulative-reading-weeks = Chaque ligne ajoute une étude, de l’échéance la plus courte à la plus longue.
cumulative-unknown = { $n ->
    [one] Pour une étude, l’ordre n’est pas connu : elle vient en dernier.
   *[other] Pour { $n } études, l’ordre n’est pas connu : elles viennent en dernier.
}
influence-none = Selon les règles d’usage (DFFITS, distance de Cook, effet de levier), aucune étude ne domine le résultat.
influence-some = Selon les règles d’usage (DFFITS, distance de Cook, effet de levier), le résultat repose en particulier sur : { $studies }.
profile-reading = Au niveau de { $level }, les données sont compatibles avec une variance entre études τ² de { $lower } à { $upper } ; la plus vraisemblable est { $estimate }.
profile-reading-open = Au niveau de { $level }, les données sont compatibles avec une variance entre études τ² de { $lower } ou plus, sans borne supérieure ; la plus vraisemblable est { $estimate }.
permutation-exact = Les { $permutations } façons de renverser les signes des effets ont toutes été examinées : { $p } ; le modèle donne { $model }.
permutation-random = { $permutations } façons de renverser les signes des effets, tirées au hasard (graine { $seed }), ont été examinées : { $p } ; le modèle donne { $model }.
permutation-smallest = Avec { $k ->
    [one] une étude
   *[other] { $k } études
}, aucune valeur p inférieure à { $smallest } ne peut être atteinte.

regression-size = { $k ->
    [one] Une étude
   *[other] { $k } études
} ; formule { $formula }.
regression-omnibus-q = Tous les modérateurs ensemble : Q = { $value } ({ $df } ddl, { $p }).
regression-omnibus-f = Tous les modérateurs ensemble : F = { $value } ({ $df } et { $denominator } ddl, { $p }).
regression-hypothesis-q = Ensemble, { $hypothesis } : Q = { $value } ({ $df } ddl, { $p }).
regression-hypothesis-f = Ensemble, { $hypothesis } : F = { $value } ({ $df } et { $denominator } ddl, { $p }).
regression-hypothesis-none = Ensemble, { $hypothesis } : pas de test, car elles dépendent les unes des autres.
regression-comparison = Face au modèle réduit { $formula }, par le rapport de vraisemblance : χ² = { $value } ({ $df } ddl, { $p }).
regression-rest = Ce qui reste entre les études : τ² = { $tau2 }, I² = { $i2 }.
regression-rest-common = Ce qui reste entre les études : I² = { $i2 } ; Q = { $q } ({ $df } ddl, { $p }).
regression-explained = Les modérateurs réduisent de { $share } la variance entre études.
regression-explained-common = Les modérateurs expliquent { $share } de la variation entre les effets (R² ajusté de la régression pondérée).
regression-permutation-exact = Par les { $permutations } permutations des modérateurs : { $p }.
regression-permutation-random = Par { $permutations } permutations des modérateurs tirées au hasard (graine { $seed }) : { $p }.
regression-few = Moins de dix études par coefficient : une piste à examiner, non un résultat.
regression-observational = Les études diffèrent par plus que leurs modérateurs : ce qui va de pair entre études ne le fait pas forcément au sein de chacune.
regression-left-out = Écartées, un modérateur n’étant pas connu : { $studies }.
regression-missing = { $study } ({ $moderators })

figure-caption-cumulative = Chaque ligne donne le résultat combiné de l’étude nommée et de toutes celles qui la précèdent, avec son intervalle de confiance à { $level } ; losange : toutes les études.
figure-caption-influence = Un cadre par mesure, une ligne par étude ; traits discontinus : limites d’usage. Un losange signale une étude que l’une des règles dit influente.
figure-caption-baujat = À droite, les études qui contribuent le plus à l’hétérogénéité ; en haut, celles sans lesquelles le résultat se déplacerait le plus.
figure-caption-tau2-profile = Log-vraisemblance de chaque variance entre études τ². Plus la courbe est haute, mieux la variance s’accorde avec les études ; au-dessus du trait discontinu, elle est compatible avec elles au niveau de { $level }.
figure-caption-bubble = Une bulle par étude, de surface proportionnelle à son poids ; ligne : ce qu’attend la régression, avec ses bandes de confiance et de prédiction à { $level }.
figure-caption-bubble-mean = Une bulle par étude, de surface proportionnelle à son poids ; ligne : ce qu’attend la régression, avec sa bande de confiance à { $level }.
figure-caption-bubble-levels = Une bulle par étude, de surface proportionnelle à son poids ; à côté de chaque groupe, ce qu’attend la régression, avec ses intervalles de confiance et de prédiction à { $level }.
figure-caption-bubble-levels-mean = Une bulle par étude, de surface proportionnelle à son poids ; à côté de chaque groupe, ce qu’attend la régression, avec son intervalle de confiance à { $level }.

chart-title-influence = { $title } : influence de chaque étude
chart-title-baujat = { $title } : hétérogénéité et influence de chaque étude
chart-title-tau2-profile = { $title } : profil de τ²
chart-title-bubble = { $title } : résultats selon { $moderator }

plot-title-cumulative = { $title } : résultat combiné à mesure que les études s’ajoutent
plot-added = + { $study }
plot-k = k

table-panel = { $title } : les mêmes études selon quatre méthodes
table-cumulative = { $title } : résultat combiné à mesure que les études s’ajoutent
table-influence = { $title } : mesures d’influence
table-baujat = { $title } : contribution à l’hétérogénéité et influence
table-tau2-profile = { $title } : profil de τ²
table-regression = { $title } : coefficients de la régression
table-contrasts = { $title } : hypothèses sur les coefficients
table-comparison = { $title } : la régression et le modèle réduit
table-levels = { $title } : résultats attendus par groupe
table-regression-studies = { $title } : études et modérateurs de la régression

column-influential = Influente
column-tau2 = τ²
column-log-likelihood = Log-vraisemblance
column-point = Point
column-term = Terme
column-coefficient = Coefficient
column-ratio = { $measure } par unité [IC { $level }]
column-coefficient-interval = Coefficient [IC { $level }]
column-statistic-z = z
column-statistic-t = t
column-p = p
column-hypothesis = Hypothèse
column-difference = Membre de gauche moins celui de droite [IC { $level }]
column-model = Modèle
column-coefficients = Coefficients
column-aic = AIC
column-aicc = AICc
column-bic = BIC
column-residual-q = Q résiduel
column-p-permutation = p par permutation
column-group = Groupe
column-fitted = Attendu
yes = oui
point-zero = variance nulle
point-maximum = maximum
point-lower = borne inférieure
point-upper = borne supérieure
point-curve = courbe

coefficient-intercept = ordonnée à l’origine
coefficient-level = { $moderator } : { $level }
coefficient-poly = { $moderator }, polynôme de degré { $count }, terme { $place }
coefficient-rcs = { $moderator }, spline à { $count } nœuds, terme { $place }
coefficient-product = { $one } × { $other }

moderator-year = année de publication
moderator-phase = phase
moderator-blinding = insu
moderator-design = schéma d’étude
moderator-population = population
moderator-participants = participants de l’essai
moderator-treatment = traitement
moderator-class = classe du traitement
moderator-mechanism = mécanisme du traitement
moderator-comparator = comparateur
moderator-weeks = échéance (semaines)
moderator-baseline-risk = risque sous comparateur (%)

export-section-cumulative = Résultat cumulé
export-section-panel = Quatre méthodes
