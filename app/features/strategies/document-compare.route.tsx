import { NotFound } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { Card, PageHead } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/document-compare.route'
import { ComparisonTable, communesOfOne, RetainedAxes, sideOf } from './document-compare.tsx'
import { loadDocument } from './document-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const left = await loadDocument(tx, actor, args.params.code, { at, today })
    const asked = new URL(args.request.url).searchParams.get('avec')
    const twin = left.twins.find((its) => its.code === asked) ?? left.twins[0]
    if (!twin) throw new NotFound('Aucun autre document ne partage ces axes.')
    const right = await loadDocument(tx, actor, twin.code, { at, today })
    return { left: sideOf(left), right: sideOf(right) }
  })
}

export default function Compare({ loaderData: { left, right }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const au = useAu()
  return (
    <>
      <title>Comparer deux documents · Maillage</title>
      <PageHead
        title="Deux documents, mêmes axes"
        crumbs={[
          { to: `${base}/documents${au}`, label: 'Documents-cadres' },
          { to: `${base}/documents/${left.code}${au}`, label: left.titre },
        ]}
        lead="Chacun a son périmètre, ses signataires et ses axes retenus ; les textes des axes sont les mêmes."
      />
      <ComparisonTable left={left} right={right} base={base} />
      <RetainedAxes left={left} right={right} base={base} />
      <Card title="Communes d’un seul des deux documents">
        <p>{communesOfOne(left, right).join(', ') || 'Aucune.'}</p>
      </Card>
    </>
  )
}
