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
tp0116 =
    { $count ->
        [one] { $count } ligne se termine autrement que la première
       *[other] { $count } lignes se terminent autrement que la première
    }
    .title = fins de ligne mélangées
    .first = la première ligne se termine ici
    .help = enregistrer le fichier avec une seule sorte de fin de ligne, LF ou CRLF
tp0117 = les lignes se terminent par un retour chariot seul
    .title = fins de ligne des anciens Macintosh
tp0118 = la première ligne est une consigne pour un tableur, pas l’en-tête
    .title = une ligne `sep=`
    .help = supprimer la ligne
    .help-commas = supprimer la ligne, et enregistrer le fichier en CSV séparé par des virgules
tp0119 = `{ $found }` était `{ $original }` avant que le fichier ne soit lu dans le mauvais encodage
    .title = un texte lu dans le mauvais encodage
    .others =
        { $count ->
            [one] { $count } autre endroit du fichier a le même défaut
           *[other] { $count } autres endroits du fichier ont le même défaut
        }
    .help = revenir au fichier d’avant et l’ouvrir en UTF-8 ; à défaut, lire celui-ci en UTF-8, l’écrire en Windows-1252, puis lire le résultat en UTF-8
tp0120 = un caractère est perdu : U+FFFD est à sa place
    .title = un caractère perdu
    .others =
        { $count ->
            [one] { $count } autre caractère du fichier est perdu
           *[other] { $count } autres caractères du fichier sont perdus
        }
    .help = le saisir de nouveau d’après la source : le fichier ne dit plus ce qu’il était
tp0121 = `{ $entity }` est l’écriture HTML d’un caractère
    .title = un caractère écrit comme en HTML
    .others =
        { $count ->
            [one] { $count } autre endroit du fichier contient une entité
           *[other] { $count } autres endroits du fichier contiennent une entité
        }
    .help = écrire `{ $character }`
    .help-number = écrire le caractère lui-même
tp0122 = la table a { $rows } lignes avec son en-tête : autant qu’en contient une feuille de tableur
    .title = une table qui s’arrête à la limite d’un tableur
    .help = comparer la dernière ligne à la source : la suite est peut-être perdue
tp0123 = { $count } textes de `{ $column }` ont exactement 255 caractères, et aucun n’est plus long
    .title = des textes coupés à 255 caractères
    .help = comparer leur fin à la source : d’anciens tableurs et bases de données coupent les textes là
