## Commun

did-you-mean = vouliez-vous dire `{ $name }` ?
first-here = première occurrence ici
severity-error = erreur
severity-warning = avertissement
severity-note = note
label-note = note{"\u00A0"}
label-help = aide{"\u00A0"}

## Bilan

summary-clean = ni erreur ni avertissement dans { $rows } de { $files }
summary-found = { $errors } et { $warnings } dans { $rows } de { $files }
summary-errors =
    { $count ->
        [0] aucune erreur
        [one] { $count } erreur
       *[other] { $count } erreurs
    }
summary-warnings =
    { $count ->
        [0] aucun avertissement
        [one] { $count } avertissement
       *[other] { $count } avertissements
    }
summary-rows =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
summary-files =
    { $count ->
        [one] { $count } fichier
       *[other] { $count } fichiers
    }

## Domaines

domain-any = `{ $column }` accepte tout nombre
domain-count = `{ $column }` est un effectif : 0 ou plus
domain-count-from-one = `{ $column }` est un effectif : 1 ou plus
domain-positive = `{ $column }` est supérieur à 0
domain-not-negative = `{ $column }` vaut 0 ou plus
domain-probability = `{ $column }` est compris entre 0 et 1
domain-percent = `{ $column }` est un pourcentage compris entre 0 et 100
domain-reduction = `{ $column }` vaut au plus 100 : rien ne diminue de plus que sa totalité
domain-level = `{ $column }` est un pourcentage compris entre 50 et 100, par exemple `95`
domain-year = `{ $column }` est une année, par exemple `2019`

## 01 Fichiers et encodage

tp0101 = `review.toml` est illisible : { $reason }
    .title = le protocole n’est pas du TOML valide
tp0102 = version inconnue du format de registre
    .title = version inconnue du format de registre
    .absent = `review.toml` n’indique pas la version du format
    .help = écrire `schema = { $schema }` en tête de `review.toml`
tp0103 = un type de table attend une liste de noms de fichiers
    .title = `[tables]` est absent ou mal formé
    .absent = `review.toml` n’a pas de section `[tables]`
    .help = écrire une liste de chemins : `trials = ["trials.csv"]`
    .help-absent = ajouter `[tables]` avec une ligne par type de table : `trials = ["trials.csv"]`
tp0104 = type de table inconnu `{ $kind }`
    .title = type de table inconnu
    .list = les types de table sont { $kinds }
tp0105 = aucun fichier `{ $path }`
    .title = fichier manquant
    .help = les chemins partent de `review.toml` ; majuscules et minuscules comptent
tp0106 = `{ $path }` est cité deux fois
    .title = un fichier cité deux fois
tp0107 = `{ $path }` mène hors du registre
    .title = un chemin mène hors du registre
    .help = écrire un chemin relatif à `review.toml`, avec `/` et sans `..`
tp0108 = le fichier n’est pas en UTF-8 : octet { $byte } à la position { $position }
    .title = un fichier n’est pas en UTF-8
    .utf16 = le fichier n’est pas en UTF-8 : il semble être en UTF-16
    .others =
        { $count ->
            [one] { $count } autre octet du fichier n’est pas de l’UTF-8
           *[other] { $count } autres octets du fichier ne sont pas de l’UTF-8
        }
    .help = en Windows-1252 (Latin-1), l’octet { $byte } est `{ $character }` : le fichier a sans doute été enregistré dans cet encodage
    .help-save = enregistrer le fichier en UTF-8
tp0109 = les cellules ne sont pas séparées par des virgules
    .title = mauvais séparateur
    .semicolon = les cellules sont séparées par des `;`
    .tab = les cellules sont séparées par des tabulations
    .help = enregistrer le fichier en CSV séparé par des virgules, avec `.` comme signe décimal
tp0110 = le fichier est vide
    .title = fichier vide
    .help = commencer par l’en-tête : `{ $header }`
tp0111 = la table n’a aucune ligne
    .title = une table sans ligne
tp0112 = caractère de contrôle { $character }
    .title = caractère de contrôle
    .help = le supprimer ; si le fichier vient d’un autre logiciel, l’exporter de nouveau en texte
tp0113 = caractère invisible { $character }
    .title = caractère invisible ou inversion du sens d’écriture
    .direction = le caractère { $character } inverse le sens d’écriture
    .help = le supprimer : ce qui s’affiche diffère de ce qui est enregistré
tp0114 = impossible de lire `{ $path }` : { $reason }
    .title = un fichier illisible
tp0115 = ce guillemet n’est jamais fermé
    .inside = ce guillemet se ferme au milieu d’une cellule
    .closing = se ferme ici
    .title = une cellule entre guillemets n’est pas fermée
    .note =
        { $count ->
            [one] la cellule absorbe la ligne qui suit
           *[other] la cellule absorbe les { $count } lignes qui suivent
        }
    .help = fermer la cellule par `"` ; un guillemet dans une cellule entre guillemets se double : `""`

## 02 En-tête et lignes

tp0201 = la colonne `{ $column }` manque
    .title = colonne manquante
    .help = ajouter `{ $column }` à l’en-tête ; les tables de type `{ $kind }` l’exigent
tp0202 = colonne inconnue `{ $column }` dans une table de type `{ $kind }`
    .title = colonne inconnue
    .list = les colonnes sont { $columns }
tp0203 = la colonne `{ $column }` figure deux fois
    .title = colonne en double
    .help = n’en garder qu’une
tp0204 = la colonne { $place } n’a pas de nom
    .title = une colonne sans nom
    .help = la nommer, ou retirer le séparateur qui l’ouvre
tp0205 =
    { $cells ->
        [one] { $cells } cellule
       *[other] { $cells } cellules
    } pour un en-tête de { $columns }
    .title = une ligne de mauvaise longueur
    .help-comma = si `{ $split }` est un seul nombre, écrire `{ $number }`
    .help-quote = mettre entre guillemets une cellule qui contient une virgule : `"a, b"`
    .help-few = ajouter les cellules manquantes ; une valeur inconnue est une cellule vide
tp0206 = la ligne est vide
    .title = ligne vide
    .help = la supprimer

## 03 Une cellule ou un résultat

tp0301 = `{ $column }` est vide
    .title = une cellule obligatoire est vide
tp0302 = `{ $id }` n’est pas un identifiant valide
    .title = caractères inutilisables dans un identifiant
    .note = un identifiant commence par une lettre ou un chiffre et se compose de `a`-`z`, `0`-`9`, `.`, `_`, `+` et `-`
    .help = écrire `{ $id }`, ici et partout où il est cité
tp0303 = valeur inconnue `{ $value }` dans `{ $column }`
    .title = un mot hors de la liste
    .list = les valeurs sont { $words }
tp0304 = `{ $value }` dans `{ $column }` n’est pas un nombre
    .title = pas un nombre
    .help = écrire des chiffres avec `.` comme signe décimal ; les mots vont dans `note`
    .help-empty = laisser la cellule vide si la valeur est inconnue
tp0305 = `{ $value }` a une virgule décimale
    .title = virgule décimale
    .help = écrire `{ $number }`
    .help-either = écrire `{ $number }`, ou `{ $whole }` si la virgule sépare les milliers
tp0306 = `{ $value }` a des chiffres groupés
    .title = séparateur de milliers
    .help = écrire `{ $number }`
tp0307 = `{ $value }` dans `{ $column }` est plus qu’un nombre
    .title = un signe à côté d’un nombre
    .help-p = écrire `{ $number }` dans `p` et `{ $operator }` dans `p_operator`
    .help-comparison = écrire le nombre seul, et le signe dans `note`
    .help-minus = écrire le signe moins `-` : `{ $number }`
    .help-percent = écrire `{ $number }`
tp0308 = `{ $value }` dans `{ $column }` n’est pas un nombre entier
    .title = un effectif qui n’est pas entier
    .help = compter des participants ou des événements ; un pourcentage va dans `percent`
tp0309 = `{ $value }` est hors du domaine de `{ $column }`
    .title = une valeur hors de son domaine
    .help-p = si c’est un pourcentage, diviser par 100
    .help-spread = un écart-type ou une erreur standard n’est jamais négatif : vérifier les colonnes
tp0310 = `{ $value }` n’est pas un niveau de confiance
    .title = un niveau de confiance impossible
    .help-fraction = écrire `{ $percent }`
tp0311 = `{ $value }` n’est pas une année
    .title = pas une année
    .help = écrire quatre chiffres, par exemple `2019`
tp0312 = `{ $value }` n’est pas un DOI
    .title = DOI mal formé
    .note = un DOI commence par `10.` et un numéro, puis `/` et un suffixe
    .help = écrire `{ $doi }`
tp0313 = `{ $value }` n’est pas une adresse
    .title = adresse mal formée
    .help = écrire l’adresse entière, à partir de `https://`
tp0314 = `{ $given }` est rempli et `{ $wanting }` est vide
    .title = un texte dans une seule langue
tp0315 = `secondary` sans `read_at`
    .title = un chiffre de seconde main ne dit pas où il a été lu
    .help = indiquer dans `read_at` où le chiffre a été lu, ou écrire ici `unverified`
tp0316 = le bras `{ $arm }` n’a ni traitement ni libellé
    .title = un bras qui ne dit rien de ce qu’il a reçu
    .help = remplir `treatment`, ou `label_en` et `label_fr`
tp0320 = `{ $value }` n’est pas un { $measure } : un rapport est supérieur à 0
    .title = un rapport qui n’est pas positif
    .help-log = si c’est le logarithme, écrire le rapport lui-même
    .help-zero = écrire autant de chiffres que la publication en donne ; zéro n’a pas de logarithme et ne peut être combiné
tp0321 = la limite inférieure `{ $lower }` dépasse la limite supérieure `{ $upper }`
    .title = limites dans le mauvais ordre
    .upper = la limite supérieure
    .help = vérifier si les deux sont inversées ou s’il manque un signe
tp0322 = `{ $column }` vaut `{ $value }`, hors de son intervalle { $interval }
    .title = une estimation hors de son intervalle
    .lower = limite inférieure
    .upper = limite supérieure
    .help = comparer les trois chiffres à la publication ; l’un est mal saisi ou vient d’une autre analyse
tp0323 = `{ $given }` sans `{ $wanting }`
    .title = un demi-intervalle
tp0324 = un intervalle sans `ci_level`
    .title = un intervalle sans niveau
    .note = sans son niveau, l’intervalle ne donne pas d’erreur standard
    .help = écrire le niveau en pour cent, par exemple `95`, si la publication l’indique
tp0325 = `ci_level` sans intervalle
    .title = un niveau sans intervalle
tp0326 = `p_operator` sans `p`
    .title = un opérateur sans p
tp0327 = le bras `{ $arm }` est comparé à lui-même
    .title = un bras comparé à lui-même
    .arm = le même bras
tp0328 = rien ici ne peut être combiné
    .title = un résultat qui ne peut être combiné
    .no-effect = ni `estimate` ni `reduction_percent` ne sont donnés
    .no-spread = ni intervalle de confiance ni `p` ne sont donnés
    .arm = il faut `events` avec `n` ou `person_time`, ou bien `mean` ou `median` avec une dispersion
tp0329 = une réduction en pour cent d’une différence (`{ $measure }`)
    .title = une réduction en pour cent d’une différence
    .measure = pas un rapport
    .help = une réduction en pour cent est 1 moins un rapport : vérifier `measure`
tp0330 = `{ $greater }` ({ $greater-value }) est inférieur à `{ $lesser }` ({ $lesser-value })
    .title = quantiles dans le mauvais ordre
    .lesser = devrait être le plus petit

## 04 Un essai

tp0401 = plus d’événements que de participants : { $events } sur { $n }
    .title = plus d’événements que de participants
    .n = participants de la même ligne
    .help = vérifier si `events` et `n` sont inversés ; des événements qui se répètent chez un participant relèvent d’un critère de type `rate`
tp0402 = le même résultat figure deux fois
    .title = le même résultat deux fois
    .help = supprimer l’un des deux
tp0403 = une source donne deux chiffres pour un résultat
    .title = deux chiffres pour un résultat
    .help = s’ils diffèrent par le moment, les participants ou l’analyse, le dire dans `timepoint`, `subgroup` ou `outcome` ; sinon le protocole doit choisir
tp0404 = `{ $trial }` se compte parmi ses propres membres
    .title = une analyse groupée qui se contient elle-même
    .help = citer les essais dont elle analyse ensemble les participants

## 05 Entre essais

tp0501 = l’identifiant `{ $id }` figure deux fois
    .title = identifiant en double
    .arm = l’essai a déjà un bras `{ $id }`
tp0502 = identifiant inconnu `{ $id }` : aucune ligne de ce nom dans `{ $kind }`
    .title = une référence qui ne mène nulle part
    .arm = l’essai `{ $trial }` n’a pas de bras `{ $id }`
    .arms = les bras de `{ $trial }` sont { $arms }
    .no-arms = `{ $trial }` n’a aucun bras
tp0503 = des lignes citent `{ $kind }`, et aucun fichier ne contient cette table
    .title = une table citée et absente
    .help = citer son fichier dans `review.toml`, sous `[tables]` : `{ $kind } = ["{ $kind }.csv"]`

## Protocol

tp0601 = { $count } résultats de l’essai `{ $trial }` répondent à `{ $analysis }`
    .title = plusieurs résultats d’un essai répondent à une question
    .rows = ces lignes sont { $rows }
    .help = dire lequel compte : ajouter à l’analyse `choose = [{ "{" } trial = "{ $trial }", source = "…", reason = … { "}" }]`
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
