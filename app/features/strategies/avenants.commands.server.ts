import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { insertEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { inReadingOrder, renumbered } from './axe.rules.ts'
import type { AxeTexte } from './axe.schema.ts'
import { insertPlace, startVersion } from './axes.commands.server.ts'
import { listNodes, placesOf } from './axes.store.server.ts'
import type { AvenantInput } from './document.schema.ts'
import { mustWrite } from './documents.commands.server.ts'
import { avenantSpec } from './strategies.specs.ts'

/** Opens an amendment to a signed document; it has the next number. @returns its id */
export async function createAvenant(
  tx: Tx,
  actor: Actor,
  documentId: string,
  input: AvenantInput,
): Promise<string> {
  mustWrite(actor)
  if (!isId(documentId)) throw new NotFound()
  const document = await tx
    .selectFrom('documentCadre')
    .select('etat')
    .where('id', '=', documentId)
    .executeTakeFirst()
  if (!document) throw new NotFound()
  if (document.etat === 'redaction' || document.etat === 'echu')
    throw new Refusal('avenant-impossible', 'Un avenant modifie un document signé et non échu.', {
      field: 'objet',
    })
  const numero = sql<number>`(select coalesce(max(numero), 0) + 1 from avenant where document_id = ${documentId})`
  const { numero: next } = await tx.selectNoFrom(numero.as('numero')).executeTakeFirstOrThrow()
  return insertEntity(tx, actor, avenantSpec, { values: input, extra: { documentId, numero: next } })
}

export interface Proposal extends AxeTexte {
  axeId: string
  retrait: boolean
}

/** What the amendment says of an axis: its new words, or that it is withdrawn. Replaces what it said before. */
export async function proposeAxe(tx: Tx, actor: Actor, avenantId: string, proposal: Proposal): Promise<void> {
  const avenant = await mustBeDrafting(tx, actor, avenantId)
  const places = await placesOf(tx, avenant.arbreId)
  if (!places.some((place) => place.id === proposal.axeId)) throw new NotFound()
  const values = { territoireId: actor.territoireId, avenantId, ...proposal }
  await tx
    .insertInto('avenantAxe')
    .values(values)
    .onConflict((conflict) => conflict.columns(['territoireId', 'avenantId', 'axeId']).doUpdateSet(proposal))
    .execute()
  await writeJournal(tx, actor, {
    operation: 'avenant.proposer',
    entite: 'avenant',
    entiteId: avenantId,
    titre: `Avenant ${avenant.numero} : ${proposal.retrait ? 'retrait' : 'texte'} de ${proposal.numero}. ${proposal.titre}`,
  })
}

/** A new axis or level the amendment brings; it exists from its adoption. @returns its id */
export async function proposeNewAxe(
  tx: Tx,
  actor: Actor,
  avenantId: string,
  given: { parentId: string | null; texte: AxeTexte },
): Promise<string> {
  const { arbreId } = await mustBeDrafting(tx, actor, avenantId)
  const places = await placesOf(tx, arbreId)
  if (given.parentId && !places.some((place) => place.id === given.parentId)) throw new NotFound()
  const axeId = await insertPlace(tx, actor, { arbreId, parentId: given.parentId })
  await proposeAxe(tx, actor, avenantId, { ...given.texte, axeId, retrait: false })
  return axeId
}

/** Counts the numbers again, as a proposal of the amendment. @returns how many change */
export async function proposeNumbers(
  tx: Tx,
  actor: Actor,
  avenantId: string,
  today: IsoDate,
): Promise<number> {
  const { arbreId } = await mustBeDrafting(tx, actor, avenantId)
  const nodes = inReadingOrder(await listNodes(tx, { arbreId, at: today }))
  const numbers = renumbered(nodes)
  const changed = nodes.filter((node) => numbers.get(node.id) !== node.numero)
  for (const { id, titre, court, texte, numero } of changed)
    await proposeAxe(tx, actor, avenantId, {
      axeId: id,
      numero: numbers.get(id) ?? numero,
      titre,
      court,
      texte,
      retrait: false,
    })
  return changed.length
}

/** Takes back what the amendment said of an axis. */
export async function withdrawProposal(
  tx: Tx,
  actor: Actor,
  avenantId: string,
  axeId: string,
): Promise<void> {
  await mustBeDrafting(tx, actor, avenantId)
  if (!isId(axeId)) throw new NotFound()
  await tx.deleteFrom('avenantAxe').where('avenantId', '=', avenantId).where('axeId', '=', axeId).execute()
}

/** Adopts an amendment: its words hold from that day, the old ones stay readable before it. */
export async function adoptAvenant(
  tx: Tx,
  actor: Actor,
  id: string,
  adoption: { day: IsoDate; decisionSource: string },
): Promise<void> {
  const avenant = await mustBeDrafting(tx, actor, id)
  const { day, decisionSource } = adoption
  const signed = avenant.dateSignature ?? avenant.debut
  if (day <= signed)
    throw new Refusal(
      'date-trop-tot',
      `Un avenant est adopté après la signature du document, le ${formatDate(signed)}.`,
      { field: 'jour' },
    )
  const proposals = await tx.selectFrom('avenantAxe').selectAll().where('avenantId', '=', id).execute()
  for (const { axeId, numero, titre, court, texte, retrait } of proposals)
    await startVersion(tx, actor, {
      axeId,
      texte: retrait ? null : { numero, titre, court, texte },
      debut: day,
      avenantId: id,
    })
  await tx
    .updateTable('avenant')
    .set({ etat: 'adopte', dateAdoption: day, decisionSource })
    .set((eb) => ({ version: eb('version', '+', 1), modifieLe: sql`now()` }))
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'avenant.adopter',
    entite: 'avenant',
    entiteId: id,
    titre: `Avenant ${avenant.numero} adopté`,
    changements: { etat: { avant: 'redaction', apres: 'adopte' }, dateAdoption: { avant: null, apres: day } },
  })
}

async function mustBeDrafting(tx: Tx, actor: Actor, id: string) {
  mustWrite(actor)
  if (!isId(id)) throw new NotFound()
  const avenant = await tx
    .selectFrom('avenant as e')
    .innerJoin('documentCadre as d', 'd.id', 'e.documentId')
    .select(['e.numero', 'e.etat', 'd.arbreId', 'd.debut', 'd.dateSignature'])
    .where('e.id', '=', id)
    .executeTakeFirst()
  if (!avenant) throw new NotFound()
  if (avenant.etat === 'adopte')
    throw new Refusal('avenant-adopte', 'Cet avenant est adopté : il ne change plus. Ouvrez-en un autre.')
  if (!avenant.arbreId) throw new Refusal('sans-axes', 'Ce document n’a pas d’axes à modifier.')
  return { ...avenant, arbreId: avenant.arbreId }
}
