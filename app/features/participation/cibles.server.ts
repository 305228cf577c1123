import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Genre } from './participation.words.ts'

/** Something a commune may take part in. */
export interface Cible {
  genre: Genre
  id: string
  nom: string
  lien: string
}

/** What communes may take part in, at a day, as this person may read it: axes, bodies, calls and bids. */
export async function listCibles(tx: Tx, actor: Actor, at: IsoDate): Promise<Cible[]> {
  const sources = sourcesFor(actor, at)
  if (sources.length === 0) return listAxes(tx, actor, at)
  const { rows } =
    await sql<Cible>`select genre, id, nom, lien from (${sql.join(sources, sql` union all `)}) as cible (genre, rang, id, nom, lien)
    order by genre, rang, nom`.execute(tx)
  return [...(await listAxes(tx, actor, at)), ...rows]
}

async function listAxes(tx: Tx, actor: Actor, at: IsoDate): Promise<Cible[]> {
  const nodes = await listAxesAt(tx, actor, { at })
  return nodes
    .filter((its) => its.depth === 0)
    .map(({ id, numero, titre }) => ({ genre: 'axe', id, nom: `${numero}. ${titre}`, lien: `/axes/${id}` }))
}

function sourcesFor(actor: Actor, at: IsoDate): Array<RawBuilder<unknown>> {
  const here = sql`territoire_courant()`
  return [
    ...(can(actor, 'instances.lire')
      ? [
          sql`select 'instance', '', i.id, i.nom, '/instances/' || i.id from instance i
            where i.territoire_id = ${here} and i.archive_le is null and i.debut <= ${at} and (i.fin is null or i.fin > ${at})`,
        ]
      : []),
    ...(can(actor, 'appelsAProjets.lire')
      ? [
          sql`select 'appel', (9999 - p.exercice)::text, p.id, p.titre, '/financements/appels/' || p.code from appel_a_projets p
            where p.territoire_id = ${here} and p.etat not in ('brouillon', 'archive')`,
        ]
      : []),
    ...(can(actor, 'candidatures.lire')
      ? [
          sql`select 'candidature', '', k.id, k.titre, '/candidatures/' || k.code from candidature k
            where k.territoire_id = ${here} and k.archive_le is null`,
        ]
      : []),
  ]
}

/** One of them, or NotFound. */
export async function getCible(tx: Tx, actor: Actor, id: string, at: IsoDate): Promise<Cible> {
  const found = isId(id) ? (await listCibles(tx, actor, at)).find((its) => its.id === id) : undefined
  if (!found) throw new NotFound()
  return found
}
