import { Link } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/document-compare.route'
import { documentEtats } from './document.schema.ts'
import { type DocumentPage, loadDocument } from './document-page.server.ts'
import { useAu } from './use-au.ts'

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

function sideOf(page: DocumentPage) {
  const { code, titre, debut, fin } = page.document
  return {
    code,
    titre,
    periode: formatPeriode({ debut, fin }),
    etat: documentEtats[page.etat],
    communes: page.perimetre?.communes.map((its) => its.nom) ?? [],
    qpv: page.perimetre?.qpv.length ?? 0,
    signataires: page.signataires.map((its) => its.nom),
    axes: page.axes.map((axe) => ({ id: axe.id, numero: axe.numero, titre: axe.titre, depth: axe.depth })),
  }
}

export default function Compare({ loaderData: { left, right }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const au = useAu()
  const inBoth = (a: ReadonlyArray<string>, b: ReadonlyArray<string>) =>
    a.filter((its) => b.includes(its)).length
  const rows: Array<[string, string | number, string | number, string]> = [
    ['Période', left.periode, right.periode, ''],
    ['État', left.etat, right.etat, ''],
    [
      'Communes',
      left.communes.length,
      right.communes.length,
      `${inBoth(left.communes, right.communes)} dans les deux`,
    ],
    ['Quartiers prioritaires', left.qpv, right.qpv, ''],
    [
      'Signataires',
      left.signataires.length,
      right.signataires.length,
      `${inBoth(left.signataires, right.signataires)} dans les deux`,
    ],
  ]
  const ids = (side: typeof left) => new Set(side.axes.map((axe) => axe.id))
  const [mine, theirs] = [ids(left), ids(right)]
  const all = [...left.axes, ...right.axes.filter((axe) => !mine.has(axe.id))]
  const head = (
    <>
      <th scope="col">Point</th>
      <th scope="col">
        <Link to={`${base}/documents/${left.code}${au}`}>{left.titre}</Link>
      </th>
      <th scope="col">
        <Link to={`${base}/documents/${right.code}${au}`}>{right.titre}</Link>
      </th>
      <th scope="col">En commun</th>
    </>
  )
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
      <Table caption="Comparaison" head={head}>
        {rows.map(([label, a, b, shared]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{a}</td>
            <td>{b}</td>
            <td className="muted">{shared}</td>
          </tr>
        ))}
      </Table>
      <Card title="Axes retenus">
        {all.length === 0 && <Empty title="Aucun axe n’est renseigné à cette date." />}
        {all.length > 0 && (
          <Table caption="Axes retenus" head={head}>
            {all.map((axe) => (
              <tr key={axe.id}>
                <th scope="row">
                  <Link to={`${base}/axes/${axe.id}${au}`}>{`${axe.numero}. ${axe.titre}`}</Link>
                </th>
                <td>{mine.has(axe.id) ? 'retenu' : 'non'}</td>
                <td>{theirs.has(axe.id) ? 'retenu' : 'non'}</td>
                <td className="muted">{mine.has(axe.id) && theirs.has(axe.id) ? 'oui' : ''}</td>
              </tr>
            ))}
          </Table>
        )}
      </Card>
      <Card title="Communes d’un seul des deux documents">
        <p>
          {[
            ...left.communes.filter((its) => !right.communes.includes(its)),
            ...right.communes.filter((its) => !left.communes.includes(its)),
          ].join(', ') || 'Aucune.'}
        </p>
      </Card>
    </>
  )
}
