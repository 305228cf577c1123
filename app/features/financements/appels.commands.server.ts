import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { formatList } from '#app/lib/text.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { appelMoves, etatAt, missingBeforeValidation } from './appel.rules.ts'
import type { AppelInput } from './appel.schema.ts'
import { appelSpec } from './appel.spec.ts'
import { type AppelEtat, appelEtats } from './appel.words.ts'
import { addAppelPart } from './appel-parts.commands.server.ts'
import { type Appel, getAppelById } from './appels.queries.server.ts'
import { numeroPrefix } from './dossier.rules.ts'
import { canEditAppels } from './financements.permissions.ts'

/** Writes a call, as a draft. @returns its id */
export async function createAppel(
  tx: Tx,
  actor: Actor,
  input: AppelInput,
  extra: { exemple?: boolean } = {},
): Promise<string> {
  if (!canEditAppels(actor)) throw new Forbidden()
  refuseImpossible(input)
  await refuseTaken(tx, input, null)
  return insertEntity(tx, actor, appelSpec, { values: input, extra })
}

/** Changes a call, at the version that was read. Once open, its code and its year no longer move. */
export async function updateAppel(
  tx: Tx,
  actor: Actor,
  appel: Appel,
  change: { version: number; input: AppelInput },
): Promise<void> {
  if (!canEditAppels(actor)) throw new Forbidden()
  const { input } = change
  refuseImpossible(input)
  await refuseTaken(tx, input, appel.id)
  const isNumbered = input.code !== appel.code || input.exercice !== appel.exercice
  if (isNumbered && (await hasSubmitted(tx, appel.id)))
    throw new Refusal('code-fige', 'Des dossiers portent déjà ce code : il ne change plus.', {
      field: 'code',
    })
  await updateEntity(tx, actor, appelSpec, { id: appel.id, version: change.version, changes: input })
}

function refuseImpossible(input: AppelInput): void {
  const { ouvreLe, fermeLe, plancherCentimes: low, plafondCentimes: high } = input
  if (ouvreLe && fermeLe && fermeLe <= ouvreLe)
    throw new Refusal('dates-impossibles', 'La clôture doit être après l’ouverture.', { field: 'fermeLe' })
  if (low !== null && high !== null && high < low)
    throw new Refusal('montants-impossibles', 'Le maximum doit être au moins égal au minimum.', {
      field: 'plafondCentimes',
    })
}

async function refuseTaken(tx: Tx, input: AppelInput, id: string | null): Promise<void> {
  const { rows } = await sql<{ code: string; exercice: number }>`select code, exercice from appel_a_projets
    where territoire_id = territoire_courant() and id is distinct from ${id}::uuid`.execute(tx)
  const prefix = numeroPrefix(input)
  if (rows.some((its) => its.code === input.code || numeroPrefix(its) === prefix))
    throw new Refusal(
      'code-pris',
      'Ce code est déjà celui d’un autre appel : ajoutez l’année, par exemple.',
      {
        field: 'code',
      },
    )
}

async function hasSubmitted(tx: Tx, appelId: string): Promise<boolean> {
  const { rows } = await sql`select from dossier
    where territoire_id = territoire_courant() and appel_id = ${appelId} and depose_le is not null limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Moves a call along its states. Opening and closing now set the dates: the clock is always what is read. */
export async function moveAppel(
  tx: Tx,
  actor: Actor,
  appel: Appel,
  move: { to: AppelEtat; now: Date },
): Promise<void> {
  if (!canEditAppels(actor)) throw new Forbidden()
  const from = etatAt(appel, move.now)
  if (!appelMoves[from]?.some((its) => its.to === move.to))
    throw new Refusal(
      'passage-impossible',
      `Un appel « ${appelEtats[from].toLowerCase()} » ne passe pas à « ${appelEtats[move.to].toLowerCase()} ».`,
    )
  if (move.to === 'valide') refuseIncomplete(appel)
  const dates = datesOf(move.to, move.now)
  await sql`update appel_a_projets set etat = ${move.to}, version = version + 1, modifie_le = now()
    ${dates.ouvreLe ? sql`, ouvre_le = ${dates.ouvreLe}` : sql``} ${dates.fermeLe ? sql`, ferme_le = ${dates.fermeLe}` : sql``}
    where territoire_id = ${actor.territoireId} and id = ${appel.id}`.execute(tx)
  await writeJournal(tx, actor, {
    operation: 'appel.deplacer',
    entite: 'appel',
    entiteId: appel.id,
    titre: appelSpec.titre(appel),
    changements: {
      etat: { avant: from, apres: move.to },
      ...changesBetween(['ouvreLe', 'fermeLe'], appel, dates),
    },
  })
}

function refuseIncomplete(appel: Appel): void {
  const missing = missingBeforeValidation({
    ...appel,
    pieces: appel.pieces.length,
    criteres: appel.criteres.length,
  })
  if (missing.length > 0)
    throw new Refusal('appel-incomplet', `Avant de valider, il manque : ${formatList(missing)}.`)
}

function datesOf(to: AppelEtat, now: Date): Partial<Pick<AppelInput, 'ouvreLe' | 'fermeLe'>> {
  if (to === 'ouvert') return { ouvreLe: now }
  return to === 'clos' ? { fermeLe: now } : {}
}

/** A call for the next year, with the text, the rules, the pieces, the grid and the envelopes of this one. @returns its id */
export async function copyAppel(tx: Tx, actor: Actor, appelId: string): Promise<string> {
  const appel = await getAppelById(tx, appelId)
  const exercice = appel.exercice + 1
  const code = appel.code.includes(String(appel.exercice))
    ? appel.code.replace(String(appel.exercice), String(exercice))
    : `${appel.code.slice(0, 15)}-${exercice}`
  const input = {
    ...appel,
    code,
    exercice,
    ouvreLe: nextYear(appel.ouvreLe),
    fermeLe: nextYear(appel.fermeLe),
  }
  const id = await createAppel(tx, actor, {
    ...input,
    titre: appel.titre.replaceAll(String(appel.exercice), String(exercice)),
  })
  for (const values of appel.pieces) await addAppelPart(tx, actor, id, { kind: 'piece', values })
  for (const values of appel.criteres) await addAppelPart(tx, actor, id, { kind: 'critere', values })
  for (const values of appel.enveloppes) await addAppelPart(tx, actor, id, { kind: 'enveloppe', values })
  return id
}

function nextYear(date: Date | null): Date | null {
  if (!date) return null
  const next = new Date(date)
  next.setUTCFullYear(next.getUTCFullYear() + 1)
  return next
}
