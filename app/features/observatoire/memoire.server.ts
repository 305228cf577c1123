import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Lecteur } from './lecture.server.ts'
import type { IndicateursLus } from './locaux-lecture.server.ts'

/** Answers from memory what was worked out of the same state of the territory; works it out otherwise. */
export interface Memoire {
  home: string
  remember: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>
}

interface Stamped {
  stamp: string
  known: Map<string, Promise<unknown>>
}

/** What is known of each territory, for its latest state only. */
const territoires = new Map<string, Stamped>()

const MOST_REMEMBERED = 400

/**
 * The memory of the territory of this transaction. One short query tells its state: a row written, changed or deleted in
 * one of these tables has another `xmin` or is gone, so nothing stale is ever answered, whichever process wrote.
 */
export async function memoireOf(tx: Tx, at: IsoDate): Promise<Memoire> {
  const { rows } = await sql<{ id: string; siren: string; stamp: string }>`
    select t.id, t.siren, concat_ws(' ',
      (select concat(count(*), '-', sum(xmin::text::bigint)) from commune),
      (select concat(count(*), '-', sum(xmin::text::bigint)) from perimetre),
      (select concat(count(*), '-', sum(xmin::text::bigint)) from qpv),
      (select concat(count(*), '-', sum(xmin::text::bigint)) from qpv_commune),
      (select concat(count(*), '-', sum(xmin::text::bigint)) from axe),
      (select concat(count(*), '-', sum(xmin::text::bigint)) from axe_version),
      (select concat(count(*), '-', sum(xmin::text::bigint)) from axe_observatoire),
      (select concat(count(*), '-', sum(xmin::text::bigint)) from indicateur_local)) as stamp
    from territoire t`.execute(tx)
  const [territoire] = rows
  if (!territoire) throw new Error('No territory in this transaction.')
  const stamp = `${at} ${territoire.stamp}`
  const found = territoires.get(territoire.id)
  const own = found?.stamp === stamp ? found : { stamp, known: new Map<string, Promise<unknown>>() }
  territoires.set(territoire.id, own)
  return { home: territoire.siren, remember: (name, work) => kept(own.known, name, work) }
}

const worked = new WeakMap<Lecteur, WeakMap<IndicateursLus, Map<string, Promise<unknown>>>>()

/** The same for what comes from the store and the territory's own figures: forgotten as soon as either changes. */
export function rememberFigures<Result>(
  { lecteur, lus }: { lecteur: Lecteur; lus: IndicateursLus },
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const ofStore = worked.get(lecteur) ?? new WeakMap<IndicateursLus, Map<string, Promise<unknown>>>()
  worked.set(lecteur, ofStore)
  const known = ofStore.get(lus) ?? new Map<string, Promise<unknown>>()
  ofStore.set(lus, known)
  return kept(known, name, work)
}

/** The oldest is forgotten first; what failed is tried again. */
function kept<Result>(
  known: Map<string, Promise<unknown>>,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  // What stands under a name was made by the same work: callers name it after all it depends on.
  const found = known.get(name) as Promise<Result> | undefined
  if (found) return found
  const fresh = work()
  known.set(name, fresh)
  fresh.catch(() => known.delete(name))
  if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value ?? '')
  return fresh
}
