import type { Tx } from '#app/db/connection.server.ts'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { missingToValidate, nextEtats, refusalOfAccord } from './diagnostic.rules.ts'
import type { ConstatInput, DiagnosticEtat, DiagnosticInput } from './diagnostic.schema.ts'
import { getConstat, getDiagnostic, listConstats } from './diagnostics.queries.server.ts'
import { constatSpec, diagnosticSpec } from './diagnostics.specs.ts'

/** Opens a shared diagnosis. @returns its id */
export async function createDiagnostic(
  tx: Tx,
  actor: Actor,
  input: DiagnosticInput,
  extra: { precedentId?: string; exemple?: boolean } = {},
): Promise<string> {
  if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
  return insertEntity(tx, actor, diagnosticSpec, {
    values: input,
    extra: { precedentId: extra.precedentId ?? null, exemple: extra.exemple ?? false },
  })
}

/** Changes what a diagnosis is about, or its summary. */
export async function updateDiagnostic(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: DiagnosticInput },
): Promise<void> {
  await getOpen(tx, actor, id)
  await updateEntity(tx, actor, diagnosticSpec, { id, version: change.version, changes: change.input })
}

/** The diagnosis, if this person may still write in it. @throws Forbidden, Refusal when it is validated */
async function getOpen(tx: Tx, actor: Actor, id: string) {
  const diagnostic = await getDiagnostic(tx, actor, id)
  if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
  if (diagnostic.etat === 'valide')
    throw new Refusal(
      'diagnostic-valide',
      'Ce diagnostic est validé : il ne change plus. Reprenez-le pour une nouvelle année.',
    )
  return diagnostic
}

/** Shares a diagnosis, takes it back to draft, or validates it when nothing is missing. */
export async function moveDiagnostic(tx: Tx, actor: Actor, id: string, to: DiagnosticEtat): Promise<void> {
  const diagnostic = await getOpen(tx, actor, id)
  if (!nextEtats[diagnostic.etat].includes(to))
    throw new Refusal('etat-impossible', 'Cet état ne suit pas celui d’aujourd’hui : rechargez la page.')
  if (to === 'valide') {
    const missing = missingToValidate(await listConstats(tx, actor, id))
    if (missing) throw new Refusal('diagnostic-incomplet', missing)
  }
  await tx
    .updateTable('diagnostic')
    .set((eb) => ({ etat: to, version: eb('version', '+', 1), modifieLe: new Date() }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'diagnostic.deplacer',
    entite: 'diagnostic',
    entiteId: id,
    titre: diagnosticSpec.titre(diagnostic),
    changements: { etat: { avant: diagnostic.etat, apres: to } },
  })
}

/** Adds a finding to a diagnosis. @returns its id */
export async function createConstat(
  tx: Tx,
  actor: Actor,
  diagnosticId: string,
  given: { input: ConstatInput; reprendId?: string; exemple?: boolean },
): Promise<string> {
  await getOpen(tx, actor, diagnosticId)
  refuseAccord(given.input)
  const { rang } = await tx
    .selectFrom('constat')
    .select((eb) => eb.fn.count<number>('id').as('rang'))
    .where('diagnosticId', '=', diagnosticId)
    .executeTakeFirstOrThrow()
  return insertEntity(tx, actor, constatSpec, {
    values: given.input,
    extra: {
      diagnosticId,
      rang: Number(rang),
      reprendId: given.reprendId ?? null,
      exemple: given.exemple ?? false,
    },
  })
}

/** Changes a finding; other figures than those frozen make them live again. */
export async function updateConstat(
  tx: Tx,
  actor: Actor,
  diagnosticId: string,
  change: { id: string; version: number; input: ConstatInput },
): Promise<void> {
  await getOpen(tx, actor, diagnosticId)
  const before = await getConstat(tx, actor, diagnosticId, change.id)
  refuseAccord(change.input)
  await updateEntity(tx, actor, constatSpec, { ...change, changes: change.input })
  const isSame = before.indicateurs.join() === change.input.indicateurs.join()
  if (!isSame) await setFrozen(tx, actor, change.id, null)
}

function refuseAccord({ accord, indicateurs, observations }: ConstatInput): void {
  const no = refusalOfAccord({ accord, indicateurs: indicateurs.length, observations: observations.length })
  if (no) throw new Refusal('accord-impossible', no, { field: 'accord' })
}

/** Takes a finding out of a diagnosis; it stays in the journal. */
export async function archiveConstat(tx: Tx, actor: Actor, diagnosticId: string, id: string): Promise<void> {
  await getOpen(tx, actor, diagnosticId)
  const { titre } = await getConstat(tx, actor, diagnosticId, id)
  await tx
    .updateTable('constat')
    .set({ archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, { operation: 'constat.archiver', entite: 'constat', entiteId: id, titre })
}

const MOST = 3

/** One voice a person: 1 to 3 dots, 0 takes it back. Not once the diagnosis is validated. */
export async function voteConstat(
  tx: Tx,
  actor: Actor,
  diagnosticId: string,
  vote: { id: string; priorite: number },
): Promise<void> {
  const { etat } = await getDiagnostic(tx, actor, diagnosticId)
  if (!can(actor, 'diagnostics.voter')) throw new Forbidden()
  if (etat !== 'partage')
    throw new Refusal('vote-ferme', 'On vote quand le diagnostic est en discussion : ni avant, ni après.')
  const { titre } = await getConstat(tx, actor, diagnosticId, vote.id)
  if (!Number.isInteger(vote.priorite) || vote.priorite < 0 || vote.priorite > MOST)
    throw new Refusal('vote-invalide', 'Donnez de 0 à 3 points.')
  const { territoireId, personneId } = actor
  await tx
    .deleteFrom('constatVoix')
    .where('territoireId', '=', territoireId)
    .where('constatId', '=', vote.id)
    .where('personneId', '=', personneId)
    .execute()
  if (vote.priorite > 0)
    await tx
      .insertInto('constatVoix')
      .values({ territoireId, constatId: vote.id, personneId, priorite: vote.priorite })
      .execute()
  await writeJournal(tx, actor, {
    operation: 'constat.voter',
    entite: 'constat',
    entiteId: vote.id,
    titre,
    changements: { priorite: { avant: null, apres: vote.priorite } },
  })
}

/** Keeps the figures as they are read today: an import no longer changes what the group has discussed. */
export async function freezeChiffres(
  tx: Tx,
  actor: Actor,
  diagnosticId: string,
  given: { byConstat: ReadonlyMap<string, Chiffre[]>; today: IsoDate },
): Promise<void> {
  const diagnostic = await getOpen(tx, actor, diagnosticId)
  for (const { id } of await listConstats(tx, actor, diagnosticId)) {
    const chiffres = given.byConstat.get(id)
    if (chiffres) await setFrozen(tx, actor, id, { chiffres, day: given.today })
  }
  await noteFrozen(tx, actor, diagnostic, given.today)
}

/** Lets the figures live again: they follow the imports. */
export async function thawChiffres(tx: Tx, actor: Actor, diagnosticId: string): Promise<void> {
  const diagnostic = await getOpen(tx, actor, diagnosticId)
  for (const { id } of await listConstats(tx, actor, diagnosticId)) await setFrozen(tx, actor, id, null)
  await noteFrozen(tx, actor, diagnostic, null)
}

async function setFrozen(
  tx: Tx,
  actor: Actor,
  id: string,
  frozen: { chiffres: Chiffre[]; day: IsoDate } | null,
): Promise<void> {
  await tx
    .updateTable('constat')
    .set({
      chiffresFiges: frozen ? JSON.stringify(frozen.chiffres) : null,
      figesLe: frozen?.day ?? null,
      modifieLe: new Date(),
    })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
}

async function noteFrozen(
  tx: Tx,
  actor: Actor,
  diagnostic: Awaited<ReturnType<typeof getDiagnostic>>,
  day: IsoDate | null,
): Promise<void> {
  await writeJournal(tx, actor, {
    operation: day ? 'diagnostic.figer' : 'diagnostic.modifier',
    entite: 'diagnostic',
    entiteId: diagnostic.id,
    titre: diagnosticSpec.titre(diagnostic),
    changements: { chiffresFiges: { avant: null, apres: day } },
  })
}

/** Takes a diagnosis up for another year: same findings to read again, live figures, no vote. @returns its id */
export async function renewDiagnostic(tx: Tx, actor: Actor, id: string, annee: number): Promise<string> {
  const { titre, axeId, communes, qpvs, ...before } = await getDiagnostic(tx, actor, id)
  if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
  if (annee <= before.annee)
    throw new Refusal('annee-passee', `Choisissez une année après ${before.annee}.`, { field: 'annee' })
  const input = { titre, annee, axeId, communes, qpvs, resume: '' }
  const next = await createDiagnostic(tx, actor, input, { precedentId: id, exemple: before.exemple })
  for (const constat of (await listConstats(tx, actor, id)).toSorted((one, other) => one.rang - other.rang)) {
    await createConstat(tx, actor, next, {
      input: {
        titre: constat.titre,
        indicateurs: constat.indicateurs,
        observations: [],
        lecture: '',
        accord: 'a_lire',
        engagements: constat.engagements.map((one) => one.id),
      },
      reprendId: constat.id,
      exemple: constat.exemple,
    })
  }
  return next
}

/** Opens a link for a partner. Only its fingerprint is kept. @returns the id of the call */
export async function createAppel(
  tx: Tx,
  actor: Actor,
  diagnosticId: string,
  given: { destinataire: string; empreinte: string; expireLe: Date },
): Promise<string> {
  await getOpen(tx, actor, diagnosticId)
  const id = newId()
  await tx
    .insertInto('appelTerrain')
    .values({ territoireId: actor.territoireId, id, diagnosticId, ...given })
    .execute()
  await writeJournal(tx, actor, {
    operation: 'diagnostic.solliciter',
    entite: 'diagnostic',
    entiteId: diagnosticId,
    titre: given.destinataire,
  })
  return id
}

/** Closes a link before its day. */
export async function closeAppel(
  tx: Tx,
  actor: Actor,
  diagnosticId: string,
  given: { id: string; now: Date },
): Promise<void> {
  await getOpen(tx, actor, diagnosticId)
  const { numUpdatedRows } = await tx
    .updateTable('appelTerrain')
    .set({ closLe: given.now })
    .where('territoireId', '=', actor.territoireId)
    .where('diagnosticId', '=', diagnosticId)
    .where('id', '=', given.id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new NotFound()
  await writeJournal(tx, actor, {
    operation: 'diagnostic.retirer',
    entite: 'diagnostic',
    entiteId: diagnosticId,
    titre: 'Lien de contribution fermé',
  })
}
