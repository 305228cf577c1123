import { formatCount } from '#app/lib/text.ts'
import { type Remark, RemarksTable } from '#app/ui/import.tsx'
import { Badge, Card, Notice, Stat } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'

type Kind = 'nouvelle' | 'modifiee' | 'identique'

export interface RehearsalSeen {
  lines: ReadonlyArray<{ line: number; nom: string; kind: Kind; changed: ReadonlyArray<string> }>
  errors: ReadonlyArray<Remark>
  doubts: ReadonlyArray<Remark>
  ignored: ReadonlyArray<string>
  flags: ReadonlyArray<Remark>
}

const kinds: Record<Kind, string> = { nouvelle: 'à créer', modifiee: 'à modifier', identique: 'inchangée' }
const heads = (
  <>
    <th scope="col" className="num">
      Ligne
    </th>
    <th scope="col">Organisation</th>
    <th scope="col">Effet</th>
    <th scope="col">Champs modifiés</th>
  </>
)
const SHOWN = 100

/** What the file would do, before anything is written. */
export function RehearsalReport({ lines, errors, doubts, ignored, flags }: RehearsalSeen) {
  const count = (kind: Kind) => lines.filter((its) => its.kind === kind).length
  const moving = lines.filter((its) => its.kind !== 'identique')
  return (
    <>
      <div className="row stats">
        <Stat value={count('nouvelle')} label="à créer" />
        <Stat value={count('modifiee')} label="à modifier" />
        <Stat value={count('identique')} label="inchangées" />
        <Stat value={errors.length} label="cellules à corriger" />
      </div>
      {flags.map((flag) => (
        <Notice key={flag.message}>{flag.message}</Notice>
      ))}
      {ignored.length > 0 && <Notice>Colonnes laissées de côté : {ignored.join(', ')}.</Notice>}
      {errors.length > 0 && (
        <Card title="À corriger avant d’importer">
          <RemarksTable caption="Cellules à corriger" remarks={errors} />
        </Card>
      )}
      {doubts.length > 0 && (
        <Card title="Numéros douteux, gardés et signalés">
          <RemarksTable caption="Numéros douteux" remarks={doubts} />
        </Card>
      )}
      {moving.length > 0 && (
        <Card title={`Ce qui sera écrit : ${formatCount(moving.length, 'organisation')}`}>
          <Table caption="Ce qui sera écrit" head={heads}>
            {moving.slice(0, SHOWN).map((its) => (
              <tr key={its.line}>
                <td className="num">{its.line}</td>
                <th scope="row">{its.nom}</th>
                <td>
                  <Badge tone={its.kind === 'nouvelle' ? 'green' : 'brand'}>{kinds[its.kind]}</Badge>
                </td>
                <td>{its.changed.join(', ')}</td>
              </tr>
            ))}
          </Table>
        </Card>
      )}
    </>
  )
}
