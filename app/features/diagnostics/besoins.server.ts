import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import {
  type Analyse,
  type AxeNomme,
  type Couverture,
  couvertureOf,
  poured,
  resumeOf,
} from './besoins.rules.ts'
import { createConstat, createDiagnostic } from './diagnostics.commands.server.ts'
import { diagnosticsVisibleTo, listConstats } from './diagnostics.queries.server.ts'

/** The communes' own analyses of needs, theme by theme: what an intercommunal one can be made of. */
export async function readBesoins(tx: Tx, actor: Actor, at: IsoDate): Promise<Couverture> {
  const nodes = await listAxesAt(tx, actor, { at })
  const axes: AxeNomme[] = nodes
    .filter(({ depth }) => depth === 0)
    .map(({ id, numero, court, titre }) => ({ id, nom: `${numero}. ${court || titre}` }))
  const communes = (await listCommunesAt(tx, at)).map(({ code, nom }) => ({ code, nom }))
  const parents = new Map(nodes.map(({ id, parentId }) => [id, parentId]))
  const analyses = (await listOwnAnalyses(tx, actor)).map((one) => ({
    ...one,
    axeId: rootOf(one.axeId, parents),
  }))
  return couvertureOf(analyses, { communes, axes })
}

function rootOf(axeId: string | null, parents: ReadonlyMap<string, string | null>): string | null {
  const parent = axeId === null ? null : (parents.get(axeId) ?? null)
  return parent === null ? axeId : rootOf(parent, parents)
}

/** Diagnoses whose places all lie in one commune of the territory. A quarter over two communes is nobody's own. */
async function listOwnAnalyses(tx: Tx, actor: Actor): Promise<Analyse[]> {
  const places = sql<string[]>`array(
    select l.commune_code from diagnostic_commune l where l.territoire_id = e.territoire_id and l.diagnostic_id = e.id
    union select q.commune_code from diagnostic_qpv l
      join qpv_commune q on q.territoire_id = l.territoire_id and q.qpv_code = l.qpv_code
      where l.territoire_id = e.territoire_id and l.diagnostic_id = e.id)`
  const constats = sql<number>`(select count(*)::int from constat c where c.territoire_id = e.territoire_id
    and c.diagnostic_id = e.id and c.archive_le is null)`
  const rows = await tx
    .selectFrom('diagnostic as e')
    .select(['e.id', 'e.titre', 'e.annee', 'e.axeId', places.as('places'), constats.as('constats')])
    .where(diagnosticsVisibleTo(actor))
    .orderBy('e.annee')
    .orderBy('e.titre')
    .execute()
  return rows.flatMap(({ places: [commune, ...others], ...one }) =>
    commune !== undefined && others.length === 0 ? [{ ...one, commune }] : [],
  )
}

/**
 * Opens an intercommunal analysis of needs and pours into it the findings of the communes' own, each under the name of
 * its commune, with its figures, its observations and its reading. @returns its id
 */
export async function pourBesoins(
  tx: Tx,
  actor: Actor,
  given: { annee: number; at: IsoDate },
): Promise<string> {
  if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
  const couverture = await readBesoins(tx, actor, given.at)
  if (couverture.kept.every(({ constats }) => constats === 0))
    throw new Refusal(
      'besoins-vides',
      'Aucune commune n’a encore de constat : ouvrez d’abord un diagnostic pour une commune, puis versez-le ici.',
    )
  const names = new Map(couverture.rows.map(({ code, nom }) => [code, nom]))
  const communes = [...new Set(couverture.kept.map(({ commune }) => commune))]
  const id = await createDiagnostic(tx, actor, {
    titre: 'Analyse des besoins sociaux intercommunale',
    annee: given.annee,
    axeId: null,
    communes,
    qpvs: [],
    resume: resumeOf(couverture),
  })
  for (const analyse of couverture.kept)
    await pourOne(tx, actor, id, { id: analyse.id, commune: names.get(analyse.commune) ?? analyse.commune })
  return id
}

async function pourOne(
  tx: Tx,
  actor: Actor,
  diagnosticId: string,
  from: { id: string; commune: string },
): Promise<void> {
  for (const { id, titre, indicateurs, observations, lecture, accord } of await listConstats(
    tx,
    actor,
    from.id,
  )) {
    const input = {
      titre: poured(from.commune, titre),
      indicateurs,
      observations: observations.map((one) => one.id),
      lecture,
      accord,
      engagements: [],
    }
    await createConstat(tx, actor, diagnosticId, { input, reprendId: id })
  }
}
