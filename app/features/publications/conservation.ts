/** The kinds of records that have an end: what is said of each, and how long it is kept when nobody said otherwise. */
export const conservations = {
  courriels: {
    titre: 'Courriels envoyés',
    depart: 'le jour de l’envoi',
    dureeMois: 12,
    texte: 'Utilité administrative d’un an ; le message important est dans le dossier qu’il concerne.',
    effet: 'Le message et l’adresse sont supprimés de la boîte d’envoi.',
  },
  invitations: {
    titre: 'Invitations acceptées, retirées ou périmées',
    depart: 'le jour où l’invitation n’ouvre plus rien',
    dureeMois: 12,
    texte: 'Elles n’ont plus d’objet ; le journal garde qui a invité.',
    effet: 'L’invitation et l’adresse sont supprimées.',
  },
  convocations: {
    titre: 'Convocations et présences',
    depart: 'le jour de la séance',
    dureeMois: 60,
    texte: 'Deux à cinq ans (instruction DGP/SIAF/2014/006) ; le relevé de décisions, lui, est conservé.',
    effet: 'Les convocations, réponses et présences sont supprimées ; la séance et ses décisions restent.',
  },
  personnes: {
    titre: 'Personnes sans rôle ni siège',
    depart: 'la fin du dernier rôle',
    dureeMois: 60,
    texte: 'Cinq ans après la fin du rôle ; ce que la personne a écrit reste, sans elle.',
    effet:
      'Le nom, l’adresse et le téléphone sont effacés, avec préférences, notifications et compte de connexion s’il ne sert plus à personne ; le journal garde les gestes faits.',
  },
  ribs: {
    titre: 'Coordonnées bancaires sans dossier en cours',
    depart: 'le dernier versement, ou le dernier enregistrement du compte',
    dureeMois: 24,
    texte: 'Inutiles une fois la subvention payée ; le paiement est prouvé par la comptabilité.',
    effet: 'Le compte chiffré et son titulaire sont supprimés.',
  },
} as const

export type Sorte = keyof typeof conservations

// Keys of a const record.
export const sortes = Object.keys(conservations) as [Sorte, ...Sorte[]]

export const destructionEtats = {
  proposee: 'Proposée, à viser',
  visee: 'Visée, à faire',
  faite: 'Faite',
  abandonnee: 'Abandonnée',
} as const

export type DestructionEtat = keyof typeof destructionEtats

/** A length said as people say it. */
export function formatMois(mois: number): string {
  if (mois % 12 !== 0) return `${mois} mois`
  return mois === 12 ? '1 an' : `${mois / 12} ans`
}
