import { type RelationNature, relationNatures } from './document.schema.ts'

interface Link {
  deId: string
  nature: RelationNature
}

/** « renouvelle le PUCS », « est décliné par… »: a link said from one of its two ends. */
export function relationWords(relation: Link, fromId: string): string {
  if (relation.deId === fromId) return relationNatures[relation.nature]
  const passive = {
    renouvelle: 'est renouvelé par',
    decline: 'est décliné par',
    partage_axes: 'partage ses axes avec',
    s_articule: 's’articule avec',
  }
  return passive[relation.nature]
}
