import type { FormWords } from '#app/ui/form.tsx'
import { compteLabel, comptes } from './budget.ts'
import { dossierFields } from './dossier.fields.ts'
import { tranches } from './dossier.words.ts'
import type { Funder } from './dossier-tables.ts'

/** The words of every field of the form, tables included: errors name them. */
export function formWords(funders: ReadonlyArray<Funder>): FormWords {
  const label = (text: string) => ({ label: text })
  return {
    ...dossierFields,
    ...Object.fromEntries(comptes.map((its) => [`m.${its.key}`, label(compteLabel(its.key))])),
    ...Object.fromEntries(
      funders.map((its) => [`f.${its.value}`, label(`Subvention demandée : ${its.label}`)]),
    ),
    ...Object.fromEntries(
      Object.entries(tranches).flatMap(([key, name]) => [
        [`femmes.${key}`, label(`Femmes, ${name}`)],
        [`hommes.${key}`, label(`Hommes, ${name}`)],
        [`qpv.${key}`, label(`Habitants de QPV, ${name}`)],
      ]),
    ),
    'autre.nom': label('Autre financeur'),
    'autre.montant': label('Montant d’un autre financeur'),
    'resultat.cible': label('Résultat attendu'),
  }
}

/** What the tables of a form show: what was typed, to the letter, and what is wrong in it. */
export interface TableState {
  typed: Record<string, string[]>
  errors: Record<string, string[]>
}
