import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/demarches.route'
import { listDemarches, mustReadDemarches } from './demarches.queries.server.ts'
import { DemarchesTable } from './demarches-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    mustReadDemarches(actor)
    return { demarches: await listDemarches(tx, actor), leads: can(actor, 'demarches.conduire') }
  })
}

export default function Demarches({ loaderData: { demarches, leads }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/demarches`
  const open = leads && (
    <Link className="btn primary" to={`${base}/nouvelle`}>
      <Plus aria-hidden size={16} /> Ouvrir une démarche
    </Link>
  )
  return (
    <>
      <title>Co-construction · Maillage</title>
      <PageHead
        title="Co-construction"
        lead="Écrire un document-cadre à plusieurs : les groupes contribuent, le texte dit d’où il vient, ce qui n’est pas repris est expliqué, les conseils donnent leur avis."
        actions={open}
      />
      {demarches.length === 0 ? (
        <Empty title="Aucune démarche n’est ouverte." action={open}>
          Une démarche accompagne le renouvellement d’un document, ou son avenant, du premier appel à
          contributions jusqu’au texte adopté.
        </Empty>
      ) : (
        <Card title="Démarches">
          <DemarchesTable demarches={demarches} base={base} />
        </Card>
      )}
    </>
  )
}
