/** How often what concerns somebody is sent by mail. */
export const rythmes = {
  immediat: 'Tout de suite, un courriel à chaque fois',
  quotidien: 'Un résumé par jour, le matin',
  hebdomadaire: 'Un résumé par semaine, le lundi matin',
  jamais: 'Jamais : je regarde dans Maillage',
} as const

export type Rythme = keyof typeof rythmes
