import { lecteurFor } from './lecteurs.server.ts'
import type { LieuNomme } from './lieu-mots.ts'
import type { ByIndicateur } from './lieu-valeurs.server.ts'
import { allValeursOfLieu, findAmong, type IndicateursLus, NO_LOCAUX } from './locaux-lecture.server.ts'
import { celluleOf, nothingAt } from './portrait-page.server.ts'
import type { Chiffre } from './portrait-page.ts'
import type { Valeur } from './valeur.ts'

interface ChiffresQuery {
  dataDir: string
  territoire: string
  indicateurs: readonly string[]
  lieux: readonly LieuNomme[]
  /** The territory's own indicators. */
  locaux?: IndicateursLus
}

/** The figures of some indicators at some places, each with its source or the reason why it is blank. */
export async function listChiffres(query: ChiffresQuery): Promise<Chiffre[]> {
  const lus = query.locaux ?? NO_LOCAUX
  const wanted = query.indicateurs.flatMap((id) => findAmong(id, lus) ?? [])
  if (wanted.length === 0) return []
  const lecteur = await lecteurFor(query.dataDir, query.territoire)
  const known: Array<{ lieu: LieuNomme; values: ByIndicateur }> = []
  for (const lieu of query.lieux) known.push({ lieu, values: await allValeursOfLieu(lecteur, lieu, lus) })
  return wanted.map((indicateur) => {
    const own = known.map(({ lieu, values }) => ({ lieu, list: values.get(indicateur.id) ?? [] }))
    const periode = commonPeriode(own.map(({ list }) => list))
    return {
      indicateur: indicateur.id,
      label: indicateur.label,
      unit: indicateur.unit,
      cells: own.map(({ lieu, list }) => {
        const one = list.find((its) => its.periode === periode)
        const cell = one ? celluleOf(one) : nothingAt(lieu, indicateur)
        return { lieu: `${lieu.niveau}:${lieu.code}`, nom: lieu.nom, cell }
      }),
    }
  })
}

/** The latest period that the most places have: two places are only read side by side in the same year. */
function commonPeriode(lists: ReadonlyArray<readonly Valeur[]>): string | null {
  const counts = new Map<string, number>()
  for (const list of lists)
    for (const periode of new Set(list.map((one) => one.periode)))
      counts.set(periode, (counts.get(periode) ?? 0) + 1)
  const ranked = [...counts].toSorted(
    ([one, times], [other, others]) => others - times || other.localeCompare(one),
  )
  return ranked[0]?.[0] ?? null
}
