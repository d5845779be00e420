## Termes : les codes des résultats, en mots

measure-HR = rapport de risques instantanés (hazard ratio, HR)
measure-IRR = rapport de taux d’incidence (IRR)
measure-RR = risque relatif (RR)
measure-OR = rapport de cotes (odds ratio, OR)
measure-RD = différence de risques (RD)
measure-IRD = différence de taux (IRD)
measure-MD = différence de moyennes (MD)
measure-ROM = rapport de moyennes (ROM)
measure-SMD = différence de moyennes standardisée (SMD)
measure-PLO = proportion, combinée sur l’échelle logit
measure-PR = proportion, combinée telle quelle
measure-PLN = proportion, combinée sur l’échelle logarithmique
measure-PRZ = proportion, combinée sur l’échelle probit
measure-PAS = proportion, combinée après arc sinus de la racine carrée
measure-PFT = proportion, combinée après le double arc sinus de Freeman et Tukey
measure-IR = taux d’incidence, combiné tel quel
measure-IRLN = taux d’incidence, combiné sur l’échelle logarithmique
measure-IRS = taux d’incidence, combiné après racine carrée
measure-IRFT = taux d’incidence, combiné après les racines carrées de Freeman et Tukey
measure-MN = moyenne
measure-MNLN = moyenne, combinée sur l’échelle logarithmique
measure-SMN = moyenne standardisée
measure-SDLN = écart-type, combiné sur l’échelle logarithmique
measure-CVLN = coefficient de variation, combiné sur l’échelle logarithmique

measure-short-HR = HR
measure-short-IRR = IRR
measure-short-RR = RR
measure-short-OR = OR
measure-short-RD = RD
measure-short-IRD = IRD
measure-short-MD = MD
measure-short-ROM = ROM
measure-short-SMD = SMD
measure-short-PLO = proportion
measure-short-PR = proportion
measure-short-PLN = proportion
measure-short-PRZ = proportion
measure-short-PAS = proportion
measure-short-PFT = proportion
measure-short-IR = taux
measure-short-IRLN = taux
measure-short-IRS = taux
measure-short-IRFT = taux
measure-short-MN = moyenne
measure-short-MNLN = moyenne
measure-short-SMN = moyenne standardisée
measure-short-SDLN = écart-type
measure-short-CVLN = CV

quantity-of-HR = du risque instantané de l’événement
quantity-of-IRR = du taux
quantity-of-RR = du risque
quantity-of-OR = de la cote (odds)
quantity-of-RD = entre les risques
quantity-of-IRD = entre les taux
quantity-of-ROM = de la moyenne
quantity-of-MD = entre les moyennes (intervention moins comparateur)
quantity-of-SMD = entre les moyennes, en écarts-types

method-EE = modèle à effet commun
method-FE = modèle à effet commun
method-DL = modèle à effets aléatoires (DerSimonian-Laird)
method-HE = modèle à effets aléatoires (Hedges)
method-HS = modèle à effets aléatoires (Hunter-Schmidt)
method-HSk = modèle à effets aléatoires (Hunter-Schmidt corrigé)
method-SJ = modèle à effets aléatoires (Sidik-Jonkman)
method-ML = modèle à effets aléatoires (maximum de vraisemblance)
method-REML = modèle à effets aléatoires (maximum de vraisemblance restreint, REML)
method-EB = modèle à effets aléatoires (Bayes empirique)
method-PM = modèle à effets aléatoires (Paule-Mandel)
method-PMM = modèle à effets aléatoires (Paule-Mandel, sans biais en médiane)
method-GENQ = modèle à effets aléatoires (Q généralisé)
method-DLIT = modèle à effets aléatoires (DerSimonian-Laird itéré)
method-DL2 = modèle à effets aléatoires (DerSimonian-Laird en deux étapes)
method-CA2 = modèle à effets aléatoires (Hedges en deux étapes)
method-SJIT = modèle à effets aléatoires (Sidik-Jonkman itéré)
method-IVHET = moyenne à effet commun avec variance à effets aléatoires (IVhet)
method-HC = moyenne à effet commun avec variance à effets aléatoires
method-MH = méthode de Mantel-Haenszel
method-PETO = méthode de Peto

model-common = Modèle à effet commun
model-random = Modèle à effets aléatoires
model-ivhet = IVhet
model-hc = Henmi-Copas
model-mh = Mantel-Haenszel
model-peto = Peto

test-z = intervalles de Wald (loi normale)
test-t = intervalles de Wald (loi de Student)
test-knha = intervalles de Hartung-Knapp
test-adhoc = intervalles de Hartung-Knapp, jamais plus étroits que ceux de Wald
test-kr = intervalles de Kenward-Roger
test-hc = intervalles de Henmi-Copas

prediction-k-1 = intervalle de prédiction à k − 1 degrés de liberté
prediction-k-2 = intervalle de prédiction à k − 2 degrés de liberté
prediction-z = intervalle de prédiction selon la loi normale
prediction-hk = intervalle de prédiction de Hartung-Knapp, à k − 1 degrés de liberté
prediction-hk-pr = intervalle de prédiction de Hartung-Knapp, à k − 2 degrés de liberté
prediction-kr = intervalle de prédiction de Kenward-Roger
prediction-kr-pr = intervalle de prédiction de Kenward-Roger, avec un degré de liberté de moins
prediction-bootstrap = intervalle de prédiction par bootstrap paramétrique ({ $samples } tirages, graine { $seed })
prediction-none = sans intervalle de prédiction

tau2-ci-qprofile = intervalle de τ² par le profil de Q
tau2-ci-genq = intervalle de τ² par le Q généralisé (Biggerstaff-Jackson)
tau2-ci-jackson = intervalle de τ² par le Q généralisé (Jackson)
tau2-ci-bt = intervalle de τ² selon Biggerstaff et Tweedie
tau2-ci-pl = intervalle de τ² par la vraisemblance profilée

admitted-primary = lus dans la publication
admitted-secondary = lus dans une source secondaire
admitted-unverified = non vérifiés
setting-verification = chiffres admis : { $states }
setting-level = niveau de confiance de { $level }

badge-primary = publication
badge-secondary = source secondaire
badge-unverified = non vérifié

design-randomised = essai randomisé
design-non-randomised = étude comparative non randomisée
design-crossover = essai croisé
design-single-arm = étude à un seul bras
design-cohort = cohorte
design-case-control = étude cas-témoins
design-cross-sectional = étude transversale
design-pooled-analysis = analyse regroupée
design-synthesis = synthèse d’études
design-genetic-association = étude d’association génétique
design-laboratory = travail de laboratoire
design-guidance = recommandations
blinding-double-blind = double aveugle
blinding-rater-blind = évaluateur en aveugle
blinding-open-label = ouvert

source-publication = publication
source-abstract = résumé de publication
source-label = notice du produit
source-registry = registre d’essais
source-review = synthèse ou revue
source-conference = communication de congrès
source-press = presse
source-magazine = magazine

conflict-rounding = arrondi
conflict-population = populations différentes
conflict-timepoint = échéances différentes
conflict-measure = mesures différentes
conflict-overstatement = affirmation trop forte
conflict-error = erreur
conflict-unclear = désaccord inexpliqué

severity-warning = avertissement
severity-note = remarque

file-protocol = protocole
file-waivers = dérogations
file-lock = protocole enregistré
file-sources = sources
file-treatments = traitements
file-populations = populations
file-timepoints = échéances
file-subgroups = sous-groupes
file-outcomes = critères
file-trials = études
file-arms = bras
file-contrasts = comparaisons publiées
file-arm-results = résultats par bras
file-facts = faits
file-conflicts = désaccords

estimate-route-reported = tel que publié
estimate-route-percent-reduction = 1 − réduction relative / 100
estimate-route-counts = calculé à partir des effectifs et des événements
estimate-route-rates = calculé à partir des événements et des personnes-temps
estimate-route-means = calculé à partir des moyennes

error-route-interval = (ln borne sup. − ln borne inf.) / 2z, intervalle publié à { $level }
error-route-interval-difference = (borne sup. − borne inf.) / 2z, intervalle publié à { $level }
error-route-upper-limit = (ln borne sup. − ln estimation) / z, d’après la seule moitié supérieure de l’intervalle publié à { $level } : la borne inférieure est imprimée 0
error-route-exact-p = |effet| / z, p exact = { $p }
error-route-p-bound = |effet| / z, p { $p } : borne supérieure de l’erreur standard
error-route-counts = calculée à partir des effectifs et des événements
error-route-rates = calculée à partir des nombres d’événements
error-route-means = calculée à partir des écarts-types et des effectifs
error-route-reported = telle que publiée
correction = correction de continuité de { $value } par case
