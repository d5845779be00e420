# Publications with right figures, in the forms that reports of trials have.
#
# Each is simulated participant by participant, analysed as its text says, and printed as journals print.
# No relation that a rule of `trialpool check` knows is used to make a figure from another figure.
#
#     Rscript simulate.R .        writes contrasts.csv, arm_results.csv and the tables they refer to here (R 4.2, nlme)

directory <- commandArgs(trailingOnly = TRUE)[1]
suppressMessages(library(nlme))
RNGkind("Mersenne-Twister", "Inversion", "Rejection")

# ---------------------------------------------------------------- printing

up <- function(x, d) unname(sprintf("%.*f", d, sign(x) * floor(abs(x) * 10^d + 0.5 + 1e-9) / 10^d + 0))  # half up
even <- function(x, d) sprintf("%.*f", d, round(x, d))                                        # half to even
digits <- function(x, d) unname(ifelse(is.na(x), "", up(x, d)))
p_value <- function(p, d = 3) {
  least <- 10^-d
  if (p < least) c(p = up(least, d), p_operator = "<") else c(p = up(p, d), p_operator = "=")
}

contrasts <- list()
results <- list()
trials <- list()
arms <- list()
add_row <- function(list, ...) c(list, list(unlist(c(...))))

trial <- function(id, participants, design = "randomised", blinding = "double_blind") {
  trials <<- add_row(trials, id = id, name = toupper(id), year = "2020", population = "adults", design = design,
                     blinding = blinding, participants = participants, source = id, verification = "primary")
}
group <- function(trial, id, participants, treatment = id) {
  arms <<- add_row(arms, trial = trial, id = id, treatment = treatment, label_en = if (treatment == id) "" else id,
                   label_fr = if (treatment == id) "" else id, participants = participants, source = trial,
                   verification = "primary")
}
result <- function(trial, arm, outcome, timepoint, ..., subgroup = "") {
  results <<- add_row(results, trial = trial, arm = arm, outcome = outcome, timepoint = timepoint, subgroup = subgroup,
                      c(...), source = trial, locator = "Table 2", verification = "primary")
}
contrast <- function(trial, outcome, timepoint, measure, estimate, limits, d = 2, level = 95, p = NULL, subgroup = "",
                     arm = "drug", comparator = "control", analysis = "") {
  contrasts <<- add_row(contrasts, trial = trial, arm = arm, comparator = comparator, outcome = outcome,
                        timepoint = timepoint, subgroup = subgroup, measure = measure, estimate = digits(estimate, d),
                        ci_lower = digits(limits[1], d), ci_upper = digits(limits[2], d),
                        ci_level = if (all(is.na(limits))) "" else as.character(level), p, source = trial,
                        locator = "Table 2", verification = "primary", analysis = analysis)
}
count <- function(trial, arm, outcome, timepoint, y, d = 1, print = up, subgroup = "") {
  result(trial, arm, outcome, timepoint, n = length(y), events = sum(y), percent = print(100 * mean(y), d), subgroup = subgroup)
}

# ---------------------------------------------------------------- analysis

quantile_of <- function(level) qnorm(0.5 + level / 200)
# Crude measures of two groups of 0 and 1, by Wald.
crude <- function(a, c, measure, level = 95) {
  x <- c(sum(a), sum(c)); n <- c(length(a), length(c)); z <- quantile_of(level)
  if (measure == "RD") {
    q <- x / n; se <- sqrt(sum(q * (1 - q) / n)); e <- q[1] - q[2]
    return(list(estimate = e, limits = e + c(-z, z) * se, p = 2 * pnorm(-abs(e / se))))
  }
  if (measure == "RR") { e <- log(x[1] / n[1]) - log(x[2] / n[2]); se <- sqrt(sum(1 / x - 1 / n)) }
  else { e <- qlogis(x[1] / n[1]) - qlogis(x[2] / n[2]); se <- sqrt(sum(1 / x + 1 / (n - x))) }
  list(estimate = exp(e), limits = exp(e + c(-z, z) * se), p = 2 * pnorm(-abs(e / se)))
}
# A coefficient of a model with its Wald interval, on the scale of `of`.
wald <- function(fit, name, of = exp, level = 95) {
  e <- unname(coef(fit)[name]); se <- sqrt(vcov(fit)[name, name]); z <- quantile_of(level)
  list(estimate = of(e), limits = of(e + c(-z, z) * se), p = 2 * pnorm(-abs(e / se)))
}
# Negative binomial regression by maximum likelihood, log(time) as offset: coefficients, their covariance.
negative_binomial <- function(y, X, time) {
  minus <- function(b) -sum(dnbinom(y, size = exp(-b[1]), mu = pmin(time * exp(drop(X %*% b[-1])), 1e6), log = TRUE))
  start <- c(0, coef(glm(y ~ X - 1 + offset(log(time)), family = poisson)))
  fit <- optim(start, minus, method = "BFGS", hessian = TRUE, control = list(maxit = 1000, reltol = 1e-12))
  list(b = fit$par[-1], V = solve(fit$hessian)[-1, -1])
}
linear <- function(fit, at, of = exp, level = 95) {
  e <- sum(at * fit$b); se <- sqrt(drop(at %*% fit$V %*% at)); z <- quantile_of(level)
  list(estimate = of(e), limits = of(e + c(-z, z) * se), p = 2 * pnorm(-abs(e / se)), se = se)
}
# Cox's model by Newton's method (Efron's ties are not needed: times are continuous), stratified.
cox <- function(time, event, X, strata = rep(1, length(time)), level = 95) {
  X <- as.matrix(X); b <- rep(0, ncol(X)); order <- order(strata, time)
  time <- time[order]; event <- event[order]; X <- X[order, , drop = FALSE]; strata <- strata[order]
  for (step in 1:20) {
    U <- rep(0, ncol(X)); I <- matrix(0, ncol(X), ncol(X)); w <- exp(drop(X %*% b))
    for (i in which(event == 1)) {
      at <- which(strata == strata[i] & time >= time[i]); s <- sum(w[at])
      m <- colSums(w[at] * X[at, , drop = FALSE]) / s
      U <- U + X[i, ] - m
      I <- I + crossprod(X[at, , drop = FALSE] * w[at], X[at, , drop = FALSE]) / s - tcrossprod(m)
    }
    move <- solve(I, U); b <- b + move
    if (max(abs(move)) < 1e-10) break
  }
  se <- sqrt(diag(solve(I))); z <- quantile_of(level)
  list(estimate = exp(b[1]), limits = exp(b[1] + c(-z, z) * se[1]), p = 2 * pnorm(-abs(b[1] / se[1])))
}
log_rank <- function(time, event, x, strata = rep(1, length(time))) {
  O <- E <- V <- 0
  for (i in which(event == 1)) {
    at <- strata == strata[i] & time >= time[i]; share <- mean(x[at])
    O <- O + x[i]; E <- E + share; V <- V + share * (1 - share)
  }
  pchisq((O - E)^2 / V, 1, lower.tail = FALSE)
}
kaplan_meier <- function(time, event, at) {
  times <- sort(time[event == 1 & time <= at])
  100 * (1 - prod(sapply(times, function(t) 1 - 1 / sum(time >= t))))
}
# Profile likelihood limits of one coefficient of a logistic model.
profile_limits <- function(y, X, j, level = 95) {
  full <- glm(y ~ X - 1, family = binomial); best <- logLik(full); half <- qchisq(level / 100, 1) / 2
  e <- coef(full)[j]; se <- sqrt(vcov(full)[j, j])
  miss <- function(b) best - logLik(glm(y ~ X[, -j] - 1 + offset(b * X[, j]), family = binomial)) - half
  exp(c(uniroot(miss, c(e - 8 * se, e), tol = 1e-9)$root, uniroot(miss, c(e, e + 8 * se), tol = 1e-9)$root))
}

# ---------------------------------------------------------------- publications

# One adjusted primary comparison beside crude ones, all by counts.
set.seed(101)
local({
  n <- 240; t <- rep(1:0, each = n); edss <- rnorm(2 * n, 3, 1.3); relapses <- rpois(2 * n, 1.4); site <- sample(0:2, 2 * n, TRUE)
  y <- rbinom(2 * n, 1, plogis(-0.3 - 0.75 * t + 0.9 * (edss - 3) + 0.5 * relapses - 0.4 * site))
  trial("adjusted", 2 * n); group("adjusted", "drug", n); group("adjusted", "control", n)
  fit <- wald(glm(y ~ t + edss + relapses + factor(site), family = binomial), "t")
  count("adjusted", "drug", "responder", "week-48", y[t == 1]); count("adjusted", "control", "responder", "week-48", y[t == 0])
  contrast("adjusted", "responder", "week-48", "OR", fit$estimate, fit$limits, 2, p = p_value(fit$p), analysis = "logistic regression on EDSS and relapses at the start and region")
  for (outcome in c("any-event", "serious-event", "infection", "headache", "stopped")) {
    q <- c(`any-event` = 0.7, `serious-event` = 0.12, infection = 0.45, headache = 0.2, stopped = 0.1)[outcome]
    a <- rbinom(n, 1, q * 0.9); c <- rbinom(n, 1, q); fit <- crude(a, c, "OR")
    count("adjusted", "drug", outcome, "week-48", a); count("adjusted", "control", outcome, "week-48", c)
    contrast("adjusted", outcome, "week-48", "OR", fit$estimate, fit$limits, 2, p = p_value(fit$p))
  }
})

# The same with three decimals, risk ratios, and the adjusted result at two times.
set.seed(102)
local({
  n <- c(301, 298); t <- rep(1:0, n); x <- rnorm(sum(n))
  trial("adjusted-twice", sum(n)); group("adjusted-twice", "drug", n[1]); group("adjusted-twice", "control", n[2])
  for (week in c("week-24", "week-48")) {
    y <- rbinom(sum(n), 1, exp(pmin(-1.1 - 0.35 * t + 0.5 * x, -0.05)))
    fit <- glm(y ~ t + x, family = poisson); X <- model.matrix(fit)
    V <- solve(crossprod(X * fitted(fit), X)); V <- V %*% crossprod(X * (y - fitted(fit))) %*% V  # Zou 2004
    e <- coef(fit)["t"]; se <- sqrt(V[2, 2])
    count("adjusted-twice", "drug", "responder", week, y[t == 1]); count("adjusted-twice", "control", "responder", week, y[t == 0])
    contrast("adjusted-twice", "responder", week, "RR", exp(e), exp(e + c(-1, 1) * qnorm(0.975) * se), 3, p = p_value(2 * pnorm(-abs(e / se)), 4))
    for (outcome in c("any-event", "infection", "headache")) {
      q <- c(`any-event` = 0.6, infection = 0.35, headache = 0.15)[outcome]
      a <- rbinom(n[1], 1, q); c <- rbinom(n[2], 1, q); fit <- crude(a, c, "RR")
      count("adjusted-twice", "drug", outcome, week, a); count("adjusted-twice", "control", outcome, week, c)
      contrast("adjusted-twice", outcome, week, "RR", fit$estimate, fit$limits, 3, p = p_value(fit$p, 4))
    }
  }
})

# Means of a mixed model for repeated measures with their intervals; standard deviations of what was observed.
set.seed(103)
local({
  n <- 110; weeks <- c(12, 24, 48); t <- rep(1:0, each = n)
  u <- rnorm(2 * n, 0, 8); base <- 50 + u + rnorm(2 * n, 0, 5)
  trial("repeated", 2 * n); group("repeated", "drug", n); group("repeated", "control", n)
  d <- do.call(rbind, lapply(1:3, function(k) data.frame(id = 1:(2 * n), t, base = base - 50, visit = k,
    y = 50 + u - c(1, 2, 3)[k] * t - 1 + rnorm(2 * n, 0, 5))))
  d <- d[d$visit == 1 | runif(nrow(d)) > 0.05 * d$visit, ]; d$change <- d$y - 50 - d$base
  fit <- gls(change ~ factor(visit) * t + base, d, correlation = corSymm(form = ~ visit | id),
             weights = varIdent(form = ~ 1 | visit), method = "REML")
  b <- coef(fit); V <- vcov(fit)
  for (k in 1:3) for (what in c("mean", "difference")) {
    week <- paste0("week-", weeks[k]); at <- function(arm) { v <- b * 0; v["(Intercept)"] <- 1; v["base"] <- mean(base) - 50
      if (k > 1) v[paste0("factor(visit)", k)] <- 1
      if (arm == 1) { v["t"] <- 1; if (k > 1) v[paste0("factor(visit)", k, ":t")] <- 1 }; v }
    if (what == "mean") for (arm in 1:0) {
      v <- at(arm); e <- sum(v * b); se <- sqrt(drop(v %*% V %*% v)); own <- d$change[d$visit == k & d$t == arm]
      q <- qt(0.975, 2 * n - 4)
      result("repeated", c("control", "drug")[arm + 1], "score-change", week, n = length(own), mean = up(e, 2), sd = up(sd(own), 2),
             ci_lower = up(e - q * se, 2), ci_upper = up(e + q * se, 2), ci_level = 95)
    } else {
      v <- at(1) - at(0); e <- sum(v * b); se <- sqrt(drop(v %*% V %*% v)); q <- qt(0.975, 2 * n - 4)
      contrast("repeated", "score-change", week, "MD", e, e + c(-q, q) * se, 2, p = p_value(2 * pt(-abs(e / se), 2 * n - 4)))
    }
  }
})

# Analysis of covariance at one time, several scores: adjusted means with intervals beside the raw spread.
set.seed(104)
local({
  n <- c(64, 61); t <- rep(1:0, n)
  trial("covariance", sum(n)); group("covariance", "drug", n[1]); group("covariance", "control", n[2])
  for (k in 1:5) {
    outcome <- c("fatigue", "walk", "pain", "mood", "sleep")[k]; r <- c(0.45, 0.55, 0.65, 0.75, 0.85)[k]
    base <- rnorm(sum(n), 40, 12); y <- 40 + r * (base - 40) - 3 * t + rnorm(sum(n), 0, 12 * sqrt(1 - r^2))
    fit <- lm(y ~ t + base); q <- qt(0.975, fit$df.residual); V <- vcov(fit)
    for (arm in 1:0) {
      v <- c(1, arm, mean(base)); e <- sum(v * coef(fit)); se <- sqrt(drop(v %*% V %*% v))
      result("covariance", c("control", "drug")[arm + 1], outcome, "week-24", n = n[2 - arm], mean = up(e, 1), sd = up(sd(y[t == arm]), 1),
             ci_lower = up(e - q * se, 1), ci_upper = up(e + q * se, 1), ci_level = 95)
    }
    e <- coef(fit)["t"]; se <- sqrt(V[2, 2])
    contrast("covariance", outcome, "week-24", "MD", e, e + c(-q, q) * se, 1, p = p_value(2 * pt(-abs(e / se), fit$df.residual)))
  }
})

# Annualised relapse rates of a negative binomial model with dropouts; crude events and person-time beside them.
set.seed(105)
local({
  n <- c(410, 404); t <- rep(1:0, n); time <- ifelse(runif(sum(n)) < 0.15, runif(sum(n), 0.1, 1.84), 1.84)
  prior <- rpois(sum(n), 1.3); edss <- rnorm(sum(n)); g <- rgamma(sum(n), 1.2, 1.2)
  y <- rpois(sum(n), time * g * exp(-1.5 - 0.55 * t + 0.2 * prior + 0.1 * edss))
  trial("relapses", sum(n)); group("relapses", "drug", n[1]); group("relapses", "control", n[2])
  X <- cbind(1, t, prior - mean(prior), edss - mean(edss)); fit <- negative_binomial(y, X, time)
  for (arm in 1:0) {
    r <- linear(fit, c(1, arm, 0, 0)); own <- t == arm
    result("relapses", c("control", "drug")[arm + 1], "relapse-rate", "week-96", n = sum(own), events = sum(y[own]),
           person_time = up(sum(time[own]), 1), rate = up(r$estimate, 3), ci_lower = up(r$limits[1], 3), ci_upper = up(r$limits[2], 3), ci_level = 95)
  }
  r <- linear(fit, c(0, 1, 0, 0)); contrast("relapses", "relapse-rate", "week-96", "IRR", r$estimate, r$limits, 3, p = p_value(r$p, 4))
  for (outcome in c("t2-lesions", "gd-lesions")) {
    m <- c(`t2-lesions` = 4, `gd-lesions` = 0.5)[outcome]
    y <- rpois(sum(n), m * rgamma(sum(n), 0.4, 0.4) * exp(-0.8 * t)); fit <- negative_binomial(y, X[, 1:2], rep(1, sum(n)))
    for (arm in 1:0) {
      r <- linear(fit, c(1, arm)); own <- y[t == arm]
      result("relapses", c("control", "drug")[arm + 1], outcome, "week-96", n = length(own), rate = up(r$estimate, 2),
             ci_lower = up(r$limits[1], 2), ci_upper = up(r$limits[2], 2), ci_level = 95)
    }
    r <- linear(fit, c(0, 1)); contrast("relapses", outcome, "week-96", "IRR", r$estimate, r$limits, 2, p = p_value(r$p))
  }
  y <- rbinom(sum(n), 1, 0.62 + 0.16 * t)
  count("relapses", "drug", "relapse-free", "week-96", y[t == 1]); count("relapses", "control", "relapse-free", "week-96", y[t == 0])
})

# Rates a year, each participant's own, as means and standard deviations after two and after six years; lesions as counts.
set.seed(106)
local({
  n <- c(74, 70)
  trial("long", sum(n)); group("long", "drug", n[1]); group("long", "control", n[2])
  for (years in c(2, 6)) {
    own <- list(); for (arm in 1:2) {
      y <- rpois(n[arm], years * c(0.22, 0.47)[arm] * rgamma(n[arm], 3, 3)) / years; own[[arm]] <- y
      result("long", c("drug", "control")[arm], "relapse-rate", paste0("week-", 52 * years), n = n[arm], mean = up(mean(y), 2), sd = up(sd(y), 2))
    }
    test <- t.test(own[[1]], own[[2]]); contrast("long", "relapse-rate", paste0("week-", 52 * years), "IRD", -diff(test$estimate), test$conf.int, 2, p = p_value(test$p.value))
  }
  for (arm in 1:2) {
    y <- rpois(n[arm], c(1.9, 10.8)[arm] * rgamma(n[arm], 0.25, 0.25))
    result("long", c("drug", "control")[arm], "t2-lesions", "week-104", n = n[arm], mean = up(mean(y), 1), sd = up(sd(y), 1))
  }
  for (arm in 1:2) {
    y <- rpois(n[arm], c(0.1, 1.1)[arm] * rgamma(n[arm], 0.5, 0.5))
    result("long", c("drug", "control")[arm], "gd-lesions", "week-104", n = n[arm], mean = up(mean(y), 2), sd = up(sd(y), 2))
  }
})

# Cox's model, stratified, with the log-rank p, Kaplan-Meier percentages, and subgroups.
set.seed(107)
local({
  n <- c(174, 56); t <- rep(1:0, n); region <- rbinom(sum(n), 1, 0.6); sex <- rbinom(sum(n), 1, 0.88)
  time <- rexp(sum(n), 0.0032 * exp(-1.3 * t + 0.3 * region)); stop <- pmin(runif(sum(n), 150, 900), 197)
  event <- as.numeric(time <= stop); time <- pmin(time, stop)
  trial("survival", sum(n)); group("survival", "drug", n[1]); group("survival", "control", n[2])
  rows <- function(keep, subgroup, strata) {
    h <- cox(time[keep], event[keep], t[keep], strata[keep])
    for (arm in 1:0) { own <- keep & t == arm
      result("survival", c("control", "drug")[arm + 1], "attack", "week-28", n = sum(own), events = sum(event[own]),
             percent = if (subgroup == "") up(kaplan_meier(time[own], event[own], 197), 1) else up(100 * mean(event[own]), 1), analysis = if (subgroup == "") "Kaplan-Meier estimate", subgroup = subgroup) }
    contrast("survival", "attack", "week-28", "HR", h$estimate, h$limits, 2, p = p_value(log_rank(time[keep], event[keep], t[keep], strata[keep])), subgroup = subgroup)
  }
  all <- rep(TRUE, sum(n)); rows(all, "", region)
  rows(region == 0, "europe", region); rows(region == 1, "elsewhere", region); rows(sex == 1, "women", region)
  y <- rbinom(sum(n), 1, plogis(-1 - 0.7 * t)); fit <- wald(glm(y ~ t + region, family = binomial), "t")
  count("survival", "drug", "worsening", "week-28", y[t == 1]); count("survival", "control", "worsening", "week-28", y[t == 0])
  contrast("survival", "worsening", "week-28", "OR", fit$estimate, fit$limits, 2, p = p_value(fit$p))
})

# Two doses beside a control: adjusted against it, crude between the doses; one common negative binomial model.
set.seed(108)
local({
  n <- c(120, 122, 118); a <- rep(1:3, n); x <- rnorm(sum(n)); who <- c("high", "low", "control")
  trial("doses", sum(n)); group("doses", "high", n[1], "drug"); group("doses", "low", n[2], "drug"); group("doses", "control", n[3])
  y <- rbinom(sum(n), 1, plogis(-0.2 + c(1, 0.6, 0)[a] + 1.1 * x)); fit <- glm(y ~ I(a == 1) + I(a == 2) + x, family = binomial)
  for (arm in 1:3) count("doses", who[arm], "responder", "week-24", y[a == arm])
  for (arm in 1:2) { w <- wald(fit, paste0("I(a == ", arm, ")TRUE")); contrast("doses", "responder", "week-24", "OR", w$estimate, w$limits, 2, p = p_value(w$p), arm = who[arm], analysis = "logistic regression on the score at the start") }
  w <- crude(y[a == 1], y[a == 2], "OR"); contrast("doses", "responder", "week-24", "OR", w$estimate, w$limits, 2, p = p_value(w$p), arm = "high", comparator = "low")
  for (outcome in c("any-event", "infection", "headache")) {
    y <- rbinom(sum(n), 1, c(`any-event` = 0.62, infection = 0.3, headache = 0.17)[outcome] * c(1.15, 1.05, 1)[a])
    for (arm in 1:3) count("doses", who[arm], outcome, "week-24", y[a == arm])
    for (arm in 1:2) { w <- crude(y[a == arm], y[a == 3], "OR"); contrast("doses", outcome, "week-24", "OR", w$estimate, w$limits, 2, p = p_value(w$p), arm = who[arm]) }
  }
  y <- rpois(sum(n), c(0.4, 0.7, 1.6)[a] * rgamma(sum(n), 0.6, 0.6)); fit <- negative_binomial(y, cbind(1, a == 1, a == 2), rep(1, sum(n)))
  for (arm in 1:3) { v <- c(1, arm == 1, arm == 2); r <- linear(fit, v)
    result("doses", who[arm], "gd-lesions", "week-24", n = n[arm], rate = up(r$estimate, 2), ci_lower = up(r$limits[1], 2), ci_upper = up(r$limits[2], 2), ci_level = 95) }
  for (arm in 1:2) { r <- linear(fit, c(0, arm == 1, arm == 2)); contrast("doses", "gd-lesions", "week-24", "IRR", r$estimate, r$limits, 2, p = p_value(r$p), arm = who[arm]) }
})

# A crossover trial: paired differences, means and standard deviations of the periods.
set.seed(109)
local({
  n <- 28
  trial("crossed", n, design = "crossover"); group("crossed", "drug", n); group("crossed", "control", n)
  for (k in 1:4) {
    outcome <- c("fatigue", "walk", "pain", "sleep")[k]; u <- rnorm(n, 30, 9)
    a <- u - c(3, 0.5, 2, 1)[k] + rnorm(n, 0, 3); c <- u + rnorm(n, 0, 3); test <- t.test(a, c, paired = TRUE)
    result("crossed", "drug", outcome, "week-12", n = n, mean = up(mean(a), 1), sd = up(sd(a), 1))
    result("crossed", "control", outcome, "week-12", n = n, mean = up(mean(c), 1), sd = up(sd(c), 1))
    contrast("crossed", outcome, "week-12", "MD", mean(a - c), test$conf.int, 1, p = p_value(test$p.value))
  }
})

# Medians with quartiles and range; the Hodges-Lehmann difference with the interval of Wilcoxon's test.
set.seed(110)
local({
  n <- c(88, 85)
  trial("medians", sum(n)); group("medians", "drug", n[1]); group("medians", "control", n[2])
  for (k in 1:4) {
    outcome <- c("walk", "peg-test", "lesion-volume", "stay")[k]; s <- c(0.5, 0.35, 1.1, 0.8)[k]
    a <- exp(rnorm(n[1], 1.9, s)); c <- exp(rnorm(n[2], 2.1, s)); test <- wilcox.test(a, c, conf.int = TRUE, exact = FALSE)
    for (arm in 1:2) { y <- list(a, c)[[arm]]; q <- quantile(y, type = c(7, 6, 7, 2)[k])
      result("medians", c("drug", "control")[arm], outcome, "week-24", n = n[arm], median = up(q[3], 1), q1 = up(q[2], 1), q3 = up(q[4], 1),
             if (k %% 2) c(min = up(q[1], 1), max = up(q[5], 1)), if (k == 2) c(mean = up(mean(y), 1), sd = up(sd(y), 1))) }
    contrast("medians", outcome, "week-24", "MD", test$estimate, test$conf.int, 2, p = p_value(test$p.value), analysis = "Hodges-Lehmann difference and Wilcoxon's test")
  }
})

# Change from the start on a scale of half points; adjusted differences; standard errors of some, deviations of others.
set.seed(111)
local({
  n <- c(156, 160); t <- rep(1:0, n)
  trial("changes", sum(n)); group("changes", "drug", n[1]); group("changes", "control", n[2])
  base <- pmin(6, pmax(0, round(2 * rnorm(sum(n), 2.8, 1.3)) / 2))
  for (week in c(24, 48, 96)) {
    y <- pmin(10, pmax(0, round(2 * (base + 0.002 * week * (1 - 1.1 * t) + rnorm(sum(n), 0, 0.7))) / 2)); change <- y - base
    here <- runif(sum(n)) > week / 900
    for (arm in 1:0) { own <- here & t == arm; name <- c("control", "drug")[arm + 1]
      result("changes", name, "edss", paste0("week-", week), n = sum(own), mean = up(mean(y[own]), 2), sd = up(sd(y[own]), 2))
      result("changes", name, "edss-change", paste0("week-", week), n = sum(own), mean = up(mean(change[own]), 2), se = up(sd(change[own]) / sqrt(sum(own)), 3)) }
    fit <- lm(change ~ t + base, subset = here); e <- coef(fit)["t"]; ci <- confint(fit)["t", ]
    contrast("changes", "edss-change", paste0("week-", week), "MD", e, ci, 2, p = p_value(summary(fit)$coefficients["t", 4]))
  }
})

# Intervals of 99 % for the primary outcome, of 95 % for all others, each stated.
set.seed(112)
local({
  n <- c(280, 283); t <- rep(1:0, n); time <- ifelse(runif(sum(n)) < 0.16, runif(sum(n), 0.1, 2), 2.07)
  y <- rpois(sum(n), time * rgamma(sum(n), 1.5, 1.5) * exp(-1.25 - 0.36 * t)); X <- cbind(1, t)
  trial("ninety-nine", sum(n)); group("ninety-nine", "drug", n[1]); group("ninety-nine", "control", n[2])
  fit <- negative_binomial(y, X, time)
  for (arm in 1:0) { r <- linear(fit, c(1, arm)); result("ninety-nine", c("control", "drug")[arm + 1], "relapse-rate", "week-108", n = sum(t == arm),
    rate = up(r$estimate, 3), ci_lower = up(r$limits[1], 3), ci_upper = up(r$limits[2], 3), ci_level = 95) }
  r <- linear(fit, c(0, 1), level = 99); contrast("ninety-nine", "relapse-rate", "week-108", "IRR", r$estimate, r$limits, 3, level = 99, p = p_value(r$p, 4))
  y <- rpois(sum(n), 3 * rgamma(sum(n), 0.5, 0.5) * exp(-0.8 * t)); fit <- negative_binomial(y, X, time)
  for (arm in 1:0) { r <- linear(fit, c(1, arm)); result("ninety-nine", c("control", "drug")[arm + 1], "t2-lesions", "week-108", n = sum(t == arm),
    rate = up(r$estimate, 3), ci_lower = up(r$limits[1], 3), ci_upper = up(r$limits[2], 3), ci_level = 95) }
  r <- linear(fit, c(0, 1)); contrast("ninety-nine", "t2-lesions", "week-108", "IRR", r$estimate, r$limits, 3, p = p_value(r$p, 4))
  for (outcome in c("worsening-12w", "worsening-24w")) {
    e <- rexp(sum(n), 0.07 * exp(-0.2 * t)); event <- as.numeric(e <= time); stop <- pmin(e, time)
    h <- cox(stop, event, t)
    for (arm in 1:0) result("ninety-nine", c("control", "drug")[arm + 1], outcome, "week-108", n = sum(t == arm), events = sum(event[t == arm]), percent = up(kaplan_meier(stop[t == arm], event[t == arm], 2.07), 1))
    contrast("ninety-nine", outcome, "week-108", "HR", h$estimate, h$limits, 2, p = p_value(log_rank(stop, event, t), 2))
  }
})

# A small trial with exact methods: Clopper and Pearson, Fisher's conditional odds ratio, the exact rate ratio.
set.seed(113)
local({
  n <- c(24, 22)
  trial("exact", sum(n)); group("exact", "drug", n[1]); group("exact", "control", n[2])
  for (outcome in c("responder", "infection", "headache", "stopped")) {
    q <- c(responder = 0.6, infection = 0.4, headache = 0.25, stopped = 0.2)[outcome]
    a <- rbinom(n[1], 1, min(1, q * 1.2)); c <- rbinom(n[2], 1, q * 0.7)
    for (arm in 1:2) { y <- list(a, c)[[arm]]; ci <- 100 * binom.test(sum(y), n[arm])$conf.int
      result("exact", c("drug", "control")[arm], outcome, "week-24", n = n[arm], events = sum(y), percent = up(100 * mean(y), 0),
             ci_lower = up(ci[1], 0), ci_upper = up(ci[2], 0), ci_level = 95) }
    f <- fisher.test(matrix(c(sum(a), sum(1 - a), sum(c), sum(1 - c)), 2))
    contrast("exact", outcome, "week-24", "OR", f$estimate, f$conf.int, 2, p = p_value(f$p.value), analysis = "exact conditional odds ratio and Fisher's test")
  }
  time <- c(10.4, 9.3); x <- c(4, 13); f <- poisson.test(x, time)
  for (arm in 1:2) { ci <- poisson.test(x[arm], time[arm])$conf.int
    result("exact", c("drug", "control")[arm], "relapse-rate", "week-24", n = n[arm], events = x[arm], person_time = up(time[arm], 1), rate = up(x[arm] / time[arm], 2),
           ci_lower = up(ci[1], 2), ci_upper = up(ci[2], 2), ci_level = 95) }
  contrast("exact", "relapse-rate", "week-24", "IRR", f$estimate, f$conf.int, 2, p = p_value(f$p.value), analysis = "exact")
})

# Wald intervals, but the profile interval of the one logistic model, and a bootstrap interval of one mean.
set.seed(114)
local({
  n <- c(130, 128); t <- rep(1:0, n)
  trial("profile", sum(n)); group("profile", "drug", n[1]); group("profile", "control", n[2])
  for (outcome in c("any-event", "infection", "headache", "stopped")) {
    q <- c(`any-event` = 0.66, infection = 0.41, headache = 0.22, stopped = 0.13)[outcome]
    a <- rbinom(n[1], 1, q); c <- rbinom(n[2], 1, q * 1.1); w <- crude(a, c, "OR")
    count("profile", "drug", outcome, "week-24", a); count("profile", "control", outcome, "week-24", c)
    contrast("profile", outcome, "week-24", "OR", w$estimate, w$limits, 3, p = p_value(w$p))
  }
  y <- rbinom(sum(n), 1, ifelse(t == 1, 0.035, 0.12)); fit <- glm(y ~ t, family = binomial)
  count("profile", "drug", "serious-event", "week-24", y[t == 1]); count("profile", "control", "serious-event", "week-24", y[t == 0])
  contrast("profile", "serious-event", "week-24", "OR", exp(coef(fit)["t"]), profile_limits(y, cbind(1, t), 2), 3, p = p_value(anova(fit, test = "LRT")$`Pr(>Chi)`[2]),
           analysis = "profile likelihood interval")
  for (outcome in c("fatigue", "walk", "pain", "mood")) {
    a <- rnorm(n[1], 38, 11); c <- rnorm(n[2], 40, 11); test <- t.test(a, c)
    for (arm in 1:2) { own <- list(a, c)[[arm]]; result("profile", c("drug", "control")[arm], outcome, "week-24", n = n[arm], mean = up(mean(own), 2), sd = up(sd(own), 2)) }
    contrast("profile", outcome, "week-24", "MD", mean(a) - mean(c), test$conf.int, 2, p = p_value(test$p.value))
  }
  a <- rgamma(n[1], 0.4, 0.05); c <- rgamma(n[2], 0.4, 0.035); boot <- replicate(2000, mean(sample(a, replace = TRUE)) - mean(sample(c, replace = TRUE)))
  for (arm in 1:2) { own <- list(a, c)[[arm]]; result("profile", c("drug", "control")[arm], "lesion-volume", "week-24", n = n[arm], mean = up(mean(own), 2), sd = up(sd(own), 2)) }
  contrast("profile", "lesion-volume", "week-24", "MD", mean(a) - mean(c), quantile(boot, c(0.025, 0.975)), 2, analysis = "bootstrap interval")
})

# Percentages without decimals rounded half up, and with one rounded half to even; risk differences in proportions.
set.seed(115)
local({
  n <- c(80, 400)
  trial("rounded", sum(n)); group("rounded", "drug", n[1]); group("rounded", "control", n[2])
  for (k in 1:6) {
    outcome <- c("any-event", "serious-event", "infection", "headache", "nausea", "stopped")[k]
    x <- c(c(50, 10, 34, 18, 2, 6)[k], c(210, 42, 130, 66, 14, 26)[k]); a <- rep(1:0, c(x[1], n[1] - x[1])); c <- rep(1:0, c(x[2], n[2] - x[2]))
    if (k <= 3) { count("rounded", "drug", outcome, "week-24", a, 0, up); count("rounded", "control", outcome, "week-24", c, 0, up) }
    else { count("rounded", "drug", outcome, "week-24", a, 0, even); count("rounded", "control", outcome, "week-24", c, 1, even) }
    w <- crude(a, c, "RD"); contrast("rounded", outcome, "week-24", "RD", w$estimate, w$limits, 3)
  }
})

# A safety table: participants with events, and rates a patient-year with exact Poisson intervals.
set.seed(116)
local({
  n <- c(525, 517); time <- c(880.4, 851.7)
  trial("safety", sum(n)); group("safety", "drug", n[1]); group("safety", "control", n[2])
  for (k in 1:4) {
    outcome <- c("infection-rate", "serious-rate", "cancer-rate", "death-rate")[k]; x <- rpois(2, time * c(0.6, 0.08, 0.006, 0.002)[k])
    for (arm in 1:2) { ci <- poisson.test(x[arm], time[arm])$conf.int
      result("safety", c("drug", "control")[arm], outcome, "week-96", n = n[arm], events = x[arm], person_time = up(time[arm], 1),
             rate = up(x[arm] / time[arm], 4), ci_lower = up(ci[1], 4), ci_upper = up(ci[2], 4), ci_level = 95) }
    if (all(x > 0)) { e <- log(x[1] / time[1]) - log(x[2] / time[2]); se <- sqrt(sum(1 / x)); contrast("safety", outcome, "week-96", "IRR", exp(e), exp(e + c(-1, 1) * qnorm(0.975) * se), 2) }
  }
  for (k in 1:3) {
    outcome <- c("any-event-reported", "infection", "stopped")[k]; q <- c(0.88, 0.58, 0.04)[k]
    for (arm in 1:2) count("safety", c("drug", "control")[arm], outcome, "week-96", rbinom(n[arm], 1, q), 1)
  }
})

# Missing outcomes imputed: the comparison is of all who were randomised, the counts of those observed.
set.seed(117)
local({
  n <- c(206, 203); t <- rep(1:0, n); x <- rnorm(sum(n))
  trial("imputed", sum(n)); group("imputed", "drug", n[1]); group("imputed", "control", n[2])
  for (outcome in c("responder", "relapse-free", "worsening")) {
    y <- rbinom(sum(n), 1, plogis(c(responder = -0.4, `relapse-free` = 1, worsening = -1.6)[outcome] + 0.5 * t + 0.6 * x)); seen <- runif(sum(n)) > 0.12
    b <- v <- c(); for (m in 1:50) {
      draw <- sample(which(seen), sum(seen), TRUE); model <- glm(y ~ t + x, family = binomial, subset = draw)
      z <- y; miss <- !seen; z[miss] <- rbinom(sum(miss), 1, predict(model, data.frame(t, x)[miss, ], type = "response"))
      fit <- glm(z ~ t + x, family = binomial); b[m] <- coef(fit)["t"]; v[m] <- vcov(fit)["t", "t"] }
    e <- mean(b); se <- sqrt(mean(v) + (1 + 1 / 50) * var(b))  # Rubin 1987
    for (arm in 1:0) count("imputed", c("control", "drug")[arm + 1], outcome, "week-48", y[seen & t == arm])
    contrast("imputed", outcome, "week-48", "OR", exp(e), exp(e + c(-1, 1) * qnorm(0.975) * se), 2, p = p_value(2 * pnorm(-abs(e / se))))
  }
})

# A cohort with weights for the propensity: adjusted hazard ratios beside crude counts.
set.seed(118)
local({
  size <- 900; x <- rnorm(size); t <- rbinom(size, 1, plogis(-0.8 + 0.9 * x)); n <- c(sum(t), sum(1 - t))
  trial("cohort", size, design = "non_randomised", blinding = "open_label"); group("cohort", "drug", n[1]); group("cohort", "control", n[2])
  for (k in 1:3) {
    outcome <- c("attack", "worsening-12w", "death")[k]; rate <- c(0.2, 0.08, 0.03)[k]
    e <- rexp(size, rate * exp(-0.5 * t + 0.7 * x)); stop <- runif(size, 1, 5); event <- as.numeric(e <= stop); time <- pmin(e, stop)
    h <- cox(time, event, cbind(t, x))
    for (arm in 1:0) result("cohort", c("control", "drug")[arm + 1], outcome, "week-260", n = sum(t == arm), events = sum(event[t == arm]), person_time = up(sum(time[t == arm]), 0))
    contrast("cohort", outcome, "week-260", "HR", h$estimate, h$limits, 2, p = p_value(h$p), analysis = "Cox's model given the propensity")
  }
})

# Two interim looks: intervals of 95.4 %, differences of least squares means with standard errors of the means.
set.seed(119)
local({
  n <- c(92, 95); t <- rep(1:0, n)
  trial("interim", sum(n)); group("interim", "drug", n[1]); group("interim", "control", n[2])
  for (k in 1:3) {
    outcome <- c("walk", "mood", "pain")[k]; base <- rnorm(sum(n)); y <- 20 + 5 * base - c(2, 1, 0.3)[k] * t + rnorm(sum(n), 0, 5)
    fit <- lm(y ~ t + base); V <- vcov(fit); q <- qt(0.5 + 0.954 / 2, fit$df.residual)
    for (arm in 1:0) { v <- c(1, arm, mean(base)); e <- sum(v * coef(fit)); result("interim", c("control", "drug")[arm + 1], outcome, "week-24", n = sum(t == arm), mean = up(e, 2), se = up(sqrt(drop(v %*% V %*% v)), 2)) }
    e <- coef(fit)["t"]; contrast("interim", outcome, "week-24", "MD", e, e + c(-q, q) * sqrt(V[2, 2]), 2, level = 95.4, p = p_value(summary(fit)$coefficients["t", 4]))
  }
})

# A strong treatment of counts, means and deviations of two arms only; B cells nearly gone.
set.seed(120)
local({
  n <- c(55, 52)
  trial("strong", sum(n)); group("strong", "drug", n[1]); group("strong", "control", n[2])
  for (k in 1:3) {
    outcome <- c("gd-lesions", "t2-lesions", "relapse-rate")[k]; m <- c(0.1, 0.4, 0.08)[k]; f <- c(11, 9, 7)[k]
    for (arm in 1:2) { y <- rpois(n[arm], m * c(1, f)[arm] * rgamma(n[arm], c(0.2, 0.5, 2)[k], c(0.2, 0.5, 2)[k]))
      result("strong", c("drug", "control")[arm], outcome, "week-24", n = n[arm], mean = up(mean(y), 2), sd = up(sd(y), 2)) }
  }
})

# ---------------------------------------------------------------- tables

write <- function(name, rows, columns) {
  table <- do.call(rbind, lapply(rows, function(row) { out <- setNames(rep("", length(columns)), columns)
    stopifnot(names(row) %in% columns); out[names(row)] <- row; out }))
  write.table(table, file.path(directory, name), sep = ",", quote = FALSE, row.names = FALSE, na = "", eol = "\n")
}
write("trials.csv", trials, c("id", "name", "year", "population", "design", "blinding", "participants", "source", "verification"))
write("arms.csv", arms, c("trial", "id", "treatment", "label_en", "label_fr", "participants", "source", "verification"))
write("contrasts.csv", contrasts, c("trial", "arm", "comparator", "outcome", "timepoint", "subgroup", "measure", "estimate",
  "ci_lower", "ci_upper", "ci_level", "p", "p_operator", "analysis", "source", "locator", "verification"))
write("arm_results.csv", results, c("trial", "arm", "outcome", "timepoint", "subgroup", "n", "events", "person_time", "rate",
  "percent", "mean", "sd", "se", "median", "q1", "q3", "min", "max", "ci_lower", "ci_upper", "ci_level", "analysis", "source", "locator", "verification"))
one <- function(id, kind, name) c(id = id, kind = kind, citation = name)
write("sources.csv", lapply(trials, function(row) one(row[["id"]], "publication", paste0("Simulated trial ", row[["name"]], " 2020"))), c("id", "kind", "citation"))
label <- function(ids, ...) lapply(ids, function(id) c(id = id, label_en = gsub("-", " ", id), label_fr = paste0(gsub("-", " ", id), " (fr)"), ...))
write("treatments.csv", label(c("drug", "control")), c("id", "label_en", "label_fr"))
write("populations.csv", label("adults"), c("id", "label_en", "label_fr"))
every <- c(contrasts, results); used <- function(column) sort(unique(sapply(every, `[[`, column)))
weeks <- used("timepoint"); weeks <- weeks[order(as.numeric(sub("week-", "", weeks)))]
write("timepoints.csv", lapply(weeks, function(id) c(label(id)[[1]], weeks = sub("week-", "", id))), c("id", "label_en", "label_fr", "weeks"))
write("subgroups.csv", lapply(c("europe", "elsewhere", "women"), function(id) c(id = id, variable = if (id == "women") "sex" else "region", label(id)[[1]][2:3])), c("id", "variable", "label_en", "label_fr"))
kind <- function(id) if (id %in% c("attack", "worsening-12w", "worsening-24w", "death")) "time_to_event" else
  if (grepl("rate$|-lesions$", id)) "rate" else
  if (id %in% c("score-change", "fatigue", "walk", "pain", "mood", "sleep", "peg-test", "lesion-volume", "stay", "edss", "edss-change")) "continuous" else "binary"
write("outcomes.csv", lapply(used("outcome"), function(id) c(label(id)[[1]], type = kind(id),
  benefit = if (id %in% c("responder", "relapse-free", "score-change", "mood", "sleep")) "higher" else "lower")), c("id", "label_en", "label_fr", "type", "benefit"))
