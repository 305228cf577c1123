# Small unbalanced weighted panel, and what base R answers on it with explicit dummies (lm, eigen, p.adjust).
# Run in this folder: Rscript regressions.R  -> data/small-panel.csv, data/regressions.json (R 4.2.2)
set.seed(20240101)
units <- sprintf("u%02d", 1:14)
times <- c(2004, 2006, 2007, 2009, 2010)
first <- c(rep(2006, 4), rep(2009, 3), rep(NA, 7))
cluster <- c("a", "a", "b", "c", "c", "d", "e", "a", "b", "d", "e", "f", "f", "g")
panel <- expand.grid(time = times, unit = units, stringsAsFactors = FALSE)
i <- match(panel$unit, units)
panel$first <- first[i]
panel$cluster <- cluster[i]
panel$weight <- round(runif(14, 0.5, 3), 2)[i]
panel$x <- round(rnorm(nrow(panel)), 3)
panel$d <- as.numeric(!is.na(panel$first) & panel$time >= panel$first)
panel$y <- round(rnorm(14)[i] + 0.2 * (panel$time - 2004) + 0.5 * panel$x + 0.8 * panel$d + rnorm(nrow(panel), sd = .5), 3)
gone <- c(3, 17, 41, 58)
write.csv(panel, "data/small-panel-balanced.csv", row.names = FALSE, na = "")
panel <- panel[-gone, ]
write.csv(panel, "data/small-panel.csv", row.names = FALSE, na = "")

power <- function(m, p) { e <- eigen((m + t(m)) / 2); v <- ifelse(e$values > 1e-10, pmax(e$values, 1e-300)^p, 0); e$vectors %*% (v * t(e$vectors)) }
robust <- function(data, formula, term, weights = NULL) {
  w <- if (is.null(weights)) rep(1, nrow(data)) else data[[weights]]
  data$.w <- w
  fit <- lm(formula, data, weights = .w)
  keep <- !is.na(coef(fit))
  X <- model.matrix(fit)[, keep] * sqrt(w); e <- residuals(fit) * sqrt(w); at <- match(term, names(coef(fit))[keep])
  B <- solve(crossprod(X)); n <- nrow(X); p <- ncol(X)
  meat <- function(g, adjust) { s <- matrix(0, p, p); for (k in unique(g)) { j <- which(g == k); H <- X[j, , drop = FALSE] %*% B %*% t(X[j, , drop = FALSE]); A <- if (adjust == 0) diag(length(j)) else power(diag(length(j)) - H, -adjust); v <- t(X[j, , drop = FALSE]) %*% (A %*% e[j]); s <- s + v %*% t(v) }; B %*% s %*% B }
  se <- function(V) sqrt(V[at, at])
  g <- data$cluster; G <- length(unique(g)); nested <- p - length(unique(data$unit)) + 1
  V0 <- meat(g, 0); gt <- data$time; G2 <- min(G, length(unique(gt)))
  two <- V0 + meat(gt, 0) - meat(paste(g, gt), 0)
  # Satterthwaite degrees of freedom of CR2 (Bell and McCaffrey; Pustejovsky and Tipton), working model of equal variances.
  H <- X %*% B %*% t(X); cc <- B[, at]
  cols <- sapply(unique(g), function(k) { j <- which(g == k); A <- power(diag(length(j)) - H[j, j], -0.5); as.vector((diag(n) - H)[, j] %*% (A %*% X[j, , drop = FALSE] %*% cc)) })
  Q <- crossprod(cols)
  list(estimate = unname(coef(fit)[term]), CR0 = se(V0), CR1 = se(V0 * G / (G - 1)), CR1S = se(V0 * G / (G - 1) * (n - 1) / (n - p)),
       fixest = se(V0 * G / (G - 1) * (n - 1) / (n - nested)), CR2 = se(meat(g, .5)), CR3 = se(meat(g, 1)),
       twoWayCR0 = sqrt(two[at, at]), twoWayCR1 = sqrt(two[at, at] * G2 / (G2 - 1)), df = sum(diag(Q))^2 / sum(Q^2))
}
out <- list(
  plain = robust(panel, y ~ d + factor(unit) + factor(time), "d"),
  weighted = robust(panel, y ~ d + factor(unit) + factor(time), "d", "weight"),
  covariate = robust(panel, y ~ d + x + factor(unit) + factor(time), "d", "weight")
)
# Event study: time since treatment, reference -1 group of each cohort: the last period before treatment.
ev <- panel; rel <- ifelse(is.na(ev$first), NA, ev$time - ev$first)
for (k in sort(unique(rel[!is.na(rel)]))) ev[[paste0("e", ifelse(k < 0, "m", "p"), abs(k))]] <- as.numeric(!is.na(rel) & rel == k)
terms <- setdiff(grep("^e[mp]", names(ev), value = TRUE), "em2")
fit <- lm(as.formula(paste("y ~", paste(terms, collapse = "+"), "+ factor(unit) + factor(time)")), ev)
out$event <- as.list(coef(fit)[terms]); names(out$event) <- terms
# Two-way fixed effects weights of Goodman-Bacon on the balanced panel are checked by the identity with this coefficient.
balanced <- read.csv("data/small-panel-balanced.csv")
out$balancedTwfe <- list(estimate = unname(coef(lm(y ~ d + factor(unit) + factor(time), balanced))["d"]))
pv <- c(0.01, 0.04, 0.03, 0.005, 0.2, 0.04)
out$adjust <- list(holm = p.adjust(pv, "holm"), bh = p.adjust(pv, "BH"))

# Wild cluster bootstrap, null imposed, all 2^G Rademacher draws, t-statistics with CR1 errors.
wild <- function(data) {
  g <- data$cluster; gs <- unique(g); G <- length(gs)
  X <- model.matrix(lm(y ~ d + factor(unit) + factor(time), data)); at <- match("d", colnames(X)); B <- solve(crossprod(X)); P <- B %*% t(X)
  tstat <- function(y) { b <- P %*% y; e <- y - X %*% b; s <- rowsum(X * as.vector(e), g); V <- B %*% crossprod(s) %*% B; b[at] / sqrt(V[at, at]) }
  t0 <- tstat(data$y); r <- lm(y ~ factor(unit) + factor(time), data); f <- fitted(r); u <- residuals(r)
  draws <- as.matrix(expand.grid(rep(list(c(-1, 1)), G)))
  ts <- apply(draws, 1, function(v) tstat(f + u * v[match(g, gs)]))
  list(t = t0, p = mean(abs(ts) >= abs(t0) * (1 - 1e-10)))
}
out$wild <- wild(panel)
# 2 x 2: change of each unit between its mean before and its mean after, Welch's test.
two <- balanced[is.na(balanced$first) | balanced$first == 2009, ]
change <- tapply(two$y[two$time >= 2009], two$unit[two$time >= 2009], mean) - tapply(two$y[two$time < 2009], two$unit[two$time < 2009], mean)
treated <- tapply(!is.na(two$first), two$unit, any)
w <- t.test(change[treated], change[!treated])
out$twoByTwo <- list(estimate = unname(w$estimate[1] - w$estimate[2]), low = w$conf.int[1], high = w$conf.int[2], p = w$p.value)
number <- function(v) ifelse(is.na(v), "null", sprintf("%.17g", v))
json <- function(x) if (is.list(x)) paste0("{", paste(sprintf('"%s": %s', names(x), sapply(x, json)), collapse = ", "), "}") else if (length(x) > 1) paste0("[", paste(number(x), collapse = ", "), "]") else number(x)
writeLines(json(out), "data/regressions.json")
