import type { Tx } from '#app/db/connection.server.ts'
import { decidePoint } from '#app/features/gouvernance/decisions.commands.server.ts'
import type { InstanceInput } from '#app/features/gouvernance/instance.schema.ts'
import { addSiege, createInstance } from '#app/features/gouvernance/instances.commands.server.ts'
import { loadSeats } from '#app/features/gouvernance/instances.queries.server.ts'
import type { Presence } from '#app/features/gouvernance/seance.schema.ts'
import {
  addPoint,
  addSuite,
  createSeance,
  holdSeance,
  setPresences,
} from '#app/features/gouvernance/seances.commands.server.ts'
import { addMonths, isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { groupesDemo, type SeanceDemo, seancesDemo } from './gouvernance.ts'
import type { Seed } from './seed.ts'

const SOURCE = 'Fiche de cas Apriles (ODAS), septembre 2017. Le rythme attendu est un exemple.'
const DEBUT = isoDate('2015-06-30')

const blank: Omit<InstanceInput, 'nom' | 'nature' | 'debut'> = {
  objet: '',
  documentId: null,
  elargitId: null,
  perimetreId: null,
  qpvCode: null,
  axeIds: [],
  rythmeAnnuel: null,
  quorumPourcent: null,
  fin: null,
  source: SOURCE,
}

/** The committee of the contract, the same enlarged to thirty-five communes and never convened, the groups that wrote. */
export const seedGouvernance: Seed = async (tx, director) => {
  const documents = await tx.selectFrom('documentCadre').select(['id', 'code', 'perimetreId']).execute()
  const contrat = documents.find((its) => its.code === 'contrat-de-ville-2015')
  const ptcs = documents.find((its) => its.code === 'ptcs-2015')
  if (!contrat || !ptcs) throw new Error('The committees are those of the documents of 2015.')
  const copil = await createInstance(tx, director, {
    ...blank,
    nom: 'Comité de pilotage du contrat de ville',
    nature: 'copil',
    objet: 'Pilote le contrat de ville avec ses signataires et ses dix-huit communes.',
    documentId: contrat.id,
    perimetreId: contrat.perimetreId,
    rythmeAnnuel: 2,
    debut: DEBUT,
  })
  await seatSignatories(tx, director, { instanceId: copil, documentId: contrat.id })
  await createInstance(tx, director, {
    ...blank,
    nom: 'Comité de pilotage élargi du PTCS',
    nature: 'copil_elargi',
    objet:
      'Le comité du contrat de ville, élargi aux trente-cinq communes. Il n’a jamais été réuni entre 2015 et 2017.',
    documentId: ptcs.id,
    elargitId: copil,
    perimetreId: ptcs.perimetreId,
    rythmeAnnuel: 2,
    debut: DEBUT,
  })
  for (const { nom, nature, objet, debut, fin, source } of groupesDemo)
    await createInstance(
      tx,
      director,
      {
        ...blank,
        nom,
        nature,
        objet,
        source,
        debut: isoDate(debut),
        fin: fin ? isoDate(fin) : null,
        documentId: ptcs.id,
      },
      { exemple: nature === 'groupe_thematique' },
    )
  for (const [index, seance] of seancesDemo.entries())
    await seedSeance(tx, director, { copil, seance, index })
}

async function seatSignatories(
  tx: Tx,
  director: Actor,
  { instanceId, documentId }: { instanceId: string; documentId: string },
): Promise<void> {
  const signatories = await tx
    .selectFrom('signataire')
    .select(['organisationId', 'exemple'])
    .where('documentId', '=', documentId)
    .execute()
  for (const { organisationId, exemple } of signatories)
    await addSiege(
      tx,
      director,
      { instanceId, exemple },
      {
        organisationId,
        college: 'Signataire',
        titulaireId: null,
        suppleantId: null,
        debut: DEBUT,
        fin: null,
      },
    )
}

async function seedSeance(
  tx: Tx,
  director: Actor,
  { copil, seance, index }: { copil: string; seance: SeanceDemo; index: number },
): Promise<void> {
  const jour = isoDate(seance.jour)
  const id = await createSeance(
    tx,
    director,
    { instanceId: copil, exemple: true },
    {
      titre: seance.titre,
      jour,
      heure: '14:30',
      dureeMinutes: 120,
      lieu: 'Siège de l’agglomération',
      visio: '',
    },
  )
  const seats = (await loadSeats(tx, jour))(copil)
  // Attendance thins from one meeting to the next: invented, to show a trend.
  const presences = new Map<string, Presence>(
    seats.map((seat, rank) => [
      seat.organisationId,
      (rank * 7 + 3) % 10 < 9 - index * 2 ? 'present' : 'excuse',
    ]),
  )
  await setPresences(tx, director, id, presences)
  for (const { decision, ...point } of seance.points) {
    const pointId = await addPoint(tx, director, id, {
      ...point,
      dureeMinutes: 30,
      presentation: '',
      ficheId: null,
      avenantId: null,
      simulationId: null,
    })
    if (decision) {
      const input = {
        decision,
        mode: 'consensus',
        pour: null,
        contre: null,
        abstention: null,
        ajourner: false,
      } as const
      await decidePoint(tx, director, pointId, { input, today: jour })
    }
  }
  for (const texte of seance.suites)
    await addSuite(tx, director, id, {
      texte,
      organisationId: director.affectations[0]?.organisationId ?? null,
      echeance: addMonths(jour, 3),
      pointId: null,
    })
  await holdSeance(tx, director, id, jour)
}
