import { formatDate } from '#app/lib/dates.ts'
import { formatEurosForCsv } from '#app/lib/money.ts'
import type { FieldText } from '#app/platform/fields.ts'
import type { AttributionRecord } from './attribution.schema.ts'
import { natureWords } from './attribution.words.ts'

type Exported = Omit<AttributionRecord, 'id' | 'autres'>

const text = (value: string | null): string => value ?? ''
const day = (value: Exported['dateConvention']): string => (value ? formatDate(value) : '')

/** The columns of the exports; what could not be read stands beside what was. */
export const attributionFields: { [Key in keyof Exported]: FieldText<Exported[Key]> } = {
  nomAttribuant: { label: 'Attribuant', cell: text },
  idAttribuant: { label: 'SIRET ou SIREN de l’attribuant', cell: text },
  idAttribuantBrut: { label: 'Numéro de l’attribuant, tel que publié', cell: text },
  dateConvention: { label: 'Date de la convention', cell: day },
  dateConventionBrute: { label: 'Date, telle que publiée', cell: text },
  annee: { label: 'Année', cell: (annee) => (annee === null ? '' : String(annee)) },
  referenceDecision: { label: 'Référence de la décision', cell: text },
  nomBeneficiaire: { label: 'Bénéficiaire', cell: text },
  idBeneficiaire: { label: 'SIRET ou SIREN du bénéficiaire', cell: text },
  idBeneficiaireBrut: { label: 'Numéro du bénéficiaire, tel que publié', cell: text },
  rnaBeneficiaire: { label: 'RNA du bénéficiaire', cell: text },
  rnaBeneficiaireBrut: { label: 'RNA, tel que publié', cell: text },
  objet: { label: 'Objet', cell: text },
  montantCentimes: { label: 'Montant (en euros)', cell: formatEurosForCsv },
  nature: { label: 'Nature', cell: (nature) => (nature ? natureWords[nature] : '') },
  conditionsVersement: { label: 'Conditions de versement', cell: text },
  versementDebut: { label: 'Versement à partir du', cell: day },
  versementFin: { label: 'Versement jusqu’au', cell: day },
  versementBrut: { label: 'Versement, tel que publié', cell: text },
  idRae: { label: 'Numéro au RAE', cell: text },
  notificationUe: {
    label: 'Notifiée à l’Union européenne',
    cell: (its) => (its === null ? '' : its ? 'oui' : 'non'),
  },
  part: {
    label: 'Part du bénéficiaire',
    cell: (part) => (part === null ? '' : String(part).replace('.', ',')),
  },
  dispositifAide: { label: 'Dispositif', cell: text },
  fichier: { label: 'Fichier', cell: text },
  ligne: { label: 'Ligne du fichier', cell: String },
}
