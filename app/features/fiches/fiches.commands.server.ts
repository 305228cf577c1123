import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { formatAlternatives } from '#app/lib/text.ts'
import { insertEntity, type Stored, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { canCreateFiche, canEditFiche, canMoveFiche } from './fiche.permissions.ts'
import {
  contradictions,
  type Missing,
  missingBefore,
  missingBeforeValidation,
  needsReason,
  type PorteurNature,
  sentenceFor,
  transitions,
} from './fiche.rules.ts'
import {
  type FicheEtat,
  type FicheInput,
  type FicheRecord,
  type ficheRecord,
  publishedEtats,
} from './fiche.schema.ts'
import { ficheSpec } from './fiche.spec.ts'
import { getFicheById } from './fiches.queries.server.ts'
import { refuseUnknownReferences } from './fiches.references.server.ts'

export type StoredFiche = Stored<typeof ficheRecord>

/** Creates a fiche at its first state; an empty code takes the next one of the territory. @returns id and code */
export async function createFiche(
  tx: Tx,
  actor: Actor,
  input: FicheInput,
  extra: Partial<Pick<FicheRecord, 'etat' | 'motifEtat' | 'exemple'>> = {},
): Promise<{ id: string; code: string }> {
  const draft: FicheRecord = { ...input, etat: 'idee', motifEtat: '', exemple: false, ...extra }
  if (!canCreateFiche(actor, draft)) throw notYours(actor, 'fiches.creer')
  refuseContradictions(draft)
  await refuseUnknownReferences(tx, input)
  const id = newId()
  await refuseParent(tx, actor, { id, input })
  const code = input.code || (await nextCode(tx))
  await refuseTakenCode(tx, code, id)
  const values = { ...draft, code }
  await insertEntity(tx, actor, ficheSpec, { id, values, extra: { creePar: actor.personneId } })
  return { id, code }
}

/** Changes a fiche at the version that was read; what is not sent keeps its value. @returns the code it has now */
export async function updateFiche(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: Partial<FicheInput>; operation?: string },
): Promise<string> {
  const before = await getFicheById(tx, actor, id)
  const input = change.input.code === '' ? { ...change.input, code: before.code } : change.input
  const after: FicheRecord = { ...before, ...input }
  if (!canEditFiche(actor, before)) throw new Forbidden()
  if (!canEditFiche(actor, after)) throw notYours(actor, 'fiches.modifier')
  refuseContradictions(after)
  await refuseUnknownReferences(tx, input)
  await refuseParent(tx, actor, { id, input })
  if (after.code !== before.code) await refuseTakenCode(tx, after.code, id)
  await refuseUnpublishing(tx, before, after)
  const operation = change.operation ? { operation: change.operation } : {}
  await updateEntity(tx, actor, ficheSpec, { id, version: change.version, changes: input, ...operation })
  return after.code
}

export interface Move {
  version: number
  to: FicheEtat
  motif: string
  today: IsoDate
}

/** Moves a fiche to another state, when the rules and the person's role allow it. */
export async function moveFiche(tx: Tx, actor: Actor, id: string, move: Move): Promise<void> {
  const fiche = await getFicheById(tx, actor, id)
  if (!transitions[fiche.etat].includes(move.to))
    throw new Refusal('passage-impossible', 'Une fiche ne passe pas directement d’un de ces états à l’autre.')
  if (!canMoveFiche(actor, fiche, move.to)) throw new Forbidden()
  const motif = move.motif.trim()
  if (needsReason(fiche.etat, move.to) && motif === '')
    throw new Refusal('motif-absent', 'Expliquez ce changement : il sera lu par les partenaires.', {
      field: 'motif',
    })
  const porteur = await porteurNature(tx, fiche.porteurId)
  const missing = missingBefore(move.to, fiche, { porteur, today: move.today })
  if (missing.length > 0) throw new Refusal('fiche-incomplete', sentenceFor(missing), { details: missing })
  const changes = { etat: move.to, motifEtat: motif }
  await updateEntity(tx, actor, ficheSpec, { id, version: move.version, changes, operation: 'fiche.etat' })
}

/** Puts a fiche away: it leaves every list, keeps its code and its journal, and can be brought back. */
export async function archiveFiche(tx: Tx, actor: Actor, id: string): Promise<void> {
  const fiche = await getFicheById(tx, actor, id)
  if (!canMoveFiche(actor, fiche, 'abandonnee')) throw new Forbidden()
  await setArchived(tx, actor, fiche, true)
}

/** Brings an archived fiche back, or puts it away; with its journal line. */
export async function setArchived(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  archived: boolean,
): Promise<void> {
  await tx
    .updateTable('fiche')
    .set({ archiveLe: archived ? sql<Date>`now()` : null })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', fiche.id)
    .execute()
  await writeJournal(tx, actor, {
    operation: archived ? 'fiche.archiver' : 'fiche.desarchiver',
    entite: 'fiche',
    entiteId: fiche.id,
    titre: ficheSpec.titre(fiche),
  })
}

/** The nature of the carrier, as far as the rules need it. */
export async function porteurNature(tx: Tx, porteurId: string | null): Promise<PorteurNature> {
  if (!porteurId) return null
  const found = await tx
    .selectFrom('organisation')
    .select('nature')
    .where('id', '=', porteurId)
    .executeTakeFirst()
  return found?.nature === 'epci' ? 'epci' : 'autre'
}

/** The next code of the territory: two people creating at once wait for each other. */
export async function nextCode(tx: Tx): Promise<string> {
  return formatCode(await nextCodeNumber(tx))
}

export async function nextCodeNumber(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('fiche ' || territoire_courant()::text, 0))`.execute(
    tx,
  )
  const { rows } = await sql<{ last: number | null }>`
    select max(substring(code from '^F-(\\d{1,8})$')::int) as last from fiche where territoire_id = territoire_courant()`.execute(
    tx,
  )
  return (rows[0]?.last ?? 0) + 1
}

export function formatCode(number: number): string {
  return `F-${String(number).padStart(4, '0')}`
}

/** Someone who may write some fiches but not this one corrects the carrier; others may not write at all. */
function notYours(actor: Actor, operation: 'fiches.creer' | 'fiches.modifier'): Error {
  if (!can(actor, operation)) return new Forbidden()
  const names = formatAlternatives(
    new Set(actor.affectations.map((affectation) => affectation.organisationNom)),
  )
  return new Refusal(
    'pas-la-votre',
    `Votre rôle permet d’écrire les fiches que porte ou opère votre organisation, dans les limites qui vous sont confiées : indiquez ${names} comme porteur ou opérateur.`,
    { field: 'porteurId' },
  )
}

function refuseContradictions(fiche: FicheRecord): void {
  const wrong = contradictions(fiche)
  if (wrong.length > 0) throw invalid(wrong)
}

function invalid(wrong: ReadonlyArray<Missing>): InvalidInput {
  return new InvalidInput(Object.fromEntries(wrong.map(({ field, sentence }) => [field, [sentence]])))
}

async function refuseTakenCode(tx: Tx, code: string, id: string): Promise<void> {
  const taken = await tx
    .selectFrom('fiche')
    .select('archiveLe')
    .where('code', '=', code)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (!taken) return
  const which = taken.archiveLe ? 'une fiche archivée' : 'une autre fiche'
  throw new Refusal('code-pris', `Le code ${code} est déjà celui d’${which} : choisissez-en un autre.`, {
    field: 'code',
  })
}

/** Actions are gathered by a programme, one level deep: no cycle can be written. */
async function refuseParent(
  tx: Tx,
  actor: Actor,
  fiche: { id: string; input: Partial<FicheInput> },
): Promise<void> {
  const parentId = fiche.input.parentId
  if (!parentId) return
  const refusal = (sentence: string) => new Refusal('programme-impossible', sentence, { field: 'parentId' })
  const parent = await getFicheById(tx, actor, parentId).catch((error: unknown) => {
    if (error instanceof NotFound) throw refusal('Ce programme n’existe pas : choisissez dans la liste.')
    throw error
  })
  if (parent.id === fiche.id) throw refusal('Une fiche n’appartient pas à elle-même.')
  if (parent.nature !== 'programme' || parent.parentId)
    throw refusal('Choisissez un programme qui n’appartient pas lui-même à un autre.')
  const child = await tx.selectFrom('fiche').select('id').where('parentId', '=', fiche.id).executeTakeFirst()
  if (child)
    throw refusal('Cette fiche réunit déjà des actions : elle ne peut pas appartenir à un programme.')
}

/** A published fiche keeps what its validation asked for. */
async function refuseUnpublishing(tx: Tx, before: FicheRecord, after: FicheRecord): Promise<void> {
  if (!publishedEtats.includes(after.etat)) return
  const already = new Set(
    missingBeforeValidation(before, await porteurNature(tx, before.porteurId)).map((its) => its.field),
  )
  const missing = missingBeforeValidation(after, await porteurNature(tx, after.porteurId))
  const newly = missing.filter((its) => !already.has(its.field))
  if (newly.length > 0) throw invalid(newly)
}
