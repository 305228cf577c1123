import { useEffect, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { refusedOf } from '#app/platform/refused-form.ts'

const PAUSE_MS = 900

export interface Desk {
  montants: ReadonlyMap<string, number>
  /** Changes cells by their key, at once on the screen, a moment later in the database. */
  change: (cells: ReadonlyArray<readonly [key: string, centimes: number]>) => void
  /** What happens to what was typed. */
  state: 'kept' | 'waiting' | 'sending'
  refused: RefusedForm | undefined
}

/** The amounts of a simulation as they are typed: recomputed at once, sent after a short pause, kept when refused. */
export function useProgrammation(
  simulationId: string,
  stored: ReadonlyArray<readonly [string, number]>,
): Desk {
  const [montants, setMontants] = useState(() => new Map(stored))
  const [waiting, setWaiting] = useState<ReadonlyMap<string, number>>(new Map())
  const { submit, state, data } = useFetcher()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (waiting.size === 0 || state !== 'idle') return
    timer.current = setTimeout(() => {
      const cellules = [...waiting].map(([key, centimes]) => {
        const [ligne, credit] = key.split(':')
        return { ligne, credit, centimes }
      })
      setWaiting(new Map())
      const body = { intention: 'cellules', simulation: simulationId, cellules: JSON.stringify(cellules) }
      void submit(body, { method: 'post' })
    }, PAUSE_MS)
    return () => clearTimeout(timer.current)
  }, [waiting, state, simulationId, submit])
  return {
    montants,
    change: (cells) => {
      setMontants((before) => new Map([...before, ...cells]))
      setWaiting((before) => new Map([...before, ...cells]))
    },
    state: state !== 'idle' ? 'sending' : waiting.size > 0 ? 'waiting' : 'kept',
    refused: refusedOf(data),
  }
}
