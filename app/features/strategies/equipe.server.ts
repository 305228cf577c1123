import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { type IsoDate, yearOf } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { parseNumber } from '#app/lib/numbers.ts'
import { type EntitySpec, getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { isPossible } from './document.rules.ts'
import { type Missions, missionsInput, type PosteInput, posteInput } from './poste.schema.ts'

export const posteSpec = {
  entite: 'poste',
  table: 'poste',
  schema: posteInput,
  titre: (values) => values.intitule,
} satisfies EntitySpec<typeof posteInput>

/** Adds a post to the team, with its missions. @returns its id */
export async function createPoste(
  tx: Tx,
  actor: Actor,
  input: PosteInput,
  given: { missions: Missions; exemple: boolean },
): Promise<string> {
  mustManage(actor)
  refuseImpossible(input)
  const id = await insertEntity(tx, actor, posteSpec, { values: input, extra: { exemple: given.exemple } })
  await writeMissions(tx, actor, id, given.missions)
  return id
}

/** Corrects a post, its axes and its FTE; the years that are not sent keep theirs. */
export async function updatePoste(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: PosteInput; missions: Missions },
): Promise<void> {
  mustManage(actor)
  refuseImpossible(change.input)
  await updateEntity(tx, actor, posteSpec, { id, version: change.version, changes: change.input })
  await writeMissions(tx, actor, id, change.missions)
}

async function writeMissions(
  tx: Tx,
  { territoireId, ...actor }: Actor,
  posteId: string,
  missions: Missions,
): Promise<void> {
  const { principaux, secondaires, etp } = missions
  await tx.deleteFrom('posteAxe').where('posteId', '=', posteId).execute()
  const rows = [
    ...principaux.map((axeId) => ({ territoireId, posteId, axeId, principale: true })),
    ...secondaires
      .filter((axeId) => !principaux.includes(axeId))
      .map((axeId) => ({ territoireId, posteId, axeId, principale: false })),
  ]
  if (rows.length > 0) await tx.insertInto('posteAxe').values(rows).execute()
  for (const its of etp)
    await tx
      .insertInto('posteEtp')
      .values({ territoireId, posteId, ...its })
      .onConflict((conflict) =>
        conflict.columns(['territoireId', 'posteId', 'annee']).doUpdateSet({ etp: its.etp }),
      )
      .execute()
  const changements = { missions: { avant: null, apres: missions } }
  await writeJournal(
    tx,
    { territoireId, ...actor },
    {
      operation: 'poste.missions',
      entite: 'poste',
      entiteId: posteId,
      titre: 'Missions et ETP',
      changements,
    },
  )
}

/** The missions a form holds: `etp-2026` is the FTE of a year. Every wrong figure is said at its field. */
export function missionsOf(form: FormData): Missions {
  const etp = [...form.entries()].flatMap(([name, value]) => {
    const annee = Number(/^etp-(\d{4})$/.exec(name)?.[1])
    if (!annee || String(value).trim() === '') return []
    const figure = parseNumber(String(value))
    if (figure === null || figure < 0 || figure > 1000)
      throw new Refusal('etp-invalide', 'Écrivez un nombre d’ETP, comme 0,8 ou 9.', { field: name })
    return [{ annee, etp: figure }]
  })
  return { ...parseForm(missionsInput, form), etp }
}

/** The posts of a day, those of the direction first, with their axes and their FTE of the years around. */
export async function listEquipe(tx: Tx, actor: Actor, at: IsoDate) {
  if (!can(actor, 'equipe.lire')) throw new NotFound()
  const postes = await tx
    .selectFrom('poste as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .select([
      'e.id',
      'e.intitule',
      'e.service',
      'e.dansLaDirection',
      'e.missionAnnexe',
      'e.debut',
      'e.fin',
      'e.exemple',
    ])
    .select('o.nom as organisation')
    .where('e.archiveLe', 'is', null)
    .where('e.debut', '<=', at)
    .where((eb) => eb.or([eb('e.fin', 'is', null), eb('e.fin', '>', at)]))
    .orderBy('e.dansLaDirection', 'desc')
    .orderBy('o.nom')
    .orderBy('e.intitule')
    .execute()
  const axes = await tx.selectFrom('posteAxe').select(['posteId', 'axeId', 'principale']).execute()
  const etp = await tx
    .selectFrom('posteEtp')
    .select(['posteId', 'annee', sql<number>`etp::float8`.as('etp')])
    .where('annee', '>=', yearOf(at) - 2)
    .where('annee', '<=', yearOf(at) + 1)
    .execute()
  return postes.map((poste) => ({
    ...poste,
    axes: axes.filter((its) => its.posteId === poste.id),
    etp: etp.filter((its) => its.posteId === poste.id),
  }))
}

/** A post with its missions, for its form. */
export async function getPoste(tx: Tx, actor: Actor, id: string) {
  const poste = await getEntity(tx, posteSpec, id)
  mustManage(actor)
  const axes = await tx
    .selectFrom('posteAxe')
    .select(['axeId', 'principale'])
    .where('posteId', '=', id)
    .execute()
  const etp = await tx
    .selectFrom('posteEtp')
    .select(['annee', sql<number>`etp::float8`.as('etp')])
    .where('posteId', '=', id)
    .execute()
  return {
    ...poste,
    principaux: axes.filter((its) => its.principale).map((its) => its.axeId),
    secondaires: axes.filter((its) => !its.principale).map((its) => its.axeId),
    etp,
  }
}

/** Refuses whoever may not write the team. */
export function mustManage(actor: Actor): void {
  if (!can(actor, 'equipe.modifier')) throw new Forbidden()
}

function refuseImpossible(input: PosteInput): void {
  if (!isPossible(input))
    throw new Refusal('periode-impossible', 'La fin doit être après le début.', { field: 'fin' })
}
