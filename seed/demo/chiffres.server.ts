import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { findTableau } from '#app/features/financements/import-colonnes.ts'
import { importProgrammation } from '#app/features/financements/import-ecriture.server.ts'
import { rehearseProgrammation } from '#app/features/financements/import-repetition.server.ts'
import type { Cell } from '#app/lib/tables/index.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { actions } from './financements.data.ts'
import type { Seed } from './seed.ts'

const YEARS = [2023, 2024, 2025]
const SHARES = [0.3, 0.25, 0.2, 0.15]
const FUNDERS = [
  'Sous-préfecture de Valenciennes',
  'Valenciennes Métropole',
  'CAF du Nord',
  'Département du Nord',
]

/** Three past programmings, brought by the import of spreadsheets as a team would, all invented. */
export const seedChiffres: Seed = async (tx, director) => {
  const known = await namesOf(tx)
  if (known.porteurs.length === 0 || known.financeurs.length === 0) return
  for (const [rank, year] of YEARS.entries()) await seedYear(tx, director, { known, year, rank })
  await seedEfforts(tx)
}

interface Known {
  porteurs: string[]
  financeurs: string[]
  communes: string[]
}

async function namesOf(tx: Tx): Promise<Known> {
  const { rows: porteurs } = await sql<{ nom: string }>`select nom from organisation
    where territoire_id = territoire_courant() and nature = 'association' and nom like '%exemple%' and archive_le is null order by nom`.execute(
    tx,
  )
  const { rows: all } = await sql<{
    nom: string
  }>`select nom from organisation where territoire_id = territoire_courant() and archive_le is null order by nom`.execute(
    tx,
  )
  const { rows: communes } = await sql<{
    nom: string
  }>`select nom from commune where territoire_id = territoire_courant() order by code`.execute(tx)
  const financeurs = FUNDERS.flatMap((name) => all.find(({ nom }) => nom.includes(name))?.nom ?? [])
  return { porteurs: porteurs.map((its) => its.nom), financeurs, communes: communes.map((its) => its.nom) }
}

interface Seeding {
  known: Known
  year: number
  rank: number
}

async function seedYear(tx: Tx, director: Actor, seeding: Seeding): Promise<void> {
  const { year } = seeding
  const tableau = findTableau(sheetOf(seeding).map((cells, at) => ({ line: at + 1, cells })))
  if (!tableau) throw new Error('The sheet of the demonstration has a header.')
  const asked = new URLSearchParams({ code: `CDV-${year}`, exercice: String(year) })
  const repetition = await rehearseProgrammation(tx, director, tableau, asked)
  const name = `exemple-programmation-${year}.xlsx`
  const file = { name, sha256: createHash('sha256').update(name).digest('hex') }
  const { lotId } = await importProgrammation(tx, director, repetition, {
    file,
    now: new Date(`${year}-04-30T10:00:00Z`),
  })
  await sql`update dossier set exemple = true where territoire_id = territoire_courant() and import_lot_id = ${lotId}`.execute(
    tx,
  )
  await sql`update appel_a_projets set exemple = true, titre = ${`Programmation ${year} (exemple)`} where territoire_id = territoire_courant() and code = ${`CDV-${year}`}`.execute(
    tx,
  )
  await sql`insert into versement (territoire_id, id, ligne_id, rang, nature, prevu_le, montant_centimes, verse_le)
    select l.territoire_id, gen_random_uuid(), l.id, 1, 'unique', l.decide_le + 45 + ${seeding.rank * 7}::int, l.decide_droit_commun_centimes + l.decide_specifique_centimes, l.decide_le + 45 + ${seeding.rank * 7}::int
    from ligne l join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id
    where d.territoire_id = territoire_courant() and d.import_lot_id = ${lotId} and l.decide_droit_commun_centimes + l.decide_specifique_centimes > 0 and l.decide_le is not null`.execute(
    tx,
  )
}

function sheetOf({ known, year, rank }: Seeding): Cell[][] {
  const head = ['Porteur', 'Action', 'Axe', 'Communes', 'Coût total', 'Date de dépôt', 'Date de décision']
  const money = known.financeurs.flatMap((nom) => [`${nom} demandé`, `${nom} accordé`])
  const rows = actions.map(([titre, cost], at): Cell[] => {
    const total = cost * 1000 * (1 + rank * 0.04)
    const place = known.communes[(at * 11 + rank * 3) % known.communes.length] ?? ''
    const second = known.communes[(at * 3 + 2) % known.communes.length] ?? ''
    return [
      known.porteurs[(at + (at % 3 === 0 ? rank : 0)) % known.porteurs.length] ?? '',
      titre,
      String(1 + (at % 6)),
      at % 4 === 0 ? `${place}, ${second}` : at % 5 === 1 ? 'Toutes' : place,
      Math.round(total),
      `${year - 1}-12-${10 + (at % 10)}`,
      `${year}-0${4 + (at % 2)}-${12 + rank}`,
      ...known.financeurs.flatMap((_, funder) => askedAndGiven(total, at, { funder, rank })),
    ]
  })
  return [[`Programmation ${year} (exemple inventé)`], [...head, ...money], ...rows]
}

/** What a funder was asked and gave: now and then nothing, the State specific, others ordinary means. */
function askedAndGiven(
  total: number,
  at: number,
  { funder, rank }: { funder: number; rank: number },
): [Cell, Cell] {
  if ((at + funder) % 3 === 2) return [null, null]
  const asked = Math.round((total * (SHARES[funder] ?? 0)) / 100) * 100
  if ((at * 5 + funder + rank) % 9 === 0) return [asked, 'refus']
  const given = Math.round((asked * (0.7 + ((at + rank) % 4) * 0.08)) / 100) * 100
  if (funder === 0) return [asked, `${given} P147`]
  const common = Math.round((given * (0.5 + rank * 0.1)) / 100) * 100
  return [asked, funder === 1 ? `${common} droit commun + ${given - common} CdV` : `${given} droit commun`]
}

/** What three signatories say they put, and what is prepared for three actions: invented. */
async function seedEfforts(tx: Tx): Promise<void> {
  await sql`insert into effort_droit_commun (territoire_id, id, organisation_id, annee, axe_id, nature, libelle, montant_centimes, etp, preuve, verifie_le, exemple)
    select territoire_courant(), gen_random_uuid(), o.id, x.annee, (select a.id from axe a join axe_version v on v.territoire_id = a.territoire_id and v.axe_id = a.id and v.fin is null
        where a.territoire_id = territoire_courant() and a.parent_id is null and v.numero = x.axe order by a.id limit 1), x.nature, x.libelle, x.montant, x.etp, x.preuve, x.verifie, true
    from (values ('CAF du Nord', 2025, '4', 'postes', 'Deux référents de parcours familles', 9600000::bigint, 2::numeric, 'Tableau des effectifs de l’agence, page 3 (exemple)', '2025-11-18'::date),
      ('Département du Nord', 2025, '5', 'postes', 'Éducateurs de prévention spécialisée', 18400000, 4, 'Délibération d’exemple 2025-118', null),
      ('Valenciennes Métropole', 2025, '1', 'credits', 'Clauses d’insertion dans les marchés de l’intercommunalité', 4200000, null, '', null),
      ('Sous-préfecture de Valenciennes', 2026, '4', 'service', 'Cordées de la réussite ouvertes à trois collèges de plus', 2500000, null, 'Courrier d’exemple du rectorat', '2026-09-02')
    ) as x (nom, annee, axe, nature, libelle, montant, etp, preuve, verifie)
    join lateral (select id from organisation o where o.territoire_id = territoire_courant() and o.nom like '%' || x.nom || '%' and o.archive_le is null order by o.nom limit 1) o on true`.execute(
    tx,
  )
  await sql`insert into fiche_relais (territoire_id, fiche_id, fin_exterieure, montant_centimes, plan, decider_avant)
    select e.territoire_id, e.id, x.fin, x.montant, x.plan, x.avant
    from (select *, row_number() over (order by code) as rang from fiche where territoire_id = territoire_courant() and archive_le is null and exemple and etat in ('en_cours', 'validee')) e
    join (values (1, '2027-12-31'::date, 3800000::bigint, 'Exemple : un poste repris par deux communes, le reste demandé à la CAF.', '2027-01-15'::date),
      (2, '2027-06-30', 1500000, 'Exemple : l’action entre dans le projet social du centre social.', '2026-10-15'),
      (3, '2028-12-31', 2200000, '', '2028-03-31')) as x (rang, fin, montant, plan, avant) on x.rang = e.rang`.execute(
    tx,
  )
}
