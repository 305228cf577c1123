import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { empreinteOf, newJeton } from '#app/platform/jetons.server.ts'
import { type Change, type JournalAuthor, writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { notify, peopleWith } from '#app/platform/notifications.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { AppuiInput, SatisfactionInput, TempsInput, TriInput } from './appui.schema.ts'
import { appuiEtats, appuiNatures, QUESTION_DAYS, type SuiteSorte, satisfactions } from './appui.words.ts'
import { type Appui, getAppui, listPosteChoices } from './appuis.queries.server.ts'

/** Asks for a hand, in the name of one's organisation. @returns the id of the request */
export async function askAppui(
  tx: Tx,
  actor: Actor,
  input: AppuiInput,
  given: { now: Date; exemple?: boolean },
): Promise<string> {
  if (!can(actor, 'appuis.demander', { organisationIds: [input.organisationId] })) throw new Forbidden()
  await mustExist(tx, input)
  const id = newId()
  await tx
    .insertInto('appui')
    .values({
      ...input,
      territoireId: actor.territoireId,
      id,
      demandeurId: actor.personneId,
      deposeeLe: given.now,
      exemple: given.exemple ?? false,
    })
    .execute()
  await tell(
    tx,
    actor,
    { id, objet: input.objet },
    {
      verb: 'demander',
      changes: { nature: { avant: null, apres: appuiNatures[input.nature] } },
    },
  )
  await notify(tx, actor, {
    personneIds: await peopleWith(tx, 'appuis.suivre'),
    objet: `Une demande d’appui attend une réponse : ${input.objet}`,
    lien: `/appuis/${id}`,
  })
  return id
}

/** The foreign keys, said as a form says them. */
async function mustExist(tx: Tx, { organisationId, communeCode, axeId }: AppuiInput): Promise<void> {
  const { rows } = await sql<{ organisation: boolean; commune: boolean; axe: boolean }>`select
    exists (select from organisation where territoire_id = territoire_courant() and id = ${organisationId} and archive_le is null) as organisation,
    (${communeCode}::text is null or exists (select from commune where territoire_id = territoire_courant() and code = ${communeCode})) as commune,
    (${axeId}::uuid is null or exists (select from axe where territoire_id = territoire_courant() and id = ${axeId})) as axe`.execute(
    tx,
  )
  const [known] = rows
  const errors: Record<string, string[]> = {}
  if (!known?.organisation) errors.organisationId = ['Cette organisation n’est pas dans l’annuaire.']
  if (!known?.commune) errors.communeCode = ['Cette commune n’est pas du territoire.']
  if (!known?.axe) errors.axeId = ['Cet axe n’existe pas.']
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors)
}

/** The team answers: takes it on with somebody in charge, sends it to somebody else, or declines, always with why. */
export async function sortAppui(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { version: number; input: TriInput; page: string },
): Promise<void> {
  const appui = await lockAppui(tx, actor, id, given.version)
  const { decision, motif, posteId, joursPrevus } = given.input
  if (appui.etat === 'terminee')
    throw new Refusal('deja-terminee', 'Cet appui est terminé : il ne se trie plus.')
  if (decision === 'acceptee' && !posteId)
    throw new InvalidInput({ posteId: ['Dites qui s’en charge : une demande sans personne n’avance pas.'] })
  if (posteId) await mustBeOfTeam(tx, posteId)
  if (decision !== 'acceptee' && motif.length < 5)
    throw new InvalidInput({ motif: ['Dites pourquoi, ou vers qui : qui demande lira cette phrase.'] })
  const kept = decision === 'acceptee' ? posteId : null
  await update(
    tx,
    actor,
    id,
    sql`etat = ${decision}, motif = ${motif}, poste_id = ${kept}, jours_prevus = ${joursPrevus}`,
  )
  await tell(tx, actor, appui, {
    verb: 'trier',
    changes: {
      etat: { avant: appuiEtats[appui.etat], apres: appuiEtats[decision] },
      motif: { avant: null, apres: motif },
    },
  })
  await mail(tx, actor, appui, {
    subject: `Votre demande d’appui : ${appui.objet}`,
    text: `Votre demande « ${appui.objet} » est ${decision === 'acceptee' ? 'prise en charge' : appuiEtats[decision].toLowerCase()}.${motif ? `\n\n${motif}` : ''}\n\nLa suivre : ${given.page}`,
  })
}

async function mustBeOfTeam(tx: Tx, posteId: string): Promise<void> {
  const postes = await listPosteChoices(tx)
  if (!postes.some((its) => its.value === posteId))
    throw new InvalidInput({ posteId: ['Ce poste n’est pas, ou plus, de l’équipe : rechargez la page.'] })
}

/** Time given on a day, by a post of the team. */
export async function logTime(
  tx: Tx,
  actor: Actor,
  id: string,
  { input, today }: { input: TempsInput; today: IsoDate },
): Promise<void> {
  const appui = await lockAppui(tx, actor, id, null)
  if (appui.etat !== 'acceptee')
    throw new Refusal(
      'pas-en-cours',
      'Le temps se note sur une demande en cours : prenez-la d’abord en charge.',
    )
  await mustBeOfTeam(tx, input.posteId)
  if (input.jour > today) throw new InvalidInput({ jour: ['Le temps se note une fois passé.'] })
  await tx
    .insertInto('appuiTemps')
    .values({ territoireId: actor.territoireId, id: newId(), appuiId: id, ...input })
    .execute()
  await tell(tx, actor, appui, {
    verb: 'noter',
    changes: { jours: { avant: null, apres: `${input.jours}, le ${input.jour} ${input.note}`.trim() } },
  })
}

/** Takes back a line of time written by mistake; the journal keeps it. */
export async function removeTime(tx: Tx, actor: Actor, id: string, tempsId: string): Promise<void> {
  const appui = await lockAppui(tx, actor, id, null)
  if (appui.etat !== 'acceptee')
    throw new Refusal('pas-en-cours', 'Cet appui est terminé : son temps ne change plus.')
  const line = appui.temps.find((its) => its.id === tempsId)
  if (!line) throw new NotFound()
  await sql`delete from appui_temps where territoire_id = ${actor.territoireId} and id = ${tempsId}`.execute(
    tx,
  )
  await tell(tx, actor, appui, {
    verb: 'retirer',
    changes: { jours: { avant: `${line.jours}, le ${line.jour}`, apres: null } },
  })
}

/** Ties what came of the support to it, by its address in the application. */
export async function linkSuite(
  tx: Tx,
  actor: Actor,
  id: string,
  { sorte, cle }: { sorte: SuiteSorte; cle: string },
): Promise<void> {
  const appui = await lockAppui(tx, actor, id, null)
  const found = await findSuite(tx, sorte, cle)
  if (!found) throw new InvalidInput({ cle: ['Rien ne porte ce code ici : recopiez-le de sa page.'] })
  if (appui.suites.some((its) => its.cible === found.id))
    throw new InvalidInput({ cle: ['C’est déjà relié à cet appui.'] })
  await sql`insert into appui_suite (territoire_id, id, appui_id, ${sql.ref(`${sorte}_id`)}) values (${actor.territoireId}, ${newId()}, ${id}, ${found.id})`.execute(
    tx,
  )
  await tell(tx, actor, appui, { verb: 'relier', changes: { suite: { avant: null, apres: found.titre } } })
}

async function findSuite(
  tx: Tx,
  sorte: SuiteSorte,
  cle: string,
): Promise<{ id: string; titre: string } | undefined> {
  // A page copied whole, as people do when a thing has no code: its last part says which.
  const typed = URL.parse(cle.trim(), 'http://ici/')?.pathname.split('/').filter(Boolean).at(-1) ?? ''
  const code = { fiche: 'code', candidature: 'code', dossier: 'numero', diagnostic: 'id' }[sorte]
  const column = isId(typed) ? 'id' : code
  const { rows } = await sql<{ id: string; titre: string }>`select id, titre from ${sql.table(sorte)}
    where territoire_id = territoire_courant() and ${sql.ref(column)}::text = ${typed} and archive_le is null`.execute(
    tx,
  )
  return rows[0]
}

/** Closes the support with what it gave; one question leaves by mail, answered without an account. */
export async function closeAppui(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { version: number; resultat: string; now: Date; publicUrl: string },
): Promise<void> {
  const appui = await lockAppui(tx, actor, id, given.version)
  if (appui.etat !== 'acceptee') throw new Refusal('pas-en-cours', 'Seule une demande en cours se termine.')
  const { jeton, empreinte } = newJeton()
  await update(
    tx,
    actor,
    id,
    sql`etat = 'terminee', resultat = ${given.resultat}, close_le = ${given.now}, empreinte = ${empreinte}`,
  )
  await tell(tx, actor, appui, {
    verb: 'terminer',
    changes: { resultat: { avant: null, apres: given.resultat } },
  })
  await mail(tx, actor, appui, {
    subject: `Une question sur notre appui : ${appui.objet}`,
    text: `L’appui « ${appui.objet} » est terminé :\n\n${given.resultat}\n\nCet appui vous a-t-il servi ? Une seule question, sans compte :\n${given.publicUrl}/appui/${jeton}`,
  })
}

export interface Asked {
  id: string
  territoireId: string
  territoire: string
  objet: string
  resultat: string
  satisfaction: string | null
}

/** What the link of the question opens on, for three months. @throws NotFound when nobody was ever sent it, or it is over */
export async function getAsked(db: Db | Tx, jeton: string, now: Date): Promise<Asked> {
  const oldest = new Date(now.getTime() - QUESTION_DAYS * 86_400_000)
  const { rows } =
    await sql<Asked>`select e.id, e.territoire_id, t.nom as territoire, e.objet, e.resultat, e.satisfaction
    from appui e join territoire t on t.id = e.territoire_id where e.empreinte = ${empreinteOf(jeton)} and e.close_le > ${oldest}`.execute(
      db,
    )
  if (!rows[0])
    throw new NotFound(
      'Ce lien n’est pas connu, ou n’est plus valable : vérifiez qu’il est entier dans votre courriel.',
    )
  return rows[0]
}

/** The answer by the link, once. */
export async function answerByLink(
  db: Db,
  jeton: string,
  given: { input: SatisfactionInput; now: Date },
): Promise<void> {
  const { territoireId } = await getAsked(db, jeton, given.now)
  await inTerritoire(db, territoireId, async (tx) => {
    await sql`select from appui where empreinte = ${empreinteOf(jeton)} for update`.execute(tx)
    const asked = await getAsked(tx, jeton, given.now)
    await writeSatisfaction(tx, { territoireId, personneId: null, nom: 'Réponse par lien' }, asked, given)
  })
}

/** The answer on the screen, by who asked. */
export async function answerOnScreen(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { input: SatisfactionInput; now: Date },
): Promise<void> {
  const appui = await getAppui(tx, actor, id)
  if (!can(actor, 'appuis.demander', { organisationIds: [appui.organisationId] })) throw new Forbidden()
  if (appui.etat !== 'terminee')
    throw new Refusal('pas-terminee', 'La question se pose une fois l’appui terminé.')
  await writeSatisfaction(tx, actor, appui, given)
}

async function writeSatisfaction(
  tx: Tx,
  author: JournalAuthor,
  about: { id: string; objet: string; satisfaction: string | null },
  { input, now }: { input: SatisfactionInput; now: Date },
): Promise<void> {
  if (about.satisfaction !== null)
    throw new Refusal('deja-repondu', 'Merci : une réponse est déjà enregistrée.')
  await sql`update appui set satisfaction = ${input.satisfaction}, satisfaction_mot = ${input.satisfactionMot}, satisfaction_le = ${now}, version = version + 1
    where territoire_id = ${author.territoireId} and id = ${about.id}`.execute(tx)
  await tell(tx, author, about, {
    verb: 'repondre',
    changes: { satisfaction: { avant: null, apres: satisfactions[input.satisfaction] } },
  })
}

/** The request, locked, for who follows requests; at the version it was read, when one is given. */
async function lockAppui(tx: Tx, actor: Actor, id: string, version: number | null): Promise<Appui> {
  await getAppui(tx, actor, id)
  if (!can(actor, 'appuis.suivre')) throw new Forbidden()
  await sql`select from appui where territoire_id = ${actor.territoireId} and id = ${id} for update`.execute(
    tx,
  )
  const appui = await getAppui(tx, actor, id)
  if (version !== null && appui.version !== version)
    throw new Refusal(
      'conflit',
      'Quelqu’un a changé cette demande entre-temps : rechargez la page, puis recommencez.',
    )
  return appui
}

function update(tx: Tx, actor: Actor, id: string, columns: ReturnType<typeof sql>): Promise<unknown> {
  return sql`update appui set ${columns}, version = version + 1, modifie_le = now() where territoire_id = ${actor.territoireId} and id = ${id}`.execute(
    tx,
  )
}

async function mail(
  tx: Tx,
  actor: Actor,
  { courriel }: Appui,
  { subject, text }: { subject: string; text: string },
): Promise<void> {
  if (courriel)
    await queueMail(tx, {
      to: courriel,
      subject,
      text: `${text}\n\n${actor.territoireNom}\n`,
      territoireId: actor.territoireId,
    })
}

function tell(
  tx: Tx,
  author: JournalAuthor,
  { id, objet }: { id: string; objet: string },
  { verb, changes }: { verb: string; changes: Record<string, Change> },
): Promise<void> {
  return writeJournal(tx, author, {
    operation: `appui.${verb}`,
    entite: 'appui',
    entiteId: id,
    titre: objet,
    changements: changes,
  })
}
