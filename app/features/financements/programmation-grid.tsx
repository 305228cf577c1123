import { TriangleAlert } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, memo, useRef, useState } from 'react'
import { Link } from 'react-router'
import { formatEurosForCsv, formatEurosRounded } from '#app/lib/money.ts'
import { Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { credits } from './appel.words.ts'
import type { DossierDuTableau } from './programmation.queries.server.ts'
import {
  brokenBy,
  type Colonne,
  columnTotal,
  keyOf,
  type Montants,
  type ReglesProg,
  totalOf,
} from './programmation.rules.ts'
import { amountOf, cellFrom, readBlock, stepOf } from './programmation-keys.ts'

export interface GridProps {
  dossiers: readonly DossierDuTableau[]
  colonnes: readonly Colonne[]
  regles: ReglesProg
  montants: Montants
  /** The simulation compared with, if any. */
  other: { nom: string; montants: Montants } | null
  /** `/t/<territoire>/financements`. */
  base: string
  /** The whole call is an example: its lines need not say it each. */
  exemple: boolean
  /** Absent when the table is only read. */
  change?: (cells: ReadonlyArray<readonly [key: string, centimes: number]>) => void
}

/** Every dossier × every funder: asked, proposed, given; envelopes at the head, broken rules at the end of the line. */
export function ProgrammationGrid(props: GridProps) {
  const { dossiers, colonnes, montants, other, change } = props
  const frame = useRef<HTMLDivElement>(null)
  const ligneAt = (row: number, column: number) => {
    const colonne = colonnes[column]
    const ligne = dossiers[row]?.lignes.find((its) => its.financeurId === colonne?.financeurId)
    return colonne && ligne ? keyOf(ligne.id, colonne.credit) : null
  }
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const input = event.target instanceof HTMLInputElement ? event.target : null
    const step = input && stepOf(event.key, input)
    const place = placeOf(input)
    const next = step && place && frame.current ? cellFrom(frame.current, place, step) : null
    if (!next) return
    event.preventDefault()
    next.focus()
    next.select()
  }
  const paste = (event: ClipboardEvent<HTMLDivElement>) => {
    const place = placeOf(event.target instanceof HTMLInputElement ? event.target : null)
    const text = event.clipboardData.getData('text/plain')
    if (!place || !change || !/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    change(
      readBlock(text).flatMap((cells, down) =>
        cells.flatMap((centimes, right) => {
          const key = ligneAt(place[0] + down, place[1] + right)
          return key && centimes !== null ? [[key, centimes] as const] : []
        }),
      ),
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys and the paste belong to the inputs inside
    <div ref={frame} className="prog" onKeyDown={move} onPaste={paste}>
      <Table caption="Tableau de programmation" head={<Head {...props} />}>
        {dossiers.map((dossier, row) => (
          <Line key={dossier.id} {...props} dossier={dossier} row={row} />
        ))}
      </Table>
      <p className="small muted">
        {change
          ? 'Flèches et Entrée passent d’une cellule à l’autre ; un bloc copié d’un tableur se colle d’un coup. '
          : 'Ce tableau se lit ici sans se modifier. '}
        {other && `Écart : ce que cette simulation donne de plus que « ${other.nom} ». `}
        {`Ensemble : ${formatEurosRounded(dossiers.reduce((sum, its) => sum + totalOf(its, montants), 0))}.`}
      </p>
    </div>
  )
}

const formatGap = (gap: number) => `${gap > 0 ? '+ ' : '− '}${formatEurosRounded(Math.abs(gap))}`

function placeOf(input: HTMLInputElement | null): readonly [number, number] | null {
  const [row, column] = (input?.dataset.cell ?? '').split('-').map(Number)
  return row === undefined || column === undefined || Number.isNaN(row) ? null : [row, column]
}

function Head({ dossiers, colonnes, montants, other }: GridProps) {
  return (
    <>
      <th scope="col">Dossier</th>
      <th scope="col" className="num">
        Total
        {other && <span className="prog-credit">écart avec « {other.nom} »</span>}
      </th>
      {colonnes.map((colonne) => {
        const { donne, reste } = columnTotal(colonne, dossiers, montants)
        return (
          <th scope="col" className="num" key={`${colonne.financeurId}${colonne.credit}`}>
            {colonne.financeur}
            <span className="prog-credit">{credits[colonne.credit]}</span>
            <span className="prog-credit">{formatEurosRounded(donne)} donnés</span>
            {reste !== null && (
              <strong className={reste < 0 ? 'broken' : 'kept'}>
                {reste < 0 ? `${formatEurosRounded(-reste)} de trop` : `reste ${formatEurosRounded(reste)}`}
              </strong>
            )}
          </th>
        )
      })}
    </>
  )
}

type LineProps = GridProps & { dossier: DossierDuTableau; row: number }

function Line({ dossier, row, colonnes, regles, montants, other, base, exemple, change }: LineProps) {
  const total = totalOf(dossier, montants)
  const broken = brokenBy(dossier, regles, montants)
  const gap = other ? total - totalOf(dossier, other.montants) : 0
  return (
    <tr>
      <th scope="row">
        <Link to={`${base}/dossiers/${dossier.id}`}>{dossier.titre}</Link>{' '}
        {dossier.exemple && !exemple && <Exemple />}
        <span className="prog-credit">{[dossier.numero, dossier.porteur].filter(Boolean).join(', ')}</span>
        {broken.map((sentence) => (
          <span key={sentence} className="prog-credit broken">
            <TriangleAlert aria-hidden size={13} /> {sentence}
          </span>
        ))}
      </th>
      <td className="num">
        <strong>{formatEurosRounded(total)}</strong>
        {other && <span className="prog-credit">{gap === 0 ? 'pareil' : formatGap(gap)}</span>}
      </td>
      {colonnes.map((colonne, column) => (
        <CellOf
          key={`${colonne.financeurId}${colonne.credit}`}
          {...{ dossier, colonne, montants, change }}
          place={`${row}-${column}`}
        />
      ))}
    </tr>
  )
}

function CellOf({
  dossier,
  colonne,
  montants,
  change,
  place,
}: {
  dossier: DossierDuTableau
  colonne: Colonne
  montants: Montants
  change: GridProps['change']
  place: string
}) {
  const ligne = dossier.lignes.find((its) => its.financeurId === colonne.financeurId)
  if (!ligne) return <td className="prog-none" />
  const key = keyOf(ligne.id, colonne.credit)
  const centimes = montants.get(key) ?? 0
  const propose = colonne.credit === 'droit_commun' ? ligne.proposeDroitCommun : ligne.proposeSpecifique
  const label = `${dossier.titre}, ${colonne.financeur}, ${credits[colonne.credit]}`
  return (
    <td className="num">
      {change ? (
        <Amount
          key={key}
          centimes={centimes}
          label={label}
          place={place}
          onAmount={(its) => change([[key, its]])}
        />
      ) : (
        formatEurosRounded(centimes)
      )}
      <span className="prog-credit">
        {`demandé ${formatEurosRounded(ligne.demandeCentimes)}`}
        {propose !== null && <br />}
        {propose !== null && `proposé ${formatEurosRounded(propose)}`}
      </span>
    </td>
  )
}

interface AmountProps {
  centimes: number
  label: string
  place: string
  onAmount: (centimes: number) => void
}

const shown = (centimes: number) => (centimes === 0 ? '' : formatEurosForCsv(centimes).replace(/,00$/, ''))

/** One amount: what is typed stays as typed until one leaves; Escape gives back what was there. */
const Amount = memo(function Amount({ centimes, label, place, onAmount }: AmountProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const [before, setBefore] = useState(centimes)
  const isWrong = typed !== null && amountOf(typed) === null
  return (
    <input
      className="input prog-input"
      data-cell={place}
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-invalid={isWrong || undefined}
      value={typed ?? shown(centimes)}
      onFocus={() => setBefore(centimes)}
      onChange={({ target }) => {
        setTyped(target.value)
        const amount = amountOf(target.value)
        if (amount !== null && amount !== centimes) onAmount(amount)
      }}
      onBlur={() => setTyped(null)}
      onKeyDown={({ key }) => {
        if (key !== 'Escape') return
        setTyped(null)
        if (before !== centimes) onAmount(before)
      }}
    />
  )
})
