import { formatEuros, formatEurosRounded } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { Badge, Card, Empty } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { type BudgetLine, type Candidature, checkRules, totalOf, totalsBy } from './candidature.rules.ts'
import { regleGenres } from './candidature.words.ts'
import { type BidContext, useBid } from './candidature-context.ts'
import { PartActions, PartForm } from './candidature-part-form.tsx'
import { SpendingCard } from './candidature-spending.tsx'

type Props = BidContext & { refused: RefusedForm | undefined }

/** The plan: action × year, funders, the rules of the call, every line; then what was spent. */
export function BudgetPanels(props: Props) {
  const { bid, refused } = props
  if (bid.actions.length === 0) return <Empty title="Décrivez d’abord les actions." />
  return (
    <>
      {bid.etat === 'gagnee' && <SpendingCard {...props} />}
      <RulesCard {...props} />
      {bid.budget.length > 0 && (
        <>
          <ActionYears bid={bid} />
          <Card title="Qui finance, qui dépense">
            <div className="grid">
              <Shares caption="Par financeur" lines={bid.budget} nameOf={(line) => line.financeur} />
              <Shares caption="Par dépensier" lines={bid.budget} nameOf={(line) => line.operateur} />
            </div>
          </Card>
        </>
      )}
      <PartForm
        kind="budget"
        values={{ financeurId: bid.financeurId }}
        label="Ajouter une ligne de budget"
        refused={refused}
      />
      {bid.budget.length > 0 && <Lines {...props} />}
    </>
  )
}

function RulesCard({ bid, refused }: Props) {
  const checks = checkRules(bid)
  const heads = (
    <>
      <th scope="col">Règle</th>
      <th scope="col" className="num">
        Seuil
      </th>
      <th scope="col">Mesuré</th>
      <th scope="col">Source</th>
      <th scope="col">
        <span className="sr-only">Modifier</span>
      </th>
    </>
  )
  return (
    <Card title="Les règles de cofinancement de l’appel">
      {checks.length === 0 ? (
        <p className="muted">
          Aucune règle n’est écrite : relevez-les dans le cahier des charges, elles seront vérifiées à chaque
          ligne.
        </p>
      ) : (
        <Table caption="Règles de l’appel" head={heads}>
          {bid.regles.map((regle, rank) => (
            <tr key={regle.id}>
              <th scope="row">{regleGenres[regle.genre]}</th>
              <td className="num">{new Intl.NumberFormat('fr-FR').format(regle.seuil)}</td>
              <td>
                <Badge tone={checks[rank]?.kept ? 'green' : 'red'}>
                  {checks[rank]?.kept ? 'tenue' : 'non tenue'}
                </Badge>{' '}
                {checks[rank]?.measured}
              </td>
              <td className="muted">{regle.source}</td>
              <td>
                <PartActions
                  kind="regle"
                  id={regle.id}
                  values={regle}
                  refused={refused}
                  name={regleGenres[regle.genre]}
                />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <PartForm kind="regle" values={{}} label="Ajouter une règle" refused={refused} />
    </Card>
  )
}

function ActionYears({ bid }: { bid: Candidature }) {
  const years = [...new Set(bid.budget.map((line) => line.annee))].sort()
  const head = (
    <>
      <th scope="col">Action</th>
      {years.map((year) => (
        <th scope="col" className="num" key={year}>
          {year}
        </th>
      ))}
      <th scope="col" className="num">
        Total
      </th>
    </>
  )
  const cells = (lines: ReadonlyArray<BudgetLine>) => {
    const byYear = totalsBy(lines, (line) => line.annee)
    return years.map((year) => (
      <td className="num" key={year}>
        {byYear.has(year) ? formatEurosRounded(byYear.get(year)) : ''}
      </td>
    ))
  }
  return (
    <Card title="Budget par action et par année">
      <Table caption="Budget par action et par année" head={head}>
        {bid.actions.map((action) => {
          const lines = bid.budget.filter((line) => line.actionId === action.id)
          return (
            <tr key={action.id}>
              <th scope="row">
                {action.code} {action.titre}
              </th>
              {cells(lines)}
              <td className="num">{formatEurosRounded(totalOf(lines))}</td>
            </tr>
          )
        })}
        <tr>
          <th scope="row">Total</th>
          {cells(bid.budget)}
          <td className="num">
            <strong>{formatEurosRounded(totalOf(bid.budget))}</strong>
          </td>
        </tr>
      </Table>
    </Card>
  )
}

function Shares({
  caption,
  lines,
  nameOf,
}: {
  caption: string
  lines: ReadonlyArray<BudgetLine>
  nameOf: (line: BudgetLine) => string
}) {
  const total = totalOf(lines)
  const head = (
    <>
      <th scope="col">{caption}</th>
      <th scope="col" className="num">
        Montant
      </th>
      <th scope="col" className="num">
        Part
      </th>
    </>
  )
  return (
    <Table caption={caption} head={head}>
      {[...totalsBy(lines, nameOf)].map(([name, amount]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td className="num">{formatEurosRounded(amount)}</td>
          <td className="num">{formatShare(total === 0 ? 0 : amount / total)}</td>
        </tr>
      ))}
    </Table>
  )
}

function Lines({ bid, refused }: Props) {
  const { canEdit } = useBid()
  const codes = new Map(bid.actions.map((its) => [its.id, its.code]))
  const head = (
    <>
      <th scope="col">Action</th>
      <th scope="col" className="num">
        Année
      </th>
      <th scope="col">Qui dépense</th>
      <th scope="col">Qui finance</th>
      <th scope="col" className="num">
        Montant
      </th>
      {canEdit && (
        <th scope="col">
          <span className="sr-only">Modifier</span>
        </th>
      )}
    </>
  )
  return (
    <details className="bid-part">
      <summary>Toutes les lignes du budget ({bid.budget.length})</summary>
      <Table caption="Lignes du budget" head={head}>
        {bid.budget.map((line) => (
          <tr key={line.id}>
            <th scope="row">{codes.get(line.actionId)}</th>
            <td className="num">{line.annee}</td>
            <td>{line.operateur}</td>
            <td>{line.financeur}</td>
            <td className="num">{formatEuros(line.montantCentimes)}</td>
            {canEdit && (
              <td>
                <PartActions
                  kind="budget"
                  id={line.id}
                  values={line}
                  refused={refused}
                  name={`${codes.get(line.actionId)} ${line.annee} ${line.financeur}`}
                />
              </td>
            )}
          </tr>
        ))}
      </Table>
    </details>
  )
}
