import { parentPort, workerData } from 'node:worker_threads'
import { ANSWER_WIDTH } from './area-study.ts'
import { type SharedStudy, studyChunk, viewShared } from './shared-study.ts'

/** A worker thread: studies the chunks of areas that it is sent, writes in the shared answer, says when it is done. */
const shared: SharedStudy = workerData
const study = viewShared(shared)

parentPort?.on('message', ({ from, to }: { from: number; to: number }) => {
  try {
    studyChunk(study, from, to)
    parentPort?.postMessage({ done: to - from, width: ANSWER_WIDTH })
  } catch (error) {
    parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) })
  }
})
