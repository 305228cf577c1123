import { type ActeNature, attributifs } from './acte.words.ts'

/**
 * Above this amount a year from one authority to one private body, an agreement is signed: loi 2000-321, article 10, and
 * décret 2001-495 (« montant annuel supérieur à 23 000 € »). In centimes.
 */
export const CONVENTION_ABOVE = 2_300_000

export interface DecidedLine {
  financeurId: string
  financeur: string
  /** Granted; zero: refused; null: not decided yet. */
  centimes: number | null
  /** What the same funder grants this carrier for other actions of the year, in centimes. */
  autresCentimes: number
}

export interface NeededAct {
  nature: ActeNature
  financeurId: string
  pourquoi: string
}

export interface DecidedDossier {
  lignes: ReadonlyArray<DecidedLine>
  pluriannuel: boolean
  /** A public body signs no such agreement: it is granted by an order whatever the amount. */
  porteurPublic: boolean
  /** The intercommunality: it writes to the carrier for all funders at once. */
  emetteurId: string
  /** What is already prepared, cancelled acts left out. */
  faits: ReadonlyArray<{ nature: ActeNature; financeurId: string }>
}

/** What is still to be written for a dossier: one letter for all funders, then one act by each funder who grants. */
export function neededActs(dossier: DecidedDossier): NeededAct[] {
  const { lignes, faits, emetteurId } = dossier
  const granted = lignes.filter((its) => (its.centimes ?? 0) > 0)
  const letters = granted.length > 0 ? [notification(emetteurId)] : refusals(lignes, emetteurId)
  const isDone = ({ nature, financeurId }: NeededAct) =>
    faits.some((its) =>
      isOneOf(attributifs, nature)
        ? isOneOf(attributifs, its.nature) && its.financeurId === financeurId
        : its.nature === nature,
    )
  return [...letters, ...granted.map((line) => attribution(line, dossier))].filter((act) => !isDone(act))
}

const notification = (financeurId: string): NeededAct => ({
  nature: 'notification',
  financeurId,
  pourquoi: 'Une seule lettre dit ce que chaque financeur a décidé.',
})

function refusals(lignes: ReadonlyArray<DecidedLine>, financeurId: string): NeededAct[] {
  if (lignes.length === 0 || lignes.some((its) => its.centimes === null)) return []
  return [{ nature: 'refus', financeurId, pourquoi: 'Aucun financeur n’a retenu l’action.' }]
}

function attribution(line: DecidedLine, { pluriannuel, porteurPublic }: DecidedDossier): NeededAct {
  const { financeurId, centimes, autresCentimes } = line
  if (pluriannuel) return { nature: 'cpo', financeurId, pourquoi: 'Le projet court sur plusieurs années.' }
  if (!porteurPublic && (centimes ?? 0) + autresCentimes > CONVENTION_ABOVE)
    return {
      nature: 'convention',
      financeurId,
      pourquoi:
        autresCentimes > 0
          ? 'Avec ses autres aides de l’année à ce porteur, ce financeur dépasse 23 000 €.'
          : 'L’aide dépasse 23 000 € sur l’année : la convention est obligatoire.',
    }
  return { nature: 'arrete', financeurId, pourquoi: 'Sous 23 000 € par an, un arrêté suffit.' }
}

const isOneOf = (list: readonly string[], value: string): boolean => list.includes(value)

const publicNatures = [
  'commune',
  'epci',
  'etat',
  'region',
  'departement',
  'ars',
  'gip',
  'ecole',
  'universite',
  'ccas',
  'justice',
  'emploi',
  'education_nationale',
]

/** Whether the rule of the 23 000 € leaves this kind of carrier out. */
export function isPublicBody(nature: string): boolean {
  return publicNatures.includes(nature)
}

export interface Filled {
  texte: string
  /** Names between braces that no act knows. */
  inconnus: string[]
  /** Known names that have no value yet: they are printed « à compléter ». */
  vides: string[]
}

const variable = /\{([a-z_]+)\}/g

/** The mark of what is not known yet: an act that still holds one is not signed. */
export const TO_COMPLETE = '[à compléter'

/** A template with its values in place. @param labels what each name means, in French */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): Filled {
  const vides = new Set<string>()
  const texte = template.replaceAll(variable, (whole, name: string) => {
    const label = labels[name]
    if (label === undefined) return whole
    const value = values[name] ?? ''
    if (value !== '') return value
    vides.add(label)
    return `${TO_COMPLETE} : ${label.toLowerCase()}]`
  })
  return { texte, inconnus: unknownVariables(template, labels), vides: [...vides] }
}

/** The names between braces that no act knows. */
export function unknownVariables(template: string, labels: Readonly<Record<string, string>>): string[] {
  const names = [...template.matchAll(variable)].map((its) => its[1] ?? '')
  return [...new Set(names)].filter((name) => labels[name] === undefined)
}
