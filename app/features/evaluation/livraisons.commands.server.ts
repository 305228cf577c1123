import type { Tx } from '#app/db/connection.server.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { insertEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { mustEvaluate } from './referentiel.commands.server.ts'
import { writeYear } from './suivi.commands.server.ts'
import { type LivraisonLine, listLivraisons } from './suivi.queries.server.ts'
import { mayRemind } from './suivi.rules.ts'
import type { LivraisonInput, ValeurInput } from './suivi.schema.ts'
import { livraisonSpec } from './suivi.specs.ts'

/** Plans a delivery of data by an organisation; nothing is sent yet. @returns its id */
export async function createLivraison(
  tx: Tx,
  actor: Actor,
  documentId: string,
  given: { input: LivraisonInput; exemple?: boolean },
): Promise<string> {
  mustEvaluate(actor)
  return insertEntity(tx, actor, livraisonSpec, {
    values: given.input,
    extra: { documentId, exemple: given.exemple ?? false },
  })
}

interface Letter {
  today: IsoDate
  publicUrl: string
  documentTitre: string
  code: string
}

/** Asks for the data by mail the first time, reminds after. @throws Refusal when there is nobody to write to, or too soon */
export async function askLivraison(
  tx: Tx,
  actor: Actor,
  target: { documentId: string; id: string },
  letter: Letter,
): Promise<void> {
  mustEvaluate(actor)
  const livraison = await findLine(tx, actor, target)
  if (livraison.recueLe) throw new Refusal('livraison-recue', 'Ces données sont déjà reçues.')
  if (livraison.demandeeLe && !mayRemind(livraison, letter.today))
    throw new Refusal(
      'relance-trop-tot',
      'Une demande est partie il y a moins d’une semaine : attendez avant de relancer.',
    )
  const to = await addressOf(tx, target.id)
  if (!to)
    throw new Refusal(
      'sans-courriel',
      `Aucune adresse pour ${livraison.organisation} : écrivez-la dans la livraison ou dans l’annuaire.`,
    )
  await send(tx, actor, { livraison, letter, to })
}

async function send(
  tx: Tx,
  actor: Actor,
  { livraison, letter, to }: { livraison: LivraisonLine; letter: Letter; to: string },
): Promise<void> {
  const isReminder = livraison.demandeeLe !== null
  const { territoireId } = actor
  await queueMail(tx, {
    to,
    territoireId,
    subject: `${isReminder ? 'Relance : d' : 'D'}onnées attendues pour le suivi, ${letter.documentTitre}`,
    text: textOf({ livraison, letter, actor, isReminder }),
  })
  await tx
    .updateTable('livraison')
    .set(
      isReminder
        ? { relances: livraison.relances + 1, relanceeLe: letter.today }
        : { demandeeLe: letter.today },
    )
    .where('territoireId', '=', territoireId)
    .where('id', '=', livraison.id)
    .execute()
  await note(tx, actor, livraison, isReminder ? 'relancer' : 'demander')
}

function textOf(given: {
  livraison: LivraisonLine
  letter: Letter
  actor: Actor
  isReminder: boolean
}): string {
  const { livraison, letter, actor, isReminder } = given
  const late = livraison.echeance < letter.today
  return [
    'Bonjour,',
    isReminder
      ? `Nous n’avons pas encore reçu ces données, ${late ? 'attendues depuis le' : 'attendues pour le'} ${formatDate(livraison.echeance)} :`
      : `Pour le suivi de « ${letter.documentTitre} », merci de nous transmettre avant le ${formatDate(livraison.echeance)} :`,
    `- ${livraison.objet}`,
    `Les signataires d’un contrat de ville se communiquent les données utiles à son suivi. Vous pouvez les donner ici :\n${letter.publicUrl}/t/${actor.territoireSlug}/evaluation/${letter.code}/donnees`,
    actor.territoireNom,
  ].join('\n\n')
}

/** Reminds all who are late and were not reminded this week; those without address are left. @returns how many */
export async function remindLate(tx: Tx, actor: Actor, documentId: string, letter: Letter): Promise<number> {
  mustEvaluate(actor)
  let sent = 0
  for (const livraison of await listLivraisons(tx, actor, documentId)) {
    if (livraison.echeance >= letter.today || !mayRemind(livraison, letter.today)) continue
    const to = await addressOf(tx, livraison.id)
    if (!to) continue
    await send(tx, actor, { livraison, letter, to })
    sent += 1
  }
  return sent
}

async function addressOf(tx: Tx, id: string): Promise<string | null> {
  const found = await tx
    .selectFrom('livraison as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .select((eb) => eb.fn.coalesce('e.courriel', 'o.courriel').as('courriel'))
    .where('e.id', '=', id)
    .executeTakeFirst()
  return found?.courriel ?? null
}

/** Says the data came: by the team, or by the organisation that owed them, with their value when an indicator waits for it. */
export async function receiveLivraison(
  tx: Tx,
  actor: Actor,
  target: { documentId: string; id: string },
  given: { today: IsoDate; now: Date; valeur: Pick<ValeurInput, 'annee' | 'observe' | 'note'> | null },
): Promise<void> {
  const livraison = await findLine(tx, actor, target)
  if (!livraison.mayDeliver) throw new Forbidden()
  if (livraison.recueLe) throw new Refusal('livraison-recue', 'Ces données sont déjà reçues.')
  const par = `${actor.nom} (${livraison.organisation})`
  if (given.valeur && livraison.indicateurId) {
    const cible = await cibleOf(tx, livraison.indicateurId, given.valeur.annee)
    const input = { ...given.valeur, cible }
    const indicateur = { indicateurId: livraison.indicateurId, nom: livraison.indicateur ?? '' }
    await writeYear(tx, actor, { ...indicateur, input, par, now: given.now })
  }
  await tx
    .updateTable('livraison')
    .set({ recueLe: given.today, recuePar: par })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', livraison.id)
    .execute()
  await note(tx, actor, livraison, 'recevoir_donnees')
}

async function cibleOf(tx: Tx, indicateurId: string, annee: number): Promise<number | null> {
  const found = await tx
    .selectFrom('indicateurAnnee')
    .select('cible')
    .where('indicateurId', '=', indicateurId)
    .where('annee', '=', annee)
    .executeTakeFirst()
  return found?.cible ?? null
}

async function findLine(
  tx: Tx,
  actor: Actor,
  target: { documentId: string; id: string },
): Promise<LivraisonLine> {
  const found = (await listLivraisons(tx, actor, target.documentId)).find((its) => its.id === target.id)
  if (!found) throw new NotFound()
  return found
}

function note(tx: Tx, actor: Actor, livraison: LivraisonLine, verb: string): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `livraison.${verb}`,
    entite: 'livraison',
    entiteId: livraison.id,
    titre: livraison.objet.slice(0, 100),
  })
}
