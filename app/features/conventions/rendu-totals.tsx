import { type RefObject, useEffect, useState } from 'react'
import { compteOf, groupes } from '#app/features/financements/index.words.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import { type RenduLine, significantGaps, totalsOfRendu } from './compte-rendu.rules.ts'
import { parseRendu } from './compte-rendu-lignes.ts'
import type { RenduLigne } from './comptes-rendus.queries.server.ts'

/** Totals of both sides, what is left, and the gaps to explain: recomputed as one types. */
export function RenduTotals({
  form,
  lignes,
}: {
  form: RefObject<HTMLFormElement | null>
  lignes: ReadonlyArray<RenduLigne>
}) {
  const [lines, setLines] = useState<ReadonlyArray<RenduLine>>(lignes)
  useEffect(() => {
    const element = form.current
    if (!element) return
    const recompute = () => {
      try {
        setLines(linesIn(new FormData(element), lignes))
      } catch {
        // an amount half typed: the totals before it stay
      }
    }
    recompute()
    element.addEventListener('input', recompute)
    return () => element.removeEventListener('input', recompute)
  }, [form, lignes])
  const totals = totalsOfRendu(lines)
  const gaps = significantGaps(lines)
  return (
    <aside className="rendu-totals" aria-label="Totaux du compte rendu">
      <span>
        Charges <b>{formatEuros(totals.chargesRealisees)}</b> sur {formatEuros(totals.chargesPrevues)}
      </span>
      <span>
        Produits <b>{formatEuros(totals.produitsRealises)}</b> sur {formatEuros(totals.produitsPrevus)}
      </span>
      <span role="status">
        {totals.excedent > 0 && (
          <>
            Il reste <b>{formatEuros(totals.excedent)}</b>.{' '}
          </>
        )}
        {gaps.length > 0 && `${formatCount(gaps.length, 'écart')} de plus de 10 % à expliquer.`}
      </span>
    </aside>
  )
}

function linesIn(form: FormData, lignes: ReadonlyArray<RenduLigne>): RenduLine[] {
  const typed = parseRendu(
    form,
    lignes.map((its) => its.id),
  )
  const amounts = new Map(typed.lignes.map((its) => [its.id, its.realiseCentimes]))
  const added = typed.nouvelles.map(({ compte, realiseCentimes }) => {
    const groupe = groupes[compteOf(compte)?.groupe ?? '']
    return {
      compte,
      sens: groupe?.sens ?? ('charge' as const),
      totalled: groupe?.totalled ?? true,
      prevuCentimes: 0,
      realiseCentimes,
    }
  })
  return [...lignes.map((its) => ({ ...its, realiseCentimes: amounts.get(its.id) ?? null })), ...added]
}
