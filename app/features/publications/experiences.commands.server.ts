import type { Tx } from '#app/db/connection.server.ts'
import { getFiche } from '#app/features/fiches/index.server.ts'
import { getDocumentByCode } from '#app/features/strategies/index.server.ts'
import { type IsoDate, isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { keepVersion } from '#app/platform/ecrits/versions.server.ts'
import { type EntitySpec, getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { liveBlocs, type Subject } from './blocs.server.ts'
import { experienceEcrit } from './experience.ecrit.server.ts'
import { missingFrom, nextEtats } from './experience.rules.ts'
import {
  type Bloc,
  type ExperienceEtat,
  type ExperienceInput,
  experienceEtats,
  experienceInput,
  type LiveBloc,
} from './experience.schema.ts'
import { backToDraft, mustWrite } from './experience-draft.server.ts'
import { getExperience } from './experiences.queries.server.ts'

export const experienceSpec = {
  entite: 'experience',
  table: 'experience',
  schema: experienceInput,
  titre: (values) => values.titre,
} satisfies EntitySpec<typeof experienceInput>

interface Proposal {
  subject: Subject
  mois: IsoDate
  today: IsoDate
  /** What is already written; the rest is proposed from the project. */
  texts?: Partial<ExperienceInput>
  exemple?: boolean
}

/** A new sheet, its sections proposed from what the project said that month. @returns its id */
export async function proposeExperience(tx: Tx, actor: Actor, proposal: Proposal): Promise<string> {
  mustWrite(actor)
  const { subject, mois, today } = proposal
  const isPast = mois.localeCompare(today) < 0
  const at = isPast ? mois : today
  const proposed = await textsOf(tx, actor, subject)
  const values = { ...proposed.texts, mois, ...proposal.texts }
  const blocs = await liveBlocs(tx, actor, subject, { at, today })
  const id = await insertEntity(tx, actor, experienceSpec, {
    values,
    extra: {
      objet: subject.objet,
      objetId: proposed.id,
      blocs: frozen(blocs, at),
      exemple: proposal.exemple ?? proposed.exemple,
    },
  })
  return id
}

const frozen = (blocs: LiveBloc[], figeLe: IsoDate): Bloc[] => blocs.map((bloc) => ({ ...bloc, figeLe }))

const empty: Omit<ExperienceInput, 'titre' | 'mois'> = {
  typeAction: 'Développement social',
  departement: '',
  surLeVif: '',
  surLeVifFonction: '',
  porteurs: '',
  objectifs: '',
  origine: '',
  description: '',
  bilan: '',
  nonMesure: false,
  partenaires: '',
  moyensHumains: '',
  moyensFinanciers: '',
  moyensMateriels: '',
  notes: '',
  complement: '',
  contact: '',
}

/** The words the project already has for the sections. */
async function textsOf(tx: Tx, actor: Actor, { objet, code }: Subject) {
  if (objet === 'document') {
    const document = await getDocumentByCode(tx, actor, code)
    const texts = { ...empty, titre: document.titre, objectifs: document.resume, description: document.texte }
    return { id: document.id, exemple: document.exemple, texts: { ...texts, porteurs: actor.territoireNom } }
  }
  const fiche = await getFiche(tx, actor, code)
  const quote = await tx
    .selectFrom('ficheCitation')
    .select(['texte', 'fonction'])
    .where('ficheId', '=', fiche.id)
    .orderBy('id')
    .executeTakeFirst()
  const texts = {
    ...empty,
    titre: fiche.titre,
    objectifs: [fiche.resume, fiche.objectifs].filter(Boolean).join('\n\n'),
    origine: fiche.contexte,
    bilan: fiche.lecons,
    surLeVif: quote?.texte ?? '',
    surLeVifFonction: quote?.fonction ?? '',
  }
  return { id: fiche.id, exemple: fiche.exemple, texts }
}

/** Corrects the sections. A sheet that was read over goes back to its author: what was read is no longer what it says. */
export async function updateExperience(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: Partial<ExperienceInput> },
): Promise<void> {
  mustWrite(actor)
  const changes = await updateEntity(tx, actor, experienceSpec, {
    id,
    version: change.version,
    changes: change.input,
  })
  if (Object.keys(changes).length > 0) await backToDraft(tx, actor, id)
}

/** Freezes a block again as the project says it on a day; without a key, all of them. */
export async function refreezeBlocs(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { cle: string | null; at: IsoDate; today: IsoDate },
): Promise<void> {
  mustWrite(actor)
  const sheet = await getExperience(tx, actor, id)
  const live = frozen(await liveBlocs(tx, actor, sheet.subject, given), given.at)
  const chosen = given.cle
  const kept = chosen === null ? [] : sheet.blocs.filter(({ cle }) => cle !== chosen)
  const fresh = chosen === null ? live : live.filter(({ cle }) => cle === chosen)
  await saveBlocs(tx, actor, sheet, { blocs: [...kept, ...fresh], operation: 'experience.figer' })
}

/** Takes a block out of the sheet. */
export async function dropBloc(tx: Tx, actor: Actor, id: string, cle: string): Promise<void> {
  mustWrite(actor)
  const sheet = await getExperience(tx, actor, id)
  if (!sheet.blocs.some((bloc) => bloc.cle === cle)) throw new NotFound()
  const blocs = sheet.blocs.filter((bloc) => bloc.cle !== cle)
  await saveBlocs(tx, actor, sheet, { blocs, operation: 'experience.retirer_bloc' })
}

async function saveBlocs(
  tx: Tx,
  actor: Actor,
  sheet: { id: string; titre: string; blocs: Bloc[] },
  { blocs, operation }: { blocs: Bloc[]; operation: string },
): Promise<void> {
  await tx
    .updateTable('experience')
    .set((eb) => ({ blocs: JSON.stringify(blocs), version: eb('version', '+', 1), modifieLe: new Date() }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', sheet.id)
    .execute()
  await backToDraft(tx, actor, sheet.id)
  const named = (list: Bloc[]): string[] => list.map(({ titre, figeLe }) => `${titre}, ${figeLe}`)
  const changements = { blocs: { avant: named(sheet.blocs), apres: named(blocs) } }
  await writeJournal(tx, actor, {
    operation,
    entite: 'experience',
    entiteId: sheet.id,
    titre: sheet.titre,
    changements,
  })
}

/** Asks for a second reading, gives it, or takes the sheet back. Reading over is for another person than the author. */
export async function moveExperience(
  tx: Tx,
  actor: Actor,
  id: string,
  { to, now }: { to: ExperienceEtat; now: Date },
): Promise<void> {
  mustWrite(actor)
  const sheet = await getExperience(tx, actor, id)
  if (!nextEtats(sheet.etat).includes(to))
    throw new Refusal('etat-impossible', 'La fiche ne peut pas passer à cet état depuis celui où elle est.')
  if (to === 'relue' && !can(actor, 'publications.publier')) throw new Forbidden()
  const missing = to === 'brouillon' ? [] : missingFrom(sheet, sheet.blocs)
  if (missing.length > 0) throw new Refusal('fiche-incomplete', missing.join(' '))
  if (to !== 'brouillon')
    await keepVersion(tx, actor, await experienceEcrit.open(tx, actor, id), experienceEtats[to])
  const read = to === 'relue'
  await tx
    .updateTable('experience')
    .set((eb) => ({
      etat: to,
      reluePar: read ? actor.personneId : null,
      relueLe: read ? now : null,
      version: eb('version', '+', 1),
    }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  const changements = { etat: { avant: sheet.etat, apres: to } }
  await writeJournal(tx, actor, {
    operation: 'experience.deplacer',
    entite: 'experience',
    entiteId: id,
    titre: sheet.titre,
    changements,
  })
}

/** Puts a sheet away; what was published stays until it is taken off. */
export async function archiveExperience(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  mustWrite(actor)
  const { titre } = await getEntity(tx, experienceSpec, id)
  await tx
    .updateTable('experience')
    .set({ archiveLe: now })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'experience.archiver',
    entite: 'experience',
    entiteId: id,
    titre,
  })
}

/** The first day of the month of a day. */
export function firstOfMonth(day: IsoDate): IsoDate {
  return isoDate(`${day.slice(0, 7)}-01`)
}
