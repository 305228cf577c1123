import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { listPassages, type Passage } from './contributions.queries.server.ts'
import { paragraphsOf } from './demarche.rules.ts'
import type { PassageInput } from './demarche.schema.ts'
import { lockDemarche, mustBeAxe, mustLead, tell } from './demarches.commands.server.ts'
import { type Demarche, listAxes } from './demarches.queries.server.ts'

/** The démarche, locked, while its text may be written: as soon as people contribute, until it is submitted. */
async function writing(tx: Tx, actor: Actor, id: string): Promise<Demarche> {
  mustLead(actor)
  const demarche = await lockDemarche(tx, actor, id, null)
  if (demarche.etat !== 'redaction' && demarche.etat !== 'contributions')
    throw new Refusal(
      'texte-fige',
      'Le texte ne s’écrit que pendant les contributions et la rédaction : soumis pour avis ou porté, il ne change plus.',
    )
  return demarche
}

/** Adds a passage at the end of an axis. @returns its id */
export async function addPassage(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  given: { axeId: string; input: PassageInput; origine?: 'nouveau' | 'actuel'; exemple?: boolean },
): Promise<string> {
  const demarche = await writing(tx, actor, demarcheId)
  if (!isId(given.axeId)) throw new NotFound()
  await mustBeAxe(tx, demarche, given.axeId)
  const id = newId()
  const { texte, citations } = given.input
  const rang = sql<number>`(select coalesce(max(rang), 0) + 1 from demarche_passage where demarche_id = ${demarcheId} and axe_id = ${given.axeId})`
  await tx
    .insertInto('demarchePassage')
    .values({
      territoireId: actor.territoireId,
      id,
      demarcheId,
      axeId: given.axeId,
      rang,
      texte,
      origine: given.origine ?? 'nouveau',
      exemple: given.exemple ?? false,
    })
    .execute()
  await cite(tx, demarche, id, citations)
  await tell(tx, actor, demarche, { verb: 'rediger', changes: { passage: { avant: null, apres: texte } } })
  return id
}

/** Rewrites a passage and says anew what it comes from. */
export async function updatePassage(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  change: { id: string; version: number; input: PassageInput },
): Promise<void> {
  const demarche = await writing(tx, actor, demarcheId)
  const before = await mustHavePassage(tx, demarcheId, change.id)
  const { texte, citations } = change.input
  if (before.version !== change.version)
    throw new Refusal(
      'conflit',
      `Quelqu’un a récrit ce passage pendant que vous écriviez. Le sien : « ${before.texte} » Reprenez-en ce qu’il faut, puis enregistrez : le vôtre est resté dans le formulaire.`,
      { field: 'texte' },
    )
  await sql`update demarche_passage set texte = ${texte}, version = version + 1, modifie_le = now() where territoire_id = ${actor.territoireId} and id = ${before.id}`.execute(
    tx,
  )
  await cite(tx, demarche, before.id, citations)
  await tell(tx, actor, demarche, {
    verb: 'rediger',
    changes: {
      passage: { avant: before.texte, apres: texte },
      citations: { avant: before.citations.length, apres: citations.length },
    },
  })
}

/** What a passage comes from: contributions of this démarche, on any axis; a citation undoes a refusal. */
async function cite(tx: Tx, demarche: Demarche, passageId: string, ids: readonly string[]): Promise<void> {
  const cited = [...new Set(ids)]
  await sql`delete from demarche_citation where territoire_id = territoire_courant() and passage_id = ${passageId}`.execute(
    tx,
  )
  if (cited.length === 0) return
  const { rows } = await sql`insert into demarche_citation (territoire_id, passage_id, contribution_id)
    select territoire_id, ${passageId}, id from demarche_contribution
    where territoire_id = territoire_courant() and demarche_id = ${demarche.id} and id = any(${cited}) returning contribution_id`.execute(
    tx,
  )
  if (rows.length < cited.length)
    throw new InvalidInput({ citations: ['Une contribution citée a été retirée : rechargez la page.'] })
  await sql`update demarche_contribution set motif_ecart = '' where territoire_id = territoire_courant() and id = any(${cited}) and motif_ecart <> ''`.execute(
    tx,
  )
}

/** Moves a passage before its elder or after its younger. */
export async function movePassage(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  { id, direction }: { id: string; direction: 'haut' | 'bas' },
): Promise<void> {
  const demarche = await writing(tx, actor, demarcheId)
  const { axeId } = await mustHavePassage(tx, demarcheId, id)
  const order = (await listPassages(tx, demarcheId, axeId)).map((its) => its.id)
  const from = order.indexOf(id)
  const to = direction === 'haut' ? from - 1 : from + 1
  if (to < 0 || to >= order.length) return
  order.splice(to, 0, ...order.splice(from, 1))
  await sql`update demarche_passage p set rang = o.rang from unnest(${order}::uuid[]) with ordinality as o(id, rang)
    where p.territoire_id = ${actor.territoireId} and p.id = o.id`.execute(tx)
  await tell(tx, actor, demarche, { verb: 'ordonner', changes: { rang: { avant: from + 1, apres: to + 1 } } })
}

/** Takes a passage out; the journal keeps its words, its contributions are to be treated again. */
export async function removePassage(tx: Tx, actor: Actor, demarcheId: string, id: string): Promise<void> {
  const demarche = await writing(tx, actor, demarcheId)
  const before = await mustHavePassage(tx, demarcheId, id)
  await tx
    .deleteFrom('demarchePassage')
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await tell(tx, actor, demarche, {
    verb: 'rediger',
    changes: { passage: { avant: before.texte, apres: null } },
  })
}

/** Starts the draft of an axis from its words of today, one passage a paragraph. @returns how many */
export async function startFromCurrent(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  { axeId, today }: { axeId: string; today: IsoDate },
): Promise<number> {
  const demarche = await writing(tx, actor, demarcheId)
  const axe = (await listAxes(tx, actor, demarche, today)).find((its) => its.id === axeId)
  if (!axe) throw new NotFound()
  if ((await listPassages(tx, demarcheId, axeId)).length > 0)
    throw new Refusal('deja-commence', 'Cet axe a déjà des passages : le texte actuel s’y ajouterait.')
  const paragraphs = paragraphsOf(axe.texte)
  if (paragraphs.length === 0)
    throw new Refusal('sans-texte', 'Cet axe n’a pas de texte aujourd’hui : écrivez le premier passage.')
  for (const texte of paragraphs)
    await addPassage(tx, actor, demarcheId, { axeId, input: { texte, citations: [] }, origine: 'actuel' })
  return paragraphs.length
}

async function mustHavePassage(tx: Tx, demarcheId: string, id: string): Promise<Passage> {
  const found = (await listPassages(tx, demarcheId)).find((its) => its.id === id)
  if (!found) throw new NotFound()
  return found
}
