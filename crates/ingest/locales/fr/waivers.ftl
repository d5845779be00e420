## Dérogations

tp0650 = `waivers.toml` ne peut pas être lu : { $reason }
    .title = une dérogation mal formée
    .rule = une dérogation ne nomme aucune règle : `{ $rule }`
    .file = une dérogation ne nomme aucun fichier du registre : `{ $file }`
    .date = une dérogation prend fin un jour donné
    .date-help = écrire le dernier jour où elle vaut : `until = 2027-06-30`
tp0651 = aucune dérogation n’est possible pour { $code }
    .title = un constat sans dérogation possible
tp0652 = la dérogation à { $code } par { $by } a expiré
    .title = une dérogation expirée
    .help = revoir la ligne : la corriger, ou donner à la dérogation une nouvelle date
tp0653 = la dérogation à { $code } est caduque : ce pour quoi elle a été donnée a changé
    .title = une dérogation caduque
    .cell = c’était `{ $before }`, c’est `{ $now }`
    .others = une autre ligne que montre le constat a changé
    .gone = aucune ligne ne ressemble à celle qu’elle cite
    .help = revoir le constat ; supprimer la dérogation, ou la récrire avec `trialpool waive`
tp0654 = la dérogation à { $code } ne couvre rien
    .title = une dérogation inutile
    .help = la supprimer : la règle ne se déclenche plus à cette ligne
