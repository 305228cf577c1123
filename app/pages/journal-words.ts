/** The kinds of things the journal speaks of, as people say them. */
export const entiteWords: Record<string, string> = {
  abonnement: 'Abonnement d’un outil',
  affectation: 'Rôle',
  acte: 'Acte',
  aide: 'Aide',
  appel: 'Appel à projets',
  appui: 'Demande d’appui',
  axe: 'Axe',
  candidature: 'Candidature',
  commentaire: 'Commentaire',
  commune: 'Commune',
  compte_rendu: 'Compte rendu financier',
  constat: 'Constat',
  constat_evaluation: 'Constat d’évaluation',
  destruction: 'Destruction',
  diagnostic: 'Diagnostic partagé',
  document: 'Document-cadre',
  dossier: 'Dossier de subvention',
  effort: 'Effort de droit commun',
  engagement: 'Engagement',
  etude: 'Étude d’impact',
  experience: 'Fiche d’expérience',
  fiche: 'Fiche action',
  fichier: 'Fichier',
  convocation: 'Convocation',
  indicateur_suivi: 'Indicateur suivi',
  instance: 'Instance',
  point: 'Point d’une séance',
  seance: 'Séance',
  siege: 'Siège',
  suite: 'Suite à donner',
  import_attributions: 'Import de subventions publiées',
  jeton_acces: 'Jeton d’accès',
  livraison: 'Livraison de données',
  logique_case: 'Case d’un modèle logique',
  modele_acte: 'Modèle d’acte',
  logique_fleche: 'Hypothèse d’un modèle logique',
  observation: 'Observation de terrain',
  organisation: 'Organisation',
  participation: 'Participation d’une commune',
  participation_invitation: 'Invitation d’une commune',
  perimetre: 'Périmètre',
  personne: 'Personne',
  poste: 'Poste',
  portail: 'Portail',
  publication: 'Publication',
  question_evaluation: 'Question d’évaluation',
  qpv: 'Quartier',
  rapport: 'Rapport annuel',
  rapport_evaluation: 'Rapport d’évaluation',
  recommandation_evaluation: 'Recommandation',
  regle_conservation: 'Règle de conservation',
  simulation: 'Simulation',
  territoire: 'Territoire',
}

const verbWords: Record<string, string> = {
  noter: 'a noté',
  notifier: 'a notifié',
  prevoir: 'a prévu un versement de',
  refaire: 'a réécrit',
  reliquat: 'a décidé d’un reliquat de',
  renvoyer: 'a renvoyé à corriger',
  signer: 'a noté la signature de',
  verser: 'a noté un versement de',
  accepter: 'a accepté',
  ajouter: 'a ajouté',
  annuler: 'a annulé',
  archiver: 'a archivé',
  clore: 'a dit la réponse à',
  convoquer: 'a convoqué',
  creer: 'a créé',
  commencer: 'a commencé',
  declarer: 'a dit',
  inviter: 'a envoyé une invitation :',
  decider: 'a enregistré la décision sur',
  debattre: 'a fait débattre',
  repondre: 'a répondu',
  relier: 'a relié',
  trier: 'a répondu à',
  tenir: 'a tenu',
  demander: 'a demandé',
  envoyer: 'a envoyé le relevé de',
  aviser: 'a donné un avis sur',
  deposer: 'a déposé',
  deplacer: 'a changé l’état de',
  emporter: 'a emporté',
  figer: 'a figé',
  ecarter: 'a écarté',
  fusionner: 'a fusionné',
  importer: 'a importé',
  modifier: 'a modifié',
  ecrire: 'a écrit',
  preparer: 'a préparé la suite de',
  remettre: 'a remis à faire un versement de',
  publier: 'a publié',
  recevoir: 'a reçu un avis sur',
  recevoir_donnees: 'a reçu',
  refuser: 'a refusé',
  relancer: 'a relancé',
  renouveler: 'a renouvelé le secret de',
  reprendre: 'a repris en brouillon',
  restaurer: 'a restauré',
  retirer: 'a retiré',
  revoquer: 'a révoqué',
  retirer_bloc: 'a retiré un bloc de',
  separer: 'a séparé',
  soumettre: 'a soumis pour avis',
  suivre: 'suit',
  supprimer: 'a supprimé',
  terminer: 'a terminé',
  valider: 'a validé',
}

/** « a modifié » of `fiche.modifier`; an operation without words is shown as it is. */
export function verbOf(operation: string): string {
  const verb = operation.split('.').at(-1) ?? operation
  return verbWords[verb] ?? operation
}

/** A value of the journal as one short line. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'rien'
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (Array.isArray(value)) return value.length === 0 ? 'rien' : value.map(valueWords).join(', ')
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

/** « budget previsionnel centimes » of `budgetPrevisionnelCentimes`, until the feature gives its own words. */
export function keyWords(key: string): string {
  return key.replace(/Id$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
