## Protocol

tp0601 = { $count } résultats de l’essai `{ $trial }` répondent à `{ $analysis }`
    .title = plusieurs résultats d’un essai répondent à une question
    .rows = ces lignes sont { $rows }
    .help = dire lequel compte : ajouter à l’analyse `choose = [{ "{" } trial = "{ $trial }", source = "…", reason = … { "}" }]`
    .shared = ou les faire entrer toutes en un seul effet : `shared_control = "covariance"`, ou `"combine"` pour faire un seul bras des bras traités
    .shared-arm = ou les faire entrer toutes en un seul effet : `shared_control = "combine"` fait un seul bras des bras traités
tp0602 = `{ $one }` et `{ $other }` ont des participants en commun, et `{ $analysis }` combine les deux
    .title = des participants comptés deux fois
    .help = écarter l’un des deux par `exclude`
tp0603 = aucune ligne ne répond à `{ $analysis }`
    .title = une question sans résultat
    .all-excluded =
        { $count ->
            [one] la seule ligne qui répond à `{ $analysis }` est écartée
           *[other] les { $count } lignes qui répondent à `{ $analysis }` sont toutes écartées
        }
    .help = vérifier `select`, ainsi que la mesure et le critère des lignes
tp0604 = clé inconnue `{ $key }`
    .title = une clé inconnue dans le protocole
    .known = les clés admises ici sont { $keys }
tp0605 = la clé `{ $key }` manque
    .title = une clé absente du protocole
tp0606 = on attend { $wanted }
    .title = une valeur du mauvais type dans le protocole
    .text = un texte entre guillemets
    .list = une liste de textes, comme `["placebo"]`
    .table = une table
    .tables = une liste de tables
    .boolean = `true` ou `false`
    .level = un niveau de confiance en pour cent, de 50 à moins de 100, comme `95`
    .date = une date comme `"2024-06-30"`
    .id = un identifiant fait de minuscules sans accent, de chiffres et de `.` `_` `+` `-`
    .whole = un nombre entier : `iterations` ou `samples` de 1 à 10 000 000, `seed` à partir de 0
    .languages = un texte dans les deux langues, `{ "{" } en = "…", fr = "…" { "}" }`
tp0607 = `{ $word }` n’est pas connu ici
    .title = un mot inconnu dans le protocole
    .known = sont connus { $words }
tp0608 = identifiant inconnu `{ $id }` : aucune ligne de ce nom dans `{ $kind }`
    .title = le protocole cite ce que le registre ne contient pas
    .arm = l’essai `{ $trial }` n’a pas de bras `{ $id }`
tp0609 = une langue manque
    .title = un texte du protocole sans l’une des langues
    .english = le texte anglais `en` manque
    .french = le texte français `fr` manque
tp0610 = l’identifiant `{ $id }` figure deux fois
    .title = un identifiant du protocole figure deux fois
tp0611 = réglages qui s’excluent
    .title = réglages qui s’excluent
    .measure = la mesure `{ $measure }` ne convient pas à cette synthèse
    .single-arm = `{ $key }` n’a pas de sens dans une synthèse à un seul bras
    .verification = aucun état de vérification n’est admis, rien ne peut donc être combiné
    .excluded = un choix pour un essai que la même analyse écarte
    .excluded-here = écarté ici
    .choice = le choix nomme un essai et rien de ses lignes
    .choice-help = ajouter `source`, `arm`, `comparator`, `outcome`, `timepoint`, `measure` ou `verification`
    .profile = `tau2_ci = "pl"` suppose une vraisemblance, et la méthode `{ $method }` n’en a pas
    .profile-help = prendre `method = "REML"` ou `"ML"`, ou bien `tau2_ci = "qprofile"`
    .not-shown = `{ $key }` est réglé, et `{ $section }` n’est pas montré
    .not-shown-help = ajouter `"{ $section }"` à `show`, ou supprimer le réglage
    .method = la méthode `{ $method }` ne combine pas la mesure `{ $measure }`
    .method-measures = elle combine les effectifs des bras, en { $measures }
    .test = le test `{ $test }` ne va pas avec la méthode `{ $method }`
    .test-help = supprimer `test` : la méthode a son propre intervalle
    .test-kr-help = `test = "kr"` va avec les estimateurs de la variance entre études, comme `method = "REML"`
    .prediction = la prédiction `{ $prediction }` ne va pas avec la méthode `{ $method }`
    .prediction-help = écrire `prediction = "none"`, ou prendre une méthode à effets aléatoires, comme `method = "REML"`
    .prediction-test = la prédiction `{ $prediction }` ne va pas avec le test `{ $test }`
    .prediction-test-help = prendre `prediction = "kr"`, `"kr-pr"`, `"hk"`, `"hk-pr"` ou `"bootstrap"`
    .tau2-ci = `tau2_ci = "{ $rule }"` ne va pas avec la méthode `{ $method }`
    .tau2-ci-help = prendre un estimateur de la variance entre études, comme `method = "REML"`, ou supprimer `tau2_ci`
    .formula = `{ $key } = "{ $word }"` n’est pas un choix de la mesure `{ $measure }`
    .formula-known = `{ $measure }` a { $words }
    .formula-none = supprimer `{ $key }` : `{ $measure }` n’a qu’une formule
    .formula-method = `{ $key }` ne va pas avec la méthode `{ $method }`, qui combine les effectifs des bras
    .formula-method-help = supprimer `{ $key }`, ou prendre une méthode qui combine des effets, comme `method = "REML"`
    .shared-arms = `shared_control` est réglé, et la mesure `{ $measure }` n’est pas calculée à partir de deux bras
    .shared-arms-help = supprimer `shared_control`, ou prendre une mesure que donnent les chiffres de deux bras, comme `measure = "OR"`
    .shared-method = `shared_control = "{ $word }"` ne va pas avec la méthode `{ $method }`, qui combine les effectifs des bras
    .shared-measure = la covariance de deux comparaisons à un même témoin n’est pas connue pour la mesure `{ $measure }`
    .shared-vtype = `shared_control = "{ $word }"` ne va pas avec `vtype`
    .shared-vtype-help = supprimer `vtype` : les covariances font partie des variances usuelles
    .shared-combine = prendre `shared_control = "combine"`, qui fait un seul bras des bras traités
    .seed = un intervalle de prédiction par bootstrap demande une graine (`seed`)
    .seed-help = ajouter `bootstrap = { "{" } seed = 1 { "}" }`, pour que chacun tire le même intervalle
    .samples = { $samples } tirages sont trop peu pour ce niveau de confiance
    .samples-help = en prendre au moins { $needed } : `bootstrap = { "{" } samples = { $needed }, seed = … { "}" }`
    .not-drawn = `bootstrap` est réglé, et l’intervalle de prédiction n’est pas tiré au sort
    .not-drawn-help = ajouter `prediction = "bootstrap"`, ou supprimer le réglage
    .moderators = les modérateurs ne vont pas avec la méthode `{ $method }` et le test `{ $test }`
    .without-moderators = `{ $key }` est réglé, et il n’y a pas de modérateurs
    .without-moderators-help = ajouter `moderators`, ou supprimer le réglage
    .compare = `compare` ne va pas avec la méthode `{ $method }`, dont les modèles n’ont pas de vraisemblances comparables
    .compare-help = prendre `method = "ML"`, ou `"EE"` pour un effet commun
    .moderators-help = prendre un estimateur de la variance entre études, comme `method = "REML"`, avec `test = "z"`, `"t"`, `"knha"` ou `"adhoc"`
tp0612 = le choix fait pour `{ $trial }` ne rencontre aucune ligne
    .title = un choix ou une exclusion sans effet
    .exclude = l’exclusion de `{ $trial }` ne rencontre aucune ligne
    .help = le supprimer, ou comparer ses clés aux lignes de l’essai
tp0613 = `{ $trial }` figure dans deux groupes de `{ $analysis }`
    .title = un essai dans deux groupes
    .help = choisir l’une de ses lignes, ou écrire `within_trials = true` si les groupes partagent les participants de chaque essai
tp0614 = `{ $analysis }` ne peut pas être combinée
    .title = des effets qui ne peuvent pas être combinés
    .not-finite = ses effets ou ses variances sont trop extrêmes pour être additionnés
    .too-few = la méthode demande plus d’études
    .not-estimable = ses données ne déterminent pas l’effet
tp0615 = `{ $key }` n’est pas une formule : { $why }
    .title = des modérateurs qui ne forment pas une formule
    .character = `{ $character }` n’y a pas sa place
    .taken-away = seul `1` peut être retranché
    .joined = les termes sont liés par `+`, `:` ou `*`
    .closed = une `)` manque
    .function = `{ $name }` n’est pas connu ; il y a `factor`, `poly` et `rcs`
    .degree = `poly` prend un degré de 1 à 9 : `poly(year, 2)`
    .knots = `rcs` prend 3 à 5 nœuds : `rcs(year, 3)`
    .name = un modérateur manque
    .help = par exemple `"~ year + class"`, `"~ weeks * blinding"`, `"~ rcs(year, 3)"`
tp0616 = aucune hypothèse sur les coefficients : { $why }
    .title = une hypothèse ou une comparaison que la régression ne permet pas
    .unknown = `{ $name }` n’est pas un coefficient
    .nothing = il n’y reste aucun coefficient
    .not-linear = les coefficients s’additionnent, et ne se multiplient que par des nombres
    .two-equals = il y a plus d’un `=`
    .not-closed = un guillemet n’est pas fermé
    .not-finite = un nombre n’est pas fini
    .missing = il manque un coefficient ou un nombre
    .coefficients = les coefficients sont { $names }
    .help = par exemple `"class: interferon beta - year = 0"` ; `;` en réunit plusieurs en un test
    .not-among = `compare` nomme `{ $name }`, que `moderators` ne nomme pas
    .not-nested = le modèle de `compare` n’est pas emboîté dans celui de `moderators`
    .same = le modèle de `compare` est celui de `moderators`
    .not-fitted = le modèle de `compare` ne peut pas être ajusté à ces études
    .compare-help = retirer des termes de `moderators` : `compare = "~ 1"` laisse la moyenne
tp0630 = `{ $analysis }` combine des différences en `{ $one }` et des différences en `{ $other }`
    .title = des différences dans plusieurs unités
    .help = combiner des critères d’une même unité, ou des différences standardisées (`measure = "SMD"`)
tp0631 = `{ $analysis }` combine des critères où moins est mieux et des critères où plus est mieux
    .title = des critères de sens opposés
    .help = poser deux questions, ou enregistrer le critère dans l’autre sens
tp0632 = les groupes de `{ $analysis }` sont des modalités de `{ $one }` et de `{ $other }`
    .title = des groupes de plusieurs variables
    .help = une division a une seule variable : les participants d’une variable se retrouvent dans les groupes d’une autre
tp0633 = un chiffre non vérifié entre dans le résultat principal de `{ $analysis }`
    .title = un chiffre non vérifié dans un résultat principal
    .help = vérifier la ligne dans sa publication, ou n’admettre les lignes non vérifiées que dans une analyse de sensibilité
tp0634 = `{ $analysis }` combine les mêmes lignes de la même façon que `{ $first }`
    .title = une question posée deux fois
    .help = supprimer l’une des deux, ou en faire une analyse de sensibilité de l’autre
tp0635 = `{ $analysis }` combine des résultats de la semaine { $least } et de la semaine { $most }
    .title = des résultats de temps éloignés
    .help = nommer les temps de mesure dans `select.timepoints` si c’est voulu
tp0636 = `protocol.lock` ne peut pas être lu : { $reason }
    .title = un verrou illisible
    .version = `protocol.lock` est d’une version inconnue
    .help = reprendre le fichier dans la gestion de versions, ou le récrire avec `trialpool lock`
tp0637 = `{ $path }` vaut `{ $now }` et a été enregistré comme `{ $before }`
    .title = un réglage qui s’écarte du protocole enregistré
    .before = tel qu’enregistré
    .help = revenir à ce qui a été enregistré, ou déroger en disant la raison du changement, que le rapport montrera
tp0638 = `{ $path }` n’est pas dans le protocole enregistré
    .title = un ajout au protocole enregistré
tp0639 = `{ $path }` a été enregistré et n’y est plus
    .title = une omission par rapport au protocole enregistré
tp0640 = `[checks]` ne nomme aucune règle : `{ $code }`
    .title = une règle inconnue dans `[checks]`
    .note = `trialpool explain` liste les règles
tp0641 = la gravité de { $code } n’est pas connue
    .title = une gravité inconnue dans `[checks]`
    .help = écrire `"error"`, `"warning"`, `"note"` ou `"off"`
tp0642 = la gravité de { $code } ne peut pas être changée
    .title = une gravité qui ne peut pas être changée
    .note = ses constats empêchent de lire une ligne ou le protocole ; ce qui est omis en silence ne peut pas être jugé
