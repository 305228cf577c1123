import { refusalCodes } from './attribution.schema.ts'

const words: Record<string, string> = {
  'siret-chiffres-perdus': 'SIRET arrondis par un tableur, gardés tels quels',
  'siret-cle-fausse': 'SIRET dont la clé est fausse, gardés tels quels',
  'siret-decimale-retiree': 'SIRET écrits avec une décimale, corrigés',
  'siret-zeros-restitues': 'SIRET dont les zéros de tête sont remis',
  'siret-longueur': 'SIRET qui n’ont pas 14 chiffres, gardés tels quels',
  'siret-siren-seul': 'SIREN donnés à la place de SIRET',
  'siret-caracteres-etrangers': 'SIRET qui contiennent autre chose que des chiffres',
  'siret-nir-possible': 'Numéros qui ressemblent à ceux de personnes, effacés',
  'rna-forme': 'Numéros RNA mal formés, gardés tels quels',
  'montant-negatif': 'Montants négatifs',
  'montant-nul': 'Montants nuls',
  'montant-arrondi': 'Montants arrondis au centime',
  'date-illisible': 'Dates gardées en texte',
  'date-incomplete': 'Dates sans jour : l’année seule est gardée',
  'date-improbable': 'Dates peu probables',
  'versement-illisible': 'Dates de versement gardées en texte',
  'periode-inversee': 'Périodes de versement qui finissent avant de commencer',
  'nature-inconnue': 'Natures d’aide non reconnues',
  'part-en-pourcent': 'Parts écrites en pourcentage, converties',
  'part-illisible': 'Parts illisibles',
  'oui-non-illisible': 'Notifications européennes illisibles',
  'ligne-repetee': 'Lignes qui se répètent mot pour mot, gardées',
  'colonnes-decalees': 'Lignes décalées d’une colonne, remises en place',
  'beneficiaire-absent': 'Bénéficiaires non dits',
  'colonne-gardee': 'Colonnes hors schéma, gardées',
  'virgule-milliers': 'Virgules lues comme des séparateurs de milliers',
  titres: 'Titres au-dessus du tableau',
  'lignes-vides': 'Lignes vides',
}

/** The title of a kind of remark. */
export function remarkWords(code: string): string {
  const refusal = Object.entries(refusalCodes).find(([known]) => known === code)
  return refusal ? `Lignes non gardées : ${refusal[1]}` : (words[code] ?? 'À savoir sur ce fichier')
}
