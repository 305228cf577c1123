import { Form } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/scdl.route'
import { listFacets } from './attributions.queries.server.ts'
import { listToPublish, listYearsDecided } from './scdl.server.ts'
import { scdlFile } from './scdl.ts'
import { Prepared } from './scdl-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  const asked = Number(new URL(args.request.url).searchParams.get('annee'))
  return read(args, async ({ tx, actor, today }) => {
    if (!can(actor, 'subventions.importer')) throw new Forbidden()
    const { annees } = await listFacets(tx, actor)
    const decided = await listYearsDecided(tx)
    const annee = asked || Math.max(...annees, ...decided, 0) || Number(today.slice(0, 4))
    const { rows, left } = scdlFile(await listToPublish(tx, annee), { extended: false })
    return { annees: [...new Set([annee, ...decided, ...annees])].toSorted().toReversed(), annee, rows, left }
  })
}

export default function Scdl({ loaderData, params }: Route.ComponentProps) {
  const { annees, annee, rows, left } = loaderData
  return (
    <>
      <title>Publier au format SCDL · Maillage</title>
      <PageHead
        title="Publier au format SCDL"
        crumbs={[{ to: `/t/${params.territoire}/subventions`, label: 'Subventions publiées' }]}
        lead="Les subventions attribuées par l’intercommunalité une année, au schéma national des données ouvertes (version 2.1.1)."
      />
      <Form className="filters" aria-label="Choisir l’année">
        <div className="field">
          <label htmlFor="annee">Année des conventions</label>
          <select className="input" id="annee" name="annee" defaultValue={String(annee)}>
            {annees.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </select>
        </div>
        <button type="submit" className="btn">
          Préparer
        </button>
      </Form>
      <Prepared annee={annee} rows={rows} left={left} />
    </>
  )
}
