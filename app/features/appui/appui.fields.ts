import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type { AppuiInput, SatisfactionInput, TempsInput, TriInput } from './appui.schema.ts'
import { appuiEtats, appuiNatures, satisfactions } from './appui.words.ts'

const days = (its: number | null): string => (its === null ? '' : String(its).replace('.', ','))

export const appuiFields = {
  organisationId: { label: 'Qui demande', cell: (id, labels) => labels('organisation', id) },
  nature: { label: 'Quel appui', cell: (its) => appuiNatures[its] },
  objet: { label: 'En quelques mots', cell: text },
  description: {
    label: 'Ce dont vous avez besoin',
    hint: 'Où vous en êtes, ce qui bloque, ce que vous attendez de l’équipe.',
    cell: text,
  },
  pourLe: { label: 'Pour quand', cell: (its) => (its ? formatDate(its) : '') },
  communeCode: { label: 'Commune concernée', hint: 'Vide : tout le territoire.', cell: text },
  axeId: { label: 'Axe', cell: (id, labels) => (id ? labels('axe', id) : '') },
} satisfies Fields<AppuiInput>

export const triFields = {
  decision: { label: 'Réponse', cell: (its) => appuiEtats[its] },
  motif: {
    label: 'Pourquoi, ou vers qui',
    hint: 'Nécessaire pour réorienter ou décliner : la phrase part à qui demande.',
    cell: text,
  },
  posteId: { label: 'Qui s’en charge', cell: text },
  joursPrevus: { label: 'Jours prévus', hint: 'Pour la charge de l’équipe.', cell: days },
} satisfies Fields<TriInput>

export const tempsFields = {
  posteId: { label: 'Qui', cell: text },
  jour: { label: 'Le', cell: formatDate },
  jours: { label: 'Jours', hint: 'Un demi-jour s’écrit 0,5.', cell: days },
  note: { label: 'À quoi', cell: text },
} satisfies Fields<TempsInput>

export const clotureFields = { resultat: { label: 'Ce que l’appui a donné' } }

export const satisfactionFields = {
  satisfaction: { label: 'Cet appui vous a-t-il servi ?', cell: (its) => satisfactions[its] },
  satisfactionMot: { label: 'Un mot, si vous voulez', cell: text },
} satisfies Fields<SatisfactionInput>
