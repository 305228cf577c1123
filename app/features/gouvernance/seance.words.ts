import type { FormWords } from '#app/ui/form.tsx'

export const seanceWords = {
  titre: { label: 'Titre' },
  jour: { label: 'Jour' },
  heure: { label: 'Heure', hint: 'Comme 14:30, heure de Paris.' },
  dureeMinutes: { label: 'Durée (minutes)' },
  lieu: { label: 'Lieu' },
  visio: { label: 'Lien de visioconférence' },
} satisfies FormWords

export const pointWords = {
  titre: { label: 'Titre du point' },
  nature: { label: 'Pour' },
  dureeMinutes: { label: 'Durée (minutes)' },
  presentation: { label: 'Présentation', hint: 'Ce qu’il faut avoir lu avant.' },
  ficheId: { label: 'Fiche à valider', hint: 'Adoptée, la décision valide la fiche.' },
  avenantId: { label: 'Avenant à adopter', hint: 'Adoptée, la décision adopte l’avenant.' },
  simulationId: {
    label: 'Programmation à adopter',
    hint: 'Adoptée, la décision accorde ou refuse chaque demande comme la simulation le dit.',
  },
} satisfies FormWords

export const decisionWords = {
  decision: { label: 'Décision', hint: 'La phrase du relevé.' },
  mode: { label: 'Prise' },
  pour: { label: 'Pour' },
  contre: { label: 'Contre' },
  abstention: { label: 'Abstentions' },
  ajourner: { label: 'Ajourner ce point' },
} satisfies FormWords

export const suiteWords = {
  texte: { label: 'À faire' },
  organisationId: { label: 'Par' },
  echeance: { label: 'Avant le' },
  pointId: { label: 'Suite du point' },
} satisfies FormWords
