import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { textParam } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/perimetres.route'
import { listPerimetresAt } from './perimetres.queries.server.ts'
import { comparePerimetres } from './perimetres-compare.server.ts'
import { PerimetresCompared } from './perimetres-compared.tsx'
import { PerimetresTable } from './perimetres-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const [a, b] = [textParam(args.request, 'a'), textParam(args.request, 'b')]
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'territoire.lire')) throw new Forbidden()
    return {
      perimetres: await listPerimetresAt(tx, at),
      compared: a && b ? await comparePerimetres(tx, [a, b], at) : null,
      canEdit: can(actor, 'territoire.modifier'),
    }
  })
}

export default function Perimetres({ loaderData, params }: Route.ComponentProps) {
  const { perimetres, compared, canEdit } = loaderData
  const base = `/t/${params.territoire}`
  const create = canEdit && (
    <Link className="btn primary" to={`${base}/perimetres/nouveau`}>
      <Plus aria-hidden size={18} /> Créer un périmètre
    </Link>
  )
  return (
    <>
      <title>Périmètres · Maillage</title>
      <PageHead
        title="Périmètres"
        crumbs={[{ to: `${base}/territoire`, label: 'Communes et quartiers' }]}
        lead="Des ensembles de communes et de quartiers, nommés et datés, que les documents et les appels réutilisent."
        actions={create}
      />
      {compared && <PerimetresCompared compared={compared} base={base} />}
      {perimetres.length === 0 ? (
        <Empty title="Aucun périmètre pour l’instant." action={create}>
          Créez celui d’un document : les communes signataires d’un contrat, par exemple.
        </Empty>
      ) : (
        <PerimetresTable perimetres={perimetres} base={base} />
      )}
    </>
  )
}
