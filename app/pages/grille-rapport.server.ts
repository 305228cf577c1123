import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { type FicheEtat, ficheEtats } from '#app/features/fiches/index.words.ts'
import { loadGrille } from '#app/features/strategies/index.server.ts'
import type { Grille } from '#app/features/strategies/index.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

export interface RapportLine {
  poste: string
  intensite: 'principale' | 'secondaire'
  code: string
  titre: string
  etat: string
  axe: string
  porteur: string
  budgetCentimes: number | null
  exemple: boolean
}

/** The fiches this person may see under each post of a national grid, by the axis they hang on: nothing is typed again. */
export async function rapportOf(tx: Tx, actor: Actor, grille: Grille, at: IsoDate): Promise<RapportLine[]> {
  const { links, parents, axes } = await loadGrille(tx, actor, grille, at)
  const parentOf = new Map(parents.map((its) => [its.id, its.parentId]))
  const rootOf = (id: string): string => {
    const parent = parentOf.get(id)
    return parent && parent !== id ? rootOf(parent) : id
  }
  const names = new Map(axes.map((axe) => [axe.id, `${axe.numero}. ${axe.court || axe.titre}`]))
  const { rows } = await sql<{
    code: string
    titre: string
    etat: FicheEtat
    axeId: string
    porteur: string | null
    budgetCentimes: number | null
    exemple: boolean
  }>`select e.code, e.titre, e.etat, e.axe_id, o.nom as porteur, e.budget_centimes, e.exemple
    from fiche e left join organisation o on o.territoire_id = e.territoire_id and o.id = e.porteur_id
    where ${visibleFiches(actor)} and e.axe_id is not null and (e.debut is null or e.debut <= ${at}) order by e.code`.execute(
    tx,
  )
  return grille.postes.flatMap((poste) =>
    rows.flatMap((fiche) => {
      const root = rootOf(fiche.axeId)
      const link = links.find((its) => its.poste === poste.code && its.axeId === root)
      if (!link) return []
      const { axeId: _, etat, porteur, ...rest } = fiche
      return [
        {
          ...rest,
          poste: poste.nom,
          intensite: link.intensite,
          etat: ficheEtats[etat],
          porteur: porteur ?? '',
          axe: names.get(root) ?? '',
        },
      ]
    }),
  )
}
