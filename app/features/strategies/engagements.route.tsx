import { Plus } from 'lucide-react'
import { Form, Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf, textParam } from '#app/platform/search-params.ts'
import { Card, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Pager, Table } from '#app/ui/table.tsx'
import type { Route } from './+types/engagements.route'
import { choicesOf } from './document.schema.ts'
import { listDocumentsAt } from './documents.queries.server.ts'
import { engagementLus, engagementNatures, isKeyOf } from './engagement.schema.ts'
import { listEngagements, listSignatairesSummary } from './engagements.queries.server.ts'
import { EngagementsTable } from './engagements-table.tsx'
import { useAu } from './use-au.ts'

export async function loader(args: Route.LoaderArgs) {
  const [etat, nature] = [textParam(args.request, 'etat'), textParam(args.request, 'nature')]
  const document = textParam(args.request, 'document')
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor, at }) => ({
    ...(await listEngagements(tx, actor, {
      etat: isKeyOf(engagementLus, etat) ? etat : undefined,
      nature: isKeyOf(engagementNatures, nature) ? nature : undefined,
      document,
      at,
      page,
    })),
    page,
    filters: {
      etat: etat ?? '',
      nature: nature ?? '',
      document: document ?? '',
      au: textParam(args.request, 'au') ?? '',
    },
    documents: (await listDocumentsAt(tx, actor, at)).map((its) => ({ value: its.code, label: its.titre })),
    signataires: await listSignatairesSummary(tx, actor, at),
    canCreate: can(actor, 'strategie.modifier'),
  }))
}

export default function Engagements({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, page, filters, canCreate } = loaderData
  const base = `/t/${params.territoire}`
  const au = useAu()
  const create = canCreate && (
    <Link className="btn primary" to={`${base}/engagements/nouveau`}>
      <Plus aria-hidden size={18} /> Ajouter un engagement
    </Link>
  )
  return (
    <>
      <title>Engagements · Maillage</title>
      <PageHead
        title="Engagements"
        lead="Ce que chaque signataire a promis, et où il en est. Les retards d’abord."
        actions={create}
      />
      <Filters filters={filters} documents={loaderData.documents} />
      {total === 0 ? (
        <Empty title="Aucun engagement ne correspond." action={create}>
          Élargissez les filtres, ou écrivez le premier engagement d’un signataire.
        </Empty>
      ) : (
        <EngagementsTable rows={rows} base={base} au={au} />
      )}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="engagement" />
      {loaderData.signataires.length > 0 && <Signataires list={loaderData.signataires} base={base} />}
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function Filters({ filters, documents }: { filters: Loaded['filters']; documents: Loaded['documents'] }) {
  const selects = [
    { name: 'document', label: 'Document', choices: documents },
    { name: 'etat', label: 'État', choices: choicesOf(engagementLus) },
    { name: 'nature', label: 'Nature', choices: choicesOf(engagementNatures) },
  ] as const
  return (
    <Form className="filters" aria-label="Filtrer les engagements">
      {filters.au && <input type="hidden" name="au" value={filters.au} />}
      {selects.map(({ name, label, choices }) => (
        <div className="field" key={name}>
          <label htmlFor={name}>{label}</label>
          <select className="input" id={name} name={name} key={filters[name]} defaultValue={filters[name]}>
            <option value="">Tous</option>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button type="submit" className="btn">
        Filtrer
      </button>
    </Form>
  )
}

function Signataires({ list, base }: { list: Loaded['signataires']; base: string }) {
  const au = useAu()
  return (
    <Card title="Par signataire">
      <Table caption="Engagements par signataire" head={<SignatairesHeads />}>
        {list.map((its) => (
          <tr key={its.id}>
            <th scope="row">
              <Link to={`${base}/engagements/signataires/${its.id}${au}`}>{its.nom}</Link>{' '}
              {its.exemple && <Exemple />}
            </th>
            <td className="num">{its.total}</td>
            <td className="num">{its.tenu}</td>
            <td className="num">{its.enRetard}</td>
            <td className="num">{its.perdu}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function SignatairesHeads() {
  return (
    <>
      <th scope="col">Signataire</th>
      <th scope="col" className="num">
        Engagements
      </th>
      <th scope="col" className="num">
        Tenus
      </th>
      <th scope="col" className="num">
        En retard
      </th>
      <th scope="col" className="num">
        Rompus ou abandonnés
      </th>
    </>
  )
}
