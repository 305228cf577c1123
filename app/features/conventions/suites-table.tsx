import { CircleAlert } from 'lucide-react'
import { Link } from 'react-router'
import { choicesOf, keysOf } from '#app/lib/choices.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros, formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Exemple, Stat } from '#app/ui/page.tsx'
import { SelectFilters } from '#app/ui/select-filters.tsx'
import { Table } from '#app/ui/table.tsx'
import { type RenduEtat, renduEtats, renduTones } from './compte-rendu.words.ts'
import { type SuiteEtape, type SuiteFilter, suiteEtapes } from './suites.filter.ts'
import type { SuiteLine } from './suites.queries.server.ts'
import './conventions.css'

interface FilterProps {
  filter: SuiteFilter
  exercices: ReadonlyArray<number>
}

/** Year and what remains to be done, kept in the address. */
export function SuitesFilter({ filter, exercices }: FilterProps) {
  return (
    <SelectFilters
      label="Choisir l’exercice et ce qui reste à faire"
      prefix="suites"
      filters={[
        {
          name: 'exercice',
          label: 'Exercice',
          value: String(filter.exercice ?? ''),
          choices: exercices.map((its) => ({ value: String(its), label: String(its) })),
          all: 'Tous',
        },
        {
          name: 'etape',
          label: 'Ce qui reste à faire',
          value: filter.etape ?? '',
          choices: choicesOf(suiteEtapes),
          all: 'Tout montrer',
        },
      ]}
    />
  )
}

interface CountsProps {
  counts: Record<SuiteEtape, number>
  filter: SuiteFilter
}

/** What waits, counted; each count opens its list. */
export function SuitesCounts({ counts, filter }: CountsProps) {
  const year = filter.exercice === null ? '' : `exercice=${filter.exercice}&`
  return (
    <div className="row">
      {etapes.map((etape) => (
        <Stat
          key={etape}
          value={counts[etape]}
          label={suiteEtapes[etape].toLowerCase()}
          to={`?${year}etape=${etape}`}
        />
      ))}
    </div>
  )
}

const etapes = keysOf(suiteEtapes)

const head = (
  <>
    <th scope="col">Dossier</th>
    <th scope="col" className="num">
      Accordé
    </th>
    <th scope="col">Actes</th>
    <th scope="col">Versé</th>
    <th scope="col">Compte rendu</th>
  </>
)

/** One dossier a line: what was granted, and how far it went. */
export function SuitesTable({
  rows,
  base,
  today,
}: {
  rows: ReadonlyArray<SuiteLine>
  base: string
  today: IsoDate
}) {
  return (
    <Table caption="Dossiers financés" head={head}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={`${base}/dossiers/${row.id}`}>{row.titre || 'Dossier sans titre'}</Link>{' '}
            {row.exemple && <Exemple />}
            <div className="muted small">
              {row.porteur} · {row.numero}
            </div>
          </th>
          <td className="num">{formatEurosRounded(row.accordeCentimes)}</td>
          <td>
            <Actes row={row} />
          </td>
          <td>
            <Paid row={row} today={today} />
          </td>
          <td>{row.compteRendu && <Rendu rendu={row.compteRendu} today={today} />}</td>
        </tr>
      ))}
    </Table>
  )
}

function Actes({ row }: { row: SuiteLine }) {
  if (row.aSigner + row.signes + row.notifies === 0)
    return row.repris ? (
      <span className="muted">Repris d’un tableau</span>
    ) : (
      <Badge tone="ochre">À écrire</Badge>
    )
  return (
    <div className="row">
      {row.aSigner > 0 && <Badge tone="ochre">{formatCount(row.aSigner, 'à signer', 'à signer')}</Badge>}
      {row.signes > 0 && <Badge tone="brand">{formatCount(row.signes, 'signé')}</Badge>}
      {row.notifies > 0 && <Badge tone="green">{formatCount(row.notifies, 'notifié')}</Badge>}
    </div>
  )
}

/** What is paid of what is granted, and the next payment. */
function Paid({ row, today }: { row: SuiteLine; today: IsoDate }) {
  const { verseCentimes, accordeCentimes, prochainVersement } = row
  const isLate = prochainVersement !== null && prochainVersement < today
  return (
    <>
      <progress
        className="paid-bar"
        value={Math.max(0, verseCentimes)}
        max={accordeCentimes}
        aria-label={`${formatEuros(verseCentimes)} versés sur ${formatEuros(accordeCentimes)}`}
      />
      <div className="small">
        {formatEurosRounded(verseCentimes)}
        {prochainVersement && (
          <span className={isLate ? 'broken' : 'muted'}>
            {isLate
              ? `, attendu le ${formatDate(prochainVersement)}`
              : `, prochain le ${formatDate(prochainVersement)}`}
          </span>
        )}
      </div>
    </>
  )
}

function Rendu({ rendu, today }: { rendu: NonNullable<SuiteLine['compteRendu']>; today: IsoDate }) {
  const etat = rendu.etat as RenduEtat // constrained by the column
  const isOpen = etat !== 'depose' && etat !== 'accepte'
  const isLate = isOpen && rendu.echeance < today
  return (
    <>
      <Badge tone={isLate ? 'red' : renduTones[etat]}>
        {isLate && <CircleAlert aria-hidden size={12} />} {isLate ? 'En retard' : renduEtats[etat]}
      </Badge>
      {isOpen && <div className="muted small">avant le {formatDate(rendu.echeance)}</div>}
    </>
  )
}
