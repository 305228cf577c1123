import { Link } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { Card, Empty } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import { documentEtats } from './document.schema.ts'
import type { DocumentPage } from './document-page.server.ts'

/** What a document puts beside another. */
export type Side = ReturnType<typeof sideOf>

export function sideOf(page: DocumentPage) {
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

interface Both {
  left: Side
  right: Side
  base: string
}

function Heads({ left, right, base }: Both) {
  const au = useAu()
  return (
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
}

/** Period, state, perimeter and signatories of two documents, line by line. */
export function ComparisonTable(both: Both) {
  const { left, right } = both
  const shared = (a: ReadonlyArray<string>, b: ReadonlyArray<string>) =>
    `${a.filter((its) => b.includes(its)).length} dans les deux`
  const rows: Array<[string, string | number, string | number, string]> = [
    ['Période', left.periode, right.periode, ''],
    ['État', left.etat, right.etat, ''],
    ['Communes', left.communes.length, right.communes.length, shared(left.communes, right.communes)],
    ['Quartiers prioritaires', left.qpv, right.qpv, ''],
    [
      'Signataires',
      left.signataires.length,
      right.signataires.length,
      shared(left.signataires, right.signataires),
    ],
  ]
  return (
    <Table caption="Comparaison" head={<Heads {...both} />}>
      {rows.map(([label, a, b, common]) => (
        <tr key={label}>
          <th scope="row">{label}</th>
          <td>{a}</td>
          <td>{b}</td>
          <td className="muted">{common}</td>
        </tr>
      ))}
    </Table>
  )
}

/** The axes each document keeps, of the tree they share. */
export function RetainedAxes(both: Both) {
  const { left, right, base } = both
  const au = useAu()
  const [mine, theirs] = [left, right].map((side) => new Set(side.axes.map((axe) => axe.id)))
  const all = [...left.axes, ...right.axes.filter((axe) => !mine?.has(axe.id))]
  return (
    <Card title="Axes retenus">
      {all.length === 0 && <Empty title="Aucun axe n’est renseigné à cette date." />}
      {all.length > 0 && (
        <Table caption="Axes retenus" head={<Heads {...both} />}>
          {all.map((axe) => (
            <tr key={axe.id}>
              <th scope="row">
                <Link to={`${base}/axes/${axe.id}${au}`}>{`${axe.numero}. ${axe.titre}`}</Link>
              </th>
              <td>{mine?.has(axe.id) ? 'retenu' : 'non'}</td>
              <td>{theirs?.has(axe.id) ? 'retenu' : 'non'}</td>
              <td className="muted">{mine?.has(axe.id) && theirs?.has(axe.id) ? 'oui' : ''}</td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  )
}

/** The communes that are in one perimeter and not in the other. */
export function communesOfOne(left: Side, right: Side): string[] {
  return [
    ...left.communes.filter((its) => !right.communes.includes(its)),
    ...right.communes.filter((its) => !left.communes.includes(its)),
  ]
}
