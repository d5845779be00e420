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
tp0405 = les bras comptent { $total } participants, plus que les { $randomised } de l’essai
    .title = plus de participants dans les bras que dans l’essai
    .help = vérifier les effectifs des bras et de l’essai dans le diagramme de flux ; un groupe de dose et le bras qui le contient ne sont pas deux bras
tp0406 = { $n } participants analysés, plus que les { $randomised } du bras
    .title = plus de participants analysés que randomisés
    .randomised = randomisés dans le bras
    .help = vérifier les deux nombres ; un `n` d’examens, de lésions ou d’événements n’en est pas un de participants
tp0407 = l’estimation vaut `{ $estimate }`, et `{ $other }` dans l’autre sens
    .title = une comparaison qui contredit son inverse
    .other = la même comparaison vue de l’autre côté
    .help = l’une des deux est mal saisie ou ses bras sont intervertis ; des rapports sont inverses l’un de l’autre, des différences de signe opposé
