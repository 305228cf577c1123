import type { Tx } from '#app/db/connection.server.ts'
import {
  moveExperience,
  openPortail,
  proposeExperience,
  publish,
} from '#app/features/publications/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { ficheValenciennes } from './publications.data.ts'
import type { Seed } from './seed.ts'

const TOLD = isoDate('2017-09-01')
const NOW = new Date('2017-09-15T08:00:00Z')
const EARLIER = new Date('2017-09-11T08:00:00Z')
const PUBLISHED_FICHES = ['AA-00', 'DRE-01', 'F-0001', 'F-0002', 'F-0003', 'F-0008', 'F-0013', 'F-0019']

/** The case sheet, read over and published; the portal opened on the two documents and a few actions. */
export const seedPublications: Seed = async (tx, director) => {
  const visit = { tx, actor: director, at: TOLD, today: TOLD }
  const id = await proposeExperience(tx, director, {
    subject: { objet: 'document', code: 'ptcs-2015' },
    mois: TOLD,
    today: TOLD,
    texts: ficheValenciennes,
    exemple: false,
  })
  for (const to of ['a_relire', 'relue'] as const) await moveExperience(tx, director, id, { to, now: NOW })
  await openPortail(tx, director, {
    accroche: 'Un projet de cohésion sociale pour trente-cinq communes.',
    presentation:
      'Ce que font ensemble les communes, l’État, la Région, le Département, la CAF et les associations, et ce qui en est su.',
  })
  await publish(visit, { nature: 'experience', id }, NOW)
  for (const target of await targets(tx, director))
    await publish(visit, target, target.nature === 'fiche' ? EARLIER : NOW)
}

async function targets(tx: Tx, { territoireId }: Actor) {
  const documents = await tx
    .selectFrom('documentCadre')
    .select('id')
    .where('territoireId', '=', territoireId)
    .where('code', 'in', ['ptcs-2015', 'contrat-de-ville-2015'])
    .execute()
  const fiches = await tx
    .selectFrom('fiche')
    .select('id')
    .where('territoireId', '=', territoireId)
    .where('code', 'in', PUBLISHED_FICHES)
    .where('etat', 'in', ['validee', 'en_cours', 'terminee'])
    .execute()
  return [
    ...documents.map(({ id }) => ({ nature: 'document' as const, id })),
    ...fiches.map(({ id }) => ({ nature: 'fiche' as const, id })),
  ]
}
