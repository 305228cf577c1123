import type { FormWords } from '#app/ui/form.tsx'
import type { VerdictLevel } from '#stats/impact/verdict-rules.ts'

export const etudeWords = {
  titre: { label: 'Titre de l’étude' },
  question: { label: 'Question', hint: 'Ce que l’on veut savoir, en une phrase.' },
  indicateur: { label: 'Indicateur' },
  documentId: { label: 'Document-cadre évalué' },
  communeCodes: { label: 'Communes concernées' },
  debut: { label: 'Première année concernée', hint: 'La première année où un effet est possible.' },
  cible: {
    label: 'Plus petit effet utile',
    hint: 'Dans l’unité de l’indicateur. En dessous, un effet ne changerait aucune décision.',
  },
  choisiesSurMesure: {
    label: 'Ces communes ont été choisies sur cet indicateur',
    hint: 'Choisies une mauvaise année, elles se seraient en partie améliorées sans rien faire.',
  },
  anneeChoix: {
    label: 'Année du choix',
    hint: 'L’année de la mesure qui a servi à choisir ces communes : elle est retirée du calcul.',
  },
} satisfies FormWords

/** What each level of verdict lets one conclude. */
export const levelWords: Record<VerdictLevel, string> = {
  '0': 'Pas d’évaluation possible',
  '1': 'Description seulement',
  '2': 'Signal, à confirmer',
  '3': 'Effet probable',
  N: 'Aucun effet visible',
  I: 'Non concluant',
}

export const levelTones = {
  '0': 'neutral',
  '1': 'ochre',
  '2': 'brand',
  '3': 'green',
  N: 'violet',
  I: 'ochre',
} as const

export const methodWords = {
  sc: 'Contrôle synthétique',
  sdid: 'Différence de différences synthétique',
  event: 'Étude d’événement',
  did: 'Différence de différences, descriptive',
  its: 'Série interrompue, sans comparaison',
} as const

/** Whether a stored verdict is one of the levels. */
export function isVerdictLevel(level: string | null): level is VerdictLevel {
  return level !== null && level in levelWords
}
