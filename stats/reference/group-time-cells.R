# Group-time effects of a small balanced weighted panel with a covariate that changes over time and gaps between
# periods, written with lm and glm only: points from the formulas, errors from the influence functions of
# Sant'Anna and Zhao (2020). Run in this folder after regressions.R -> data/group-time-cells.json (R 4.2.2)
panel <- read.csv("data/small-panel-balanced.csv")
panel$first[is.na(panel$first)] <- Inf
times <- sort(unique(panel$time))
wide <- function(v, t) { d <- panel[panel$time == t, ]; d[order(d$unit), v] }
first <- wide("first", 2004)
cell <- function(g, t, base, estimator, notyet = FALSE, covariate = TRUE, weighted = TRUE) {
  early <- min(t, base); keep <- first == g | first == Inf | (notyet & first > max(t, base) & first != g)
  dy <- (wide("y", t) - wide("y", base))[keep]; x <- if (covariate) cbind(1, wide("x", early)[keep]) else matrix(1, sum(keep), 1)
  w <- if (weighted) wide("weight", early)[keep] else rep(1, sum(keep)); D <- as.numeric(first[keep] == g); n <- length(D)
  m <- rep(0, n); if (estimator != "ipw") m <- as.vector(x %*% coef(lm(dy ~ x - 1, subset = D == 0, weights = w)))
  wt <- w * D; r <- dy - m; eta1 <- sum(wt * r) / sum(wt); psi <- wt * (r - eta1) / sum(wt); att <- eta1; slope <- colSums(wt * x) / sum(wt)
  if (estimator != "reg") {
    p <- fitted(glm(D ~ x - 1, family = binomial, weights = w, control = glm.control(epsilon = 1e-15, maxit = 100)))
    wc <- w * (1 - D) * p / (1 - p); eta0 <- sum(wc * r) / sum(wc); att <- att - eta0
    M2 <- colSums(wc * (r - eta0) * x) / sum(wc); H <- solve(t(x) %*% (w * p * (1 - p) * x))
    psi <- psi - wc * (r - eta0) / sum(wc) - as.vector((w * (D - p) * x) %*% H %*% M2); slope <- slope - colSums(wc * x) / sum(wc)
  }
  if (estimator != "ipw") psi <- psi - as.vector((w * (1 - D) * r * x) %*% solve(t(x) %*% (w * (1 - D) * x)) %*% slope)
  list(group = g, time = t, att = att, se = sqrt(sum(psi^2)))
}
# Unbalanced panel taken as repeated cross-sections: points of drdid_rc, reg_did_rc and std_ipw_did_rc.
stacked <- read.csv("data/small-panel.csv"); stacked$first[is.na(stacked$first)] <- Inf
crossed <- function(g, t, base, estimator) {
  d <- stacked[stacked$time %in% c(t, base) & (stacked$first == g | stacked$first == Inf), ]
  D <- as.numeric(d$first == g); P <- as.numeric(d$time == t); w <- d$weight; y <- d$y; x <- cbind(1, d$x)
  fit <- function(a, b) as.vector(x %*% coef(lm(y ~ x - 1, subset = D == a & P == b, weights = w)))
  mean_of <- function(v, k) sum(k * v) / sum(k)
  p <- fitted(glm(D ~ x - 1, family = binomial, weights = w, control = glm.control(epsilon = 1e-15, maxit = 100)))
  if (estimator == "reg") att <- mean_of(y, w * D * P) - mean_of(y, w * D * (1 - P)) - mean_of(fit(0, 1) - fit(0, 0), w * D)
  else {
    r <- if (estimator == "dr") y - P * fit(0, 1) - (1 - P) * fit(0, 0) else y
    o <- w * (1 - D) * p / (1 - p)
    att <- mean_of(r, w * D * P) - mean_of(r, w * D * (1 - P)) - mean_of(r, o * P) + mean_of(r, o * (1 - P))
    if (estimator == "dr") {
      a1 <- fit(1, 1) - fit(0, 1); a0 <- fit(1, 0) - fit(0, 0)
      att <- att + mean_of(a1, w * D) - mean_of(a1, w * D * P) - mean_of(a0, w * D) + mean_of(a0, w * D * (1 - P))
    }
  }
  list(group = g, time = t, att = att)
}
suppressWarnings(out <- list(
  drStacked = list(crossed(2006, 2007, 2004, "dr"), crossed(2009, 2010, 2007, "dr")),
  regStacked = list(crossed(2006, 2007, 2004, "reg"), crossed(2009, 2010, 2007, "reg")),
  ipwStacked = list(crossed(2006, 2007, 2004, "ipw"), crossed(2009, 2010, 2007, "ipw")),
  dr = list(cell(2006, 2006, 2004, "dr"), cell(2006, 2010, 2004, "dr"), cell(2009, 2006, 2004, "dr"), cell(2009, 2010, 2007, "dr")),
  reg = list(cell(2006, 2006, 2004, "reg"), cell(2009, 2010, 2007, "reg")),
  ipw = list(cell(2006, 2006, 2004, "ipw"), cell(2009, 2010, 2007, "ipw")),
  notyet = list(cell(2006, 2006, 2004, "dr", notyet = TRUE), cell(2006, 2007, 2004, "dr", notyet = TRUE), cell(2006, 2010, 2004, "dr", notyet = TRUE)),
  universal = list(cell(2009, 2004, 2007, "dr"), cell(2009, 2010, 2007, "dr"))
))
number <- function(v) ifelse(is.na(v), "null", sprintf("%.17g", v))
json <- function(x) if (is.list(x)) { if (is.null(names(x))) paste0("[", paste(sapply(x, json), collapse = ", "), "]") else paste0("{", paste(sprintf('"%s": %s', names(x), sapply(x, json)), collapse = ", "), "}") } else number(x)
writeLines(json(out), "data/group-time-cells.json")
