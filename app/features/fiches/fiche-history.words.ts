import { isPartKind, partSpecs } from './fiche-parts.spec.ts'

const verbs: Record<string, string> = { ajouter: 'a ajouté', modifier: 'a modifié', retirer: 'a retiré' }

const sentences: Record<string, string> = {
  'fiche.creer': 'a créé la fiche',
  'fiche.modifier': 'a modifié la fiche',
  'fiche.etat': 'a changé l’état',
  'fiche.restaurer': 'a rétabli une ancienne valeur',
  'fiche.archiver': 'a archivé la fiche',
  'fiche.desarchiver': 'a sorti la fiche des archives',
  'fiche.importer': 'a modifié la fiche par un import',
  'fiche.lot': 'a modifié la fiche avec d’autres',
  'fiche.annee.modifier': 'a saisi une année de résultat',
  'fiche.fichier.ajouter': 'a déposé un fichier',
  'fiche.fichier.retirer': 'a retiré un fichier',
  'fiche.commentaire.retirer': 'a retiré un commentaire',
}

/** « a modifié l’étape », from the operation of a line of the journal. */
export function operationWords(operation: string): string {
  const [, part, verb = ''] = operation.split('.')
  if (isPartKind(part)) return `${verbs[verb] ?? 'a changé'} : ${partSpecs[part].name}`
  return sentences[operation] ?? 'a changé la fiche'
}
