import { InvalidInput } from '#app/lib/errors.ts'
import { parseEuros } from '#app/lib/money.ts'
import { parseNumber } from '#app/lib/numbers.ts'
import type { BudgetLine } from './budget.rules.ts'
import { asksFunder, compteOf, compteOfNature } from './budget.ts'
import { type Tranche, tranches } from './dossier.words.ts'

/*
 * The tables of a dossier as fields of a form. An account: `m.641`. A funder of the
 * call: `f.<id>`. Other grants: `autre.compte`, `autre.nom`, `autre.montant`, one of each a row. Counts: `femmes.6_11`,
 * `hommes.6_11`, `qpv.6_11`. Results: `resultat.indicateur`, `resultat.cible`, `resultat.unite`.
 */

export interface Funder {
  value: string
  label: string
  nature: string
}

type Errors = Record<string, string[]>

const typedIn = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const all = (form: FormData, name: string): string[] => form.getAll(name).map((its) => String(its).trim())

function centimesOf(text: string, name: string, errors: Errors): number {
  if (text === '') return 0
  const amount = parseEuros(text)
  if (amount.ok && amount.centimes >= 0) return amount.centimes
  errors[name] = [amount.ok ? 'Écrivez un montant positif.' : amount.reason]
  return 0
}

/** The lines of the budget typed in a form; lines left empty are not kept. @throws InvalidInput, all errors at once */
export function parseBudget(form: FormData, funders: ReadonlyArray<Funder>): BudgetLine[] {
  const errors: Errors = {}
  const own = [...form.keys()].flatMap((name) => {
    const compte = name.startsWith('m.') ? name.slice(2) : ''
    if (!compteOf(compte) || asksFunder(compte)) return []
    return [
      {
        compte,
        libelle: '',
        financeurId: null,
        montantCentimes: centimesOf(typedIn(form, name), name, errors),
      },
    ]
  })
  const asked = funders.map((funder) => ({
    compte: compteOfNature(funder.nature),
    libelle: '',
    financeurId: funder.value,
    montantCentimes: centimesOf(typedIn(form, `f.${funder.value}`), `f.${funder.value}`, errors),
  }))
  const others = otherGrants(form, errors)
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors)
  return [...own, ...asked, ...others].filter((its) => its.montantCentimes > 0)
}

function otherGrants(form: FormData, errors: Errors): BudgetLine[] {
  const names = all(form, 'autre.nom')
  const amounts = all(form, 'autre.montant')
  return all(form, 'autre.compte').flatMap((compte, rank) => {
    const libelle = (names[rank] ?? '').slice(0, 300)
    const montantCentimes = centimesOf(amounts[rank] ?? '', 'autre.montant', errors)
    if (!asksFunder(compte) || montantCentimes === 0) return []
    if (libelle === '') errors['autre.nom'] = ['Nommez ce financeur.']
    return [{ compte, libelle, financeurId: null, montantCentimes }]
  })
}

export interface CountRow {
  tranche: Tranche
  femmes: number
  hommes: number
  dontQpv: number
}

/** The people expected, by age band and sex. @throws InvalidInput */
export function parsePublics(form: FormData): CountRow[] {
  const errors: Errors = {}
  const count = (name: string): number => {
    const text = typedIn(form, name)
    if (text === '') return 0
    const value = parseNumber(text)
    if (value !== null && Number.isInteger(value) && value >= 0 && value <= 1_000_000) return value
    errors[name] = ['Écrivez un nombre entier de personnes.']
    return 0
  }
  // keys of a const record, which Object.keys types as plain strings
  const rows = (Object.keys(tranches) as Tranche[]).map((tranche) => ({
    tranche,
    femmes: count(`femmes.${tranche}`),
    hommes: count(`hommes.${tranche}`),
    dontQpv: count(`qpv.${tranche}`),
  }))
  for (const { tranche, femmes, hommes, dontQpv } of rows)
    if (dontQpv > femmes + hommes)
      errors[`qpv.${tranche}`] = [`${tranches[tranche]} : les habitants de QPV sont comptés dans le total.`]
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors)
  return rows.filter((its) => its.femmes + its.hommes > 0)
}

export interface ResultRow {
  indicateur: string
  unite: string
  cible: number | null
}

/** The expected results, rows without words left out. @throws InvalidInput */
export function parseResultats(form: FormData): ResultRow[] {
  const targets = all(form, 'resultat.cible')
  const units = all(form, 'resultat.unite')
  return all(form, 'resultat.indicateur').flatMap((indicateur, rank) => {
    if (indicateur === '') return []
    const typed = targets[rank] ?? ''
    const cible = typed === '' ? null : parseNumber(typed)
    if (typed !== '' && cible === null)
      throw new InvalidInput({ 'resultat.cible': [`« ${typed} » n’est pas un nombre.`] })
    return [{ indicateur: indicateur.slice(0, 300), unite: (units[rank] ?? '').slice(0, 60), cible }]
  })
}

/** What is stored, as the form would type it: to show it, and to tell whether it moved. */
export function typedTables(stored: {
  budget: ReadonlyArray<BudgetLine>
  publics: ReadonlyArray<CountRow>
  resultats: ReadonlyArray<ResultRow>
}): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  const push = (name: string, value: string) => {
    values[name] = [...(values[name] ?? []), value]
  }
  for (const line of stored.budget) {
    const amount = eurosTyped(line.montantCentimes)
    if (line.financeurId) push(`f.${line.financeurId}`, amount)
    else if (asksFunder(line.compte)) {
      push('autre.compte', line.compte)
      push('autre.nom', line.libelle)
      push('autre.montant', amount)
    } else push(`m.${line.compte}`, amount)
  }
  for (const row of stored.publics) {
    push(`femmes.${row.tranche}`, String(row.femmes))
    push(`hommes.${row.tranche}`, String(row.hommes))
    push(`qpv.${row.tranche}`, String(row.dontQpv))
  }
  for (const row of stored.resultats) {
    push('resultat.indicateur', row.indicateur)
    push('resultat.cible', row.cible === null ? '' : String(row.cible).replace('.', ','))
    push('resultat.unite', row.unite)
  }
  return values
}

function eurosTyped(centimes: number): string {
  return (centimes / 100).toFixed(2).replace('.', ',').replace(/,00$/, '')
}
