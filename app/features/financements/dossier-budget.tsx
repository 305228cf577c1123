import { CircleCheck, TriangleAlert } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { formatEuros } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { type BudgetCheck, type BudgetLine, type BudgetRules, checkBudget, totalsOf } from './budget.rules.ts'
import { type Compte, compteLabel, comptes, groupes, shortPlan } from './budget.ts'
import { Cell } from './dossier-cells.tsx'
import type { TableState } from './dossier-form.words.ts'
import { type Funder, parseBudget } from './dossier-tables.ts'
import './financements.css'

export interface BudgetProps {
  funders: ReadonlyArray<Funder>
  state: TableState
  isShort: boolean
}

const SPARE_ROWS = 2

/** The budget of the CERFA: charges on one side, income on the other, voluntary contributions at the foot of each. */
export function BudgetTable(props: BudgetProps) {
  return (
    <div className="budget-sides">
      <Side {...props} sens="charge" title="Charges" />
      <Side {...props} sens="produit" title="Produits" />
    </div>
  )
}

function Side({
  sens,
  title,
  isShort,
  ...props
}: BudgetProps & { sens: 'charge' | 'produit'; title: string }) {
  const shown = comptes.filter(
    (its) => its.sens === sens && its.groupe !== '74' && (!isShort || shortPlan.includes(its.key)),
  )
  const byGroup = [...Map.groupBy(shown, (its) => its.groupe)]
  const [before, after] = [
    byGroup.filter(([groupe]) => groupe < '74'),
    byGroup.filter(([groupe]) => groupe >= '74'),
  ]
  const groups = (items: Array<[string, Compte[]]>) =>
    items.map(([groupe, lines]) => <Group key={groupe} groupe={groupe} lines={lines} state={props.state} />)
  // Under the title of the single page, or at the head of its own step.
  const Title = isShort ? 'h3' : 'h2'
  return (
    <section aria-label={title}>
      <Title>{title}</Title>
      {groups(before)}
      {sens === 'produit' && <Grants {...props} isShort={isShort} />}
      {groups(after)}
    </section>
  )
}

function Group({ groupe, lines, state }: { groupe: string; lines: Compte[]; state: TableState }) {
  const isAlone = lines.length === 1
  return (
    <fieldset className="budget-group">
      <legend className={isAlone ? 'sr-only' : undefined}>{groupes[groupe]?.label}</legend>
      {lines.map((compte) => (
        <div className="budget-line" key={compte.key}>
          <span>{isAlone ? <strong>{groupes[groupe]?.label}</strong> : compteLabel(compte.key)}</span>
          <Cell name={`m.${compte.key}`} label={compte.label} state={state} />
        </div>
      ))}
    </fieldset>
  )
}

/** Account 74: a line a funder of the call, then the others, each named. */
function Grants({ funders, state, isShort }: BudgetProps) {
  const rows = (state.typed['autre.nom']?.length ?? 0) + (isShort ? 1 : SPARE_ROWS)
  const kinds = comptes.filter((its) => its.groupe === '74')
  return (
    <fieldset className="budget-group">
      <legend>{groupes['74']?.label}</legend>
      {funders.map((funder) => (
        <div className="budget-line" key={funder.value}>
          <span>
            <strong>Demandé à {funder.label}</strong>
          </span>
          <Cell name={`f.${funder.value}`} label={`Subvention demandée : ${funder.label}`} state={state} />
        </div>
      ))}
      <p className="muted small">Subventions demandées ailleurs, obtenues ou non :</p>
      {Array.from({ length: rows }, (_, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blank rows have nothing but their place
        <div className="budget-line other" key={rank}>
          <select
            className="input"
            name="autre.compte"
            aria-label={`Type du financeur ${rank + 1}`}
            defaultValue={state.typed['autre.compte']?.[rank] ?? kinds[0]?.key}
          >
            {kinds.map((its) => (
              <option key={its.key} value={its.key}>
                {its.label}
              </option>
            ))}
          </select>
          <Cell name="autre.nom" label={`Nom du financeur ${rank + 1}`} state={state} rank={rank} text />
          <Cell name="autre.montant" label={`Montant du financeur ${rank + 1}`} state={state} rank={rank} />
        </div>
      ))}
    </fieldset>
  )
}

export interface BalanceProps {
  form: RefObject<HTMLFormElement | null>
  funders: ReadonlyArray<Funder>
  rules: BudgetRules
  /** What is stored, until something is typed. */
  stored: ReadonlyArray<BudgetLine>
}

/** Totals and rules, recomputed as one types. */
export function Balance({ form, funders, rules, stored }: BalanceProps) {
  const [lines, setLines] = useState(stored)
  useEffect(() => {
    const element = form.current
    if (!element) return
    const recompute = () => {
      try {
        setLines(parseBudget(new FormData(element), funders))
      } catch {
        // an amount half typed: the totals before it stay
      }
    }
    recompute()
    element.addEventListener('input', recompute)
    return () => element.removeEventListener('input', recompute)
  }, [form, funders])
  const totals = totalsOf(lines)
  const checks = checkBudget(lines, rules)
  const kept = checks.filter((its) => its.ok)
  return (
    <aside className="budget-balance" aria-label="Équilibre du budget">
      <p className="budget-totals">
        <span>
          Charges <b>{formatEuros(totals.charges)}</b>
        </span>
        <span>
          Produits <b>{formatEuros(totals.produits)}</b>
        </span>
        <span>
          Argent public <b>{formatShare(totals.partPublique)}</b>
        </span>
      </p>
      <div role="status">
        <ul className="list">
          {checks
            .filter((its) => !its.ok)
            .map((its) => (
              <li key={its.code} className="row broken">
                <TriangleAlert aria-hidden size={16} /> {its.text}
              </li>
            ))}
        </ul>
      </div>
      {kept.length > 0 && <Kept checks={kept} />}
    </aside>
  )
}

function Kept({ checks }: { checks: ReadonlyArray<BudgetCheck> }) {
  return (
    <details>
      <summary className="kept">{formatCount(checks.length, 'règle respectée', 'règles respectées')}</summary>
      <ul className="list">
        {checks.map((its) => (
          <li key={its.code} className="row kept">
            <CircleCheck aria-hidden size={16} /> {its.text}
          </li>
        ))}
      </ul>
    </details>
  )
}
