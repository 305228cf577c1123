/** What a tool may be told of, each with the gesture of the journal that makes it happen. Pure: screen and server read it. */
export const evenements = {
  'publication.publiee': { label: 'Une publication paraît sur le portail', operation: 'publication.publier' },
  'publication.retiree': {
    label: 'Une publication est retirée du portail',
    operation: 'publication.retirer',
  },
  'fiche.creee': { label: 'Une fiche action est créée', operation: 'fiche.creer' },
  'fiche.etat_change': { label: 'Une fiche action change d’état', operation: 'fiche.etat' },
  'appel.etat_change': { label: 'Un appel à projets change d’état', operation: 'appel.deplacer' },
  'dossier.depose': { label: 'Un dossier de subvention est déposé', operation: 'dossier.deposer' },
  'subvention.decidee': { label: 'Un financeur décide une subvention', operation: 'ligne.decider' },
  'seance.tenue': { label: 'Une séance d’instance est tenue', operation: 'seance.tenir' },
} as const

export type Evenement = keyof typeof evenements

/** What « Envoyer un essai » sends; nobody subscribes to it. */
export const ESSAI = 'essai'

export const evenementCodes = Object.keys(evenements) as [Evenement] // keys of the record

/** The event a gesture of the journal is, or null. */
export function evenementOf(operation: string): Evenement | null {
  return evenementCodes.find((code) => evenements[code].operation === operation) ?? null
}
