/** The vector of `value(0)` … `value(length − 1)`: several times faster than `Float64Array.from` with a function. */
export function tabulate(length: number, value: (index: number) => number): Float64Array {
  const values = new Float64Array(length)
  for (let i = 0; i < length; i++) values[i] = value(i)
  return values
}
