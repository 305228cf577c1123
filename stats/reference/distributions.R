# Values of stats/numerics/distributions.test.ts. Run: Rscript distributions.R (R 4.2.2)
options(digits = 17)
for (v in list(pnorm(-1.96), pnorm(-10), qnorm(.975), qnorm(1e-300), qt(.975, 10), 2 * pt(-2.228138851964939, 10),
               2 * pt(-1e-8, 5), 2 * pt(-40, 3.5), pchisq(3.841458820694124, 1, lower.tail = FALSE), qchisq(.95, 5),
               pf(4.96460274, 1, 10, lower.tail = FALSE), qf(.95, 3, 7))) print(v)
