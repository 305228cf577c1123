import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { getEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { AideInput } from './aide.schema.ts'
import { aideSpec } from './aide.spec.ts'
import type { ReadAide } from './aide-import.ts'

export interface AidesWritten {
  nouvelles: number
  modifiees: number
  identiques: number
}

/** Keeps the aids of a page: new ones to be examined, known ones brought up to date, decisions left as they are. */
export async function importAides(
  tx: Tx,
  actor: Actor,
  given: { aides: ReadonlyArray<ReadAide>; source: string; exemple?: boolean },
): Promise<AidesWritten> {
  if (!can(actor, 'veille.suivre')) throw new Forbidden()
  const written: AidesWritten = { nouvelles: 0, modifiees: 0, identiques: 0 }
  for (const read of given.aides) {
    const outcome = await keepAide(tx, actor, read, given.exemple ?? false)
    written[outcome] += 1
  }
  await writeJournal(tx, actor, {
    operation: 'aide.importer',
    entite: 'aide',
    entiteId: newId(),
    titre: given.source,
    changements: { aides: { avant: null, apres: written } },
  })
  return written
}

async function keepAide(tx: Tx, actor: Actor, read: ReadAide, exemple: boolean): Promise<keyof AidesWritten> {
  const known = await tx
    .selectFrom('aide')
    .select(['id', 'empreinte', 'concerne'])
    .where('sourceId', '=', read.aide.id)
    .executeTakeFirst()
  const values = { ...columnsOf(read), vueLe: new Date() }
  if (!known) {
    const fixed = { territoireId: actor.territoireId, id: newId(), sourceId: read.aide.id, exemple }
    await tx
      .insertInto('aide')
      .values({ ...fixed, ...values })
      .execute()
    return 'nouvelles'
  }
  if (known.empreinte === read.empreinte && known.concerne === read.concerne) {
    await tx.updateTable('aide').set({ vueLe: values.vueLe }).where('id', '=', known.id).execute()
    return 'identiques'
  }
  await tx
    .updateTable('aide')
    .set({ ...values, version: sql`version + 1`, modifieLe: sql`now()` })
    .where('id', '=', known.id)
    .execute()
  return 'modifiees'
}

function columnsOf({ aide, descriptionHtml, eligibiliteHtml, concerne, empreinte }: ReadAide) {
  const updated = new Date(aide.date_updated)
  return {
    nom: aide.name,
    financeurs: JSON.stringify(aide.financers),
    programmes: JSON.stringify(aide.programs),
    descriptionHtml,
    eligibiliteHtml,
    perimetre: aide.perimeter,
    echelle: aide.perimeter_scale,
    concerne,
    categories: JSON.stringify(aide.categories),
    publics: JSON.stringify(aide.targeted_audiences),
    types: JSON.stringify(aide.aid_types),
    appelProjets: aide.is_call_for_project,
    ouverture: aide.start_date,
    depot: aide.predeposit_date,
    echeance: aide.submission_deadline,
    tauxMin: aide.subvention_rate_lower_bound,
    tauxMax: aide.subvention_rate_upper_bound,
    recurrence: aide.recurrence,
    url: aide.origin_url || addressOf(aide.url),
    candidatureUrl: aide.application_url,
    majSource: Number.isNaN(updated.getTime()) ? null : updated,
    empreinte,
  }
}

/** The site gives the address of an aid without its own name. */
function addressOf(path: string): string {
  if (/^https?:\/\//i.test(path)) return path
  return /^\/[\w/-]*$/.test(path) ? `https://aides-territoires.beta.gouv.fr${path}` : ''
}

/** Follows an aid for an axis, or sets it aside with the reason. */
export async function decideAide(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: AideInput },
): Promise<void> {
  if (!can(actor, 'veille.suivre')) throw new Forbidden()
  await getEntity(tx, aideSpec, id)
  if (change.input.etat === 'ecartee' && change.input.motif === '')
    throw new Refusal('motif-absent', 'Dites pourquoi cette aide est écartée.', { field: 'motif' })
  await updateEntity(tx, actor, aideSpec, {
    id,
    version: change.version,
    changes: change.input,
    operation: `aide.${change.input.etat === 'suivie' ? 'suivre' : change.input.etat === 'ecartee' ? 'ecarter' : 'modifier'}`,
  })
}
