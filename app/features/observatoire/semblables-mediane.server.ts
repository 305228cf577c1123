import { indicateurs as catalogue } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import type { ByIndicateur } from './lieu-valeurs.server.ts'
import { findSemblables } from './semblables.server.ts'
import type { Valeur } from './valeur.ts'
import { listValeurs } from './valeurs-liste.server.ts'

/** Fewer similar communes with a figure than this say nothing of their group. */
const FEWEST = 3

const remembered = new WeakMap<Lecteur, Map<string, Promise<Medianes | null>>>()

/** The median of the communes most like one, for every indicator and period; how many they are. */
export interface Medianes {
  values: ByIndicateur
  communes: Array<{ code: string; nom: string }>
}

/** Worked out once a store; null when nothing can be compared. */
export function medianesOfSemblables(lecteur: Lecteur, code: string): Promise<Medianes | null> {
  const own = remembered.get(lecteur) ?? new Map<string, Promise<Medianes | null>>()
  remembered.set(lecteur, own)
  const found = own.get(code) ?? gather(lecteur, code)
  own.set(code, found)
  found.catch(() => own.delete(code))
  return found
}

async function gather(lecteur: Lecteur, code: string): Promise<Medianes | null> {
  const { nearest } = await findSemblables(lecteur, { niveau: 'commune', code }, [])
  if (nearest.length < FEWEST) return null
  const codes = nearest.map((one) => one.code)
  const valeurs = await listValeurs(lecteur, { indicateurs: catalogue, niveau: 'commune', codes })
  const groups = [...Map.groupBy(valeurs, ({ indicateur, periode }) => `${indicateur} ${periode}`).values()]
  const medians = groups.flatMap((same) => medianOf(same, codes.length))
  return {
    values: Map.groupBy(medians, ({ indicateur }) => indicateur),
    communes: nearest.map((one) => ({ code: one.code, nom: one.nom })),
  }
}

function medianOf(same: readonly Valeur[], all: number): Valeur[] {
  const [first] = same
  if (!first) return []
  const known = same.flatMap(({ value }) => value ?? []).sort((one, other) => one - other)
  const common = {
    ...first,
    lieu: { niveau: 'perimetre' as const, code: 'semblables' },
    origin: 'calcule' as const,
    geographie: null,
  }
  if (known.length < FEWEST) {
    const reason = `Trop peu de communes semblables ont ce chiffre (${known.length} sur ${all}) pour en donner la médiane.`
    return [{ ...common, value: null, status: 'indisponible', reason }]
  }
  const middle = known.length / 2
  const low = known[Math.ceil(middle) - 1] ?? 0
  const high = known[Math.floor(middle)] ?? 0
  return [{ ...common, value: (low + high) / 2, status: 'normal', reason: null }]
}
