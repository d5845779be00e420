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
