import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { empreinteOf, newJeton } from '#app/platform/jetons.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { giveDots, insertContribution, refuseClosed } from './contributions.commands.server.ts'
import { listContributions, mustHaveContribution } from './contributions.queries.server.ts'
import { type Address, parseAddresses } from './demarche.rules.ts'
import type { AppelInput, LienContributionInput } from './demarche.schema.ts'
import type { DemarcheEtat } from './demarche.words.ts'
import { lockDemarche, mustBeAxe, mustLead, tell } from './demarches.commands.server.ts'
import { type Demarche, listGroups } from './demarches.queries.server.ts'

const MOST_PER_LINK = 50

interface Sending {
  now: Date
  today: IsoDate
  publicUrl: string
}

interface Invited extends Address {
  organisationId: string | null
  instanceId: string | null
}

/**
 * Puts a question on an axis to the members of groups and to others: each address gets one mail, with a link of its
 * own that answers without an account. @returns how many were written to, and the members without an address
 */
export async function openAppel(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  { input, sending }: { input: AppelInput; sending: Sending },
): Promise<{ envoyes: number; sansAdresse: string[] }> {
  mustLead(actor)
  const demarche = await lockDemarche(tx, actor, demarcheId, null)
  refuseClosed(demarche)
  if (input.axeId) await mustBeAxe(tx, demarche, input.axeId)
  if (input.echeance < sending.today)
    throw new InvalidInput({ echeance: ['Ce jour est passé : laissez le temps de répondre.'] })
  const { invited, sansAdresse } = await whomToAsk(tx, demarche, input, sending.today)
  const appelId = newId()
  const { axeId, question, echeance } = input
  await tx
    .insertInto('demarcheAppel')
    .values({
      territoireId: actor.territoireId,
      id: appelId,
      demarcheId,
      axeId,
      question,
      echeance,
      ouvertLe: sending.now,
    })
    .execute()
  for (const its of invited) await invite(tx, actor, { demarche, appelId, input, invited: its, sending })
  await tell(tx, actor, demarche, {
    verb: 'appeler',
    changes: { question: { avant: null, apres: `${question} (${invited.length} envois)` } },
  })
  return { envoyes: invited.length, sansAdresse }
}

async function whomToAsk(tx: Tx, demarche: Demarche, input: AppelInput, today: IsoDate) {
  const { addresses, wrong } = parseAddresses(input.adresses)
  if (wrong.length > 0)
    throw new InvalidInput({
      adresses: [`Ces lignes n’ont pas d’adresse : ${wrong.slice(0, 5).join(' ; ')}.`],
    })
  const groups = (await listGroups(tx, demarche.id, today)).filter((its) => input.groupes.includes(its.id))
  const invited = new Map<string, Invited>()
  const sansAdresse = new Set<string>()
  for (const group of groups)
    for (const { nom, courriel, organisationId, titulaire } of group.membres) {
      if (!courriel) sansAdresse.add(nom)
      else if (!invited.has(courriel.toLowerCase()))
        invited.set(courriel.toLowerCase(), {
          courriel,
          destinataire: titulaire ? `${titulaire}, ${nom}` : nom,
          organisationId,
          instanceId: group.id,
        })
    }
  for (const its of addresses)
    if (!invited.has(its.courriel))
      invited.set(its.courriel, { ...its, organisationId: null, instanceId: null })
  if (invited.size === 0)
    throw new InvalidInput({
      adresses: [
        'Personne à qui écrire : choisissez un groupe dont les membres ont une adresse, ou écrivez-en une.',
      ],
    })
  return { invited: [...invited.values()], sansAdresse: [...sansAdresse].toSorted() }
}

async function invite(
  tx: Tx,
  actor: Actor,
  given: { demarche: Demarche; appelId: string; input: AppelInput; invited: Invited; sending: Sending },
): Promise<void> {
  const { demarche, appelId, input, invited, sending } = given
  const { jeton, empreinte } = newJeton()
  await tx
    .insertInto('demarcheLien')
    .values({
      ...invited,
      territoireId: actor.territoireId,
      id: newId(),
      appelId,
      empreinte,
      envoyeLe: sending.now,
    })
    .execute()
  await mail(tx, actor, {
    to: invited.courriel,
    subject: `Votre contribution : ${demarche.titre}`,
    question: input.question,
    titre: demarche.titre,
    echeance: input.echeance,
    address: `${sending.publicUrl}/contribution/${jeton}`,
  })
}

interface Asking {
  to: string
  subject: string
  titre: string
  question: string
  echeance: IsoDate
  address: string
}

function mail(tx: Tx, actor: Actor, { to, subject, titre, question, echeance, address }: Asking) {
  return queueMail(tx, {
    to,
    subject,
    text: `${actor.territoireNom} écrit avec ses partenaires : ${titre}.\n\n${question}\n\nÉcrivez ce que vous constatez, ce que vous proposez, et donnez vos points aux idées des autres, jusqu’au ${formatDate(echeance)}, sans compte :\n${address}\n\nCe lien est le vôtre : ne le transmettez pas.\n`,
    territoireId: actor.territoireId,
  })
}

/** Writes again, with a new link, to those who have neither written nor given a dot. @returns how many */
export async function remindAppel(
  tx: Tx,
  actor: Actor,
  demarcheId: string,
  { appelId, sending }: { appelId: string; sending: Sending },
): Promise<number> {
  mustLead(actor)
  const demarche = await lockDemarche(tx, actor, demarcheId, null)
  refuseClosed(demarche)
  const appel = (await listAppels(tx, demarcheId)).find((its) => its.id === appelId)
  if (!appel) throw new NotFound()
  if (appel.echeance < sending.today)
    throw new Refusal('appel-clos', 'Le dernier jour de cet appel est passé : ouvrez-en un autre.')
  const { rows } = await sql<{ id: string; courriel: string }>`select l.id, l.courriel from demarche_lien l
    where l.territoire_id = ${actor.territoireId} and l.appel_id = ${appelId} and ${silent}
      and (l.relance_le is null or l.relance_le < ${new Date(sending.now.getTime() - 86_400_000)}) for update`.execute(
    tx,
  )
  for (const { id, courriel } of rows) {
    const { jeton, empreinte } = newJeton()
    await sql`update demarche_lien set empreinte = ${empreinte}, relance_le = ${sending.now} where territoire_id = ${actor.territoireId} and id = ${id}`.execute(
      tx,
    )
    await mail(tx, actor, {
      to: courriel,
      subject: `Rappel, jusqu’au ${formatDate(appel.echeance)} : ${demarche.titre}`,
      question: appel.question,
      titre: demarche.titre,
      echeance: appel.echeance,
      address: `${sending.publicUrl}/contribution/${jeton}`,
    })
  }
  await tell(tx, actor, demarche, {
    verb: 'relancer',
    changes: { rappels: { avant: null, apres: rows.length } },
  })
  return rows.length
}

const silent = sql`not exists (select from demarche_contribution c where c.territoire_id = l.territoire_id and c.lien_id = l.id)
  and not exists (select from demarche_voix v where v.territoire_id = l.territoire_id and v.lien_id = l.id)`

export interface AppelLine {
  id: string
  axeId: string | null
  question: string
  echeance: IsoDate
  envoyes: number
  repondus: number
  relances: number
}

/** The calls of a démarche, with how many were asked and answered. */
export async function listAppels(tx: Tx, demarcheId: string): Promise<AppelLine[]> {
  if (!isId(demarcheId)) throw new NotFound()
  const { rows } = await sql<AppelLine>`
    select a.id, a.axe_id, a.question, a.echeance, count(l.id)::int as envoyes, count(l.id) filter (where not (${silent}))::int as repondus,
      count(l.relance_le)::int as relances
    from demarche_appel a left join demarche_lien l on l.territoire_id = a.territoire_id and l.appel_id = a.id
    where a.territoire_id = territoire_courant() and a.demarche_id = ${demarcheId}
    group by a.id, a.axe_id, a.question, a.echeance, a.ouvert_le order by a.ouvert_le desc, a.id`.execute(tx)
  return rows
}

export interface OpenLink {
  id: string
  territoireId: string
  territoire: string
  destinataire: string
  organisationId: string | null
  instanceId: string | null
  axeId: string | null
  axe: string | null
  question: string
  echeance: IsoDate
  demarcheId: string
  titre: string
  etat: DemarcheEtat
  points: number
  arbreId: string | null
}

/** What a link opens on. @throws NotFound when nobody was sent it, or another was sent since */
export async function getLink(db: Db | Tx, jeton: string): Promise<OpenLink> {
  const { rows } = await sql<OpenLink>`
    select l.id, l.territoire_id, t.nom as territoire, l.destinataire, l.organisation_id, l.instance_id, a.axe_id, a.question, a.echeance,
      (select v.numero || '. ' || v.titre from axe_version v where v.territoire_id = a.territoire_id and v.axe_id = a.axe_id order by v.debut desc limit 1) as axe,
      e.id as demarche_id, e.titre, e.etat, e.points, d.arbre_id
    from demarche_lien l join territoire t on t.id = l.territoire_id
    join demarche_appel a on a.territoire_id = l.territoire_id and a.id = l.appel_id
    join demarche e on e.territoire_id = a.territoire_id and e.id = a.demarche_id and e.archive_le is null
    join document_cadre d on d.territoire_id = e.territoire_id and d.id = e.document_id
    where l.empreinte = ${empreinteOf(jeton)}`.execute(db)
  if (!rows[0])
    throw new NotFound(
      'Ce lien n’est pas connu, ou un rappel l’a remplacé : ouvrez celui du dernier courriel.',
    )
  return rows[0]
}

/** Whether a link still writes: its call is open, and so are the contributions. */
export function isOpen({ etat, echeance }: Pick<OpenLink, 'etat' | 'echeance'>, now: Date): boolean {
  return etat === 'contributions' && parisDate(now) <= echeance
}

/** What the page of a link shows: the contributions of its axis with the dots of this voice, and the axes to choose. */
export function readLink(db: Db, link: OpenLink) {
  return inTerritoire(db, link.territoireId, async (tx) => {
    const { rows: axes } = await sql<{ value: string; label: string }>`
      select a.id as value, v.numero || '. ' || v.titre as label from axe a join axe_version v on v.territoire_id = a.territoire_id and v.axe_id = a.id and v.fin is null
      where a.territoire_id = territoire_courant() and a.arbre_id = ${link.arbreId} and a.parent_id is null and a.archive_le is null order by a.rang`.execute(
      tx,
    )
    const contributions = await listContributions(tx, link.demarcheId, {
      ...(link.axeId ? { axeId: link.axeId } : {}),
      voice: { lienId: link.id },
    })
    return { axes, contributions }
  })
}

/** Runs what a link asks, under its lock, signed by whom it was sent to. */
async function withLink(
  db: Db,
  jeton: string,
  now: Date,
  work: (tx: Tx, link: OpenLink) => Promise<void>,
): Promise<void> {
  const { territoireId } = await getLink(db, jeton)
  await inTerritoire(db, territoireId, async (tx) => {
    await sql`select from demarche_lien where empreinte = ${empreinteOf(jeton)} for update`.execute(tx)
    const link = await getLink(tx, jeton)
    if (!isOpen(link, now))
      throw new Refusal(
        'appel-clos',
        `Cet appel est clos depuis le ${formatDate(link.echeance)}, ou la rédaction a commencé. Rien de ce que vous avez déjà envoyé n’est perdu.`,
      )
    await work(tx, link)
  })
}

const authorOf = (link: OpenLink) => ({
  territoireId: link.territoireId,
  personneId: null,
  nom: `${link.destinataire} (lien)`,
})

/** A contribution by link: on the axis of the call, in the name of whom the link was sent to. */
export function contributeByLink(
  db: Db,
  jeton: string,
  given: { input: LienContributionInput; confirmed: boolean; now: Date },
): Promise<void> {
  return withLink(db, jeton, given.now, async (tx, link) => {
    const sent = await sql<{
      nombre: number
    }>`select count(*)::int as nombre from demarche_contribution where territoire_id = ${link.territoireId} and lien_id = ${link.id}`.execute(
      tx,
    )
    if ((sent.rows[0]?.nombre ?? 0) >= MOST_PER_LINK)
      throw new Refusal('lien-plein', 'Ce lien a déjà reçu beaucoup de contributions : demandez-en un autre.')
    const { axeId, instanceId, organisationId, arbreId } = link
    const input = { ...given.input, axeId: axeId ?? given.input.axeId, instanceId, organisationId }
    await insertContribution(
      tx,
      authorOf(link),
      { id: link.demarcheId, titre: link.titre, document: { arbreId } },
      { input, confirmed: given.confirmed, now: given.now, auteurId: null, lienId: link.id },
    )
  })
}

/** Dots by link, on the contributions it shows. */
export function voteByLink(
  db: Db,
  jeton: string,
  given: { id: string; points: number; now: Date },
): Promise<void> {
  return withLink(db, jeton, given.now, async (tx, link) => {
    const about = await mustHaveContribution(tx, link.demarcheId, given.id)
    if (link.axeId && about.axeId !== link.axeId) throw new NotFound()
    await giveDots(
      tx,
      authorOf(link),
      { id: link.demarcheId, titre: link.titre, points: link.points },
      {
        id: given.id,
        points: given.points,
        voice: { lienId: link.id },
      },
    )
  })
}
