## La page

skip-to-content = Aller au contenu
read-in-this-language = Lire ce rapport en français
contents-title = Sommaire
kicker = Rapport au conseil scientifique
colon = { " " }:{ " " }
comma = ,{ " " }
list-separator = { " " };{ " " }
versus = { " " }contre{ " " }
back-to-contents = Retour au sommaire

card-evidence-date = Données arrêtées au
card-registry = Registre
card-contents = { $analyses ->
    [one] { $analyses } analyse
   *[other] { $analyses } analyses
}, { $studies ->
    [one] { $studies } étude
   *[other] { $studies } études
}, { $results } résultats, { $sources } sources
card-digest = Empreinte des données
card-digest-note = SHA-256 de tous les fichiers lus : deux rapports qui portent la même empreinte reposent sur les mêmes données.
months = janvier février mars avril mai juin juillet août septembre octobre novembre décembre
date = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}

section-summary = Ce qui a été trouvé
section-analyses = Analyses
section-not-pooled = Ce qui n’est pas combiné, et pourquoi
section-conflicts = Désaccords entre sources
section-studies = Les études
section-problems = Problèmes relevés dans les données
section-methods = Méthodes
section-references = Références
section-provenance = Provenance des chiffres
section-about = À propos de ce rapport

summary-introduction = Une phrase par question. Chaque titre mène à l’analyse complète : graphique, études, sous-groupes, analyses de sensibilité.
how-to-read-title = Comment lire ce rapport
how-to-read-effect = Un rapport (HR, IRR, RR, OR) inférieur à 1 signifie que l’événement a été moins fréquent avec le traitement étudié ; 0,75 correspond à une réduction de 25 %. Si l’événement est une amélioration, c’est un rapport supérieur à 1 qui est favorable.
how-to-read-interval = L’intervalle de confiance (IC) donne les valeurs de l’effet moyen compatibles avec les données ; l’intervalle de prédiction, plus large, celles que l’on attendrait dans une nouvelle étude.
how-to-read-links = Chaque chiffre souligné mène à la ligne du registre dont il vient, citée telle quelle, et à sa source.
how-to-read-badges = Trois états de vérification : « publication » (lu dans la publication elle-même), « source secondaire » (lu ailleurs, avec l’adresse), « non vérifié » (hors des analyses principales).

pico-population = Population
pico-intervention = Intervention
pico-comparator = Comparateur
pico-outcome = Critère
pico-timepoint = Échéance
pico-measure = Mesure
pico-benefit = Bénéfice
pico-important-difference = Différence minimale importante
benefit-below-one = une valeur inférieure à 1 est favorable
benefit-above-one = une valeur supérieure à 1 est favorable
benefit-below-zero = une valeur négative est favorable
benefit-above-zero = une valeur positive est favorable

figure-caption = Carrés : résultat de chaque étude, surface selon son poids ; traits : intervalle de confiance à { $level } ; losange : résultat combiné ; bande sous le losange : intervalle de prédiction. Les mêmes chiffres sont dans le tableau qui suit.
figure-caption-mean = Carrés : résultat de chaque étude, surface selon son poids ; traits : intervalle de confiance à { $level } ; losange : résultat combiné. Les mêmes chiffres sont dans le tableau qui suit.
figure-caption-one = Carré : résultat de l’étude ; trait : intervalle de confiance à { $level }. Les mêmes chiffres sont dans le tableau qui suit.
figure-caption-leave-one-out = Chaque ligne donne le résultat combiné si l’on retire l’étude nommée, avec son intervalle de confiance à { $level }.

heading-subgroups = Sous-groupes : { $variable }
heading-robustness = Le résultat tient-il ?
heading-basis = Sur quoi repose ce résultat
summary-effects-by-group = Résultats de chaque étude par sous-groupe
summary-leave-one-out = Sans chaque étude tour à tour
summary-choices = Choix du protocole pour certaines études
summary-derivations = Comment chaque effet a été obtenu
summary-excluded = Résultats écartés et raisons
settings-used = Réglages :
analysis-conflicts = Des sources se contredisent sur ces études :
main-analysis = Analyse principale
nothing-to-pool = rien à combiner
without-study = Sans { $study }

table-effects = { $title } : résultats des études
table-effects-by-group = { $title } : résultats des études par sous-groupe
table-subgroups = { $title } : sous-groupes
table-sensitivity = { $title } : analyses de sensibilité
table-leave-one-out = { $title } : résultat combiné sans chaque étude tour à tour
table-derivations = { $title } : effets et erreurs standards
table-excluded = { $title } : résultats écartés
table-results = Résultats enregistrés : { $study }
table-files = Fichiers lus

column-study = Étude
column-counts = Événements
column-effect = { $measure } [IC { $level }]
column-weight = Poids
column-participants = Participants
column-origin = Provenance
column-analysis = Analyse
column-size = Études
column-prediction = Prédiction
column-heterogeneity = Hétérogénéité
column-estimate-route = Effet
column-error-route = Erreur standard (ES) : route
column-standard-error = ES
column-error-range = ES selon les arrondis
column-registered = Chiffres publiés
column-reason = Raison
column-outcome = Critère
column-figures = Résultat
column-used-in = Analyses
column-file = Fichier
column-kind = Contenu
column-rows = Lignes
column-digest = SHA-256

count-of-total = { $events }/{ $total }
range = de { $lower } à { $upper }
i2 = I² = { $value }
i2-interval = I² = { $value } (IC { $level } : de { $lower } à { $upper })
tau2 = τ² = { $value }
q = Q = { $value } ({ $df } ddl, { $p })
prediction-interval = Intervalle de prédiction à { $level }
study-topic = { $study } : { $topic }
mark-conflict = { $n ->
    [one] Un désaccord entre sources
   *[other] { $n } désaccords entre sources
}

conflicts-introduction = Quand deux documents donnent des chiffres différents pour la même chose, les deux restent au registre. Voici ce que dit chacun, ce qui explique l’écart, et lequel est retenu.
conflict-retained = retenu
studies-introduction = Toutes les études du registre, avec ce que les sources en disent. Celles dont rend compte le document à l’origine de ce travail viennent d’abord.
studies-occasion = Études du document d’origine
studies-other = Autres études du registre
study-arms = Bras :
study-stated = Selon :
study-conflicts = Désaccords entre sources :
status-pooled = Résultats combinés dans les analyses
status-not-pooled = Non combinée ({ $title }) : { $reason }
status-excluded = Résultats écartés, avec la raison, dans les analyses
status-no-question = Aucune question du protocole ne porte sur cette étude.
participants = { $n ->
    [one] { $participants } participant
   *[other] { $participants } participants
}
arm-with-participants = { $arm } (n = { $n })
phase = phase { $phase }
summary-results = { $n ->
    [one] { $n } résultat enregistré
   *[other] { $n } résultats enregistrés
}
no-figure = aucun chiffre exploitable

printed-estimate = { $measure } { $value }
printed-estimate-interval = { $measure } { $value } ({ $interval })
printed-interval = IC { $level } % : de { $lower } à { $upper }
printed-person-time = { $value } personnes-années
printed-rate = taux { $value }
printed-percent = { $value } %
printed-events = { $value } événements
printed-n = n = { $value }
printed-mean = moyenne { $value }
printed-mean-sd = moyenne { $value } (écart-type { $sd })
printed-mean-se = moyenne { $value } (erreur standard { $se })
printed-median = médiane { $value }
printed-median-quartiles = médiane { $value } (quartiles { $lower } et { $upper })
printed-range = étendue de { $lower } à { $upper }
printed-reduction = réduction de { $value } %
printed-reduction-interval = réduction de { $value } % (de { $lower } à { $upper })
printed-p = p { $operator } { $value }

problems-none = Les contrôles n’ont rien relevé.
problems-introduction = Il ne reste aucune erreur : un registre qui en contient une dont personne ne répond n’est jamais combiné. Voici les avertissements et les remarques, avec les endroits concernés.
problem-places = { $n ->
    [one] { $n } endroit
   *[other] { $n } endroits
}
waived-title = Constats couverts par une dérogation
waived-introduction = Les contrôles ont aussi trouvé ce qui suit. La personne nommée l’a examiné et dit pourquoi le registre est juste en l’état.
waived-signed = { $by }, jusqu’au { $until }

methods-no-analysis = Le protocole ne pose aucune question.
methods-pooling = Les effets sont combinés par l’inverse de leur variance : { $method } ; { $test }, au niveau de { $level } ; { $prediction }. Les rapports (HR, IRR, RR, OR) sont combinés sur l’échelle logarithmique et présentés en rapports. Un résultat unique est présenté tel quel.
methods-pooling-tables = Les effectifs des bras sont combinés : { $method } ; { $test }, au niveau de { $level }. Les rapports (IRR, RR, OR) sont présentés en rapports. Un résultat unique est présenté tel quel.
methods-mh = La méthode de Mantel-Haenszel combine les effectifs des bras tels quels, zéros compris. La variance est celle de Robins, Breslow et Greenland pour les rapports de cotes, de Greenland et Robins pour les risques relatifs, de Sato, Greenland et Robins pour les différences de risques, de Greenland et Robins encore, dans sa forme pour les personnes-temps (Rothman, Greenland et Lash 2008, chapitre 15), pour les rapports et les différences de taux. La méthode suppose un seul effet commun à toutes les études : il n’y a ni τ² ni intervalle de prédiction, et Q et I² sont ceux des estimations de chaque étude autour du résultat (1/2 ajouté aux cases d’une étude qui contient un zéro). Les comparaisons publiées sans les effectifs des bras ne peuvent pas y entrer, et les études sans aucun événement ne disent rien d’un rapport : les unes et les autres figurent parmi les résultats écartés.
methods-peto = La méthode de Peto additionne, d’une étude à l’autre, les événements observés dans le bras traité moins ceux attendus, et divise cette somme par sa variance. Elle est faite pour des événements rares, des bras de taille voisine et des effets modérés ; ailleurs elle est biaisée. Elle ne combine que les effectifs des bras : les comparaisons publiées et les études sans aucun événement figurent parmi les résultats écartés.
methods-ivhet = La méthode IVhet (Doi) pondère les études comme un modèle à effet commun, et ne laisse la variance entre études (DerSimonian-Laird) qu’élargir l’intervalle : l’hétérogénéité ne donne pas plus de poids aux petites études.
methods-hc = La méthode de Henmi-Copas garde la moyenne du modèle à effet commun, que les petites études déplacent moins, et lui donne un intervalle qui tient compte de la variance entre études (DerSimonian-Laird) et de son estimation. Elle n’a pas de test.
methods-kr = Les intervalles de Kenward-Roger corrigent la variance de la moyenne pour l’estimation de τ², et tirent leurs degrés de liberté des données.
methods-prediction-own = Les intervalles de prédiction de Hartung-Knapp et de Kenward-Roger prennent l’erreur standard et les degrés de liberté de ces méthodes, quels que soient ceux de l’intervalle de confiance.
methods-bootstrap = Les intervalles de prédiction par bootstrap (Nagashima, Noma et Furukawa) tirent τ² de sa distribution de confiance, et tiennent donc compte de son incertitude ; la graine que nomme l’analyse donne à chacun le même intervalle.
methods-formulas = Là où une analyse l’indique, les effets calculés à partir des bras suivent une autre formule que l’usuelle pour leur variance d’échantillonnage ou pour le biais des petits échantillons ; les comparaisons publiées gardent ce qui est imprimé. Une moyenne d’études est celle des études combinées ensemble : dans un sous-groupe, de ce sous-groupe.
methods-shared-control-covariance = Quand un essai compare plusieurs bras à un même bras témoin, et que l’analyse l’indique, chaque comparaison est calculée à part ; le bras témoin qu’elles partagent leur donne une covariance, par laquelle elles deviennent un seul effet de l’essai (Gleser et Olkin 2009). Aucun participant ne compte deux fois, et le bras témoin n’est pas divisé.
methods-shared-control-combine = Quand un essai compare plusieurs bras à un même bras témoin, et que l’analyse l’indique, les bras traités sont pris comme un seul bras : leurs événements, leurs participants et leurs personnes-temps sont additionnés, leurs moyennes et leurs écarts-types combinés.
methods-heterogeneity = L’hétérogénéité est décrite par la variance entre études τ², par I² (part de la variance totale due aux différences entre études) et par le Q de Cochran ; les intervalles de τ² et de I² sont obtenus par { $rule ->
    [pl] la vraisemblance profilée
    [genq] le Q généralisé (Biggerstaff-Jackson)
    [jackson] le Q généralisé (Jackson)
    [bt] la méthode de Biggerstaff et Tweedie
   *[qprofile] la méthode du profil de Q
}. L’intervalle de prédiction est donné à partir de trois études.
methods-subgroups = Les sous-groupes sont combinés séparément, chacun avec sa propre variance entre études ; ils sont comparés par un test d’interaction (Q entre groupes). Chaque étude est retirée tour à tour dès que trois résultats sont combinés.
methods-derivations = L’erreur standard est obtenue, dans cet ordre : de l’intervalle de confiance à son propre niveau ; de l’erreur standard publiée ; de la valeur p exacte ; des événements et des personnes-temps ; d’un seuil de p, qui ne donne qu’une borne supérieure et diminue donc le poids de l’étude. L’arrondi des chiffres publiés est propagé : chaque erreur standard est donnée avec l’étendue que les décimales imprimées permettent. Le graphique montre pour une étude son intervalle publié, s’il est au niveau de l’analyse et a donné l’erreur standard ; sinon, l’estimation ± z erreurs standards.
methods-single-arm = Les résultats d’un seul groupe sont combinés sur l’échelle que nomme l’analyse ; l’intervalle de chaque proportion est l’intervalle exact de Clopper-Pearson.
methods-freeman-tukey = Après une transformation de Freeman et Tukey, une étude est présentée par l’inverse exact (Miller), à son propre effectif : on retrouve la proportion ou le taux observé. Une valeur combinée n’a pas d’effectif à elle ; elle est présentée par l’inverse qui vaut pour de grands échantillons (sin² pour les proportions, le carré pour les taux), et peut donc s’écarter un peu de petites études. Avec la moyenne harmonique des effectifs, souvent choisie, l’inverse exact peut donner un résultat hors de toutes les études (Schwarzer et al. 2019).
methods-verification = Chaque chiffre porte son état de vérification. Pour les analyses principales, { $admitted }.
methods-preference = Quand plusieurs chiffres du même essai répondent à une question, le protocole suit une règle. { $rules }
methods-no-threshold = Aucun seuil de signification n’est appliqué : le rapport donne l’effet, son intervalle et ce sur quoi ils reposent.
methods-software = Calculs et rapport : { $name }, version { $version }. Les mêmes données donnent le même rapport, octet pour octet.
methods-departures = Réglages propres à certaines analyses

provenance-introduction = Chaque ligne du registre citée dans ce rapport, telle qu’elle figure dans son fichier : séparateur décimal « . », codes et noms de colonnes en anglais.
rows-quoted = { $n ->
    [one] { $n } ligne citée
   *[other] { $n } lignes citées
}
line = ligne { $line }
read-at = Lu à l’adresse
made-by = Analyse : { $analysis }
use-main = Dans le résultat :
use-sensitivity = En analyse de sensibilité :
use-excluded = Écartée :
cell-shortened = { $start }… ({ $length } caractères)

about-text = Ce rapport est un fichier unique, sans script et sans accès au réseau. Il est écrit à partir des fichiers ci-dessous.
