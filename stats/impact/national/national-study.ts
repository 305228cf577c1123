import { Worker } from 'node:worker_threads'
import { ANSWER_WIDTH, type AreaAnswer, type NationalMatrix } from './area-study.ts'
import { type SharedStudy, studyChunk, viewShared } from './shared-study.ts'

export type NationalStudy = {
  readonly matrix: NationalMatrix
  /** Rows of the treated areas. */
  readonly areas: ArrayLike<number>
  /** areas × poolSize rows of the matrix: see `nearestPools`. */
  readonly pools: ArrayLike<number>
  readonly poolSize: number
}

export type NationalOptions = {
  /** Threads; 0 works in the calling thread. Never changes a result. */
  readonly workers?: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Where the worker's code is, when the library has been bundled elsewhere. */
  readonly workerUrl?: URL
}

/** Areas given to a worker at a time: small enough to cancel and to share evenly. */
const CHUNK = 4

/**
 * Synthetic difference-in-differences of every treated area of a country against its own local pool, each with its own
 * placebo distribution. Each answer is a function of its area alone, written in its own place: neither the number of
 * workers nor their pace can change it. Memory: one shared copy of the matrix and of the pools, and one pool a worker.
 *
 * @throws RangeError on shapes or missing cells; the reason of `signal` when it is aborted
 * @example await studyNation({ matrix, areas, pools: nearestPools(matrix, areas, others, 300), poolSize: 300 }, { workers: 2 })
 */
export async function studyNation(
  study: NationalStudy,
  options: NationalOptions = {},
): Promise<AreaAnswer[]> {
  const shared = share(study)
  const { workers = 0 } = options
  options.signal?.throwIfAborted()
  if (workers === 0) await workHere(shared, study.areas.length, options)
  else await workInThreads(shared, study.areas.length, { ...options, workers })
  return readAnswers(new Float64Array(shared.answers))
}

function share({ matrix, areas, pools, poolSize }: NationalStudy): SharedStudy {
  if (pools.length !== areas.length * poolSize)
    throw new RangeError('One pool of poolSize rows an area is needed.')
  const outcomes = new SharedArrayBuffer(matrix.outcomes.length * 8)
  new Float64Array(outcomes).set(matrix.outcomes)
  const areaBuffer = new SharedArrayBuffer(areas.length * 4)
  new Int32Array(areaBuffer).set(areas)
  const poolBuffer = new SharedArrayBuffer(pools.length * 4)
  new Int32Array(poolBuffer).set(pools)
  const answers = new SharedArrayBuffer(areas.length * ANSWER_WIDTH * 8)
  const { periods, pre, post } = matrix
  return { outcomes, areas: areaBuffer, pools: poolBuffer, answers, shape: { periods, pre, post, poolSize } }
}

async function workHere(
  shared: SharedStudy,
  total: number,
  { onProgress, signal }: NationalOptions,
): Promise<void> {
  const view = viewShared(shared)
  for (let from = 0; from < total; from += CHUNK) {
    const to = Math.min(total, from + CHUNK)
    studyChunk(view, from, to)
    onProgress?.(to, total)
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
  }
}

function workInThreads(
  shared: SharedStudy,
  total: number,
  { workers, onProgress, signal, workerUrl }: NationalOptions & { workers: number },
): Promise<void> {
  const url = workerUrl ?? new URL('./national-worker.ts', import.meta.url)
  const threads: Worker[] = []
  let next = 0
  let done = 0
  return new Promise<void>((resolve, reject) => {
    const stop = () => reject(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    const give = (thread: Worker) => {
      if (next >= total) return
      const to = Math.min(total, next + CHUNK)
      thread.postMessage({ from: next, to })
      next = to
    }
    for (let k = 0; k < Math.min(workers, Math.ceil(total / CHUNK)); k++) {
      const thread = new Worker(url, { workerData: shared })
      threads.push(thread)
      thread.on('error', reject)
      thread.on('message', (message: { done?: number; problem?: string }) => {
        if (message.problem !== undefined) return reject(new RangeError(message.problem))
        done += message.done ?? 0
        onProgress?.(done, total)
        if (done >= total) resolve()
        else give(thread)
      })
      give(thread)
    }
  }).finally(() => Promise.all(threads.map((thread) => thread.terminate())))
}

function readAnswers(answers: Float64Array): AreaAnswer[] {
  return Array.from({ length: answers.length / ANSWER_WIDTH }, (_, k) => {
    const [effect = 0, se = 0, pValue = 0, gap = 0, converged = 0, placebos = 0] = answers.subarray(
      k * ANSWER_WIDTH,
      (k + 1) * ANSWER_WIDTH,
    )
    return { effect, se, pValue, gap, converged: converged === 1, placebos }
  })
}
