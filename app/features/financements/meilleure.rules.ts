import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { Credit } from './appel.words.ts'
import type { Colonne, DossierProg, ReglesProg } from './programmation.rules.ts'

/*
 * The best share-out of envelopes under the rules of a call, as a linear programme in whole euros (mixed with yes-or-no
 * variables when the call has a floor). What is maximised: the money given, each euro weighted by the opinion of its
 * funder; the first 60 % of what may be given to a request weigh half as much again as the rest, so that money is shared
 * rather than piled up on a few. Pure: it writes the programme and reads its answer; a solver does the work elsewhere.
 */

/** How much a euro weighs by the opinion of the funder; an adjourned or unfavourable request receives nothing. */
export const opinionWeights: Record<string, number> = {
  favorable: 1,
  favorable_reserves: 0.7,
  ajourne: 0,
  defavorable: 0,
}
const UNSAID = 0.5
const FIRST_SHARE = 0.6
const FIRST_WEIGHT = 1.2
const LAST_WEIGHT = 0.8

export interface LigneNotee {
  id: string
  financeurId: string
  demandeCentimes: number
  avis: string | null
  proposeDroitCommun: number | null
  proposeSpecifique: number | null
}

export type DossierNote = Omit<DossierProg, 'lignes'> & { lignes: ReadonlyArray<LigneNotee> }

interface Variable {
  name: string
  ligneId: string
  credit: Credit
  /** Euros at most. */
  cap: number
  weight: number
  dossier: number
  colonne: number
}

export interface Programme {
  /** In the CPLEX LP format. */
  text: string
  variables: Variable[]
  /** Dossiers whose own share is under the rule: nothing is proposed to them. */
  exclus: string[]
}

const euros = (centimes: number): number => Math.floor(centimes / 100)
const asked = (ligne: LigneNotee, credit: Credit): number => {
  const [own, other] =
    credit === 'specifique'
      ? [ligne.proposeSpecifique, ligne.proposeDroitCommun]
      : [ligne.proposeDroitCommun, ligne.proposeSpecifique]
  // A funder that proposed said how it splits; one that did not may give all of it in either kind.
  return own ?? (other === null ? ligne.demandeCentimes : 0)
}

/** The programme of a call. @param colonnes funders × kinds of credit, with their envelopes in centimes */
export function programmeOf(
  dossiers: ReadonlyArray<DossierNote>,
  colonnes: ReadonlyArray<Colonne>,
  regles: ReglesProg,
): Programme {
  const exclus = dossiers.filter((its) => isShortOfOwn(its, regles)).map((its) => its.numero ?? its.titre)
  const variables = dossiers.flatMap((dossier, at) =>
    isShortOfOwn(dossier, regles) ? [] : variablesOf(dossier, at, colonnes),
  )
  return { text: textOf(variables, { dossiers, colonnes, regles }), variables, exclus }
}

function isShortOfOwn({ propreCentimes, coutCentimes }: DossierNote, { partPropreMin }: ReglesProg): boolean {
  return partPropreMin !== null && coutCentimes > 0 && propreCentimes / coutCentimes < partPropreMin
}

function variablesOf(dossier: DossierNote, at: number, colonnes: ReadonlyArray<Colonne>): Variable[] {
  return dossier.lignes.flatMap((ligne, line) => {
    const weight = ligne.avis === null ? UNSAID : (opinionWeights[ligne.avis] ?? UNSAID)
    return colonnes.flatMap(({ financeurId, credit }, colonne) => {
      const cap = Math.min(euros(asked(ligne, credit)), euros(ligne.demandeCentimes))
      if (financeurId !== ligne.financeurId || cap <= 0 || weight === 0) return []
      return [
        { name: `x${at}_${line}_${colonne}`, ligneId: ligne.id, credit, cap, weight, dossier: at, colonne },
      ]
    })
  })
}

interface Call {
  dossiers: ReadonlyArray<DossierNote>
  colonnes: ReadonlyArray<Colonne>
  regles: ReglesProg
}

const parts = (variables: ReadonlyArray<Variable>): string =>
  variables.map(({ name }) => `${name}a + ${name}b`).join(' + ')

function textOf(variables: ReadonlyArray<Variable>, call: Call): string {
  const objective = variables
    .map(({ name, weight }) => `${weight * FIRST_WEIGHT} ${name}a + ${weight * LAST_WEIGHT} ${name}b`)
    .join(' + ')
  const bounds = variables.flatMap(({ name, cap }) => [
    ` 0 <= ${name}a <= ${Math.floor(cap * FIRST_SHARE)}`,
    ` 0 <= ${name}b <= ${cap - Math.floor(cap * FIRST_SHARE)}`,
  ])
  const floors =
    call.regles.plancherCentimes === null ? [] : [...new Set(variables.map((its) => `y${its.dossier}`))]
  return [
    'Maximize',
    ` obj: ${objective || '0 rien'}`,
    'Subject To',
    ...constraintsOf(variables, call),
    'Bounds',
    ...(variables.length === 0 ? [' 0 <= rien <= 0'] : bounds),
    ...(floors.length > 0 ? ['Binary', ` ${floors.join(' ')}`] : []),
    'End',
  ].join('\n')
}

function constraintsOf(variables: ReadonlyArray<Variable>, { dossiers, colonnes, regles }: Call): string[] {
  const lines = Map.groupBy(variables, (its) => its.ligneId)
  const demanded = new Map(
    dossiers.flatMap((its) => its.lignes.map((line) => [line.id, euros(line.demandeCentimes)])),
  )
  return [
    ...colonnes.flatMap(({ enveloppeCentimes }, at) => {
      const own = variables.filter((its) => its.colonne === at)
      return enveloppeCentimes === null || own.length === 0
        ? []
        : [` e${at}: ${parts(own)} <= ${euros(enveloppeCentimes)}`]
    }),
    ...[...lines].flatMap(([id, own], at) =>
      own.length < 2 ? [] : [` l${at}: ${parts(own)} <= ${demanded.get(id) ?? 0}`],
    ),
    ...[...Map.groupBy(variables, (its) => its.dossier)].flatMap(([at, own]) => {
      const dossier = dossiers[at]
      return dossier ? dossierConstraints(own, dossier, { at, regles }) : []
    }),
  ]
}

function dossierConstraints(
  own: ReadonlyArray<Variable>,
  dossier: DossierNote,
  { at, regles }: { at: number; regles: ReglesProg },
): string[] {
  const cap = ceilingOf(dossier, regles)
  const most = own.reduce((sum, its) => sum + its.cap, 0)
  const { plancherCentimes } = regles
  if (plancherCentimes === null) return cap === null ? [] : [` d${at}: ${parts(own)} <= ${cap}`]
  // A euro a line more than the floor: what is rounded down afterwards stays above it.
  const floor = Math.ceil(plancherCentimes / 100) + own.length
  const top = Math.min(cap ?? most, most)
  return [
    ` f${at}: ${parts(own)} - ${floor} y${at} >= 0`,
    ` d${at}: ${parts(own)} - ${Math.max(0, top)} y${at} <= 0`,
  ]
}

/** The most a dossier may receive from the call, in euros: its ceiling, and the public money its cost allows. */
function ceilingOf(dossier: DossierNote, { plafondCentimes, aidePubliqueMax }: ReglesProg): number | null {
  const { coutCentimes, autrePubliqueCentimes } = dossier
  const ceilings = [
    ...(plafondCentimes === null ? [] : [euros(plafondCentimes)]),
    ...(aidePubliqueMax === null || coutCentimes <= 0
      ? []
      : [Math.max(0, euros(coutCentimes * aidePubliqueMax - autrePubliqueCentimes))]),
  ]
  return ceilings.length === 0 ? null : Math.min(...ceilings)
}

export interface Cellule {
  ligne: string
  credit: Credit
  centimes: number
}

/** What the solver found, rounded down to the euro: no constraint is broken by a rounding. */
export function cellulesOf(programme: Programme, primal: (name: string) => number): Cellule[] {
  return programme.variables.flatMap(({ name, ligneId, credit }) => {
    const centimes = Math.floor(primal(`${name}a`) + primal(`${name}b`) + 1e-6) * 100
    return centimes > 0 ? [{ ligne: ligneId, credit, centimes }] : []
  })
}

/** Why it stops where it does: envelopes spent to the last euro, what was left out, what was proved. */
export function explanationOf(
  {
    programme,
    cellules,
    optimal,
  }: { programme: Programme; cellules: ReadonlyArray<Cellule>; optimal: boolean },
  colonnes: ReadonlyArray<Colonne>,
): string {
  const given = new Map(cellules.map((its) => [`${its.ligne}:${its.credit}`, its.centimes]))
  const spent = colonnes.filter(({ enveloppeCentimes }, at) => {
    if (enveloppeCentimes === null) return false
    const own = programme.variables.filter((its) => its.colonne === at)
    const total = own.reduce((sum, its) => sum + (given.get(`${its.ligneId}:${its.credit}`) ?? 0), 0)
    return own.length > 0 && enveloppeCentimes - total < 100 * own.length
  })
  const total = cellules.reduce((sum, its) => sum + its.centimes, 0)
  return [
    optimal
      ? 'Proposition calculée, dont il est prouvé qu’aucune autre ne fait mieux sous les mêmes règles.'
      : 'Proposition calculée dans le temps imparti : une meilleure peut exister.',
    `${formatEurosRounded(total)} répartis. Chaque euro pèse selon l’avis de son financeur (favorable 1, avec réserves 0,7, sans avis 0,5) ; une demande ajournée ou défavorable ne reçoit rien. Les premiers 60 % d’une demande pèsent une fois et demie le reste.`,
    spent.length > 0
      ? `Ce qui limite : ${formatList(spent.map((its) => `l’enveloppe de ${its.financeur}`))}.`
      : 'Aucune enveloppe n’est épuisée : ce sont les demandes, les propositions et les plafonds qui limitent.',
    ...(programme.exclus.length > 0
      ? [
          `${formatCount(programme.exclus.length, 'dossier laissé', 'dossiers laissés')} de côté, part propre insuffisante : ${formatList(programme.exclus)}.`,
        ]
      : []),
    'Elle ne décide rien : corrigez-la, ou écartez-la.',
  ].join(' ')
}
