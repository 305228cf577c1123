import type { Etage, FlecheInput } from './logique.schema.ts'
import { etages } from './logique.schema.ts'

export interface Box {
  id: string
  etage: Etage
  texte: string
}

export type Arrow = FlecheInput & { id: string }

export const etageOrder = Object.keys(etages) as Etage[] // keys of a const record

/** Why an arrow may not be drawn, or null: it goes from one column to a later one. */
export function refusalOfArrow(
  boxes: ReadonlyArray<Box>,
  arrow: Pick<FlecheInput, 'deId' | 'versId'>,
): string | null {
  const de = boxes.find((its) => its.id === arrow.deId)
  const vers = boxes.find((its) => its.id === arrow.versId)
  if (!de || !vers) return 'Ces cases ne sont plus dans le modèle : rechargez la page.'
  if (etageOrder.indexOf(de.etage) >= etageOrder.indexOf(vers.etage))
    return 'Une flèche va d’un étage vers un étage suivant : des moyens vers les impacts.'
  return null
}

/** What a model still lacks, in sentences: an empty column, boxes that lead nowhere, that nothing leads to. */
export function gapsOf(boxes: ReadonlyArray<Box>, arrows: ReadonlyArray<Arrow>): string[] {
  if (boxes.length === 0) return []
  const empty = etageOrder.filter((etage) => !boxes.some((its) => its.etage === etage))
  const stuck = boxes.filter(
    (its) => its.etage !== 'impacts' && !arrows.some((arrow) => arrow.deId === its.id),
  )
  const orphan = boxes.filter(
    (its) => its.etage !== 'moyens' && !arrows.some((arrow) => arrow.versId === its.id),
  )
  return [
    ...empty.map((etage) => `L’étage « ${etages[etage]} » est vide.`),
    ...stuck.map((its) => `« ${its.texte} » ne mène à rien : à quoi sert-elle ?`),
    ...orphan.map((its) => `Rien ne mène à « ${its.texte} » : d’où vient-elle ?`),
  ]
}
