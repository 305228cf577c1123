import type { Tx } from '#app/db/connection.server.ts'
import { getDocumentByCode } from '#app/features/strategies/index.server.ts'
import { refuseDeadline } from '#app/lib/avis.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { keepVersion } from '#app/platform/ecrits/versions.server.ts'
import { type EntitySpec, insertEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { mustWrite } from './experience-draft.server.ts'
import { mustPublish } from './publications.commands.server.ts'
import { rapportEcrit } from './rapport.ecrit.server.ts'
import { missingParts } from './rapport.rules.ts'
import {
  type AvisInput,
  type ConsultationInput,
  type DebatInput,
  type RapportInput,
  rapportInput,
} from './rapport.schema.ts'
import { listAvis, loadRapport } from './rapports.queries.server.ts'

const rapportSpec = {
  entite: 'rapport',
  table: 'rapportAnnuel',
  schema: rapportInput,
  titre: () => 'Rapport annuel politique de la ville',
} satisfies EntitySpec<typeof rapportInput>

/** The report of a year on a contract, its first words taken from it. @returns its id */
export async function createRapport(
  tx: Tx,
  actor: Actor,
  given: { document: string; annee: number; texts?: Partial<RapportInput>; exemple?: boolean },
): Promise<string> {
  mustWrite(actor)
  const document = await getDocumentByCode(tx, actor, given.document)
  const there = await tx
    .selectFrom('rapportAnnuel')
    .select('id')
    .where('documentId', '=', document.id)
    .where('annee', '=', given.annee)
    .executeTakeFirst()
  if (there)
    throw new Refusal('rapport-existant', `Le rapport de ${given.annee} sur ce document existe déjà.`, {
      field: 'annee',
    })
  const blank = { situation: '', actions: '', perspectives: '', articulation: '', dsu: '' }
  return insertEntity(tx, actor, rapportSpec, {
    values: { ...blank, orientations: document.resume, ...given.texts },
    extra: { documentId: document.id, annee: given.annee, exemple: given.exemple ?? document.exemple },
  })
}

/** Sends the draft to councils for their opinion, with a month at least to answer. */
export async function consult(
  tx: Tx,
  actor: Actor,
  id: string,
  { input, today }: { input: ConsultationInput; today: IsoDate },
): Promise<void> {
  mustPublish(actor)
  const { rapport, actions } = await loadRapport(tx, actor, id, today)
  if (rapport.etat === 'debattu') throw new Refusal('rapport-debattu', 'Ce rapport a déjà été débattu.')
  const missing = missingParts(rapport, actions.length)
  if (missing.length > 0) throw new Refusal('rapport-incomplet', missing.join(' '))
  const late = refuseDeadline(input.envoyeLe, input.echeance)
  if (late) throw new Refusal('delai-trop-court', late, { field: 'echeance' })
  const { envoyeLe, echeance } = input
  await tx
    .insertInto('rapportAvis')
    .values(
      [...new Set(input.organisationIds)].map((organisationId) => ({
        territoireId: actor.territoireId,
        id: newId(),
        rapportId: id,
        organisationId,
        envoyeLe,
        echeance,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await keepVersion(tx, actor, await rapportEcrit.open(tx, actor, id), 'Soumis pour avis')
  await tx.updateTable('rapportAnnuel').set({ etat: 'consultation' }).where('id', '=', id).execute()
  await say(tx, actor, id, {
    operation: 'rapport.soumettre',
    annee: rapport.annee,
    apres: `${input.organisationIds.length} avis, pour le ${formatDate(echeance)}`,
  })
}

/** Keeps the opinion a council gave. One that comes late is kept too: the silence it breaks was favourable. */
export async function receiveAvis(
  tx: Tx,
  actor: Actor,
  id: string,
  { avisId, input, today }: { avisId: string; input: AvisInput; today: IsoDate },
): Promise<void> {
  mustWrite(actor)
  const { rapport, avis } = await loadRapport(tx, actor, id, today)
  const asked = isId(avisId) ? avis.find((its) => its.id === avisId) : undefined
  if (!asked) throw new NotFound()
  if (rapport.etat !== 'consultation')
    throw new Refusal('rapport-clos', 'Ce rapport n’est plus soumis pour avis.')
  if (input.recuLe < asked.envoyeLe)
    throw new Refusal(
      'avis-trop-tot',
      `Le projet a été envoyé le ${formatDate(asked.envoyeLe)} : l’avis vient après.`,
      {
        field: 'recuLe',
      },
    )
  await tx
    .updateTable('rapportAvis')
    .set((eb) => ({ ...input, version: eb('version', '+', 1), modifieLe: new Date() }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', avisId)
    .execute()
  await say(tx, actor, id, {
    operation: 'rapport.recevoir',
    annee: rapport.annee,
    apres: `${asked.nom} : ${input.sens}`,
  })
}

/** The community council debated and says what follows. Not before each council answered, or its time ran out. */
export async function debate(
  tx: Tx,
  actor: Actor,
  id: string,
  { input, today }: { input: DebatInput; today: IsoDate },
): Promise<void> {
  mustPublish(actor)
  const { rapport } = await loadRapport(tx, actor, id, today)
  if (rapport.etat !== 'consultation')
    throw new Refusal('rapport-non-soumis', 'Le rapport est débattu après avoir été soumis pour avis.')
  const waiting = (await listAvis(tx, id, input.debattuLe)).filter(({ etat }) => etat === 'attendu')
  if (waiting.length > 0)
    throw new Refusal(
      'avis-attendus',
      `Ce jour-là, des avis sont encore attendus : ${waiting.map(({ nom }) => nom).join(', ')}.`,
      {
        field: 'debattuLe',
      },
    )
  if (input.debattuLe > today)
    throw new Refusal('debat-futur', 'Le débat n’a pas encore eu lieu.', { field: 'debattuLe' })
  await tx
    .updateTable('rapportAnnuel')
    .set((eb) => ({ ...input, etat: 'debattu', version: eb('version', '+', 1) }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await say(tx, actor, id, {
    operation: 'rapport.debattre',
    annee: rapport.annee,
    apres: formatDate(input.debattuLe),
  })
}

function say(
  tx: Tx,
  actor: Actor,
  id: string,
  { operation, annee, apres }: { operation: string; annee: number; apres: string },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation,
    entite: 'rapport',
    entiteId: id,
    titre: `Rapport annuel politique de la ville ${annee}`,
    changements: { suivi: { avant: null, apres } },
  })
}
