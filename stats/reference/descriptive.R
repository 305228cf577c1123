# Values of gini.test.ts, quantile.test.ts, standardise.test.ts and cluster.test.ts. Run: Rscript descriptive.R (R 4.2.2)
options(digits = 15)

# Incomes of the help page of the R package `ineq` (Ilocos), by the population formula.
income <- c(541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261)
n <- length(income)
cat("gini", sum((2 * seq_len(n) - n - 1) * sort(income)) / (n * sum(income)), "\n")
cat("herfindahl", sum((income / sum(income))^2), "\n")

for (type in 1:9) cat("type", type, quantile(income, c(.1, .25, .5, .7, .9), type = type, names = FALSE), "\n")
cat("sd", sd(income), "scale", scale(income)[c(1, 10)], "\n")

# Adjusted Rand index of Hubert and Arabie (1985), from its contingency table.
adjustedRand <- function(a, b) {
  pairs <- function(x) sum(choose(x, 2))
  both <- pairs(table(a, b)); one <- pairs(table(a)); other <- pairs(table(b)); all <- choose(length(a), 2)
  expected <- one * other / all
  (both - expected) / ((one + other) / 2 - expected)
}
cat("ari", adjustedRand(c(0, 0, 1, 2), c(0, 0, 1, 1)), adjustedRand(c(1, 1, 1, 2, 2, 2), c(1, 1, 2, 2, 3, 3)), "\n")
