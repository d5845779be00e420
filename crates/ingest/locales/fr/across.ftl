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
tp0515 = `{ $number }` est déjà l’enregistrement d’un autre essai
    .title = deux essais sous un même enregistrement
    .help = fusionner les deux lignes s’il s’agit d’un seul essai ; sinon corriger le numéro ; une analyse groupée liste ses essais dans `members`
