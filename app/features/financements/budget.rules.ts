import { formatEuros, sumCentimes } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { compteOf, groupes, isPublicMoney } from './budget.ts'

export interface BudgetLine {
  compte: string
  libelle: string
  financeurId: string | null
  montantCentimes: number
}

export interface BudgetTotals {
  charges: number
  produits: number
  contributionsEmplois: number
  contributionsProduits: number
  demande: number
  /** Requested amount of each funder: its 74 lines added up. */
  parFinanceur: Map<string, number>
  publique: number
  /** Share of public money in the income, between 0 and 1; null without income. */
  partPublique: number | null
  /** What the carrier brings itself, in the income. */
  propre: number
  partPropre: number | null
}

// Own resources, sales, fees and gifts: neither a grant nor a balancing line.
const ownGroups = new Set(['70', '73', '75', '76-79', 'propres'])

/** What a budget adds up to. Voluntary contributions (86, 87) are counted apart, as on the form. */
export function totalsOf(lines: ReadonlyArray<BudgetLine>): BudgetTotals {
  const sumIf = (test: (line: BudgetLine) => boolean) =>
    sumCentimes(lines.filter(test).map((its) => its.montantCentimes))
  const groupeOf = (line: BudgetLine) => compteOf(line.compte)?.groupe ?? ''
  const inTotal = (line: BudgetLine, sens: string) =>
    groupes[groupeOf(line)]?.sens === sens && groupes[groupeOf(line)]?.totalled === true
  const produits = sumIf((its) => inTotal(its, 'produit'))
  const publique = sumIf((its) => isPublicMoney(its.compte))
  const propre = sumIf((its) => ownGroups.has(groupeOf(its)))
  const parFinanceur = new Map<string, number>()
  for (const { financeurId, montantCentimes } of lines)
    if (financeurId) parFinanceur.set(financeurId, (parFinanceur.get(financeurId) ?? 0) + montantCentimes)
  return {
    charges: sumIf((its) => inTotal(its, 'charge')),
    produits,
    contributionsEmplois: sumIf((its) => groupeOf(its) === '86'),
    contributionsProduits: sumIf((its) => groupeOf(its) === '87'),
    demande: sumIf((its) => its.financeurId !== null),
    parFinanceur,
    publique,
    partPublique: produits === 0 ? null : publique / produits,
    propre,
    partPropre: produits === 0 ? null : propre / produits,
  }
}

export interface BudgetRules {
  financeurIds: ReadonlyArray<string>
  plancherCentimes: number | null
  plafondCentimes: number | null
  partPropreMin: number | null
  aidePubliqueMax: number | null
}

export interface BudgetCheck {
  code: string
  ok: boolean
  /** What is measured, in words: the sentence to correct it when it is not kept. */
  text: string
}

const margin = 1e-9

/** Every rule on a budget with what it measures, kept or not: the screen shows them live, the submission asks for all. */
export function checkBudget(lines: ReadonlyArray<BudgetLine>, rules: BudgetRules): BudgetCheck[] {
  const totals = totalsOf(lines)
  const gap = totals.charges - totals.produits
  const valued = totals.contributionsEmplois - totals.contributionsProduits
  const orphan = lines.find((its) => isNameless(its))
  return [
    check('vide', totals.charges > 0 && totals.produits > 0, {
      yes: `Charges et produits : ${formatEuros(totals.charges)}`,
      no: 'Écrivez les charges et les produits du projet.',
    }),
    check('equilibre', gap === 0, {
      yes: 'Le budget est équilibré.',
      no:
        gap > 0
          ? `Il manque ${formatEuros(gap)} de produits pour équilibrer le budget.`
          : `Les produits dépassent les charges de ${formatEuros(-gap)}.`,
    }),
    check('contributions', valued === 0, {
      yes: `Contributions volontaires : ${formatEuros(totals.contributionsEmplois)} des deux côtés.`,
      no: `Les comptes 86 et 87 doivent être égaux : ${formatEuros(totals.contributionsEmplois)} et ${formatEuros(totals.contributionsProduits)}.`,
    }),
    check('financeur', orphan === undefined, {
      yes: 'Chaque subvention nomme son financeur.',
      no: 'Une ligne du compte 74 n’a pas de financeur : choisissez-le, ou effacez-la.',
    }),
    ...checkAsked(totals, rules),
  ]
}

function checkAsked(totals: BudgetTotals, rules: BudgetRules): BudgetCheck[] {
  const asked = sumCentimes(rules.financeurIds.map((id) => totals.parFinanceur.get(id) ?? 0))
  const { plancherCentimes: low, plafondCentimes: high, partPropreMin, aidePubliqueMax } = rules
  const its: BudgetCheck[] = [
    check('demande', asked > 0, {
      yes: `Demandé aux financeurs de l’appel : ${formatEuros(asked)}`,
      no: 'Demandez un montant à un financeur de l’appel au moins.',
    }),
  ]
  if (low !== null)
    its.push(
      check('plancher', asked >= low, {
        yes: `Au moins ${formatEuros(low)} demandés.`,
        no: `L’appel ne finance pas moins de ${formatEuros(low)}.`,
      }),
    )
  if (high !== null)
    its.push(
      check('plafond', asked <= high, {
        yes: `Sous le plafond de ${formatEuros(high)}.`,
        no: `L’appel ne finance pas plus de ${formatEuros(high)} : vous demandez ${formatEuros(asked)}.`,
      }),
    )
  if (partPropreMin !== null)
    its.push(
      check('part_propre', (totals.partPropre ?? 0) + margin >= partPropreMin, {
        yes: `Part propre : ${formatShare(totals.partPropre ?? 0)} (au moins ${formatShare(partPropreMin)}).`,
        no: `La part propre est de ${formatShare(totals.partPropre ?? 0)} ; l’appel demande ${formatShare(partPropreMin)} au moins.`,
      }),
    )
  if (aidePubliqueMax !== null)
    its.push(
      check('aide_publique', (totals.partPublique ?? 0) <= aidePubliqueMax + margin, {
        yes: `Argent public : ${formatShare(totals.partPublique ?? 0)} (au plus ${formatShare(aidePubliqueMax)}).`,
        no: `L’argent public fait ${formatShare(totals.partPublique ?? 0)} des produits ; l’appel admet ${formatShare(aidePubliqueMax)} au plus.`,
      }),
    )
  return its
}

function check(code: string, ok: boolean, words: { yes: string; no: string }): BudgetCheck {
  return { code, ok, text: ok ? words.yes : words.no }
}

/** A grant that names nobody: neither an organisation of the directory nor a name in words. */
function isNameless({ compte, financeurId, libelle }: BudgetLine): boolean {
  return compteOf(compte)?.groupe === '74' && financeurId === null && libelle.trim() === ''
}
