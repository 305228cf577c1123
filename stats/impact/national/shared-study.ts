import { ANSWER_WIDTH, type NationalMatrix, studyArea } from './area-study.ts'

/** What workers share: buffers only, copied once, whatever the number of workers. */
export type SharedStudy = {
  readonly outcomes: SharedArrayBuffer
  readonly areas: SharedArrayBuffer
  /** areas × poolSize rows of the matrix. */
  readonly pools: SharedArrayBuffer
  readonly answers: SharedArrayBuffer
  readonly shape: {
    readonly periods: number
    readonly pre: number
    readonly post: number
    readonly poolSize: number
  }
}

export type StudyView = {
  readonly matrix: NationalMatrix
  readonly areas: Int32Array
  readonly pools: Int32Array
  readonly poolSize: number
  readonly answers: Float64Array
}

export function viewShared({ outcomes, areas, pools, answers, shape }: SharedStudy): StudyView {
  const { periods, pre, post, poolSize } = shape
  return {
    matrix: { outcomes: new Float64Array(outcomes), periods, pre, post },
    areas: new Int32Array(areas),
    pools: new Int32Array(pools),
    poolSize,
    answers: new Float64Array(answers),
  }
}

/** Studies areas `from` to `to − 1` and writes their answers in their own places. */
export function studyChunk(
  { matrix, areas, pools, poolSize, answers }: StudyView,
  from: number,
  to: number,
): void {
  for (let k = from; k < to; k++) {
    const pool = pools.subarray(k * poolSize, (k + 1) * poolSize)
    const answer = studyArea(matrix, { area: areas[k] ?? 0, pool })
    answers.set(
      [answer.effect, answer.se, answer.pValue, answer.gap, answer.converged ? 1 : 0, answer.placebos],
      k * ANSWER_WIDTH,
    )
  }
}
