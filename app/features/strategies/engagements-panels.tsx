import { Form, Link } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { Card, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/engagements.route'
import { engagementLus, engagementNatures } from './engagement.schema.ts'

type Loaded = Route.ComponentProps['loaderData']

export function Filters({
  filters,
  documents,
}: {
  filters: Loaded['filters']
  documents: Loaded['documents']
}) {
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

export function Signataires({ list, base }: { list: Loaded['signataires']; base: string }) {
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
