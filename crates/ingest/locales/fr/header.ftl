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
