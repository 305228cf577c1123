import { Download } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { AConfirmer, Card, Empty } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { lettreEtats, partenaireRoles } from './candidature.words.ts'
import { LettreBadge } from './candidature-badges.tsx'
import type { BidContext } from './candidature-context.ts'
import { PartActions, PartForm } from './candidature-part-form.tsx'

type Props = BidContext & { refused: RefusedForm | undefined }

const heads = (
  <>
    <th scope="col">Organisation</th>
    <th scope="col">Rôle</th>
    <th scope="col">Lettre d’engagement</th>
    <th scope="col">Son conseil</th>
    <th scope="col">Note</th>
    <th scope="col">
      <span className="sr-only">Modifier</span>
    </th>
  </>
)

/** Who is in, with which role, and where each letter of engagement is on its way. */
export function ConsortiumPanels({ bid, refused }: Props) {
  const { territoire } = useParams()
  return (
    <>
      <Card title="Les lettres d’engagement">
        <Funnel bid={bid} />
      </Card>
      {bid.partenaires.length === 0 ? (
        <Empty title="Personne n’est encore dans le consortium." />
      ) : (
        <Table caption="Consortium" head={heads}>
          {bid.partenaires.map((its) => (
            <tr key={its.id}>
              <th scope="row">
                <Link to={`/t/${territoire}/organisations/${its.organisationId}`}>{its.organisation}</Link>
              </th>
              <td>{partenaireRoles[its.role]}</td>
              <td>
                <LettreBadge lettre={its.lettre} />{' '}
                {its.lettre !== 'sans_objet' && (
                  <a
                    className="small nowrap"
                    href={`/t/${territoire}/candidatures/${bid.code}/lettres/${its.id}.docx`}
                    download
                    aria-label={`Lettre d’engagement de ${its.organisation}, DOCX`}
                  >
                    <Download aria-hidden size={13} /> DOCX
                  </a>
                )}
              </td>
              <td>
                <Council conseilLe={its.conseilLe} depotLe={bid.depotLe} />
              </td>
              <td>{its.note}</td>
              <td>
                <PartActions
                  kind="partenaire"
                  id={its.id}
                  values={its}
                  refused={refused}
                  name={its.organisation}
                />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <PartForm
        kind="partenaire"
        values={{ role: 'partenaire', lettre: 'a_demander' }}
        label="Ajouter un membre du consortium"
        refused={refused}
      />
    </>
  )
}

/** How many letters are at each step of their way. */
function Funnel({ bid }: Pick<Props, 'bid'>) {
  return (
    <ul className="funnel">
      {Object.entries(lettreEtats).map(([etat, label]) => (
        <li key={etat}>
          <b>{bid.partenaires.filter((its) => its.lettre === etat).length}</b> {label}
        </li>
      ))}
    </ul>
  )
}

function Council({
  conseilLe,
  depotLe,
}: {
  conseilLe: BidContext['bid']['depotLe']
  depotLe: BidContext['bid']['depotLe']
}) {
  if (!conseilLe) return <span className="muted">date non dite</span>
  return (
    <>
      {formatDate(conseilLe)} {depotLe && conseilLe > depotLe && <AConfirmer>après le dépôt</AConfirmer>}
    </>
  )
}
