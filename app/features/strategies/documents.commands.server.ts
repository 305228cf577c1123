import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { closesLoop, isDirected, isPossible, refusalsOf, type Transition } from './document.rules.ts'
import { type DocumentInput, documentEtats, type RelationInput, relationNatures } from './document.schema.ts'
import { documentSpec } from './strategies.specs.ts'

/** Refuses whoever may not write the strategy; with axes, whoever is limited to another one. */
export function mustWrite(actor: Actor, axeIds?: ReadonlyArray<string>): void {
  if (!can(actor, 'strategie.modifier', axeIds ? { axeIds } : {})) throw new Forbidden()
}

/** Adds a framework document, in drafting. @returns its id */
export async function createDocument(tx: Tx, actor: Actor, input: DocumentInput): Promise<string> {
  mustWrite(actor)
  refuseImpossiblePeriod(input)
  await refuseTakenCode(tx, input.code, null)
  return insertEntity(tx, actor, documentSpec, { values: input })
}

/**
 * Takes over a document of the past, for memory: it is over already, and what is not known of it (axes, signatories)
 * stays empty. @returns its id
 */
export async function takeOverPastDocument(
  tx: Tx,
  actor: Actor,
  input: DocumentInput,
  today: IsoDate,
): Promise<string> {
  mustWrite(actor)
  refuseImpossiblePeriod(input)
  if (!input.fin || input.fin > today)
    throw new Refusal('pas-encore-echu', 'Un document repris pour mémoire a une fin, déjà passée.', {
      field: 'fin',
    })
  await refuseTakenCode(tx, input.code, null)
  return insertEntity(tx, actor, documentSpec, { values: input, extra: { etat: 'echu' } })
}

/** Corrects a document, at the version that was read. Once signed, its axes and its words change by amendment. */
export async function updateDocument(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: Partial<DocumentInput> },
): Promise<void> {
  mustWrite(actor)
  const before = await getEntity(tx, documentSpec, id)
  refuseImpossiblePeriod({ ...before, ...change.input })
  if (change.input.code) await refuseTakenCode(tx, change.input.code, id)
  const etat = await etatOf(tx, id)
  if (etat !== 'redaction' && change.input.texte !== undefined && change.input.texte !== before.texte)
    throw new Refusal('texte-signe', 'Le texte d’un document signé ne change plus : préparez un avenant.', {
      field: 'texte',
    })
  await updateEntity(tx, actor, documentSpec, { id, version: change.version, changes: change.input })
}

/** Moves a document to its next state, when nothing is missing. */
export async function changeDocumentEtat(
  tx: Tx,
  actor: Actor,
  id: string,
  transition: Transition,
): Promise<void> {
  mustWrite(actor)
  const document = await factsOf(tx, id)
  const missing = refusalsOf(document, transition)
  if (missing.length > 0) throw new Refusal('etat-impossible', missing.join(' '), { field: 'jour' })
  const { to, day } = transition
  await tx
    .updateTable('documentCadre')
    .set({
      etat: to,
      ...(to === 'signe' ? { dateSignature: day } : {}),
      ...(to === 'proroge' ? { fin: day, finInitiale: document.finInitiale ?? document.fin } : {}),
      ...(to === 'echu' ? { fin: day } : {}),
    })
    .set((eb) => ({ version: eb('version', '+', 1), modifieLe: sql`now()` }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: `document.${to}`,
    entite: 'document',
    entiteId: id,
    titre: `${document.titre} : ${documentEtats[to].toLowerCase()}`,
    changements: { etat: { avant: document.etat, apres: to }, jour: { avant: null, apres: day } },
  })
}

/** Links two documents; renewing and declining in circles is refused. */
export async function addRelation(tx: Tx, actor: Actor, input: RelationInput): Promise<string> {
  mustWrite(actor)
  const [from, to] = [await factsOf(tx, input.deId), await factsOf(tx, input.versId)]
  if (input.deId === input.versId) throw loop('Un document ne peut pas être lié à lui-même.')
  if (isDirected(input.nature)) {
    const edges = await tx
      .selectFrom('documentRelation')
      .select(['deId as de', 'versId as vers'])
      .where('nature', '=', input.nature)
      .execute()
    if (closesLoop(edges, { de: input.deId, vers: input.versId }))
      throw loop(
        `« ${to.titre} » vient déjà, de proche en proche, après « ${from.titre} » : ce lien tournerait en rond.`,
      )
  }
  const id = newId()
  const inserted = await tx
    .insertInto('documentRelation')
    .values({ territoireId: actor.territoireId, id, ...input })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n)
    throw new Refusal('lien-existant', 'Ce lien existe déjà.', { field: 'versId' })
  const titre = `${from.titre} ${relationNatures[input.nature]} ${to.titre}`
  await writeJournal(tx, actor, {
    operation: 'document.lier',
    entite: 'document',
    entiteId: input.deId,
    titre,
  })
  return id
}

/** Removes a link between two documents. */
export async function removeRelation(tx: Tx, actor: Actor, id: string): Promise<void> {
  mustWrite(actor)
  if (!isId(id)) throw new NotFound()
  const gone = await tx
    .deleteFrom('documentRelation')
    .where('id', '=', id)
    .returning(['deId', 'nature'])
    .executeTakeFirst()
  if (!gone) throw new NotFound()
  const titre = `Lien « ${relationNatures[gone.nature]} » retiré`
  await writeJournal(tx, actor, {
    operation: 'document.delier',
    entite: 'document',
    entiteId: gone.deId,
    titre,
  })
}

/**
 * Renews a document: a copy in drafting for the next period, with the same perimeter, the same tree and axes and the
 * same signatories to be invited again, which keeps « renouvelle » towards its elder. @returns the id of the copy
 */
export async function renewDocument(
  tx: Tx,
  actor: Actor,
  id: string,
  next: { code: string; titre: string; debut: IsoDate; fin: IsoDate | null },
): Promise<string> {
  mustWrite(actor)
  const { id: _, version: __, ...old } = await getEntity(tx, documentSpec, id)
  if (!old.fin && next.debut <= old.debut)
    throw new Refusal('periode-impossible', 'Le nouveau document doit commencer après l’ancien.', {
      field: 'debut',
    })
  const copyId = await createDocument(tx, actor, { ...old, ...next, dateSignature: null, source: '' })
  await sql`insert into document_axe (territoire_id, document_id, axe_id)
    select territoire_id, ${copyId}, axe_id from document_axe where document_id = ${id}`.execute(tx)
  const invited = await tx
    .selectFrom('signataire')
    .select(['organisationId', 'fonction', 'aConfirmer', 'exemple'])
    .where('documentId', '=', id)
    .where('fin', 'is', null)
    .execute()
  if (invited.length > 0)
    await tx
      .insertInto('signataire')
      .values(
        invited.map((its) => ({ ...its, id: newId(), territoireId: actor.territoireId, documentId: copyId })),
      )
      .execute()
  await addRelation(tx, actor, { deId: copyId, versId: id, nature: 'renouvelle', note: '' })
  return copyId
}

/** Which axes of the tree a document retains: all, or some. */
export async function setDocumentAxes(
  tx: Tx,
  actor: Actor,
  id: string,
  axeIds: ReadonlyArray<string>,
): Promise<void> {
  mustWrite(actor)
  const document = await factsOf(tx, id)
  if (document.etat !== 'redaction')
    throw new Refusal('axes-signes', 'Les axes d’un document signé changent par avenant.', {
      field: 'axeIds',
    })
  const known = await tx
    .selectFrom('axe')
    .select('id')
    .where('arbreId', '=', document.arbreId)
    .where('id', 'in', [...axeIds, newId()])
    .execute()
  await tx.deleteFrom('documentAxe').where('documentId', '=', id).execute()
  if (known.length > 0)
    await tx
      .insertInto('documentAxe')
      .values(known.map((axe) => ({ territoireId: actor.territoireId, documentId: id, axeId: axe.id })))
      .execute()
  const titre = `${document.titre} : axes retenus`
  await writeJournal(tx, actor, { operation: 'document.axes', entite: 'document', entiteId: id, titre })
}

async function factsOf(tx: Tx, id: string) {
  if (!isId(id)) throw new NotFound()
  const found = await tx
    .selectFrom('documentCadre as e')
    .select(['e.titre', 'e.etat', 'e.debut', 'e.fin', 'e.dateSignature', 'e.finInitiale', 'e.arbreId'])
    .select([
      sql<boolean>`e.perimetre_id is not null`.as('hasPerimetre'),
      sql<number>`(select count(*)::int from document_axe a where a.document_id = e.id)`.as('axesCount'),
      sql<number>`(select count(*)::int from signataire s where s.document_id = e.id)`.as('signatairesCount'),
    ])
    .where('e.id', '=', id)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

async function etatOf(tx: Tx, id: string) {
  return (await factsOf(tx, id)).etat
}

async function refuseTakenCode(tx: Tx, code: string, own: string | null): Promise<void> {
  const taken = await tx.selectFrom('documentCadre').select('id').where('code', '=', code).executeTakeFirst()
  if (taken && taken.id !== own)
    throw new Refusal('code-pris', 'Un autre document a déjà ce code : choisissez-en un autre.', {
      field: 'code',
    })
}

function refuseImpossiblePeriod(input: Pick<DocumentInput, 'debut' | 'fin'>): void {
  if (isPossible(input)) return
  throw new Refusal(
    'periode-impossible',
    'La fin doit être après le début : corrigez l’une des deux dates.',
    {
      field: 'fin',
    },
  )
}

function loop(message: string): Refusal {
  return new Refusal('boucle', message, { field: 'versId' })
}
