import { Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { Figure } from '#app/ui/figure.tsx'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { themeLabels } from './catalogue.ts'
import type { IndicateurLocal, Nature } from './locaux.ts'
import type { FiguresTable, IndicateurRow } from './locaux-page.server.ts'

const natureWords: Record<Nature, string> = { effectif: 'effectif', mesure: 'mesure', formule: 'formule' }

const head = (
  <>
    <th scope="col">Indicateur</th>
    <th scope="col">Thème</th>
    <th scope="col">Nature</th>
    <th scope="col">Qui le donne</th>
    <th scope="col">Années</th>
    <th scope="col">Chiffres</th>
  </>
)

/** The indicators the territory keeps itself. */
export function IndicateursTable({
  rows,
  canKeep,
}: {
  rows: ReadonlyArray<IndicateurRow>
  canKeep: boolean
}) {
  if (rows.length === 0)
    return (
      <Card>
        <Empty
          title="Aucun indicateur du territoire pour l’instant."
          action={canKeep && <Link to="nouveau">Ajouter le premier</Link>}
        >
          Ce que les producteurs publics ne donnent pas : enfants suivis, personnes accompagnées, places
          ouvertes, réponses d’une enquête. Ces chiffres se lisent ensuite dans les portraits, sur la carte et
          dans « Explorer ».
        </Empty>
      </Card>
    )
  return (
    <Card>
      <Table caption="Indicateurs du territoire" head={head}>
        {rows.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Link to={one.id}>{one.libelle}</Link> {one.exemple && <Exemple />}
              <span className="small muted figure-note">{one.code}</span>
            </th>
            <td>{themeLabels[one.theme]}</td>
            <td>{natureWords[one.nature]}</td>
            <td>{one.source}</td>
            <td>
              {one.nature === 'formule' ? 'celles de ses termes' : one.periodes.slice(0, 4).join(', ') || '–'}
            </td>
            <td>
              <Filled one={one} />
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function Filled({ one }: { one: IndicateurRow }) {
  if (one.nature === 'formule') return <Badge tone="brand">calculé</Badge>
  if (one.places === 0) return <span className="muted">à saisir</span>
  return (
    <>
      {one.places > 1 ? `${one.places} lieux` : 'un lieu'}{' '}
      {one.masked > 0 && (
        <Badge tone="ochre">{formatCount(one.masked, 'case masquée', 'cases masquées')}</Badge>
      )}
    </>
  )
}

/** The figures of one indicator as everybody sees them. */
export function FiguresCard({ caption, table }: { caption: string; table: FiguresTable }) {
  if (table.rows.length === 0)
    return (
      <Card title="Chiffres">
        <Empty title="Aucun chiffre pour l’instant.">
          Un chiffre se saisit lieu par lieu, ou arrive d’un tableau : une ligne par lieu, une colonne par
          année.
        </Empty>
      </Card>
    )
  return (
    <Card title="Chiffres, tels que tout le monde les voit">
      <div className="obs-portrait">
        <Table
          caption={caption}
          head={
            <>
              <th scope="col">Lieu</th>
              {table.periodes.map((periode) => (
                <th scope="col" className="num" key={periode}>
                  {periode}
                </th>
              ))}
            </>
          }
        >
          {table.rows.map(({ niveau, code, nom, cells }) => (
            <tr key={`${niveau}:${code}`}>
              <th scope="row">
                {nom} {niveau === 'qpv' && <span className="small muted">{code}</span>}
              </th>
              {cells.map((cell, at) => (
                <td className="num" key={table.periodes[at]}>
                  {cell ? (
                    <Figure cell={cell} undated strong={niveau === 'epci'} />
                  ) : (
                    <span className="muted">–</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}

interface ActionsProps {
  one: IndicateurLocal
  base: string
  canKeep: boolean
  hasFigures: boolean
}

/** What can be done with one indicator. */
export function IndicateurActions({ one, base, canKeep, hasFigures }: ActionsProps) {
  return (
    <>
      {canKeep && one.nature !== 'formule' && (
        <Link className="btn primary" to="saisir">
          Saisir ou importer des chiffres
        </Link>
      )}
      {canKeep && (
        <Link className="btn" to="modifier">
          Modifier
        </Link>
      )}
      {hasFigures && (
        <>
          <Link className="btn" to={`${base}/carte?indicateur=${one.code}`}>
            Carte
          </Link>
          <Link className="btn" to={`${base}/explorer?indicateur=${one.code}`}>
            Explorer
          </Link>
        </>
      )}
    </>
  )
}
