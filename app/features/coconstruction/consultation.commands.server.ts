import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { carryTexts } from '#app/features/strategies/index.server.ts'
import { avisSens, refuseDeadline } from '#app/lib/avis.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { listPassages } from './contributions.queries.server.ts'
import { missingParts } from './demarche.rules.ts'
import type { AvisInput, ConsultationInput } from './demarche.schema.ts'
import { demarcheEtats } from './demarche.words.ts'
import { lockDemarche, mustLead, setEtat, tell } from './demarches.commands.server.ts'
import { type Avis, type Demarche, getDemarche, listAvis, listAxes } from './demarches.queries.server.ts'
import { tellContributors } from './retours.commands.server.ts'

/** Sends the draft to councils for their opinion, a month at least to answer; a new round when it was sent before. */
export async function consult(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { version: number; input: ConsultationInput; today: IsoDate; page: string },
): Promise<void> {
  mustLead(actor)
  const demarche = await lockDemarche(tx, actor, id, given.version)
  const { input } = given
  refuseConsultation(demarche, input)
  const tour = demarche.etat === 'consultation' ? demarche.tour : demarche.tour + 1
  const asked = await councilsOf(tx, input.organisationIds)
  const { envoyeLe, echeance, silenceFavorable, fondement } = input
  const { territoireId } = actor
  await tx
    .insertInto('demarcheAvis')
    .values(
      asked.map((its) => ({
        territoireId,
        id: newId(),
        demarcheId: id,
        tour,
        organisationId: its.id,
        envoyeLe,
        echeance,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`update demarche set tour = ${tour}, silence_favorable = ${silenceFavorable}, fondement = ${fondement} where territoire_id = ${actor.territoireId} and id = ${id}`.execute(
    tx,
  )
  if (demarche.etat !== 'consultation') await setEtat(tx, actor, demarche, 'consultation')
  await tell(tx, actor, demarche, {
    verb: 'soumettre',
    changes: { avis: { avant: null, apres: `${asked.length} avis, pour le ${formatDate(echeance)}` } },
  })
  for (const { courriel } of asked)
    if (courriel) await ask(tx, actor, { to: courriel, demarche, input, page: given.page })
}

function ask(
  tx: Tx,
  actor: Actor,
  { to, demarche, input, page }: { to: string; demarche: Demarche; input: ConsultationInput; page: string },
) {
  const silence = input.silenceFavorable
    ? ` Sans réponse à cette date, votre avis est réputé favorable (${input.fondement}).`
    : ''
  return queueMail(tx, {
    to,
    subject: `Votre avis : ${demarche.titre}`,
    text: `${actor.territoireNom} soumet à votre avis le projet « ${demarche.titre} ».\n\nRéponse attendue au plus tard le ${formatDate(input.echeance)}.${silence}\n\nLe projet, ce qui a été repris des contributions et ce qui ne l’a pas été :\n${page}\n`,
    territoireId: actor.territoireId,
  })
}

function refuseConsultation(demarche: Demarche, input: ConsultationInput): void {
  if (demarche.etat !== 'redaction' && demarche.etat !== 'consultation')
    throw new Refusal(
      'pas-en-redaction',
      `Le projet se soumet une fois rédigé : la démarche est « ${demarcheEtats[demarche.etat].toLowerCase()} ».`,
    )
  const missing = missingParts(demarche)
  if (missing.length > 0) throw new Refusal('projet-incomplet', missing.join(' '))
  const errors: Record<string, string[]> = {}
  const late = refuseDeadline(input.envoyeLe, input.echeance)
  if (late) errors.echeance = [late]
  if (input.silenceFavorable && input.fondement.length < 5)
    errors.fondement = ['Nommez le texte qui dit que le silence vaut avis favorable, ou décochez la case.']
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors)
}

async function councilsOf(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; courriel: string | null }>`select id, courriel from organisation
    where territoire_id = territoire_courant() and archive_le is null and id = any(${[...new Set(ids)]})`.execute(
    tx,
  )
  if (rows.length < new Set(ids).size)
    throw new InvalidInput({ organisationIds: ['Une de ces structures n’existe plus : rechargez la page.'] })
  return rows
}

/** Whether this person may write the opinion of this organisation: its own, or any for the team that receives them. */
export function mayAdvise(actor: Actor, organisationId: string): boolean {
  return can(actor, 'demarches.aviser', { organisationIds: [organisationId] })
}

/** Keeps an opinion, written by the council itself or received by the team. Late ones are kept too. */
export async function receiveAvis(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { avisId: string; version: number; input: AvisInput; today: IsoDate },
): Promise<void> {
  await getDemarche(tx, actor, id)
  const demarche = await lockDemarche(tx, actor, id, null)
  const asked = await mustHaveAvis(tx, demarche, given)
  if (!mayAdvise(actor, asked.organisationId)) throw new Forbidden()
  if (demarche.etat !== 'consultation' || asked.tour !== demarche.tour)
    throw new Refusal('consultation-close', 'Le projet n’est plus soumis pour avis.')
  const { sens, recuLe, texte } = given.input
  if (recuLe < asked.envoyeLe)
    throw new InvalidInput({
      recuLe: [`Le projet a été envoyé le ${formatDate(asked.envoyeLe)} : l’avis vient après.`],
    })
  if (recuLe > given.today) throw new InvalidInput({ recuLe: ['Ce jour est à venir.'] })
  if (sens !== 'favorable' && texte.length < 10)
    throw new InvalidInput({
      texte: ['Dites ce qui fait réserve ou désaccord : c’est ce qui peut changer le texte.'],
    })
  await sql`update demarche_avis set sens = ${sens}, recu_le = ${recuLe}, texte = ${texte}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${asked.id}`.execute(tx)
  await tell(tx, actor, demarche, {
    verb: 'recevoir',
    changes: {
      [asked.nom]: { avant: asked.sens && avisSens[asked.sens], apres: avisSens[sens] },
      texte: { avant: asked.texte, apres: texte },
    },
  })
}

/** Says what the text does of an opinion; it is annexed beside it. */
export async function answerAvis(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { avisId: string; version: number; suite: string; today: IsoDate },
): Promise<void> {
  mustLead(actor)
  const demarche = await lockDemarche(tx, actor, id, null)
  const asked = await mustHaveAvis(tx, demarche, given)
  if (!asked.sens) throw new Refusal('sans-avis', 'Cet avis n’est pas encore reçu.')
  if (demarche.etat === 'portee')
    throw new Refusal('deja-portee', 'Le texte est porté au document : il ne change plus.')
  await sql`update demarche_avis set suite = ${given.suite}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${asked.id}`.execute(tx)
  await tell(tx, actor, demarche, {
    verb: 'repondre',
    changes: { [asked.nom]: { avant: asked.suite, apres: given.suite } },
  })
}

async function mustHaveAvis(
  tx: Tx,
  demarche: Demarche,
  { avisId, version, today }: { avisId: string; version: number; today: IsoDate },
): Promise<Avis> {
  const all = await listAvis(tx, demarche.id, today)
  const asked = isId(avisId) ? all.find((its) => its.id === avisId) : undefined
  if (!asked) throw new NotFound()
  if (asked.version !== version)
    throw new Refusal('conflit', 'Cet avis a changé entre-temps : rechargez la page, puis recommencez.')
  return asked
}

/** Why the text may not be carried to its document yet: French sentences, none when it may. */
export function refusalsToCarry(demarche: Demarche, avis: ReadonlyArray<Avis>): string[] {
  const waiting = avis.filter((its) => its.tour === demarche.tour && its.etat === 'attendu')
  const reserved = avis.filter((its) => its.sens !== null && its.sens !== 'favorable' && its.suite === '')
  const names = (list: ReadonlyArray<Avis>) => list.map((its) => its.nom).join(', ')
  return [
    ...(demarche.tour === 0 ? ['Le projet n’a pas été soumis pour avis.'] : []),
    ...missingParts(demarche),
    ...(waiting.length > 0 ? [`Des avis sont encore attendus : ${names(waiting)}.`] : []),
    ...(reserved.length > 0 ? [`Dites ce que le texte fait des réserves de : ${names(reserved)}.`] : []),
  ]
}

/**
 * Carries the text to its document: into the axes themselves while it is being written, else as the proposals of a
 * new amendment, which a meeting then adopts.
 */
export async function carryText(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { version: number; objet: string; today: IsoDate },
): Promise<void> {
  mustLead(actor)
  if (!can(actor, 'strategie.modifier')) throw new Forbidden()
  const demarche = await lockDemarche(tx, actor, id, given.version)
  if (demarche.etat !== 'consultation' && demarche.etat !== 'redaction')
    throw new Refusal('pas-soumise', 'Le texte se porte au document après avoir été soumis pour avis.')
  const refusals = refusalsToCarry(demarche, await listAvis(tx, id, given.today))
  if (refusals.length > 0) throw new Refusal('pas-prete', refusals.join(' '))
  const avenantId = await carryTexts(tx, actor, {
    documentId: demarche.documentId,
    objet: given.objet,
    textes: await textsOf(tx, actor, demarche, given.today),
    today: given.today,
  })
  await sql`update demarche set avenant_id = ${avenantId}, portee_le = ${given.today} where territoire_id = ${actor.territoireId} and id = ${id}`.execute(
    tx,
  )
  await setEtat(tx, actor, demarche, 'portee')
  await tellContributors(tx, actor, demarche)
}

/** The text of each axis, its passages put together in order. */
async function textsOf(
  tx: Tx,
  actor: Actor,
  demarche: Demarche,
  today: IsoDate,
): Promise<Map<string, string>> {
  const axes = new Set((await listAxes(tx, actor, demarche, today)).map((its) => its.id))
  const passages = Map.groupBy(await listPassages(tx, demarche.id), (its) => its.axeId)
  if ([...passages.keys()].some((axeId) => !axes.has(axeId)))
    throw new Refusal(
      'axe-retire',
      'Un axe rédigé n’est plus dans le document : remettez-le, ou retirez ses passages.',
    )
  return new Map([...passages].map(([axeId, own]) => [axeId, own.map((its) => its.texte).join('\n\n')]))
}
