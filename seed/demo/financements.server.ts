import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { AppelInput } from '#app/features/financements/appel.schema.ts'
import { addAppelPart } from '#app/features/financements/appel-parts.commands.server.ts'
import { createAppel } from '#app/features/financements/appels.commands.server.ts'
import { compteOfNature } from '#app/features/financements/budget.ts'
import { frozenCopy } from '#app/features/financements/dossier.copie.server.ts'
import { formatNumero } from '#app/features/financements/dossier.rules.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import { splitCentimes } from '#app/lib/money.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { seedConventions } from './conventions.server.ts'
import { actions, criteres, pieces } from './financements.data.ts'
import {
  LAST_YEAR,
  lastYear,
  localFund,
  thisYear,
  YEAR_BEFORE,
  yearBefore,
} from './financements-appels.data.ts'
import { seedProgrammation } from './programmation.server.ts'
import type { Seed } from './seed.ts'

const FUNDERS = [
  'Sous-préfecture de Valenciennes',
  'Valenciennes Métropole',
  'CAF du Nord',
  'Département du Nord',
  'Région Hauts-de-France',
]
const DOSSIERS = 42
const PAST_DOSSIERS = 6

/** Last year's call with its dossiers, this year's call open, and the small local fund. */
export const seedFinancements: Seed = async (tx, director) => {
  const known = await knownOf(tx)
  const appelId = await seedAppel(tx, director, known, { ...lastYear, financeurIds: known.funders })
  const openId = await seedAppel(tx, director, known, { ...thisYear, financeurIds: known.funders })
  await seedAppel(tx, director, known, {
    ...localFund,
    financeurIds: known.funders.slice(1, 2),
    perimetreId: known.contrat,
    perimetreSens: 'hors',
  })
  await seedDossiers(tx, director, { appelId, known, call: LAST_YEAR, count: DOSSIERS })
  await seedProgrammation(tx, director, appelId)
  const pastId = await seedAppel(tx, director, known, {
    ...yearBefore,
    financeurIds: known.funders.slice(0, 3),
  })
  await seedDossiers(tx, director, { appelId: pastId, known, call: YEAR_BEFORE, count: PAST_DOSSIERS })
  await seedConventions(tx, director, pastId)
  await seedDraft(tx, director, { appelId: openId, known })
}

interface Known {
  axes: string[]
  funders: string[]
  natures: Map<string, string>
  carriers: string[]
  communes: string[]
  qpvs: string[]
  contrat: string | null
}

async function knownOf(tx: Tx): Promise<Known> {
  const organisations = await tx
    .selectFrom('organisation')
    .select(['id', 'nom', 'nature'])
    .orderBy('nom')
    .execute()
  const idOf = (name: string) => organisations.find(({ nom }) => nom.includes(name))?.id
  const axes = await sql<{ id: string }>`select a.id from axe a
    join document_cadre d on d.territoire_id = a.territoire_id and d.arbre_id = a.arbre_id
    where d.code = 'ptcs-2015' and a.parent_id is null order by a.rang`.execute(tx)
  const communes = await tx.selectFrom('commune').select('code').orderBy('code').execute()
  const qpvs = await tx
    .selectFrom('qpv')
    .select('code')
    .where('generation', '=', 2024)
    .orderBy('code')
    .execute()
  const contrat = await tx
    .selectFrom('perimetre')
    .select('id')
    .where('nom', 'like', 'Les 18 communes%')
    .executeTakeFirst()
  // The persona's association first: its own dossiers are what one opens.
  const own = idOf('Association (exemple)')
  const others = organisations.filter(
    ({ id, nom, nature }) =>
      id !== own && (nature === 'commune' || (nature === 'association' && nom.includes('exemple'))),
  )
  return {
    axes: axes.rows.map((its) => its.id),
    funders: FUNDERS.flatMap((name) => idOf(name) ?? []),
    natures: new Map(organisations.map((its) => [its.id, its.nature])),
    carriers: [own, ...others.map((its) => its.id)].filter((id) => id !== undefined),
    communes: communes.map((its) => its.code),
    qpvs: qpvs.map((its) => its.code),
    contrat: contrat?.id ?? null,
  }
}

async function seedAppel(
  tx: Tx,
  director: Actor,
  known: Known,
  given: Omit<AppelInput, 'axeIds'>,
): Promise<string> {
  const id = await createAppel(tx, director, { ...given, axeIds: known.axes }, { exemple: true })
  const isShort = given.formulaire === 'simplifie'
  for (const [titre, nature] of isShort ? pieces.slice(2, 3) : pieces)
    await addAppelPart(tx, director, id, { kind: 'piece', values: { titre, nature, obligatoire: true } })
  for (const [titre, aide, poids] of isShort ? criteres.slice(0, 2) : criteres)
    await addAppelPart(tx, director, id, { kind: 'critere', values: { titre, aide, poids, noteMax: 5 } })
  for (const [rank, financeurId] of given.financeurIds.entries())
    await addAppelPart(tx, director, id, {
      kind: 'enveloppe',
      values: {
        financeurId,
        credit: rank === 0 ? 'specifique' : 'droit_commun',
        libelle: rank === 0 ? 'Politique de la ville (exemple)' : 'Crédits d’exemple',
        perimetreId: null,
        montantCentimes: isShort
          ? 2_000_000
          : ([26_000_000, 18_000_000, 9_000_000, 7_000_000, 6_000_000][rank] ?? 0),
      },
    })
  const etat = given.exercice <= LAST_YEAR.exercice ? 'instruction' : 'valide'
  await sql`update appel_a_projets set etat = ${etat} where id = ${id}`.execute(tx)
  return id
}

interface Seeding {
  appelId: string
  known: Known
}

interface Submitted extends Seeding {
  call: { code: string; exercice: number }
  count: number
}

/** Made in bulk: what forty carriers typed and submitted. */
async function seedDossiers(tx: Tx, director: Actor, seeding: Submitted): Promise<void> {
  const made = Array.from({ length: seeding.count }, (_, rank) => dossierOf(director, seeding, rank))
  await tx
    .insertInto('dossier')
    .values(made.map((its) => its.dossier))
    .execute()
  await tx
    .insertInto('dossierCommune')
    .values(made.flatMap((its) => its.communes))
    .execute()
  const qpvs = made.flatMap((its) => its.qpvs)
  if (qpvs.length > 0) await tx.insertInto('dossierQpv').values(qpvs).execute()
  await tx
    .insertInto('dossierBudget')
    .values(made.flatMap((its) => its.budget))
    .execute()
  await tx
    .insertInto('dossierPublic')
    .values(made.flatMap((its) => its.publics))
    .execute()
  await tx
    .insertInto('dossierResultat')
    .values(made.map((its) => its.resultat))
    .execute()
  await tx
    .insertInto('ligne')
    .values(made.flatMap((its) => its.lignes))
    .execute()
}

/** A dossier of this year that its carrier has begun. */
async function seedDraft(tx: Tx, { territoireId }: Actor, { appelId, known }: Seeding): Promise<void> {
  await tx
    .insertInto('dossier')
    .values({
      territoireId,
      id: newId(),
      appelId,
      porteurId: pick(known.carriers, 0),
      titre: 'Cuisine partagée (exemple)',
      axeId: pick(known.axes, 1),
      besoins: 'Des familles demandent un lieu pour cuisiner ensemble. (Texte d’exemple.)',
      responsableNom: 'Responsable de projet (exemple)',
      exemple: true,
    })
    .execute()
}

const pick = <Item>(items: ReadonlyArray<Item>, rank: number): Item => {
  const item = items[rank % items.length]
  if (item === undefined) throw new Error('Nothing to pick from.')
  return item
}

function dossierOf({ territoireId }: Actor, { appelId, known, call }: Submitted, rank: number) {
  const id = newId()
  const [titre, thousands] = pick(actions, rank * 7 + 3)
  const porteurId = rank < 3 ? pick(known.carriers, 0) : pick(known.carriers, rank * 5 + 1)
  const communeCode = pick(known.communes, rank * 11)
  const total = thousands * 100_000 + (rank % 5) * 50_000
  const asked = askedOf(known, rank, total)
  const inTerritoire = { territoireId, dossierId: id }
  const input = {
    titre: `${titre} (exemple)`,
    axeId: pick(known.axes, rank),
    reconduction: rank % 3 === 0,
    pluriannuel: rank % 6 === 0,
    besoins: 'Un besoin dit par les habitants et par les professionnels. (Texte d’exemple.)',
    objectifs: 'Ce que l’action doit changer pour les personnes. (Texte d’exemple.)',
    description: 'Ce qui sera fait, avec qui, à quel rythme. (Texte d’exemple.)',
    publicVise: 'Habitants du quartier',
    debut: isoDate(`${call.exercice}-01-01`),
    fin: isoDate(`${call.exercice + 1}-01-01`),
    portee: rank % 3 === 1 ? ('qpv' as const) : ('communes' as const),
    moyensHumains: 'Une coordination, des bénévoles. (Texte d’exemple.)',
    benevoles: 2 + (rank % 9),
    salaries: rank % 4,
    etp: (rank % 4) / 2,
    evaluation: 'Participation, assiduité, suites. (Texte d’exemple.)',
    responsableNom: 'Responsable de projet (exemple)',
    signataireNom: 'Représentant légal (exemple)',
    signataireFonction: 'Présidence',
  }
  const deposeLe = new Date(Date.UTC(call.exercice, 0, 5 + (rank % 25), 9 + (rank % 8), rank))
  const { copie, sha256 } = frozenCopy({ ...input, porteurId })
  const dossier = {
    ...input,
    territoireId,
    id,
    appelId,
    porteurId,
    numero: formatNumero(call, rank + 1),
    etat: 'depose' as const,
    depotCommenceLe: deposeLe,
    signeLe: deposeLe,
    deposeLe,
    copie,
    copieSha256: sha256,
    exemple: true,
  }
  return {
    dossier,
    communes: [{ ...inTerritoire, communeCode }],
    qpvs:
      input.portee === 'qpv' && known.qpvs.length > 0
        ? [{ ...inTerritoire, qpvCode: pick(known.qpvs, rank) }]
        : [],
    budget: budgetOf(known, total, asked).map((line, rang) => ({
      ...line,
      ...inTerritoire,
      id: newId(),
      rang,
    })),
    publics: publicsOf(rank).map((its) => ({ ...its, ...inTerritoire })),
    resultat: {
      ...inTerritoire,
      id: newId(),
      rang: 1,
      indicateur: 'Personnes accompagnées',
      unite: 'personnes',
      cible: 20 + rank,
    },
    lignes: asked.map((its) => toLigne({ ...its, ...inTerritoire, id: newId() })),
  }
}

const toLigne = (its: {
  territoireId: string
  dossierId: string
  id: string
  financeurId: string
  centimes: number
}) => ({
  territoireId: its.territoireId,
  dossierId: its.dossierId,
  id: its.id,
  financeurId: its.financeurId,
  demandeCentimes: its.centimes,
})

/** Two or three funders share seven tenths of the cost. */
function askedOf(
  known: Known,
  rank: number,
  total: number,
): Array<{ financeurId: string; centimes: number }> {
  const chosen = rank % 4 === 0 ? [0, 1, 2 + (rank % 3)] : [0, 1 + (rank % 4)]
  const shares = splitCentimes(
    Math.round(total * 0.007) * 100,
    chosen.map((at) => 5 - at),
  )
  return chosen.flatMap((at, index) => {
    const financeurId = known.funders[at]
    return financeurId ? [{ financeurId, centimes: shares[index] ?? 0 }] : []
  })
}

function budgetOf(
  known: Known,
  total: number,
  asked: ReadonlyArray<{ financeurId: string; centimes: number }>,
) {
  const [staff = 0, goods = 0, fees = 0] = splitCentimes(total, [6, 3, 1])
  const own = total - asked.reduce((sum, its) => sum + its.centimes, 0)
  const line = (compte: string, montantCentimes: number, financeurId: string | null = null) => ({
    compte,
    libelle: '',
    financeurId,
    montantCentimes,
  })
  return [
    line('641', staff),
    line('60_fournitures', goods),
    line('622', fees),
    line('personnel_benevole', 120_000),
    line('ressources_propres', own),
    ...asked.map((its) =>
      line(compteOfNature(known.natures.get(its.financeurId) ?? ''), its.centimes, its.financeurId),
    ),
    line('benevolat', 120_000),
  ]
}

function publicsOf(rank: number) {
  const row = (tranche: '6_11' | '12_15' | '18_25' | '26_59', femmes: number, hommes: number) => ({
    tranche,
    femmes,
    hommes,
    dontQpv: Math.floor((femmes + hommes) / 2),
  })
  return [
    row(pick(['6_11', '12_15', '18_25'] as const, rank), 8 + (rank % 7), 6 + (rank % 5)),
    row('26_59', 5 + (rank % 11), 3 + (rank % 4)),
  ]
}
