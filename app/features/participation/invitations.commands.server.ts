import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { Forbidden, InvalidInput, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { empreinteOf, newJeton } from '#app/platform/jetons.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Cible } from './cibles.server.ts'
import type { InvitationInput, ReponseInput } from './participation.schema.ts'
import { type Genre, genreColumns, genreWords, type Niveau, niveaux } from './participation.words.ts'
import { refuseLate, writeParticipation } from './participations.commands.server.ts'
import { listTownHalls, type TownHall } from './participations.queries.server.ts'

const DAYS = 60

interface Sending {
  publicUrl: string
  now: Date
}

/**
 * Proposes a level to several communes at once. Each gets a mail with a link that answers without an account, when an
 * address is known; the others are told on their own page. @returns how many were written to, and who could not be
 */
export async function inviteCommunes(
  tx: Tx,
  actor: Actor,
  asked: { cible: Cible; input: InvitationInput; exemple?: boolean },
  sending: Sending,
): Promise<{ envoyees: number; sansAdresse: string[] }> {
  if (!can(actor, 'participation.inviter')) throw new Forbidden()
  const codes = await knownCodes(tx, asked.input.communeCodes)
  const halls = new Map((await listTownHalls(tx)).map((its) => [its.communeCode, its]))
  const sansAdresse: string[] = []
  for (const [code, nom] of codes) {
    const wasMailed = await invite(tx, actor, { ...asked, code, hall: halls.get(code) }, sending)
    if (!wasMailed) sansAdresse.push(nom)
  }
  return { envoyees: codes.size - sansAdresse.length, sansAdresse }
}

async function knownCodes(tx: Tx, codes: ReadonlyArray<string>): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; nom: string }>`select code, nom from commune
    where territoire_id = territoire_courant() and code = any(${[...codes]}) order by nom`.execute(tx)
  if (rows.length < new Set(codes).size)
    throw new InvalidInput({
      communeCodes: ['Une de ces communes n’est pas du territoire : rechargez la page.'],
    })
  return new Map(rows.map((its) => [its.code, its.nom]))
}

interface Invited {
  cible: Cible
  input: InvitationInput
  code: string
  hall: TownHall | undefined
  exemple?: boolean
}

async function invite(tx: Tx, actor: Actor, invited: Invited, { publicUrl, now }: Sending): Promise<boolean> {
  const { cible, input, code, hall } = invited
  const courriels = hall?.courriels ?? []
  const { jeton, empreinte } = newJeton()
  const id = newId()
  const expireLe = new Date(now.getTime() + DAYS * 86_400_000)
  await sql`insert into participation_invitation (territoire_id, id, commune_code, ${sql.ref(genreColumns[cible.genre])}, niveau, message, envoyee_par, envoyee_le, courriel, empreinte, expire_le, exemple)
    values (${actor.territoireId}, ${id}, ${code}, ${cible.id}, ${input.niveau}, ${input.message}, ${actor.personneId}, ${now}, ${courriels.join(', ')}, ${empreinte}, ${expireLe}, ${invited.exemple ?? false})`.execute(
    tx,
  )
  await writeJournal(tx, actor, {
    operation: 'participation.inviter',
    entite: 'participation_invitation',
    entiteId: id,
    titre: `${code} : ${cible.nom}`,
    changements: { niveau: { avant: null, apres: niveaux[input.niveau] } },
  })
  for (const to of courriels)
    await queueMail(tx, {
      to,
      subject: `Invitation : ${cible.nom}`,
      text: `${actor.territoireNom} vous propose d’être « ${niveaux[input.niveau].toLowerCase()} » pour ${genreWords[cible.genre]} : ${cible.nom}.\n\n${input.message}\n\nAcceptez, choisissez un autre niveau ou déclinez ici, sans compte, jusqu’au ${parisDate(expireLe).split('-').reverse().join('/')} :\n${publicUrl}/participer/${jeton}\n`,
      territoireId: actor.territoireId,
    })
  return courriels.length > 0
}

export interface OpenInvitation {
  id: string
  territoireId: string
  territoire: string
  communeCode: string
  commune: string
  genre: Genre
  cible: string
  nom: string
  niveau: Niveau
  message: string
  expireLe: Date
  reponse: string | null
}

/** What a link opens on. @throws NotFound when nobody was ever sent it */
export async function getInvitation(db: Db | Tx, jeton: string): Promise<OpenInvitation> {
  const { rows } = await sql<OpenInvitation>`
    select i.id, i.territoire_id, t.nom as territoire, i.commune_code, c.nom as commune, i.cible, i.niveau, i.message, i.expire_le, i.reponse,
      case when i.axe_id is not null then 'axe' when i.instance_id is not null then 'instance' when i.appel_id is not null then 'appel' else 'candidature' end as genre,
      coalesce((select v.numero || '. ' || v.titre from axe_version v where v.territoire_id = i.territoire_id and v.axe_id = i.axe_id order by v.debut desc limit 1),
        n.nom, p.titre, k.titre) as nom
    from participation_invitation i
    join territoire t on t.id = i.territoire_id
    join commune c on c.territoire_id = i.territoire_id and c.code = i.commune_code
    left join instance n on n.territoire_id = i.territoire_id and n.id = i.instance_id
    left join appel_a_projets p on p.territoire_id = i.territoire_id and p.id = i.appel_id
    left join candidature k on k.territoire_id = i.territoire_id and k.id = i.candidature_id
    where i.empreinte = ${empreinteOf(jeton)}`.execute(db)
  if (!rows[0]) throw new NotFound('Ce lien n’est pas connu : vérifiez qu’il est entier dans votre courriel.')
  return rows[0]
}

/** The answer of a commune by its link, once: its own level becomes what it says of itself. */
export async function answerInvitation(
  db: Db,
  jeton: string,
  { input, now }: { input: ReponseInput; now: Date },
): Promise<void> {
  const { territoireId } = await getInvitation(db, jeton)
  await inTerritoire(db, territoireId, async (tx) => {
    await sql`select from participation_invitation where empreinte = ${empreinteOf(jeton)} for update`.execute(
      tx,
    )
    const invitation = await getInvitation(tx, jeton)
    refuseLate(invitation, now)
    const author = { territoireId, personneId: null, nom: `Commune de ${invitation.commune} (lien)` }
    const id = await writeParticipation(tx, author, {
      communeCode: invitation.communeCode,
      cible: { genre: invitation.genre, id: invitation.cible, nom: invitation.nom },
      input: { ...input, debut: parisDate(now) },
      declarePar: null,
    })
    await close(tx, invitation, { niveau: input.niveau, participationId: id, now })
  })
}

interface Closing {
  niveau: Niveau
  participationId: string
  now: Date
}

async function close(
  tx: Tx,
  { id, territoireId, niveau }: Pick<OpenInvitation, 'id' | 'territoireId' | 'niveau'>,
  closing: Closing,
): Promise<void> {
  const reponse =
    closing.niveau === 'pas_concernee' ? 'declinee' : closing.niveau === niveau ? 'acceptee' : 'autre'
  await sql`update participation_invitation set reponse = ${reponse}, repondue_le = ${closing.now}, participation_id = ${closing.participationId}
    where territoire_id = ${territoireId} and id = ${id}`.execute(tx)
}

/** What a commune says on its screen answers the invitations that waited for it about the same thing. */
export async function closeWaiting(
  tx: Tx,
  actor: Actor,
  about: { communeCode: string; cible: string },
  closing: Closing,
): Promise<void> {
  const { rows } = await sql<{ id: string; niveau: Niveau }>`select id, niveau from participation_invitation
    where territoire_id = ${actor.territoireId} and commune_code = ${about.communeCode} and cible = ${about.cible} and reponse is null for update`.execute(
    tx,
  )
  for (const its of rows) await close(tx, { ...its, territoireId: actor.territoireId }, closing)
}
