import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { writeJournal } from '../journal.server.ts'
import type { Actor } from '../permissions.ts'
import { type Ecrit, type EcritSpec, lockEcrit, markOf, mustBeOpen } from './ecrit.server.ts'

const contenuSchema = z.array(z.object({ cle: z.string(), label: z.string(), texte: z.string() }))
type Contenu = z.infer<typeof contenuSchema>

/** A pause after which who writes again first keeps what was there. */
const PAUSE_MINUTES = 30

export interface EcritVersion {
  id: string
  numero: number
  motif: string
  auteur: string | null
  creeLe: Date
}

const nameOf = (numero: number): string => `version ${numero}`

/** The versions kept of a text, the latest first. */
export function listVersions(tx: Tx, on: { entite: string; id: string }): Promise<EcritVersion[]> {
  return tx
    .selectFrom('ecritVersion as v')
    .leftJoin('personne as p', (join) =>
      join.onRef('p.territoireId', '=', 'v.territoireId').onRef('p.id', '=', 'v.auteurId'),
    )
    .select(['v.id', 'v.numero', 'v.motif', 'p.nom as auteur', 'v.creeLe'])
    .where('v.entite', '=', on.entite)
    .where('v.entiteId', '=', on.id)
    .orderBy('v.numero', 'desc')
    .execute()
}

/** What a version said. @throws NotFound */
export async function getVersion(
  tx: Tx,
  on: { entite: string; id: string },
  numero: number,
): Promise<EcritVersion & { contenu: Contenu }> {
  const row = await tx
    .selectFrom('ecritVersion')
    .select(['id', 'numero', 'motif', 'contenu', 'creeLe'])
    .where('entite', '=', on.entite)
    .where('entiteId', '=', on.id)
    .where('numero', '=', numero)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...row, auteur: null, contenu: contenuSchema.parse(row.contenu) }
}

/** Keeps the text as it is, under a reason. Nothing is kept twice in a row. @returns the version that says it */
export async function keepVersion(
  tx: Tx,
  actor: Actor,
  ecrit: Ecrit,
  motif: string,
): Promise<{ id: string; numero: number; isNew: boolean }> {
  const last = await lastVersion(tx, ecrit)
  const contenu: Contenu = ecrit.parts.map(({ cle, label, texte }) => ({ cle, label, texte }))
  if (last && markOf(last.contenu) === markOf(contenu)) return { ...last, isNew: false }
  const id = newId()
  const numero = (last?.numero ?? 0) + 1
  await tx
    .insertInto('ecritVersion')
    .values({
      territoireId: actor.territoireId,
      id,
      entite: ecrit.entite,
      entiteId: ecrit.id,
      numero,
      motif,
      contenu: JSON.stringify(contenu),
      auteurId: actor.personneId,
    })
    .execute()
  return { id, numero, isNew: true }
}

async function lastVersion(tx: Tx, on: { entite: string; id: string }) {
  const row = await tx
    .selectFrom('ecritVersion')
    .select(['id', 'numero', 'contenu', 'creeLe'])
    .where('entite', '=', on.entite)
    .where('entiteId', '=', on.id)
    .orderBy('numero', 'desc')
    .executeTakeFirst()
  return row && { ...row, contenu: contenuSchema.parse(row.contenu) }
}

/** Keeps a version that a person names, with its journal line. */
export async function nameVersion(
  tx: Tx,
  actor: Actor,
  spec: EcritSpec,
  { id, motif }: { id: string; motif: string },
): Promise<string> {
  await lockEcrit(tx, id)
  const ecrit = await spec.open(tx, actor, id)
  const kept = await keepVersion(tx, actor, ecrit, motif)
  if (!kept.isNew)
    return `Le texte n’a pas changé depuis la ${nameOf(kept.numero)} : elle dit déjà la même chose.`
  await writeJournal(tx, actor, {
    operation: `${ecrit.entite}.garder_version`,
    entite: ecrit.entite,
    entiteId: ecrit.id,
    titre: ecrit.titre,
    changements: { version: { avant: null, apres: `${kept.numero}, ${motif}` } },
  })
  return `La ${nameOf(kept.numero)} est gardée.`
}

/** Before somebody writes after a pause, what was there is kept: a text can always be taken back as it was found. */
export async function keepBeforeResuming(tx: Tx, actor: Actor, ecrit: Ecrit, now: Date): Promise<void> {
  if (ecrit.parts.every(({ texte }) => texte === '')) return
  const { rows } = await sql<{ recent: boolean }>`select exists (
    select from journal where territoire_id = ${actor.territoireId} and entite_id = ${ecrit.id}
      and operation = ${`${ecrit.entite}.ecrire`} and le > ${now}::timestamptz - make_interval(mins => ${PAUSE_MINUTES})) as recent`.execute(
    tx,
  )
  if (!rows[0]?.recent) await keepVersion(tx, actor, ecrit, 'Avant la reprise de la rédaction')
}

/** Takes the text back as a version said it; what it says now is kept first. */
export async function restoreVersion(
  tx: Tx,
  actor: Actor,
  spec: EcritSpec,
  { id, numero }: { id: string; numero: number },
): Promise<void> {
  await lockEcrit(tx, id)
  const ecrit = await spec.open(tx, actor, id)
  mustBeOpen(ecrit)
  const { contenu } = await getVersion(tx, ecrit, numero)
  const said = new Map(contenu.map(({ cle, texte }) => [cle, texte]))
  const changed = ecrit.parts.filter(({ cle, texte }) => said.has(cle) && said.get(cle) !== texte)
  if (changed.length === 0)
    throw new Refusal('version-identique', `Le texte est déjà celui de la ${nameOf(numero)}.`)
  await keepVersion(tx, actor, ecrit, `Avant le retour à la ${nameOf(numero)}`)
  const texts = new Map(changed.map(({ cle }) => [cle, said.get(cle) ?? '']))
  await spec.save(tx, actor, id, texts)
  const changements = Object.fromEntries(
    changed.map(({ cle, texte }) => [cle, { avant: texte, apres: texts.get(cle) ?? '' }]),
  )
  await writeJournal(tx, actor, {
    operation: `${ecrit.entite}.retablir_version`,
    entite: ecrit.entite,
    entiteId: ecrit.id,
    titre: ecrit.titre,
    changements,
  })
}

/** The number of a version typed in an address. @throws NotFound */
export function versionNumber(asked: string): number {
  const numero = Number(asked)
  if (!Number.isInteger(numero) || numero < 1 || numero > 1_000_000) throw new NotFound()
  return numero
}
