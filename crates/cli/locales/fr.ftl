# Ce que disent les commandes sur la sortie d’erreur, en français.

check-explain = trialpool explain { $code } dit ce que signifie { $code } et comment y remédier
check-denied = les avertissements comptent comme des erreurs (--deny warnings)
check-notes =
    { $count ->
        [one] { $count } remarque non affichée (--notes)
       *[other] { $count } remarques non affichées (--notes)
    }
report-written =
    { $count ->
        [one] { $count } fichier écrit dans { $directory }
       *[other] { $count } fichiers écrits dans { $directory }
    }
report-current =
    { $count ->
        [one] { $count } fichier de { $directory } est à jour
       *[other] { $count } fichiers de { $directory } sont à jour
    }
report-not-pooled = rien n’a été écrit : un registre qui contient des erreurs n’est pas analysé
report-warnings =
    { $count ->
        [one] le rapport comporte { $count } avertissement : trialpool check { $registry }
       *[other] le rapport comporte { $count } avertissements : trialpool check { $registry }
    }
difference-missing = { $file } manque
difference-surplus = { $file } est présent, mais le registre ne le produit pas
difference-line = { $file } diffère à la ligne { $line }
difference-there = présent
difference-now = attendu
difference-more =
    { $count ->
        [one] et { $count } autre fichier diffère
       *[other] et { $count } autres fichiers diffèrent
    }
difference-help = trialpool report { $registry } --out { $directory } le met à jour
new-written = { $directory } est un registre qui fonctionne : trois essais fictifs, une analyse
new-next = ensuite : trialpool check { $directory } && trialpool report { $directory }
waive-written =
    { $count ->
        [one] { $count } dérogation ajoutée à { $file }
       *[other] { $count } dérogations ajoutées à { $file }
    }
lock-written = le protocole est enregistré dans { $file }
