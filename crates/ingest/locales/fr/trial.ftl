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
