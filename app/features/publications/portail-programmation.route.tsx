import { getProgrammationPublique, listPublicYears } from '#app/features/financements/index.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-programmation.route'
import { readPortail } from './portail.server.ts'
import { ProgrammationPanels, YearLinks } from './portail-programmation.tsx'

/** A year of programming for everybody: only calls whose programming is decided. */
export async function loader(args: Route.LoaderArgs) {
  return readPortail(args, args.params.territoire, async (tx, { nom }) => {
    const annees = await listPublicYears(tx)
    const asked = args.params.annee ? Number(args.params.annee) : annees[0]
    if (args.params.annee && !annees.includes(Number(args.params.annee)))
      throw new NotFound('Cette page n’existe pas.')
    return { nom, annees, its: asked === undefined ? null : await getProgrammationPublique(tx, asked) }
  })
}

export default function PortailProgrammation({ loaderData, params }: Route.ComponentProps) {
  const { nom, annees, its } = loaderData
  const base = `/p/${params.territoire}/programmation`
  if (!its)
    return (
      <>
        <title>{`Programmation · ${nom}`}</title>
        <PageHead title="Programmation" />
        <Empty title="Aucune programmation n’est encore publiée.">Elle paraît une fois décidée.</Empty>
      </>
    )
  return (
    <>
      <title>{`Programmation ${its.annee} · ${nom}`}</title>
      <meta name="description" content={`Ce que les financeurs ont accordé en ${its.annee}, à qui et où.`} />
      <PageHead
        title={`Programmation ${its.annee}`}
        badges={its.actions.some((action) => action.exemple) && <Exemple />}
        lead="Ce que les financeurs du projet ont accordé : par qui, pour quoi, où. Droit commun et crédits spécifiques sont comptés à part."
      />
      <YearLinks annees={annees} annee={its.annee} base={base} />
      <ProgrammationPanels its={its} />
    </>
  )
}
