import { loadComparison } from '#app/platform/ecrits/desk.server.ts'
import { read } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import { EcritComparison } from '#app/ui/ecrit-compare.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/texte-versions.route'
import { texteSpec } from './textes.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { sorte, id } = args.params
  const from = textParam(args.request, 'de') ?? null
  const to = textParam(args.request, 'a') ?? null
  return read(args, (visit) => loadComparison(visit, texteSpec(sorte), { id, from, to }))
}

export default function TexteVersions({ loaderData, params }: Route.ComponentProps) {
  const { titre, lien, before, after } = loaderData
  const base = `/t/${params.territoire}`
  const title =
    after === null ? `Depuis la version ${before}` : `De la version ${before} à la version ${after}`
  return (
    <>
      <title>{`${title} : ${titre} · Maillage`}</title>
      <PageHead
        title={title}
        lead="Souligné sur fond vert : ajouté. Barré sur fond rouge : retiré."
        crumbs={[
          { to: `${base}/publications`, label: 'Rendre compte' },
          { to: `${base}${lien}`, label: titre },
          { label: 'Comparer' },
        ]}
      />
      <EcritComparison {...loaderData} deskTo={`${base}${lien}`} />
    </>
  )
}
