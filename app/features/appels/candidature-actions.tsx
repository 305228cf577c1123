import { Link, useParams } from 'react-router'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { Card, Empty } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { type BidAction, totalOf } from './candidature.rules.ts'
import type { BidContext } from './candidature-context.ts'
import { CommuneMatrix, OperatorMatrix } from './candidature-matrices.tsx'
import { PartActions, PartForm } from './candidature-part-form.tsx'

type Props = BidContext & { refused: RefusedForm | undefined }

const heads = (
  <>
    <th scope="col">Code</th>
    <th scope="col">Action</th>
    <th scope="col">Opérateur</th>
    <th scope="col">Communes</th>
    <th scope="col" className="num">
      Budget
    </th>
    <th scope="col">
      <span className="sr-only">Modifier</span>
    </th>
  </>
)

/** The actions, domain by domain, and what they cover. */
export function ActionsPanels(props: Props) {
  const { bid, refused } = props
  const nextCode = `A${String(bid.actions.length + 1).padStart(2, '0')}`
  const groups = [...bid.domaines, { id: null, titre: 'Sans domaine', description: '' }]
  return (
    <>
      {groups.map((domaine) => (
        <Domain key={domaine.id ?? 'sans'} {...props} domaine={domaine} />
      ))}
      {bid.domaines.length + bid.actions.length === 0 && (
        <Empty title="Aucune action n’est décrite.">Commencez par les domaines de l’appel.</Empty>
      )}
      <PartForm kind="domaine" values={{}} label="Ajouter un domaine" refused={refused} />
      <PartForm
        kind="action"
        values={{ code: nextCode, communeCodes: [] }}
        label="Ajouter une action"
        refused={refused}
      />
      {bid.actions.length > 0 && (
        <>
          <OperatorMatrix bid={bid} />
          <CommuneMatrix bid={bid} communes={props.communes} />
        </>
      )}
    </>
  )
}

interface DomainProps extends Props {
  domaine: { id: string | null; titre: string; description: string }
}

function Domain({ domaine, bid, communes, refused }: DomainProps) {
  const actions = bid.actions.filter((its) => its.domaineId === domaine.id)
  if (actions.length === 0 && domaine.id === null) return null
  return (
    <Card
      title={domaine.titre}
      aside={<span className="small muted">{formatCount(actions.length, 'action')}</span>}
    >
      {domaine.description && <p className="muted">{domaine.description}</p>}
      {actions.length > 0 && (
        <Table caption={domaine.titre} head={heads}>
          {actions.map((action) => (
            <ActionRow
              key={action.id}
              action={action}
              bid={bid}
              allCommunes={communes.length}
              refused={refused}
            />
          ))}
        </Table>
      )}
      {domaine.id && (
        <PartActions kind="domaine" id={domaine.id} values={domaine} refused={refused} name={domaine.titre} />
      )}
    </Card>
  )
}

interface RowProps {
  action: BidAction
  bid: BidContext['bid']
  allCommunes: number
  refused: RefusedForm | undefined
}

function ActionRow({ action, bid, allCommunes, refused }: RowProps) {
  const { territoire } = useParams()
  const covered = action.communeCodes.length
  return (
    <tr>
      <td className="nowrap">{action.code}</td>
      <th scope="row">
        {action.titre}
        {action.ficheCode && (
          <Link className="small block" to={`/t/${territoire}/fiches/${action.ficheCode}`}>
            Fiche {action.ficheCode}
          </Link>
        )}
      </th>
      <td>{action.operateur ?? <span className="muted">à choisir</span>}</td>
      <td>{covered === 0 ? `toutes (${allCommunes})` : formatCount(covered, 'commune')}</td>
      <td className="num">
        {formatEurosRounded(totalOf(bid.budget.filter((line) => line.actionId === action.id)))}
      </td>
      <td>
        <PartActions kind="action" id={action.id} values={action} refused={refused} name={action.titre} />
      </td>
    </tr>
  )
}
