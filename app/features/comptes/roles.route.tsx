import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import {
  can,
  type Operation,
  operations,
  type Role,
  roleGrants,
  roleNames,
} from '#app/platform/permissions.ts'
import { PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/roles.route'

const reachWords = { tout: 'oui', publie: 'validé', sienne: 'le sien' } as const

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ actor }) => {
    if (!can(actor, 'roles.lire')) throw new Forbidden()
    return null
  })
}

export default function Roles({ params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/personnes`, label: 'Personnes et rôles' }]
  const roles = Object.keys(roleNames) as Role[] // keys of a const record
  return (
    <>
      <title>Ce que permet chaque rôle · Maillage</title>
      <PageHead
        title="Ce que permet chaque rôle"
        crumbs={crumbs}
        lead="« le sien » : seulement ce que porte ou conduit l’organisation de la personne. « validé » : seulement ce qui est validé. Une case vide : non."
      />
      <Table caption="Rôles et opérations" head={<Heads roles={roles} />}>
        {(Object.keys(operations) as Operation[]).map((operation) => (
          // keys of a const record
          <tr key={operation}>
            <th scope="row">{operations[operation]}</th>
            {roles.map((role) => (
              <td key={role}>{cellOf(role, operation)}</td>
            ))}
          </tr>
        ))}
      </Table>
    </>
  )
}

function cellOf(role: Role, operation: Operation): string {
  const reach = roleGrants[role][operation]
  return reach ? reachWords[reach] : ''
}

function Heads({ roles }: { roles: ReadonlyArray<Role> }) {
  return (
    <>
      <th scope="col">Opération</th>
      {roles.map((role) => (
        <th scope="col" key={role}>
          {roleNames[role]}
        </th>
      ))}
    </>
  )
}
