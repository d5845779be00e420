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
summary-waived =
    { $count ->
        [one] { $found } ; { $count } constat couvert par une dérogation
       *[other] { $found } ; { $count } constats couverts par une dérogation
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
domain-count-most = `{ $column }` est un effectif : aucun essai ne compte un milliard
domain-positive = `{ $column }` est supérieur à 0
domain-not-negative = `{ $column }` vaut 0 ou plus
domain-probability = `{ $column }` est compris entre 0 et 1
domain-percent = `{ $column }` est un pourcentage compris entre 0 et 100
domain-reduction = `{ $column }` vaut au plus 100 : rien ne diminue de plus que sa totalité
domain-level = `{ $column }` est un pourcentage compris entre 50 et 100, par exemple `95`
domain-year = `{ $column }` est une année, par exemple `2019`
