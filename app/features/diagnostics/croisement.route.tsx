import { Link } from 'react-router'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/croisement.route'
import { loadCroisement } from './croisement.server.ts'
import { AxeCroise } from './croisement.tsx'
import './diagnostics.css'

export async function loader(args: Route.LoaderArgs) {
  return loadCroisement(args, args.params)
}

export default function Croisement({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { lieu, axes, filter } = loaderData
  const portrait = `${base}/observatoire/portrait/${params.niveau}/${params.code}`
  return (
    <>
      <title>{`Chiffres et terrain : ${lieu?.nom} · Maillage`}</title>
      <PageHead
        title={`Chiffres et terrain : ${lieu?.nom}`}
        crumbs={[
          { to: `${base}/observatoire`, label: 'Observatoire' },
          { to: portrait, label: 'Portrait' },
        ]}
        lead="Axe par axe : ce que mesurent les producteurs, ce que voient les acteurs, et ce qui en a été conclu. Un silence est une information."
        actions={
          <Link className="btn" to={`${base}/observations/nouvelle`}>
            Noter une observation
          </Link>
        }
      />
      {axes.map((axe) => (
        <AxeCroise key={axe.id} axe={axe} base={base} filter={filter} />
      ))}
    </>
  )
}
