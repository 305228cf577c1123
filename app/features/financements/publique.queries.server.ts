import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { type ChiffresAsked, publicView } from './chiffres.filter.ts'
import type { Dimension } from './chiffres.words.ts'
import { loadPivot, type Pivot } from './chiffres-cube.server.ts'
import { dossiersOf, porteePublique } from './chiffres-faits.server.ts'
import { listIndicateurs, listParCommune, type ParCommune } from './chiffres-indicateurs.server.ts'

/** An action granted, as anybody may read it. */
export interface ActionFinancee {
  numero: string
  titre: string
  porteur: string
  communes: string
  droitCommun: number
  specifique: number
  exemple: boolean
}

export interface ProgrammationPublique {
  annee: number
  deposes: number
  finances: number
  accorde: number
  partDroitCommun: number | null
  parFinanceur: Pivot
  parAxe: Pivot
  parSituation: Pivot
  communes: ParCommune[]
  actions: ActionFinancee[]
}

/** The years whose programming is decided, newest first. */
export async function listPublicYears(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ exercice: number }>`select distinct exercice from appel_a_projets a
    where a.territoire_id = territoire_courant() and a.archive_le is null and a.etat in ('programme', 'archive')
      and exists (select from dossier d where d.territoire_id = a.territoire_id and d.appel_id = a.id and d.depose_le is not null and d.archive_le is null)
    order by exercice desc`.execute(tx)
  return rows.map((row) => row.exercice)
}

const view = (annee: number, lignes: Dimension): ChiffresAsked => ({ ...publicView(lignes), annees: [annee] })

/** A year of programming for everybody: what was granted, by whom, for what and where. What was refused is nobody's business. */
export async function getProgrammationPublique(tx: Tx, annee: number): Promise<ProgrammationPublique> {
  const [year] = await listIndicateurs(tx, porteePublique, view(annee, 'financeur'))
  return {
    annee,
    deposes: year?.dossiers ?? 0,
    finances: year?.finances ?? 0,
    accorde: year?.accorde ?? 0,
    partDroitCommun: year?.partDroitCommun ?? null,
    parFinanceur: await loadPivot(tx, porteePublique, view(annee, 'financeur')),
    parAxe: await loadPivot(tx, porteePublique, view(annee, 'axe')),
    parSituation: await loadPivot(tx, porteePublique, view(annee, 'situation')),
    communes: await listParCommune(tx, porteePublique, view(annee, 'commune')),
    actions: await listActions(tx, annee),
  }
}

// Below the threshold of publication (décret 2017-779), a carrier without any number may be a natural person.
const THRESHOLD_CENTIMES = 2_300_000

async function listActions(tx: Tx, annee: number): Promise<ActionFinancee[]> {
  const { rows } =
    await sql<ActionFinancee>`with recursive ${dossiersOf(porteePublique, view(annee, 'financeur'))}
    select e.numero, e.titre, e.exemple,
      case when o.siret is null and o.siren is null and o.rna is null and o.nature in ('autre', 'entreprise') and l.dc + l.spe < ${THRESHOLD_CENTIMES}
        then 'Porteur sans numéro, non nommé' else o.nom end as porteur,
      coalesce((select string_agg(c.nom, ', ' order by c.nom) from dossier_commune x join commune c on c.territoire_id = x.territoire_id and c.code = x.commune_code
        where x.territoire_id = e.territoire_id and x.dossier_id = e.id), case e.portee when 'qpv' then 'Quartiers prioritaires' else 'Tout le territoire' end) as communes,
      l.dc::float8 as droit_commun, l.spe::float8 as specifique
    from dossiers d join dossier e on e.territoire_id = d.territoire_id and e.id = d.id
    join organisation o on o.territoire_id = e.territoire_id and o.id = e.porteur_id
    join lateral (select coalesce(sum(decide_droit_commun_centimes), 0) as dc, coalesce(sum(decide_specifique_centimes), 0) as spe
      from ligne x where x.territoire_id = e.territoire_id and x.dossier_id = e.id) l on l.dc + l.spe > 0
    order by e.titre, e.numero`.execute(tx)
  return rows
}
