import { formatCount } from '#app/lib/text.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-actions.route'
import { getStrategie, listActions, listCommunes } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { ActionsTable } from './portail-lists.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { searchParams } = new URL(args.request.url)
  const asked = (name: string): string => (searchParams.get(name) ?? '').slice(0, 200)
  const filter = { commune: asked('commune'), axe: asked('axe'), q: asked('q') }
  return readPortail(args, args.params.territoire, async (tx, { nom }) => {
    const strategie = await getStrategie(tx)
    return {
      nom,
      filter,
      rows: await listActions(tx, filter),
      communes: await listCommunes(tx),
      axes: (strategie?.contenu.axes ?? []).map((axe) => `${axe.numero}. ${axe.titre}`),
    }
  })
}

export default function PortailActions({ loaderData, params }: Route.ComponentProps) {
  const { nom, filter, rows, communes, axes } = loaderData
  const commune = communes.find(({ code }) => code === filter.commune)
  return (
    <>
      <title>{`Qui fait quoi${commune ? ` à ${commune.nom}` : ''} · ${nom}`}</title>
      <meta name="description" content={`Les actions publiées du projet de cohésion sociale de ${nom}.`} />
      <PageHead
        title={commune ? `Qui fait quoi à ${commune.nom}` : 'Qui fait quoi, où'}
        lead={formatCount(rows.length, 'action publiée', 'actions publiées')}
      />
      <form method="get" className="portail-filters">
        <label>
          Commune
          <select name="commune" className="input" defaultValue={filter.commune}>
            <option value="">Toutes</option>
            {communes.map(({ code, nom: its }) => (
              <option key={code} value={code}>
                {its}
              </option>
            ))}
          </select>
        </label>
        <label>
          Axe
          <select name="axe" className="input" defaultValue={filter.axe}>
            <option value="">Tous</option>
            {axes.map((axe) => (
              <option key={axe}>{axe}</option>
            ))}
          </select>
        </label>
        <label>
          Un mot
          <input type="search" name="q" className="input" defaultValue={filter.q} />
        </label>
        <button type="submit" className="btn primary">
          Chercher
        </button>
      </form>
      <ActionsTable base={`/p/${params.territoire}`} rows={rows} />
    </>
  )
}
