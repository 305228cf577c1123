import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import type { Route } from './+types/calculables.route'
import { calculables } from './calculables.ts'
import { CalculablesTable } from './calculables-table.tsx'
import { openEvaluation } from './evaluation-page.server.ts'
import { listSuivi } from './suivi.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const lines = await listSuivi(tx, actor, { document, today })
    return {
      suivis: lines.flatMap(({ id, calcul, axeId }) => (calcul && !axeId ? [{ id, calcul }] : [])),
      canEdit: can(actor, 'evaluation.modifier'),
    }
  })
}

export default function Calculables({ loaderData: { suivis, canEdit } }: Route.ComponentProps) {
  const ready = calculables.filter((its) => its.manque === null).length
  return (
    <>
      <h2>Ce que Maillage calcule</h2>
      <p className="lead">
        {`${ready} indicateurs sur ${calculables.length} se mettent à jour seuls, à partir de ce qui est écrit ici. Aucune source publique ne les donne.`}
      </p>
      <CalculablesTable suivis={suivis} canEdit={canEdit} />
    </>
  )
}
