import { departementReference } from '#geo/referentiel.ts'
import { indicateurs } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import { containerOf, departementOfCanton } from './membres.ts'
import { listValeurs } from './valeurs-liste.server.ts'

/** The cantons of the county of the intercommunality that an imported file counts the people of. */
export async function listCantonChoices(lecteur: Lecteur, home: string) {
  const departement = containerOf({ niveau: 'epci', code: home }, 'departement')
  const values = await listValeurs(lecteur, {
    indicateurs: indicateurs.filter(({ id }) => id === 'POP_TOTAL'),
    niveau: 'canton',
  })
  const codes = new Set(values.map(({ lieu }) => lieu.code))
  const nom = departementReference(departement ?? '')?.nom ?? ''
  return [...codes]
    .filter((code) => departementOfCanton(code) === departement)
    .sort()
    .map((code) => ({ value: `canton:${code}`, label: `Canton ${code}`, group: `Cantons (${nom})` }))
}
