# Times metafor on the tasks of benches/pooling.rs: median of repeated runs, in process.
# Rscript benches/peers.R
suppressMessages(library(metafor))

bcg <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
yi <- as.vector(bcg$yi)
vi <- as.vector(bcg$vi)

median_ms <- function(task, runs) {
  times <- vapply(seq_len(runs), function(i) system.time(task(), gcFirst = FALSE)[["elapsed"]], numeric(1))
  1000 * median(times)
}
batched_ms <- function(task, batch, runs) median_ms(function() for (i in seq_len(batch)) task(), runs) / batch

cat("metafor", as.character(packageVersion("metafor")), "on", R.version.string, "\n")
cat(sprintf("REML fit, k = 13: %.3f ms\n", batched_ms(function() rma(yi, vi), 50, 7)))
cat(sprintf("REML fit with Q-profile intervals, k = 13: %.3f ms\n",
            batched_ms(function() confint(rma(yi, vi)), 20, 7)))
cat(sprintf("leave-one-out, k = 13: %.3f ms\n", batched_ms(function() leave1out(rma(yi, vi)), 5, 5)))

set.seed(1)
v <- 0.01 + 0.2 * runif(500)
y <- -0.5 + sqrt(0.1 + v) * rnorm(500)
cat(sprintf("REML fit, k = 500: %.1f ms\n", median_ms(function() rma(y, v), 3)))
