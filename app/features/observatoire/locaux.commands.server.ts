import type { Tx } from '#app/db/connection.server.ts'
import { listCommunesAt, listQpvs } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { getHome } from './lieu-page.server.ts'
import { getIndicateurLocal, listIndicateursLocaux } from './locaux.queries.server.ts'
import { codeOf, faultOf, faultOfSaisie, type Saisie } from './locaux.rules.ts'
import type { IndicateurLocalInput } from './locaux.schema.ts'
import { indicateurLocalSpec } from './locaux.specs.ts'
import type { IndicateurLocal } from './locaux.ts'
import { readLocalFile } from './locaux-file.server.ts'
import { compileLocale } from './locaux-formules.server.ts'

/** Who brings files also keeps the indicators of the territory, and sees the counts before they are masked. */
export function mustKeep(actor: Actor): void {
  if (!can(actor, 'observatoire.importer')) throw new Forbidden()
}

/** Adds an indicator of the territory's own. @returns its id */
export async function createIndicateurLocal(
  tx: Tx,
  actor: Actor,
  input: IndicateurLocalInput,
  extra: { exemple?: boolean } = {},
): Promise<string> {
  mustKeep(actor)
  const others = await listIndicateursLocaux(tx)
  const code = input.code || codeOf(input.libelle, new Set(others.map((one) => one.code)))
  const values = checked({ ...input, code, id: null }, others)
  return insertEntity(tx, actor, indicateurLocalSpec, { values, extra: { exemple: extra.exemple ?? false } })
}

/** Changes the words of an indicator. Its short name stays: formulas hold it; its nature too once it has figures. */
export async function updateIndicateurLocal(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, input }: { version: number; input: IndicateurLocalInput },
): Promise<void> {
  mustKeep(actor)
  const before = await getIndicateurLocal(tx, id)
  const others = (await listIndicateursLocaux(tx)).filter((one) => one.id !== id)
  if (before.nature !== input.nature && (await hasFigures(tx, id)))
    throw new Refusal(
      'nature-figee',
      'Des chiffres sont déjà saisis : passer d’un effectif à une mesure montrerait ceux qui sont masqués. Ouvrez un autre indicateur.',
      { field: 'nature' },
    )
  const values = checked({ ...input, code: before.code, id }, others)
  await updateEntity(tx, actor, indicateurLocalSpec, { id, version, changes: values })
}

/** The description with its unit and formula read, or what is wrong with it. */
function checked(
  input: IndicateurLocalInput & { id: string | null },
  others: readonly IndicateurLocal[],
): IndicateurLocalInput {
  const { id: _id, ...values } = input
  const fault = faultOf(input, others)
  if (fault) throw new Refusal('indicateur-incoherent', fault.sentence, { field: fault.field })
  const twin = others.find(({ libelle, code }) => code === values.code || sameWords(libelle, values.libelle))
  if (twin)
    throw new Refusal('indicateur-existant', `« ${twin.libelle} » (${twin.code}) existe déjà.`, {
      field: twin.code === values.code ? 'code' : 'libelle',
    })
  if (values.nature !== 'formule') return values
  const formula = compileLocale(values.formule, others)
  return { ...values, formule: formula.text, unite: values.unite || formula.unitLabel }
}

function sameWords(one: string, other: string): boolean {
  return one.localeCompare(other, 'fr', { sensitivity: 'base' }) === 0
}

async function hasFigures(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('valeurLocale')
    .select('code')
    .where('indicateurId', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes an indicator away with its figures, unless others rest on it. */
export async function removeIndicateurLocal(tx: Tx, actor: Actor, id: string): Promise<void> {
  mustKeep(actor)
  const one = await getIndicateurLocal(tx, id)
  const holder = (await listIndicateursLocaux(tx)).find(
    ({ totalId, formule }) =>
      totalId === id ||
      formule
        .toUpperCase()
        .split(/[^A-Z0-9_]+/)
        .includes(one.code),
  )
  if (holder)
    throw new Refusal('indicateur-utilise', `« ${holder.libelle} » repose sur lui : changez-le d’abord.`)
  await tx
    .deleteFrom('indicateurLocal')
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'indicateurLocal.supprimer',
    entite: 'indicateurLocal',
    entiteId: id,
    titre: one.libelle,
  })
}

export interface Saisies {
  saisies: readonly Saisie[]
  /** The file they came in, empty when typed. */
  fichier: string
  at: IsoDate
}

/**
 * Writes figures at places of the territory, all or none; an empty one takes the former away. The journal counts them
 * and never repeats them: it is read by people who must not see small counts.
 * @returns how many were written and how many taken away
 */
export async function setValeursLocales(tx: Tx, actor: Actor, id: string, given: Saisies) {
  mustKeep(actor)
  const one = await getIndicateurLocal(tx, id)
  if (one.nature === 'formule')
    throw new Refusal('indicateur-calcule', 'Cet indicateur est calculé : ses chiffres ne se saisissent pas.')
  const places = await placesOf(tx, given.at)
  for (const saisie of given.saisies) {
    if (!places.has(`${saisie.niveau}:${saisie.code}`))
      throw new Refusal('lieu-hors-territoire', `${saisie.code} n’est pas un lieu de ce territoire.`)
    const fault = faultOfSaisie(one, saisie)
    if (fault) throw new Refusal('valeur-impossible', `${saisie.code} : ${fault}.`)
  }
  const written = given.saisies.flatMap(({ valeur, ...place }) =>
    valeur === null ? [] : [{ ...place, valeur }],
  )
  const emptied = given.saisies.filter(({ valeur }) => valeur === null)
  for (const { niveau, code, periode } of emptied)
    await tx
      .deleteFrom('valeurLocale')
      .where('territoireId', '=', actor.territoireId)
      .where('indicateurId', '=', id)
      .where('niveau', '=', niveau)
      .where('code', '=', code)
      .where('periode', '=', periode)
      .execute()
  if (written.length > 0) await upsert(tx, actor, { id, written, fichier: given.fichier })
  await tx
    .updateTable('indicateurLocal')
    .set({ modifieLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await noteSaisies(tx, actor, { id, titre: one.libelle, saisies: given.saisies, fichier: given.fichier })
  return { written: written.length, emptied: emptied.length }
}

async function upsert(
  tx: Tx,
  actor: Actor,
  { id, written, fichier }: { id: string; written: Array<Saisie & { valeur: number }>; fichier: string },
): Promise<void> {
  await tx
    .insertInto('valeurLocale')
    .values(written.map((its) => ({ territoireId: actor.territoireId, indicateurId: id, ...its, fichier })))
    .onConflict((conflict) =>
      conflict
        .columns(['territoireId', 'indicateurId', 'niveau', 'code', 'periode'])
        .doUpdateSet((eb) => ({ valeur: eb.ref('excluded.valeur'), fichier: eb.ref('excluded.fichier') })),
    )
    .execute()
}

async function noteSaisies(
  tx: Tx,
  actor: Actor,
  { id, titre, saisies, fichier }: { id: string; titre: string; saisies: readonly Saisie[]; fichier: string },
): Promise<void> {
  const periodes = [...new Set(saisies.map(({ periode }) => periode))].sort()
  await writeJournal(tx, actor, {
    operation: 'indicateurLocal.saisir',
    entite: 'indicateurLocal',
    entiteId: id,
    titre,
    changements: {
      periodes: { avant: null, apres: periodes },
      chiffres: { avant: null, apres: saisies.filter(({ valeur }) => valeur !== null).length },
      ...(fichier && { fichier: { avant: null, apres: fichier } }),
    },
  })
}

/** Reads a table of figures and writes them. @returns the sentence that says what was done */
export async function importLocalFile(
  tx: Tx,
  actor: Actor,
  id: string,
  { file, at }: { file: { path: string; name: string }; at: IsoDate },
): Promise<string> {
  mustKeep(actor)
  const indicateur = await getIndicateurLocal(tx, id)
  const { saisies, outside } = await readLocalFile(file.path, { indicateur, places: await placesOf(tx, at) })
  const { written } = await setValeursLocales(tx, actor, id, { saisies, fichier: file.name, at })
  const aside = outside > 0 ? ` Hors du territoire, laissé de côté : ${formatCount(outside, 'ligne')}.` : ''
  return `${formatCount(written, 'chiffre')} lus dans « ${file.name} ».${aside}`
}

/** The places figures may be about, as `commune:59606`. */
async function placesOf(tx: Tx, at: IsoDate): Promise<Set<string>> {
  const communes = await listCommunesAt(tx, at)
  const qpvs = await listQpvs(tx)
  return new Set([
    ...communes.map(({ code }) => `commune:${code}`),
    ...qpvs.map(({ code }) => `qpv:${code}`),
    `epci:${await getHome(tx)}`,
  ])
}
