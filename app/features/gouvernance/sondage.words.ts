export const dispos = { oui: 'Oui', si_besoin: 'Si besoin', non: 'Non' } as const
export type Dispo = keyof typeof dispos

export const isDispo = (typed: unknown): typed is Dispo => typeof typed === 'string' && typed in dispos

/** How many dates the form of a poll has room for. */
export const MOST_OPTIONS = 8

export const sondageFields = {
  options: { label: 'Dates proposées' },
  echeance: { label: 'Répondre avant le', hint: 'Le lien s’ouvre jusqu’au soir de ce jour.' },
  message: { label: 'Un mot pour les membres', hint: 'Facultatif : ce qui est à décider, où se réunir.' },
}

export const dispoFields = {
  message: { label: 'Un mot, si vous voulez' },
}
