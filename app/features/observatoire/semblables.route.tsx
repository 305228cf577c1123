import { Form } from 'react-router'
import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import { listParam, textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/semblables.route'
import { lecteurFor } from './lecteurs.server.ts'
import { getLieu, mustRead } from './lieu-page.server.ts'
import { findSemblables } from './semblables.server.ts'
import { SemblablesChoices, SemblablesTable } from './semblables.tsx'

export async function loader(args: Route.LoaderArgs) {
  const asked = textParam(args.request, 'niveau') === 'commune' ? textParam(args.request, 'code') : undefined
  const { lieu, communes, slug } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    const own = await listCommunesAt(tx, at)
    const largest = own.toSorted((one, other) => (other.population ?? 0) - (one.population ?? 0))[0]
    return {
      lieu: await getLieu(tx, { niveau: 'commune', code: asked ?? largest?.code }, at),
      communes: own.map(({ code, nom }) => ({ code, nom })),
      slug: actor.territoireSlug,
    }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const wanted = listParam(args.request, 'indicateur')
  return { lieu, communes, semblables: await answering(() => findSemblables(lecteur, lieu.code, wanted)) }
}

export default function SemblablesPage({ loaderData, params }: Route.ComponentProps) {
  const { lieu, communes, semblables } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  return (
    <>
      <title>{`Communes semblables à ${lieu.nom} · Maillage`}</title>
      <PageHead
        title={`Communes semblables à ${lieu.nom}`}
        crumbs={[{ to: base, label: 'Observatoire' }]}
        lead="Les plus proches sur les indicateurs choisis, chacun ramené à son écart-type : 0 est identique, 1 est un écart ordinaire."
      />
      <Form method="get" className="card stack-s">
        <input type="hidden" name="niveau" value="commune" />
        <label className="row">
          <span>Commune</span>
          <select className="input" name="code" defaultValue={lieu.code}>
            {communes.map(({ code, nom }) => (
              <option key={code} value={code}>
                {nom}
              </option>
            ))}
          </select>
        </label>
        <SemblablesChoices semblables={semblables} />
        <div>
          <button className="btn primary" type="submit">
            Comparer
          </button>
        </div>
      </Form>
      <SemblablesTable semblables={semblables} base={base} />
    </>
  )
}
