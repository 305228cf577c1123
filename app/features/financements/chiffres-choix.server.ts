import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'

interface Choice {
  value: string
  label: string
}

export interface ChiffresChoices {
  annees: number[]
  appels: Choice[]
  financeurs: Choice[]
  axes: Choice[]
  /** Some of what is counted was invented for the demonstration. */
  exemple: boolean
}

/** What the figures may be narrowed to: only what some submitted dossier has. */
export async function listChiffresChoices(tx: Tx): Promise<ChiffresChoices> {
  const { rows: appels } = await sql<Choice & { exercice: number }>`
    select a.id::text as value, a.code as label, a.exercice from appel_a_projets a
    where a.territoire_id = territoire_courant() and exists (select from dossier d where d.territoire_id = a.territoire_id and d.appel_id = a.id and d.depose_le is not null)
    order by a.exercice desc, a.code`.execute(tx)
  const { rows: financeurs } = await sql<Choice>`
    select o.id::text as value, o.nom as label from organisation o
    where o.territoire_id = territoire_courant() and exists (select from ligne l where l.territoire_id = o.territoire_id and l.financeur_id = o.id) order by o.nom`.execute(
    tx,
  )
  const { rows: axes } = await sql<Choice>`
    select a.id::text as value, v.numero || '. ' || coalesce(nullif(v.court, ''), v.titre) as label from axe a
    join axe_version v on v.territoire_id = a.territoire_id and v.axe_id = a.id and v.fin is null
    where a.territoire_id = territoire_courant() and a.parent_id is null and a.archive_le is null order by v.numero`.execute(
    tx,
  )
  const { rows: invented } =
    await sql`select from dossier where territoire_id = territoire_courant() and exemple limit 1`.execute(tx)
  return {
    exemple: invented.length > 0,
    annees: [...new Set(appels.map((its) => its.exercice))],
    appels,
    financeurs,
    axes,
  }
}
