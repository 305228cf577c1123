import { join } from 'node:path'
import { isoDate } from '#app/lib/dates.ts'
import { parseCodeCommune } from '#geo/codes.ts'
import { indexMouvements, type MouvementsIndex, parseMouvements, predecessorsOf } from '#geo/mouvements.ts'
import { REFERENTIEL_MILLESIME } from '#geo/referentiel.ts'
import { text } from './duckdb.server.ts'
import { importFolder } from './imports.server.ts'
import type { Lecteur } from './lecture.server.ts'

const loaded = new WeakMap<Lecteur, Promise<MouvementsIndex | null>>()

/** The movements of communes that were imported, the latest file, or null when none was. */
function mouvementsOf(lecteur: Lecteur): Promise<MouvementsIndex | null> {
  const found = loaded.get(lecteur) ?? loadMouvements(lecteur)
  loaded.set(lecteur, found)
  return found
}

const TABLE = 'cog_mouvements'

async function loadMouvements(lecteur: Lecteur): Promise<MouvementsIndex | null> {
  const latest = [...lecteur.imports.values()]
    .filter((one) => one.tables.includes(TABLE))
    .sort((one, other) => (other.millesime ?? '').localeCompare(one.millesime ?? ''))[0]
  if (!latest) return null
  const file = join(importFolder(lecteur.lac, latest.id), `${TABLE}.parquet`)
  const columns = ['MOD', 'DATE_EFF', 'TYPECOM_AV', 'COM_AV', 'TYPECOM_AP', 'COM_AP']
  const there = await lecteur.duck.rows<{ name: string }>(
    `select column_name as name from (describe select * from read_parquet(${text(file)}))`,
  )
  const names = new Set(there.map(({ name }) => name.toUpperCase()))
  if (!columns.every((name) => names.has(name))) return null
  const rows = await lecteur.duck.rows<Record<string, string | null>>(
    `select ${columns.join(', ')} from read_parquet(${text(file)}) order by ligne`,
  )
  const lines = rows.map((row) => Object.values(row).join(','))
  return indexMouvements(parseMouvements([columns.join(','), ...lines].join('\n')).mouvements)
}

/** Before this year no file of the observatory has a geography. */
const OLDEST = 2003

/**
 * The communes of a geography year that are now this one commune, itself included; null when nothing was merged into
 * it since, or when the geography of the file is not said: then nothing is followed.
 */
export type Mergers = (commune: string, geographie: string | null) => string[] | null

/** How to follow mergers in this store. Without a file of movements nothing is followed. */
export async function mergersOf(lecteur: Lecteur): Promise<Mergers> {
  const index = await mouvementsOf(lecteur)
  if (!index) return () => null
  // Few communes ever received another: the rest are answered at once.
  const receivers = new Set<string>(
    index.flatMap(({ moves }) =>
      [...moves].flatMap(([from, targets]) => [...targets].filter((to) => to !== from)),
    ),
  )
  return (commune, geographie) => {
    const code = receivers.has(commune) ? parseCodeCommune(commune) : null
    const year = Number(geographie?.slice(0, 4))
    if (!code || !Number.isInteger(year) || year < OLDEST) return null
    const period = { from: isoDate(`${year}-01-01`), to: isoDate(`${REFERENTIEL_MILLESIME}-01-01`) }
    const before = predecessorsOf(index, code, period)
    return before.length === 1 && before[0] === code ? null : before
  }
}

/** Every commune these communes were once, whatever the geography: what must be read to add mergers up. */
export function withFormer(mergers: Mergers, codes: readonly string[]): string[] {
  return [...new Set(codes.flatMap((code) => [code, ...(mergers(code, String(OLDEST)) ?? [])]))]
}
