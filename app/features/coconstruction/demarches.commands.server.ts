import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { type Change, type JournalAuthor, writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { nextEtats } from './demarche.rules.ts'
import type { DemarcheInput } from './demarche.schema.ts'
import { type DemarcheEtat, demarcheEtats } from './demarche.words.ts'
import { type Demarche, demarcheSpec, getDemarche } from './demarches.queries.server.ts'

export function mustLead(actor: Actor): void {
  if (!can(actor, 'demarches.conduire')) throw new Forbidden()
}

/** Opens the writing of a document, or of its amendment, by several groups. @returns its id */
export async function createDemarche(
  tx: Tx,
  actor: Actor,
  input: DemarcheInput,
  given: { exemple?: boolean } = {},
): Promise<string> {
  mustLead(actor)
  await refuseInput(tx, input)
  return insertEntity(tx, actor, demarcheSpec, { values: input, extra: { exemple: given.exemple ?? false } })
}

/** Corrects what a démarche is; its document does not change once people have written for it. */
export async function updateDemarche(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: DemarcheInput },
): Promise<void> {
  mustLead(actor)
  const before = await getDemarche(tx, actor, id)
  if (before.etat === 'portee')
    throw new Refusal('deja-portee', 'Cette démarche est portée au document : elle ne change plus.')
  if (before.etat !== 'preparation' && change.input.documentId !== before.documentId)
    throw new InvalidInput({
      documentId: ['Des contributions ont été demandées pour ce document : ouvrez une autre démarche.'],
    })
  await refuseInput(tx, change.input)
  await updateEntity(tx, actor, demarcheSpec, { id, version: change.version, changes: change.input })
}

const order = ['contributionsDu', 'contributionsAu', 'redactionAu', 'consultationAu'] as const

async function refuseInput(tx: Tx, input: DemarcheInput): Promise<void> {
  const errors: Record<string, string[]> = {}
  const days = order.filter((key) => input[key] !== null)
  for (const [rank, key] of days.entries()) {
    const before = days[rank - 1]
    if (before && (input[key] ?? '') < (input[before] ?? ''))
      errors[key] = ['Cette étape finit avant la précédente : vérifiez les dates.']
  }
  const { rows } = await sql<{ document: string | null; arbre: boolean; groupes: number }>`select
    (select case when etat <> 'redaction' and fin <= (now() at time zone 'Europe/Paris')::date then 'echu' else etat end from document_cadre where territoire_id = territoire_courant() and id = ${input.documentId} and archive_le is null) as document,
    exists (select from document_cadre where territoire_id = territoire_courant() and id = ${input.documentId} and arbre_id is not null) as arbre,
    (select count(*)::int from instance where territoire_id = territoire_courant() and archive_le is null and id = any(${input.groupes})) as groupes`.execute(
    tx,
  )
  const [known] = rows
  if (!known?.document) errors.documentId = ['Ce document n’existe pas, ou plus.']
  else if (known.document === 'echu')
    errors.documentId = [
      'Ce document est échu : il ne se réécrit pas. Créez celui qui lui succède, puis choisissez-le ici.',
    ]
  else if (!known.arbre)
    errors.documentId = [
      'Ce document n’a pas d’axes : donnez-lui d’abord son arbre d’axes, il s’écrit axe par axe.',
    ]
  if ((known?.groupes ?? 0) < new Set(input.groupes).size)
    errors.groupes = ['Un de ces groupes n’existe pas, ou plus : rechargez la page.']
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors)
}

/** Moves a démarche to another phase by hand. */
export async function moveDemarche(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { version: number; to: DemarcheEtat },
): Promise<void> {
  mustLead(actor)
  const demarche = await lockDemarche(tx, actor, id, given.version)
  if (!nextEtats(demarche.etat).includes(given.to))
    throw new Refusal('passage-impossible', 'La démarche ne passe pas de cette phase à celle-là.')
  await setEtat(tx, actor, demarche, given.to)
}

export async function setEtat(tx: Tx, actor: Actor, demarche: Demarche, to: DemarcheEtat): Promise<void> {
  await sql`update demarche set etat = ${to}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${demarche.id}`.execute(tx)
  await tell(tx, actor, demarche, {
    verb: 'avancer',
    changes: { etat: { avant: demarcheEtats[demarche.etat], apres: demarcheEtats[to] } },
  })
}

/** The démarche, locked; at the version it was read, when one is given. */
export async function lockDemarche(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number | null,
): Promise<Demarche> {
  await getDemarche(tx, actor, id)
  await sql`select from demarche where territoire_id = ${actor.territoireId} and id = ${id} for update`.execute(
    tx,
  )
  const demarche = await getDemarche(tx, actor, id)
  if (version !== null && demarche.version !== version)
    throw new Refusal(
      'conflit',
      'Quelqu’un a changé cette démarche entre-temps : rechargez la page, puis recommencez.',
    )
  return demarche
}

/** Refuses an axis that is not one of those the document is written on. */
export async function mustBeAxe(
  tx: Tx,
  demarche: { document: { arbreId: string | null } },
  axeId: string,
): Promise<void> {
  const { rows } = await sql`select from axe where territoire_id = territoire_courant() and id = ${axeId}
    and arbre_id = ${demarche.document.arbreId} and archive_le is null`.execute(tx)
  if (rows.length === 0) throw new NotFound()
}

/** A line of the journal, under the démarche it is about. */
export function tell(
  tx: Tx,
  author: JournalAuthor,
  { id, titre }: { id: string; titre: string },
  { verb, changes }: { verb: string; changes: Record<string, Change> },
): Promise<void> {
  return writeJournal(tx, author, {
    operation: `demarche.${verb}`,
    entite: 'demarche',
    entiteId: id,
    titre,
    changements: changes,
  })
}
