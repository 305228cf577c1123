import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { Credit } from './appel.words.ts'
import type { Appel } from './appels.queries.server.ts'
import { totalsOf } from './budget.rules.ts'
import type { BudgetRow } from './dossiers.queries.server.ts'
import { visibleDossiers } from './dossiers.queries.server.ts'
import { mustReadProgrammation } from './financements.permissions.ts'
import type { Colonne, DossierProg, LieuType } from './programmation.rules.ts'
import type { SimulationEtat } from './programmation.words.ts'

interface LigneRow {
  id: string
  financeurId: string
  demandeCentimes: number
  avis: string | null
  proposeDroitCommun: number | null
  proposeSpecifique: number | null
  decideDroitCommun: number | null
  decideSpecifique: number | null
}

interface Row {
  id: string
  numero: string | null
  titre: string
  porteur: string
  axe: string | null
  lieu: LieuType
  pluriannuel: boolean
  exemple: boolean
  budget: BudgetRow[]
  lignes: LigneRow[]
}

/** A dossier of the table with what was said of each of its lines. */
export interface DossierDuTableau extends DossierProg {
  exemple: boolean
  lignes: ReadonlyArray<LigneRow>
}

/** The dossiers that a programming arbitrates: submitted, neither withdrawn nor inadmissible. */
export async function listProgrammables(
  tx: Tx,
  actor: Actor,
  appel: Pick<Appel, 'id' | 'financeurs'>,
): Promise<DossierDuTableau[]> {
  mustReadProgrammation(actor)
  const { rows } = await sql<Row>`
    select e.id, e.numero, e.titre, o.nom as porteur, e.pluriannuel, e.exemple,
      (select v.numero || '. ' || coalesce(nullif(v.court, ''), v.titre) from axe_version v
        where v.territoire_id = e.territoire_id and v.axe_id = e.axe_id order by v.debut desc limit 1) as axe,
      ${lieuOf} as lieu,
      (select coalesce(json_agg(json_build_object('id', b.id, 'compte', b.compte, 'libelle', b.libelle, 'financeurId', b.financeur_id,
          'montantCentimes', b.montant_centimes)), '[]') from dossier_budget b where b.territoire_id = e.territoire_id and b.dossier_id = e.id) as budget,
      (select coalesce(json_agg(json_build_object('id', l.id, 'financeurId', l.financeur_id, 'demandeCentimes', l.demande_centimes, 'avis', l.avis,
          'proposeDroitCommun', l.propose_droit_commun_centimes, 'proposeSpecifique', l.propose_specifique_centimes,
          'decideDroitCommun', l.decide_droit_commun_centimes, 'decideSpecifique', l.decide_specifique_centimes)), '[]')
        from ligne l where l.territoire_id = e.territoire_id and l.dossier_id = e.id) as lignes
    from dossier e join organisation o on o.territoire_id = e.territoire_id and o.id = e.porteur_id
    where e.appel_id = ${appel.id} and e.archive_le is null and e.depose_le is not null and e.etat not in ('irrecevable', 'retire')
      and ${visibleDossiers(actor)}
    order by e.numero, e.titre`.execute(tx)
  const financeurs = new Set(appel.financeurs.map(({ value }) => value))
  return rows.map(({ budget, axe, ...row }) => ({
    ...row,
    axe: axe ?? 'Sans axe',
    ...moneyOf(budget, financeurs),
  }))
}

// A dossier on a quarter is one; among communes, rural only when all of them are.
const lieuOf = sql`case
  when e.portee = 'territoire' then 'territoire'
  when e.portee = 'qpv' or exists (select from dossier_qpv q where q.territoire_id = e.territoire_id and q.dossier_id = e.id) then 'qpv'
  when exists (select from dossier_commune k where k.territoire_id = e.territoire_id and k.dossier_id = e.id)
    and not exists (select from dossier_commune k join commune m on m.territoire_id = k.territoire_id and m.code = k.commune_code
      where k.territoire_id = e.territoire_id and k.dossier_id = e.id and m.type is distinct from 'rurale') then 'rural'
  else 'autre' end`

/** Of the budget: its cost, the public money asked elsewhere than from the funders of the call, what the carrier brings. */
function moneyOf(budget: readonly BudgetRow[], financeurs: ReadonlySet<string>) {
  const totals = totalsOf(budget)
  const here = [...totals.parFinanceur].filter(([id]) => financeurs.has(id)).map(([, centimes]) => centimes)
  return {
    coutCentimes: totals.charges,
    autrePubliqueCentimes: Math.max(0, totals.publique - here.reduce((sum, its) => sum + its, 0)),
    propreCentimes: totals.propre,
  }
}

/** The columns: each funder's envelopes by kind of credit, and a column for a funder that has none. */
export function colonnesOf({ financeurs, enveloppes }: Pick<Appel, 'financeurs' | 'enveloppes'>): Colonne[] {
  return financeurs.flatMap(({ value: financeurId, label: financeur }): Colonne[] => {
    const own = enveloppes.filter((its) => its.financeurId === financeurId)
    const credits: Credit[] = [...new Set(own.map(({ credit }) => credit))]
    if (credits.length === 0)
      return [{ financeurId, financeur, credit: 'specifique', enveloppeCentimes: null }]
    return credits.map((credit) => ({
      financeurId,
      financeur,
      credit,
      enveloppeCentimes: own
        .filter((its) => its.credit === credit)
        .reduce((sum, its) => sum + its.montantCentimes, 0),
    }))
  })
}

export interface SimulationRow {
  id: string
  nom: string
  note: string
  etat: SimulationEtat
  adopteeLe: string | null
  reference: string
  version: number
  total: number
}

/** The simulations of a call, the adopted one first. */
export async function listSimulations(tx: Tx, actor: Actor, appelId: string): Promise<SimulationRow[]> {
  mustReadProgrammation(actor)
  const { rows } = await sql<SimulationRow>`
    select s.id, s.nom, s.note, s.etat, s.adoptee_le, s.reference, s.version,
      coalesce((select sum(l.droit_commun_centimes + l.specifique_centimes) from simulation_ligne l
        where l.territoire_id = s.territoire_id and l.simulation_id = s.id), 0)::float8 as total
    from simulation s where s.territoire_id = territoire_courant() and s.appel_id = ${appelId} and s.archive_le is null
    order by (s.etat = 'adoptee') desc, s.cree_le`.execute(tx)
  return rows
}

/** One simulation, or NotFound. */
export async function getSimulation(tx: Tx, actor: Actor, id: string) {
  mustReadProgrammation(actor)
  const found = isId(id)
    ? await tx
        .selectFrom('simulation')
        .select(['id', 'appelId', 'nom', 'etat', 'version'])
        .where(sql<SqlBool>`territoire_id = territoire_courant()`)
        .where('id', '=', id)
        .where('archiveLe', 'is', null)
        .executeTakeFirst()
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** What a simulation gives: `[line:credit, centimes]`, nothing for zero. */
export async function listMontants(tx: Tx, simulationId: string): Promise<Array<[string, number]>> {
  const { rows } = await sql<{ cle: string; centimes: number }>`
    select ligne_id || ':' || c.credit as cle, c.centimes::float8 as centimes from simulation_ligne,
      lateral (values ('droit_commun', droit_commun_centimes), ('specifique', specifique_centimes)) c (credit, centimes)
    where territoire_id = territoire_courant() and simulation_id = ${simulationId} and c.centimes > 0`.execute(
    tx,
  )
  return rows.map(({ cle, centimes }) => [cle, centimes])
}
