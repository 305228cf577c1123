import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { yearOf } from '#app/lib/dates.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { AxeDot, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/equipe.route'
import { listAxesAt } from './axes.queries.server.ts'
import { listEquipe } from './equipe.server.ts'
import './strategies.css'
import { PostesTable } from './equipe-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const nodes = await listAxesAt(tx, actor, { at })
    const year = yearOf(at)
    return {
      postes: await listEquipe(tx, actor, at),
      axes: nodes
        .filter((axe) => axe.depth === 0)
        .map(({ id, numero, titre, court }) => ({ id, numero, nom: court || titre })),
      years: [year - 2, year - 1, year, year + 1],
      canEdit: can(actor, 'equipe.modifier'),
    }
  })
}

export default function Equipe({ loaderData, params }: Route.ComponentProps) {
  const { postes, axes, years, canEdit } = loaderData
  const base = `/t/${params.territoire}`
  const create = canEdit && (
    <Link className="btn primary" to={`${base}/equipe/nouveau`}>
      <Plus aria-hidden size={18} /> Ajouter un poste
    </Link>
  )
  return (
    <>
      <title>Équipe · Maillage</title>
      <PageHead
        title="Équipe"
        lead="Les postes, leurs missions sur les axes, et les équivalents temps plein par année. Aucun nom de personne."
        actions={create}
      />
      {postes.length === 0 ? (
        <Empty title="Aucun poste n’est inscrit à cette date." action={create} />
      ) : (
        [true, false].map((inside) => (
          <PostesTable
            key={String(inside)}
            inside={inside}
            postes={postes.filter((its) => its.dansLaDirection === inside)}
            axes={axes}
            years={years}
            base={base}
            canEdit={canEdit}
          />
        ))
      )}
      {axes.length > 0 && postes.length > 0 && (
        <p className="row small muted">
          {axes.map((axe) => (
            <span key={axe.id} className="row">
              <AxeDot numero={axe.numero} /> {axe.nom}
            </span>
          ))}
        </p>
      )}
    </>
  )
}
