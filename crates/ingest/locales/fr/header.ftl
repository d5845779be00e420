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
    .help-trailing = retirer les séparateurs à la fin de la ligne
    .help-quote-cell = si ces cellules n’en font qu’une, `{ $column }`, la mettre entre guillemets : `"{ $cell }"` ; chaque cellule convient alors à sa colonne
    .help-insert =
        { $count ->
            [one] avec une cellule vide
           *[other] avec { $count } cellules vides
        } avant celle-ci, qui serait alors `{ $column }`, chaque cellule convient à sa colonne
tp0206 = la ligne est vide
    .title = ligne vide
    .help = la supprimer
tp0207 = chaque ligne finit par des séparateurs qui n’ouvrent aucune colonne
    .title = des séparateurs à la fin de chaque ligne
    .help =
        { $count ->
            [one] retirer le dernier séparateur de chaque ligne
           *[other] retirer les { $count } derniers séparateurs de chaque ligne
        }
tp0208 = l’en-tête figure de nouveau ici
    .title = l’en-tête au milieu de la table
    .help = supprimer cette ligne : deux fichiers ont sans doute été réunis ; vérifier qu’aucune ligne n’est dans les deux
tp0209 = `{ $name }` est `{ $column }` écrit autrement, et le fichier a les deux
    .title = une colonne écrite de deux façons
    .help = n’en garder qu’une, sous le nom `{ $column }`
tp0210 =
    { $cells ->
        [one] le fichier s’arrête au milieu d’une ligne : { $cells } cellule
       *[other] le fichier s’arrête au milieu d’une ligne : { $cells } cellules
    } pour un en-tête de { $columns }
    .title = un fichier qui s’arrête au milieu d’une ligne
    .help = récupérer le fichier de nouveau : tout ce qui venait après manque aussi
tp0211 = `{ $quote }` n’entoure pas une cellule, et la virgule à l’intérieur la coupe
    .title = des guillemets typographiques autour d’une cellule
    .help = mettre la cellule entre guillemets droits : `"…"`
