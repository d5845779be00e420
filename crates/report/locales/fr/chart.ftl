## Graphique à bulles, graphique de Baujat, mesures d’influence, profil de la variance entre études

chart-study = Étude
chart-bubble = Étude ; son aire est proportionnelle à son poids
chart-fit = Droite de régression
chart-confidence-band = Bande de confiance à { $level }
chart-prediction-band = Bande de prédiction à { $level }
chart-group-estimate = Estimation du groupe et son IC à { $level }
chart-prediction-interval = Intervalle de prédiction à { $level }
chart-no-effect = Absence d’effet
chart-beyond = Pointe de flèche : valeur au-delà de l’axe
chart-group = { $group } (k = { $k })

chart-left-out = Non représenté, faute d’une valeur : { $studies }.
chart-unnamed = { $k ->
    [one] Un nom omis
   *[other] { $k } noms omis
} faute de place.

chart-axis-contribution = Contribution au Q de Cochran
chart-axis-influence = Influence sur l’effet combiné
chart-axis-tau2 = Variance entre études, τ²
chart-axis-likelihood = Log-vraisemblance profilée
chart-axis-restricted-likelihood = Log-vraisemblance restreinte
chart-profile-maximum = Maximum
chart-profile-interval = Seuil de l’IC à { $level } ; ses bornes sont là où la courbe le croise
chart-profile-limit = Borne de l’IC à { $level }

chart-influence-rstudent = Résidu studentisé
chart-influence-dffits = DFFITS
chart-influence-cook = Distance de Cook
chart-influence-cov-ratio = Rapport des covariances
chart-influence-tau2 = τ² sans l’étude
chart-influence-q = Q sans l’étude
chart-influence-hat = Levier
chart-influence-weight = Poids (%)
chart-influential = Étude influente
chart-influence-reference = Aucune influence, ou toutes les études
chart-influence-cut-off = Seuil usuel
chart-influence-missing = { $measure } : non estimable.
chart-influence-missing-for = { $measure } : non estimable pour { $studies }.

chart-spoken-study = { $study } : { $place }, { $measure } { $effect }
chart-spoken-place = { $moderator } { $value }
chart-spoken-baujat = { $study } : contribution au Q { $contribution }, influence { $influence }
chart-spoken-influence = { $measure } { $value }
chart-spoken-influences = { $study } : { $values }
chart-spoken-profile-mark = { $what } : { $tau2 }
chart-spoken-profile-interval = Intervalle de confiance à { $level } de { $lower } à { $upper }, où la log-vraisemblance vaut { $height }

chart-description-bubble = { $title }. { $measure }, selon { $moderator }
chart-description-baujat = { $title }. Contribution de chaque étude au Q de Cochran et influence sur l’effet combiné
chart-description-influence = { $title }. Influence de chaque étude selon plusieurs mesures
chart-description-profile = { $title }. { $likelihood } selon la variance entre études : maximum { $height } en τ² = { $value }
