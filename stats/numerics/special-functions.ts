/** Special functions behind the tails of distributions, to about 1e-14 relative accuracy. */

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** log Γ(x) for x > 0 (Lanczos series with g = 7, nine terms; Stirling's series from 15 on). */
export function logGamma(x: number): number {
  if (x >= 15) return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + stirlingCorrection(x)
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  const t = shifted + 7.5
  const sum = LANCZOS.reduce((total, term, i) => (i === 0 ? term : total + term / (shifted + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** What Stirling's formula lacks of log Γ(x), for x ≥ 10. */
function stirlingCorrection(x: number): number {
  const y = 1 / (x * x)
  return (
    (1 / 12 +
      y * (-1 / 360 + y * (1 / 1260 + y * (-1 / 1680 + y * (1 / 1188 + y * (-691 / 360360 + y / 156)))))) /
    x
  )
}

/** log B(a, b), without the cancellation of log Γ(a) − log Γ(a + b) when one of them is large. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (large < 15) return logGamma(small) + logGamma(large) - logGamma(small + large)
  const share = small / (small + large)
  const correction = stirlingCorrection(large) - stirlingCorrection(small + large)
  if (small < 15)
    return (
      logGamma(small) +
      correction +
      small -
      small * Math.log(small + large) +
      (large - 0.5) * Math.log1p(-share)
    )
  return (
    0.5 * Math.log((2 * Math.PI) / large) +
    stirlingCorrection(small) +
    correction +
    (small - 0.5) * Math.log(share) +
    large * Math.log1p(-share)
  )
}

/** Γ(shape, x) / Γ(shape): the upper tail of a Gamma(shape, 1). Series below shape + 1, continued fraction above. */
export function upperIncompleteGamma(shape: number, x: number): number {
  if (x <= 0) return 1
  if (!Number.isFinite(x)) return x > 0 ? 0 : Number.NaN
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  return x < shape + 1 ? 1 - front * gammaSeries(shape, x) : front * gammaFraction(shape, x)
}

/** γ(shape, x) / Γ(shape): the lower tail, accurate when it is tiny. */
export function lowerIncompleteGamma(shape: number, x: number): number {
  if (x <= 0) return 0
  if (!Number.isFinite(x)) return x > 0 ? 1 : Number.NaN
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  return x < shape + 1 ? front * gammaSeries(shape, x) : 1 - front * gammaFraction(shape, x)
}

function gammaSeries(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; n < 100_000 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= x / (shape + n)
    sum += term
  }
  return sum
}

/** Lentz's algorithm on the continued fraction of Γ(shape, x). */
function gammaFraction(shape: number, x: number): number {
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let i = 1; i < 100_000; i++) {
    const a = -i * (i - shape)
    b += 2
    d = 1 / nonZero(a * d + b)
    c = nonZero(b + a / c)
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return h
}

/** I_x(a, b), the regularised incomplete beta function (Lentz's continued fraction). `complement` is 1 − x. */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (x <= 0) return 0
  if (complement <= 0) return 1
  const front = Math.exp(a * logShare(x, complement) + b * logShare(complement, x) - logBeta(a, b))
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(a, b, x)) / a
  return 1 - (front * betaFraction(b, a, complement)) / b
}

/** log x, through the other part of 1 when x is near 1. */
function logShare(x: number, complement: number): number {
  return x > 0.5 ? Math.log1p(-complement) : Math.log(x)
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return h
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}
