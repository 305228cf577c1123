import type { Tx } from '#app/db/connection.server.ts'
import {
  consult,
  createAbonnement,
  createRapport,
  dropBloc,
  moveExperience,
  openPortail,
  proposeDestruction,
  proposeExperience,
  publish,
  receiveAvis,
  setAbonnementEtat,
} from '#app/features/publications/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { ficheValenciennes, rapport2016 } from './publications.data.ts'
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
  // It counts the fiches of the demonstration, which are invented: this sheet only tells facts of the case.
  await dropBloc(tx, director, id, 'realisation')
  for (const to of ['a_relire', 'relue'] as const) await moveExperience(tx, director, id, { to, now: NOW })
  await openPortail(tx, director, {
    accroche: 'Un projet de cohésion sociale pour trente-cinq communes.',
    presentation:
      'Ce que font ensemble les communes, l’État, la Région, le Département, la CAF et les associations, et ce qui en est su.',
    participer:
      'Exemple. Le conseil citoyen de votre quartier se réunit chaque trimestre et reste ouvert aux habitants. Les associations peuvent répondre aux appels à projets.',
  })
  await publish(visit, { nature: 'experience', id }, NOW)
  await seedRapport(tx, director)
  for (const target of await targets(tx, director))
    await publish(visit, target, target.nature === 'fiche' ? EARLIER : NOW)
  // The presences of 2015 to 2017 are past their five years: a list waits for its visa.
  const drawn = { today: isoDate('2026-10-05'), now: new Date('2026-10-05T08:00:00Z'), exemple: true }
  await proposeDestruction(tx, director, 'convocations', drawn)
  await seedAbonnement(tx, director)
}

/** A tool that leads nowhere and is stopped: its secret, made with no installation's, signs nothing. */
async function seedAbonnement(tx: Tx, director: Actor): Promise<void> {
  const { id } = await createAbonnement(tx, director, {
    input: {
      nom: 'Exemple : site de la ville',
      url: 'https://outil.exemple.invalid/maillage',
      evenements: ['publication.publiee', 'publication.retiree'],
    },
    means: { secret: newId(), allowPrivate: false },
  })
  await setAbonnementEtat(tx, director, id, 'arrete')
}

/** The report of 2016 under way: councils were asked in June, one answered. */
async function seedRapport(tx: Tx, director: Actor): Promise<void> {
  const rapport = { document: 'contrat-de-ville-2015', annee: 2016, texts: rapport2016, exemple: true }
  const id = await createRapport(tx, director, rapport)
  const councils = await tx
    .selectFrom('organisation')
    .select('id')
    .where('territoireId', '=', director.territoireId)
    .where((eb) =>
      eb.or([
        eb('nature', '=', 'conseil_citoyen'),
        eb.and([eb('nature', '=', 'commune'), eb('communeCode', 'in', ['59014', '59606', '59153'])]),
      ]),
    )
    .orderBy('nom')
    .execute()
  const organisationIds = councils.map((its) => its.id)
  if (organisationIds.length === 0) return
  const dates = { envoyeLe: isoDate('2017-06-01'), echeance: isoDate('2017-07-15') }
  await consult(tx, director, id, { input: { organisationIds, ...dates }, today: TOLD })
  const first = await tx
    .selectFrom('rapportAvis as a')
    .innerJoin('organisation as o', 'o.id', 'a.organisationId')
    .select('a.id')
    .where('a.rapportId', '=', id)
    .where('o.exemple', '=', true)
    .executeTakeFirst()
  if (!first) return
  const texte = 'Exemple. Avis favorable ; le conseil citoyen demande un bilan par quartier l’an prochain.'
  const input = { sens: 'reserve' as const, recuLe: isoDate('2017-07-04'), texte }
  await receiveAvis(tx, director, id, { avisId: first.id, input, today: TOLD })
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
