import { Calculator, Plus } from 'lucide-react'
import { Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Empty } from '#app/ui/page.tsx'
import type { Route } from './+types/suivi.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { listSuivi } from './suivi.queries.server.ts'
import { SuiviTable } from './suivi-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const lines = await listSuivi(tx, actor, { document, today })
    return { lines, canEdit: can(actor, 'evaluation.modifier') }
  })
}

export default function Suivi({ loaderData: { lines, canEdit }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/evaluation/${params.code}`
  const add = canEdit && (
    <Link className="btn primary" to={`${base}/suivi/nouveau`}>
      <Plus aria-hidden size={16} /> Suivre un indicateur
    </Link>
  )
  return (
    <>
      <div className="row">
        {add}
        <Link className="btn" to={`${base}/suivi/calculables`}>
          <Calculator aria-hidden size={16} /> Ce que Maillage calcule
        </Link>
      </div>
      {lines.length === 0 ? (
        <Empty title="Aucun indicateur n’est suivi pour ce document.">
          Une valeur de départ, une cible par an, ce qu’on observe. Maillage en calcule une partie tout seul.
        </Empty>
      ) : (
        <SuiviTable lines={lines} base={base} />
      )}
    </>
  )
}
