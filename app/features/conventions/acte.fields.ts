import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type { ActeInput, AvenantInput, SignatureInput } from './acte.schema.ts'
import type { PaiementInput, VersementInput } from './versement.schema.ts'
import { versementNatures } from './versement.words.ts'

export const acteFields = {
  objet: { label: 'Objet', hint: 'Pour s’y retrouver dans la liste ; il n’est pas imprimé.', cell: text },
  texte: {
    label: 'Texte',
    hint: '« # » commence un titre, « - » un élément de liste ; [Plan de financement], [Versements] et [Signatures] placent les tableaux.',
    cell: text,
  },
} satisfies Fields<ActeInput>

export const signatureFields = {
  signeLe: { label: 'Signé le', cell: formatDate },
  deliberation: { label: 'Délibération', hint: 'Numéro et date, s’il y en a une.', cell: text },
  engagement: { label: 'Numéro d’engagement', hint: 'Celui de la comptabilité, s’il est connu.', cell: text },
} satisfies Fields<SignatureInput>

export const avenantFields = {
  objet: { label: 'Ce que l’avenant change, et pourquoi', cell: text },
  nouvelleFin: { label: 'Nouvelle fin', cell: (its) => (its ? formatDate(its) : '') },
  montantCentimes: { label: 'Nouveau montant (€)', hint: 'Vide : il ne change pas.', cell: formatEuros },
} satisfies Fields<AvenantInput>

export const versementFields = {
  nature: { label: 'Versement', cell: (its) => versementNatures[its] },
  prevuLe: { label: 'Prévu le', cell: formatDate },
  montantCentimes: { label: 'Montant (€)', cell: formatEuros },
} satisfies Fields<VersementInput>

export const paiementFields = {
  verseLe: { label: 'Versé le', cell: formatDate },
  reference: { label: 'Référence', hint: 'Numéro de mandat, de demande de paiement…', cell: text },
} satisfies Fields<PaiementInput>
