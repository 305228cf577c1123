# Errors, tests and decompositions that the other scripts do not have, with packages of Debian 12: sandwich 3.0-2,
# clubSandwich 0.5.8, quadprog 1.5-8. Run in this folder: Rscript inference.R  -> data/inference.json (R 4.2.2)
library(sandwich); library(clubSandwich); library(quadprog)
out <- list()

# Proposition 99, years in columns.
long <- read.csv("data/california_prop99.csv")
Y <- with(long, tapply(PacksPerCapita, list(State, Year), mean))
years <- as.numeric(colnames(Y)); pre <- which(years < 1989); post <- which(years >= 1989)

# Interrupted series of California: break of level and slope, Newey-West errors.
its <- data.frame(y = Y["California", ], d = years - 1989); its$after <- as.numeric(its$d >= 0)
fit <- lm(y ~ d + after + I(d * after), its)
V <- NeweyWest(fit, lag = 3, prewhite = FALSE, adjust = TRUE)
out$its <- list(level = unname(coef(fit)[3]), levelSe = sqrt(V[3, 3]), slope = unname(coef(fit)[4]), slopeSe = sqrt(V[4, 4]))
lb <- Box.test(residuals(fit), lag = 6, type = "Ljung-Box"); out$its$ljungBox <- unname(lb$statistic); out$its$ljungBoxP <- lb$p.value

# Trend of a short series: exact Kendall test, median of the slopes, ranks that the test does not reject.
short <- Y["California", 1:9]; when <- years[1:9]
k <- cor.test(when, short, method = "kendall", exact = TRUE)
slopes <- sort(unlist(lapply(2:9, function(j) (short[j] - short[1:(j - 1)]) / (when[j] - when[1:(j - 1)]))))
out$trend <- list(tau = unname(k$estimate), p = k$p.value, slope = median(slopes))

# Two-way fixed effects on the small panel, errors of clubSandwich.
small <- read.csv("data/small-panel.csv")
twfe <- lm(y ~ d + factor(unit) + factor(time), small)
out$clubSandwich <- sapply(c("CR0", "CR1", "CR1S", "CR2"), function(type) sqrt(vcovCR(twfe, small$cluster, type)["d", "d"]), simplify = FALSE)
test <- coef_test(twfe, vcov = "CR2", cluster = small$cluster, test = "Satterthwaite", coefs = "d")
out$clubSandwich$df <- test$df_Satt; out$clubSandwich$p <- test$p_Satt

# Goodman-Bacon on mpdta, each comparison by lm on its own units and dates, weights of the published formula.
mp <- read.csv("data/mpdta.csv"); mp$g <- mp$first.treat; dates <- sort(unique(mp$year)); n <- table(mp$g[mp$year == 2003]) / 500
share <- function(g) mean(dates >= g)
two <- function(d, g) { d$D <- as.numeric(d$g == g & d$year >= g); unname(coef(lm(lemp ~ D + factor(countyreal) + factor(year), d))["D"]) }
rows <- list(); cohorts <- setdiff(sort(unique(mp$g)), 0)
for (a in cohorts) {
  rows[[paste0(a, "-0")]] <- c(two(mp[mp$g %in% c(a, 0), ], a), n[as.character(a)] * n["0"] * share(a) * (1 - share(a)))
  for (b in cohorts[cohorts > a]) {
    early <- mp[mp$g %in% c(a, b) & mp$year < b, ]; late <- mp[mp$g %in% c(a, b) & mp$year >= a, ]
    nn <- n[as.character(a)] * n[as.character(b)]
    rows[[paste0(a, "-", b)]] <- c(two(early, a), nn * (share(a) - share(b)) * (1 - share(a)))
    rows[[paste0(b, "-", a)]] <- c(two(late, b), nn * share(b) * (share(a) - share(b)))
  }
}
total <- sum(sapply(rows, `[`, 2))
out$bacon <- lapply(rows, function(r) list(estimate = unname(r[1]), weight = unname(r[2] / total)))

# Least squares on the simplex: quadprog with a small ridge finds the support, which is then solved exactly.
simplex <- function(A, b, ridge = 0) {
  G <- crossprod(A) + ridge * diag(ncol(A)); eps <- if (ridge > 0) 0 else 1e-9 * mean(diag(G)); n <- ncol(A)
  w <- solve.QP(G + eps * diag(n), crossprod(A, b), cbind(1, diag(n)), c(1, rep(0, n)), meq = 1)$solution
  s <- which(w > 1e-7); K <- rbind(cbind(G[s, s], 1), c(rep(1, length(s)), 0))
  x <- solve(K, c(crossprod(A[, s, drop = FALSE], b), 1))[seq_along(s)]; w[] <- 0; w[s] <- x; w
}
donors <- setdiff(rownames(Y), "California"); y1 <- Y["California", ]; Y0 <- Y[donors, ]

# Conformal test of no effect: synthetic control fitted on every year, cyclic shifts of its residuals.
residual <- y1 - as.vector(simplex(t(Y0), y1) %*% Y0); T <- length(y1); size <- function(r) sum(abs(r[post]))
moved <- sapply(0:(T - 1), function(s) size(residual[((seq_len(T) - 1 + s) %% T) + 1]))
out$conformal <- list(p = mean(moved >= size(residual) * (1 - 1e-12)), mean = mean(abs(residual[post])))

# Ridge-augmented synthetic control: weights centred on the donors' mean, one penalty given, one by leaving years out.
centre <- colMeans(Y0[, pre]); X <- sweep(Y0[, pre], 2, centre); x1 <- y1[pre] - centre
augment <- function(X, x1, lambda) { w <- simplex(t(X), x1); w + as.vector(t(x1 - as.vector(w %*% X)) %*% solve(crossprod(X) + lambda * diag(ncol(X))) %*% t(X)) }
effect <- function(w) mean(y1[post] - as.vector(w %*% Y0[, post]))
top <- svd(X)$d[1]^2; ridges <- top * 1e-8^(0:20 / 20)
errors <- sapply(ridges, function(l) sapply(1:(length(pre) - 1), function(t) { w <- augment(X[, -t], x1[-t], l); (x1[t] - sum(w * X[, t]))^2 }))
m <- colMeans(errors); se <- apply(errors, 2, sd) / sqrt(nrow(errors)); best <- which.min(m)
chosen <- max(ridges[m <= m[best] + se[best]])
out$asc <- list(given = effect(augment(X, x1, 50)), ridge = chosen, auto = effect(augment(X, x1, chosen)))

# Synthetic difference-in-differences with three treated states: jackknife of the published algorithm 3, bootstrap of 2
# with the penalties of the full estimate.
sdid <- function(Y, treated, weights = NULL, penalties = NULL) {
  d <- setdiff(rownames(Y), treated); A <- Y[d, , drop = FALSE]; b <- colMeans(Y[treated, , drop = FALSE])
  if (is.null(penalties)) { noise <- sd(as.vector(apply(A[, pre], 1, diff))); penalties <- list(noise = noise, zeta = (length(treated) * length(post))^.25 * noise) }
  noise <- penalties$noise; zeta <- penalties$zeta
  if (is.null(weights)) {
    C <- t(A[, pre]); C <- sweep(C, 2, colMeans(C)); weights <- list(
      omega = setNames(simplex(C, b[pre] - mean(b[pre]), zeta^2 * length(pre)), d),
      lambda = { L <- sweep(A[, pre], 2, colMeans(A[, pre])); r <- rowMeans(A[, post]); simplex(L, r - mean(r), (1e-6 * noise)^2 * nrow(L)) })
  }
  gap <- b - as.vector(weights$omega[d] %*% A)
  list(tau = mean(gap[post]) - sum(weights$lambda * gap[pre]), weights = weights, penalties = penalties)
}
three <- c("California", "Colorado", "Connecticut"); full <- sdid(Y, three)
dropped <- sapply(rownames(Y), function(s) {
  w <- full$weights; w$omega <- w$omega[names(w$omega) != s]; w$omega <- w$omega / sum(w$omega)
  sdid(Y[rownames(Y) != s, ], setdiff(three, s), w)$tau
})
N <- nrow(Y); out$sdid <- list(effect = full$tau, jackknife = sqrt((N - 1) / N * sum((dropped - mean(dropped))^2)))
set.seed(1); draws <- replicate(2000, repeat {
  s <- sample(N, replace = TRUE); t <- rownames(Y)[s] %in% three; if (all(t) || !any(t)) next
  B <- Y[s, ]; rownames(B) <- sprintf("%02d", seq_len(N)); return(tryCatch(sdid(B, rownames(B)[t], penalties = full$penalties)$tau, error = function(e) NA))
})
out$sdid$bootstrap <- sqrt(mean((draws - mean(draws, na.rm = TRUE))^2, na.rm = TRUE)); out$sdid$bootstrapLost <- sum(is.na(draws))

# Synthetic control with predictors, V by cross-validation: what equal weights on the training predictors would lose.
adh <- read.csv("data/smoking_adh.csv")
mean_of <- function(column, from, to) with(adh[adh$year >= from & adh$year <= to, ], tapply(get(column), state, mean, na.rm = TRUE))
P <- cbind(mean_of("retprice", 1975, 1979), mean_of("age15to24", 1975, 1979), mean_of("cigsale", 1972, 1972), mean_of("cigsale", 1975, 1975), mean_of("cigsale", 1979, 1979))
P <- sweep(P, 2, apply(P, 2, sd), "/"); C <- with(adh, tapply(cigsale, list(state, year), mean)); others <- setdiff(rownames(P), "California")
w <- simplex(t(P[others, ]), P["California", ]); window <- as.character(1980:1988)
out$crossValidation <- list(equal = mean((C["California", window] - as.vector(w %*% C[others, window]))^2))

number <- function(v) ifelse(is.na(v), "null", sprintf("%.17g", v))
json <- function(x) if (is.list(x)) paste0("{", paste(sprintf('"%s": %s', names(x), sapply(x, json)), collapse = ", "), "}") else number(x)
writeLines(json(out), "data/inference.json")
