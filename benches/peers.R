# Times metafor on the tasks of benches/pooling.rs, in process: processor time of this one thread,
# the median of repeated runs, or of one run where that takes seconds.
# OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 Rscript benches/peers.R
suppressMessages(library(metafor))

median_ms <- function(task, runs) {
  times <- vapply(seq_len(runs), function(i) {
    sum(system.time(task(), gcFirst = FALSE)[c("user.self", "sys.self")])
  }, numeric(1))
  1000 * median(times)
}
batched_ms <- function(task, batch, runs) median_ms(function() for (i in seq_len(batch)) task(), runs) / batch
say <- function(name, ms) cat(sprintf("%s: %.3g ms\n", name, ms))

bcg <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
yi <- as.vector(bcg$yi)
vi <- as.vector(bcg$vi)

# As benches/generate.rs does: mean -0.5, tau^2 = 0.1.
set.seed(1)
generated <- function(k) {
  v <- 0.01 + 0.2 * runif(k)
  list(y = -0.5 + sqrt(0.1 + v) * rnorm(k), v = v)
}

cat("metafor", as.character(packageVersion("metafor")), "on", R.version.string, "\n")
say("REML fit, k = 13", batched_ms(function() rma(yi, vi), 50, 7))
say("REML fit with Q-profile intervals, k = 13", batched_ms(function() confint(rma(yi, vi)), 20, 7))
say("leave-one-out, k = 13", batched_ms(function() leave1out(rma(yi, vi)), 5, 5))

small <- replicate(1000, generated(10), simplify = FALSE)
say("1,000 REML fits, k = 10", median_ms(function() for (set in small) try(rma(set$y, set$v), silent = TRUE), 3))

first <- rnorm(13)
second <- rnorm(13)
moderated <- rma(yi, vi, mods = ~ first + second)
say("permutation test, 10,000 permutations, k = 13, two moderators",
    median_ms(function() permutest(moderated, exact = FALSE, iter = 10000, progbar = FALSE), 1))

large <- generated(500)
fit <- rma(large$y, large$v)
say("REML fit, k = 500", median_ms(function() rma(large$y, large$v), 3))
say("influence measures, k = 500", median_ms(function() influence(fit, progbar = FALSE), 1))
say("leave-one-out, k = 500", median_ms(function() leave1out(fit), 1))

larger <- generated(2000)
say("REML fit with Q-profile intervals, k = 2,000", median_ms(function() confint(rma(larger$y, larger$v)), 1))
