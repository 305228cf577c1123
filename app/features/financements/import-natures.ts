import type { OrganisationNature as Nature } from '#app/features/organisations/index.ts'

const words: ReadonlyArray<readonly [Nature, RegExp]> = [
  ['caf', /\bcaf\b|allocations familiales/i],
  ['ccas', /\bccas\b/i],
  ['ars', /\bars\b|agence régionale de santé/i],
  ['cpam', /\bcpam\b/i],
  ['etat', /\bétat\b|\betat\b|préfecture|prefecture|ddets|ddcs|drajes|\bdrac\b|mildeca|fipd|\banct\b/i],
  ['region', /\brégion\b|\bregion\b|conseil régional/i],
  ['departement', /département|departement|conseil départemental/i],
  ['epci', /communauté (?:d|urbaine)|métropole|agglomération/i],
  ['commune', /^(?:ville|commune|mairie) d/i],
  ['bailleur', /\bhlm\b|\bopac\b|bailleur|habitat\b/i],
  ['ecole', /^(?:école|collège|lycée)\b/i],
]

/** What an organisation created by an import most probably is, from its name; corrected in the directory. */
export function natureOfName(nom: string): Nature {
  return (
    words.find(([, shape]) => shape.test(nom))?.[0] ??
    (/^(?:association|asso)\b|centre social/i.test(nom) ? 'association' : 'autre')
  )
}
