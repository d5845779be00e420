## Sorties pour d’autres programmes

output-no-findings = rien à signaler
output-severity = gravité
output-rule = règle
output-place = endroit
output-finding = constat
output-details = que faire
output-left-out =
    { $count ->
        [one] { $count } constat est omis ici : un commentaire n’a pas plus de place
       *[other] { $count } constats sont omis ici : un commentaire n’a pas plus de place
    }
output-github-limit = { $errors } et { $warnings } : GitHub montre les { $shown } premiers de chaque sorte à côté des fichiers, ce journal les contient tous
