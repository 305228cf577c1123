import { Link } from 'react-router'
import { loadGrille, saveGrilleForm } from '#app/features/strategies/index.server.ts'
import { grilleOf, grilles } from '#app/features/strategies/index.words.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { textParam } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/grilles.route'
import { rapportOf } from './grille-rapport.server.ts'
import { Crosswalk, GapsNotice, Rapport } from './grilles-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  const grille = grilleOf(textParam(args.request, 'grille'))
  return read(args, async ({ tx, actor, at, today }) => {
    const lines = await rapportOf(tx, actor, grille, at)
    const counts = grille.postes.map(({ nom }) => {
      const its = lines.filter((line) => line.poste === nom)
      return {
        poste: nom,
        principale: its.filter((line) => line.intensite === 'principale').length,
        secondaire: its.filter((line) => line.intensite === 'secondaire').length,
      }
    })
    return {
      grille,
      counts,
      ...(await loadGrille(tx, actor, grille, at)),
      canEdit: can(actor, 'strategie.modifier') && at === today,
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const code = await saveGrilleForm(tx, actor, form)
    return redirectWith(`/t/${actor.territoireSlug}/grilles?grille=${code}`, 'Correspondances enregistrées.')
  })
}

export default function Grilles({ loaderData, params }: Route.ComponentProps) {
  const { grille, axes, postesVides, axesVides } = loaderData
  const base = `/t/${params.territoire}`
  const au = useAu()
  return (
    <>
      <title>Grilles nationales · Maillage</title>
      <PageHead
        title="Grilles nationales"
        lead="Les axes restent locaux ; la correspondance donne le rapport national sans rien ressaisir."
      />
      <nav className="tabs" aria-label="Grilles">
        {grilles.map((its) => (
          <Link
            key={its.code}
            to={`?grille=${its.code}${au.replace('?', '&')}`}
            aria-current={its.code === grille.code ? 'page' : undefined}
          >
            {its.nom.split(' : ')[0]}
          </Link>
        ))}
      </nav>
      <p className="muted">
        {grille.note} {`Source : ${grille.source}`}
      </p>
      {axes.length === 0 ? (
        <Empty
          title="Aucun axe n’est connu à cette date."
          action={<Link to={`${base}/axes`}>Voir les axes</Link>}
        />
      ) : (
        <>
          <GapsNotice postes={postesVides} axes={axesVides} />
          <Crosswalk data={loaderData} />
          <Rapport data={loaderData} base={base} au={au} />
        </>
      )}
    </>
  )
}
