/** National grids: a second reading of local axes, never their structure. */
export interface Grille {
  code: string
  nom: string
  note: string
  source: string
  postes: ReadonlyArray<{ code: string; nom: string; groupe: string }>
}

const piliers = 'Piliers'
const transversaux = 'Axes transversaux'
const contenu = 'Contenu obligatoire (art. 6, IV)'

export const grilles: ReadonlyArray<Grille> = [
  {
    code: 'contrats-2015',
    nom: 'Contrats de ville 2015-2020 : trois piliers, trois axes transversaux',
    note: 'La grille des contrats de 2015. Ici, les axes locaux l’ont remplacée comme structure.',
    source: 'Circulaires relatives aux contrats de ville 2014-2020.',
    postes: [
      { code: 'emploi', nom: 'Développement de l’activité économique et de l’emploi', groupe: piliers },
      { code: 'cadre-de-vie', nom: 'Cadre de vie et renouvellement urbain', groupe: piliers },
      { code: 'cohesion', nom: 'Cohésion sociale', groupe: piliers },
      { code: 'jeunesse', nom: 'Jeunesse', groupe: transversaux },
      { code: 'egalite', nom: 'Égalité entre les femmes et les hommes', groupe: transversaux },
      { code: 'discriminations', nom: 'Lutte contre les discriminations', groupe: transversaux },
    ],
  },
  {
    code: 'quartiers-2030',
    nom: 'Engagements Quartiers 2030 : priorités locales',
    note: 'Plus de piliers : un nombre limité de priorités, venues des habitants. La grille suit donc les axes locaux ; on y note seulement le sujet principal.',
    source: 'Circulaire du 31 août 2023.',
    postes: [
      { code: 'plein-emploi', nom: 'Emploi et développement économique', groupe: 'Sujets' },
      { code: 'education', nom: 'Éducation et jeunesse', groupe: 'Sujets' },
      { code: 'transition', nom: 'Cadre de vie et transition écologique', groupe: 'Sujets' },
      { code: 'tranquillite', nom: 'Tranquillité publique', groupe: 'Sujets' },
      { code: 'sante', nom: 'Santé et accès aux droits', groupe: 'Sujets' },
      { code: 'autre', nom: 'Autre priorité locale', groupe: 'Sujets' },
    ],
  },
  {
    code: 'loi-2014-173',
    nom: 'Ce que la loi demande au contrat de ville',
    note: 'Les six points du IV de l’article 6 : une liste de contrôle du document, axe par axe.',
    source: 'Loi n° 2014-173 du 21 février 2014, article 6, IV.',
    postes: [
      { code: 'objectifs', nom: '1° Objectifs chiffrés', groupe: contenu },
      { code: 'actions', nom: '2° Nature des actions', groupe: contenu },
      {
        code: 'moyens',
        nom: '3° Moyens humains et financiers, droit commun et crédits spécifiques',
        groupe: contenu,
      },
      { code: 'ingenierie', nom: '4° Moyens d’ingénierie', groupe: contenu },
      { code: 'indicateurs', nom: '5° Indicateurs nationaux et locaux', groupe: contenu },
      {
        code: 'evaluation',
        nom: '6° Structure locale d’évaluation et transmission des données',
        groupe: contenu,
      },
    ],
  },
]

/** The grid of a form, or null. */
export function findGrille(code: string): Grille | null {
  return grilles.find((grille) => grille.code === code) ?? null
}

/** The grid of an address, or the first one. */
export function grilleOf(code: string | undefined): Grille {
  const [first] = grilles
  const found = grilles.find((grille) => grille.code === code) ?? first
  if (!found) throw new Error('There is no national grid.')
  return found
}
