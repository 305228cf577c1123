import type { Tx } from '#app/db/connection.server.ts'
import {
  addContribution,
  setAside,
  vote,
} from '#app/features/coconstruction/contributions.commands.server.ts'
import { createDemarche, moveDemarche } from '#app/features/coconstruction/demarches.commands.server.ts'
import { addPassage } from '#app/features/coconstruction/redaction.commands.server.ts'
import { addSiege } from '#app/features/gouvernance/instances.commands.server.ts'
import { createSeance } from '#app/features/gouvernance/seances.commands.server.ts'
import type { Dispo } from '#app/features/gouvernance/sondage.words.ts'
import { answerPoll, openPoll } from '#app/features/gouvernance/sondages.commands.server.ts'
import { findPoll } from '#app/features/gouvernance/sondages.queries.server.ts'
import { renewDocument } from '#app/features/strategies/documents.commands.server.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { contributionsDemo, passagesDemo } from './coconstruction.data.ts'
import type { Seed } from './seed.ts'

const TODAY = isoDate('2026-11-20')
const NOW = new Date('2026-11-05T09:00:00Z')

/** The next project, written by the three transversal groups: contributions are open, the first axis is being drafted. */
export const seedCoconstruction: Seed = async (tx, director) => {
  const elder = await tx
    .selectFrom('documentCadre')
    .select('id')
    .where('code', '=', 'ptcs-2015')
    .executeTakeFirst()
  if (!elder) throw new Error('The next project renews that of 2015.')
  const documentId = await renewDocument(tx, director, elder.id, {
    code: 'ptcs-2027',
    titre: 'Projet territorial de cohésion sociale 2027-2032 (exemple)',
    debut: isoDate('2027-07-01'),
    fin: isoDate('2033-01-01'),
  })
  await tx.updateTable('documentCadre').set({ exemple: true }).where('id', '=', documentId).execute()
  const groupes = await groupsOf(tx)
  const organisations = await seatContributors(tx, director, groupes)
  const id = await createDemarche(
    tx,
    director,
    {
      titre: 'Écrire le projet 2027-2032 (exemple)',
      objet:
        'Comme en 2015, les groupes transversaux réunissent communes, institutions et associations : ils disent ce qu’ils voient et ce qu’ils proposent, axe par axe.',
      documentId,
      groupes,
      contributionsDu: isoDate('2026-10-01'),
      contributionsAu: isoDate('2027-01-31'),
      redactionAu: isoDate('2027-03-31'),
      consultationAu: isoDate('2027-05-31'),
      points: 5,
    },
    { exemple: true },
  )
  await moveDemarche(tx, director, id, { version: 1, to: 'contributions' })
  await tellContributions(tx, director, { id, groupes, organisations })
  await askForDate(tx, director, groupes.at(-1) ?? '')
}

/** The group that writes most looks for a day to read the first draft together. */
async function askForDate(tx: Tx, director: Actor, instanceId: string): Promise<void> {
  const seance = await createSeance(
    tx,
    director,
    { instanceId, exemple: true },
    {
      titre: 'Première lecture de l’axe 1 (exemple)',
      jour: isoDate('2027-01-12'),
      heure: '14:30',
      dureeMinutes: 120,
      lieu: 'Centre social (exemple)',
      visio: '',
    },
  )
  await openPoll(tx, director, seance, {
    slots: [
      { jour: isoDate('2027-01-12'), heure: '14:30' },
      { jour: isoDate('2027-01-14'), heure: '18:00' },
      { jour: isoDate('2027-01-19'), heure: '10:00' },
    ],
    echeance: isoDate('2027-01-05'),
    message: 'Deux heures pour lire ensemble ce qui est écrit, et ce qui manque. (Exemple.)',
    sending: { publicUrl: 'https://exemple.invalid', from: 'exemple@exemple.invalid', now: NOW },
    exemple: true,
  })
  const poll = await findPoll(tx, seance)
  const said: Dispo[][] = [
    ['oui', 'si_besoin', 'non'],
    ['non', 'oui', 'oui'],
  ]
  for (const [rank, its] of said.entries())
    await answerPoll(tx, director, seance, {
      membreId: poll?.membres[rank]?.id ?? '',
      answer: {
        reponses: new Map(poll?.options.map((option, at) => [option.id, its[at] ?? 'non'])),
        message: '',
        now: NOW,
      },
    })
}

async function groupsOf(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('instance')
    .select('id')
    .where('nature', '=', 'groupe_transversal')
    .orderBy('nom')
    .execute()
  return rows.map((its) => its.id)
}

/** Gives each contributor its seat in the group it speaks for. @returns ids by name */
async function seatContributors(
  tx: Tx,
  director: Actor,
  groupes: ReadonlyArray<string>,
): Promise<Map<string, string>> {
  const names = [...new Set(contributionsDemo.map((its) => its.qui))]
  const rows = await tx.selectFrom('organisation').select(['id', 'nom']).where('nom', 'in', names).execute()
  const ids = new Map(rows.map((its) => [its.nom, its.id]))
  const seats = new Map(contributionsDemo.map((its) => [`${its.groupe} ${its.qui}`, its]))
  for (const { groupe, qui } of seats.values())
    await addSiege(
      tx,
      director,
      { instanceId: groupes[groupe] ?? '', exemple: true },
      {
        organisationId: ids.get(qui) ?? '',
        college: '',
        titulaireId: null,
        suppleantId: null,
        debut: isoDate('2026-09-01'),
        fin: null,
      },
    )
  return ids
}

async function tellContributions(
  tx: Tx,
  director: Actor,
  {
    id,
    groupes,
    organisations,
  }: { id: string; groupes: ReadonlyArray<string>; organisations: Map<string, string> },
): Promise<void> {
  const axes = await listAxesAt(tx, director, { at: TODAY })
  const axeOf = (numero: string | null) => axes.find((its) => its.numero === numero)?.id ?? null
  const known = new Map<string, string>()
  for (const { key, axe, nature, groupe, qui, auteur, texte, points } of contributionsDemo) {
    const contribution = await addContribution(tx, director, id, {
      input: {
        axeId: axeOf(axe),
        nature,
        texte,
        instanceId: groupes[groupe] ?? null,
        organisationId: organisations.get(qui) ?? null,
        auteur,
      },
      confirmed: true,
      today: TODAY,
      now: NOW,
      exemple: true,
    })
    known.set(key, contribution)
    // The director has five dots an axis: the first ones take them.
    if (points > 1 && key !== 'aines')
      await vote(tx, director, id, { id: contribution, points: Math.min(points, 2), today: TODAY })
  }
  for (const { key, ecart } of contributionsDemo)
    if (ecart) await setAside(tx, director, id, { id: known.get(key) ?? '', motifEcart: ecart })
  for (const { axe, texte, cites } of passagesDemo)
    await addPassage(tx, director, id, {
      axeId: axeOf(axe) ?? '',
      input: { texte, citations: cites.flatMap((key) => known.get(key) ?? []) },
      exemple: true,
    })
}
