import type { IsoDate } from '#app/lib/dates.ts'
import type { ReportLine } from '#app/lib/tables/index.ts'
import type { Nature } from './attribution.words.ts'

/** One subsidy as a file says it: what could be read, and beside it what was written when it could not. */
export interface Attribution {
  ligne: number
  nomAttribuant: string
  /** SIRET with a right key, or SIREN when only that is given; null when doubtful. */
  idAttribuant: string | null
  idAttribuantBrut: string
  dateConvention: IsoDate | null
  dateConventionBrute: string
  referenceDecision: string
  nomBeneficiaire: string
  idBeneficiaire: string | null
  idBeneficiaireBrut: string
  rnaBeneficiaire: string | null
  rnaBeneficiaireBrut: string
  objet: string
  /** Null only for an aid in kind whose value is not said. */
  montantCentimes: number | null
  nature: Nature | null
  conditionsVersement: string
  versementDebut: IsoDate | null
  versementFin: IsoDate | null
  versementBrut: string
  idRae: string
  notificationUe: boolean | null
  part: number | null
  dispositifAide: string
  annee: number | null
  /** Cells of the columns nothing was recognised in, by header. */
  autres: Record<string, string>
}

/** A subsidy as it is kept, with the name of the file it came from. */
export type AttributionRecord = Attribution & { id: string; fichier: string }

/** What a file of subsidies gave: every row read is kept, or refused with its reason. */
export interface AttributionsRead {
  lignesLues: number
  attributions: Attribution[]
  flags: ReportLine[]
}

/** Codes of the remarks that mean that the row is not kept. */
export const refusalCodes = {
  'refus-montant': 'sans montant lisible',
  'refus-beneficiaire': 'sans bénéficiaire',
  'refus-total': 'ligne de total',
  'refus-gabarit': 'ligne vide ou de gabarit',
  'refus-hors-subvention': 'garantie ou prêt, pas subvention',
  'refus-entete': 'ligne d’en-têtes répétée',
} as const
