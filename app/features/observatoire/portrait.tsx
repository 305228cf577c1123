import { formatCount } from '#app/lib/text.ts'
import { BlankReason, Figure } from '#app/ui/figure.tsx'
import { Badge, Card, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Comparaison, LignePortrait, Portrait, ThemePortrait } from './portrait-page.ts'
import { sparkPoints } from './sparkline.ts'
import { formatFigure } from './unites.ts'

interface PortraitProps {
  portrait: Portrait
  /** Address of the observatory. */
  base: string
}

/** All the themes of a portrait: a table each, then what is missing and how to get it. */
export function PortraitThemes({ portrait, base }: PortraitProps) {
  const { filled, masked, absent } = portrait.counts
  const filledThemes = portrait.themes.filter(({ lines }) => lines.length > 0)
  const emptyThemes = portrait.themes.filter(({ lines }) => lines.length === 0)
  return (
    <div className="stack">
      <p className="row">
        <Badge tone="green">{formatCount(filled, 'chiffre')}</Badge>
        {masked > 0 && (
          <Badge tone="ochre">{formatCount(masked, 'chiffre secret', 'chiffres secrets')}</Badge>
        )}
        {absent > 0 && (
          <Badge>{formatCount(absent, 'indicateur sans fichier', 'indicateurs sans fichier')}</Badge>
        )}
      </p>
      {portrait.semblables.length > 0 && (
        <p className="small muted">
          Communes semblables :{' '}
          {portrait.semblables.map(({ code, nom }, at) => (
            <span key={code}>
              {at > 0 && ', '}
              <a href={`${base}/portrait/commune/${code}`}>{nom}</a>
            </span>
          ))}
          .
        </p>
      )}
      {filledThemes.map((theme) => (
        <ThemeCard key={theme.theme} theme={theme} comparateurs={portrait.comparateurs} base={base} />
      ))}
      {emptyThemes.length > 0 && (
        <Card title="Thèmes sans aucun fichier">
          {emptyThemes.map((theme) => (
            <Missing key={theme.theme} theme={theme} base={base} named />
          ))}
        </Card>
      )}
    </div>
  )
}

function ThemeCard({
  theme,
  comparateurs,
  base,
}: {
  theme: ThemePortrait
  comparateurs: Portrait['comparateurs']
  base: string
}) {
  const head = (
    <>
      <th scope="col">Indicateur</th>
      <th scope="col" className="num">
        Valeur
      </th>
      <th scope="col">Évolution</th>
      {comparateurs.map(({ key, nom }) => (
        <th scope="col" className="num" key={key}>
          {nom}
        </th>
      ))}
    </>
  )
  return (
    <Card title={theme.label} id={theme.theme}>
      <div className="obs-portrait" data-comparators={comparateurs.length}>
        <Table caption={`${theme.label} : indicateurs`} head={head}>
          {theme.lines.map((line) => (
            <Line key={line.id} line={line} base={base} />
          ))}
        </Table>
      </div>
      {theme.missing.length > 0 && <Missing theme={theme} base={base} />}
    </Card>
  )
}

function Missing({ theme, base, named }: { theme: ThemePortrait; base: string; named?: boolean }) {
  return (
    <details className="obs-missing">
      <summary>
        {named && `${theme.label} : `}
        {formatCount(theme.missing.flatMap(({ labels }) => labels).length, 'indicateur')} sans fichier importé
      </summary>
      <ul>
        {theme.missing.map(({ source, dataset, labels }) => (
          <li key={source + dataset}>{`${labels.join(', ')} (${source} ; fichiers ${dataset})`}</li>
        ))}
      </ul>
      <p className="small">
        <a href={`${base}/imports`}>Importer un fichier</a>
      </p>
    </details>
  )
}

function Line({ line, base }: { line: LignePortrait; base: string }) {
  return (
    <tr>
      <th scope="row" className="obs-name">
        {line.label}
        <About line={line} base={base} />
      </th>
      <td className="num">
        <Figure cell={line.cell} strong />
      </td>
      <td>
        <Trend line={line} />
      </td>
      {line.comparaisons.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one cell a comparator, in their order
        <td className="num" key={at}>
          <Compared one={one} />
        </td>
      ))}
    </tr>
  )
}

function Compared({ one }: { one: Comparaison }) {
  if (one.cell.value === null && one.cell.periode === null)
    return (
      <BlankReason why={one.cell.why}>
        <span className="muted">–</span>
      </BlankReason>
    )
  return (
    <>
      <Figure cell={one.cell} />
      {one.gap && <span className="small muted figure-note">écart {one.gap}</span>}
    </>
  )
}

const FRAME = { width: 110, height: 32, padding: 4 }

function Trend({ line }: { line: LignePortrait }) {
  const points = sparkPoints(line.trend, FRAME)
  const [first, last] = [line.trend[0], line.trend.at(-1)]
  if (line.trend.length === 0) return <span className="muted small">aucun chiffre</span>
  if (points.length === 0 || !first || !last) return <span className="muted small">une seule année</span>
  const words = `de ${formatFigure(first.value, line.unit)} (${first.periode}) à ${formatFigure(last.value, line.unit)} (${last.periode})`
  const end = points.at(-1)
  return (
    <span className="obs-trend">
      <svg viewBox={`0 0 ${FRAME.width} ${FRAME.height}`} role="img" aria-label={words}>
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {end && <circle cx={end.x} cy={end.y} r={3} />}
      </svg>
      <span className="small muted">
        {first.periode}-{last.periode}
      </span>
    </span>
  )
}

const origins = {
  publie: 'publiée par le producteur',
  calcule: 'calculée ici à partir d’effectifs publiés',
  agrege: 'obtenue en additionnant les communes',
} as const

function About({ line, base }: { line: LignePortrait; base: string }) {
  const { source, origin } = line.cell
  return (
    <details className="obs-about">
      <summary className="small">Définition et source</summary>
      <div className="small stack-s">
        <p>{line.definition}</p>
        <p className="muted">Formule : {line.formula}.</p>
        {line.position && <p>Place dans le territoire : {line.position}.</p>}
        {source && origin && (
          <p>
            Valeur {origins[origin]}. Source : {source.producer}
            {source.import === '' ? (
              <>
                , {source.file} (<a href={`${base}/indicateurs`}>indicateur du territoire</a>).
              </>
            ) : (
              <>
                , millésime {source.millesime ?? 'non dit'},{' '}
                <a href={`${base}/imports/${source.import}`}>{source.file}</a>.
              </>
            )}
          </p>
        )}
        {line.notes.map((note) => (
          <Notice tone="warning" key={note}>
            {note}
          </Notice>
        ))}
      </div>
    </details>
  )
}
