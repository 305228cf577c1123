import { formatNumber } from '#app/lib/numbers.ts'
import { Card } from '#app/ui/page.tsx'
import type { ListProps } from './fiche-lists.tsx'
import type { FichePage } from './fiche-page.server.ts'
import { PartForm, RemovePart } from './fiche-part-form.tsx'
import { resultatSens } from './fiche-parts.schema.ts'
import { plotResult } from './fiche-results.plot.ts'

type Resultat = FichePage['parts']['resultats'][number]

/** Expected results by year: a small chart, and always the same figures as a table. */
export function ResultsCard({ page: { parts, today }, context }: ListProps) {
  if (parts.resultats.length === 0 && !context.canEdit) return null
  return (
    <Card title="Résultats attendus et observés" id="resultat">
      <div className="stack">
        {parts.resultats.map((resultat) => (
          <section key={resultat.id} className="stack-s" aria-label={resultat.indicateur}>
            <div className="row">
              <h3>{resultat.indicateur}</h3>
              <span className="muted small">
                {resultat.unite && `${resultat.unite}, `}
                {resultatSens[resultat.sens].toLocaleLowerCase('fr')}
              </span>
              {context.canEdit && <RemovePart kind="resultat" id={resultat.id} label={resultat.indicateur} />}
            </div>
            <div className="fiche-result">
              {resultat.annees.length > 0 && <ResultChart resultat={resultat} />}
              <ResultTable resultat={resultat} />
            </div>
            <PartForm
              kind="annee"
              id={resultat.id}
              values={{ annee: Number(today.slice(0, 4)) }}
              context={context}
              label="Saisir une année"
            />
            <PartForm kind="resultat" id={resultat.id} values={resultat} context={context} label="Modifier" />
          </section>
        ))}
        <PartForm
          kind="resultat"
          values={{ sens: 'hausse' }}
          context={context}
          label="Ajouter un résultat attendu"
        />
      </div>
    </Card>
  )
}

function ResultChart({ resultat }: { resultat: Resultat }) {
  const { width, height, bars, targets, baseline, labels } = plotResult(resultat)
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="fiche-chart"
        role="img"
        aria-label={`${resultat.indicateur} : observé en barres, cible en traits ; les valeurs sont dans le tableau.`}
      >
        {bars.map((bar) => (
          <rect key={bar.annee} className="bar" x={bar.x} y={bar.y} width={bar.width} height={bar.height} />
        ))}
        {targets.map((target) => (
          <line
            key={target.annee}
            className="target"
            x1={target.x1}
            x2={target.x2}
            y1={target.y}
            y2={target.y}
          />
        ))}
        {baseline !== null && <line className="baseline" x1={0} x2={width} y1={baseline} y2={baseline} />}
        {labels.map((label) => (
          <text key={label.annee} x={label.x} y={height - 4} textAnchor="middle">
            {label.annee}
          </text>
        ))}
      </svg>
      <figcaption className="muted small">Barres : observé. Traits : cible. Pointillé : départ.</figcaption>
    </figure>
  )
}

function ResultTable({ resultat }: { resultat: Resultat }) {
  return (
    <table className="table fiche-result-table">
      <caption className="sr-only">{resultat.indicateur}, par année</caption>
      <thead>
        <tr>
          <th scope="col">Année</th>
          <th scope="col" className="num">
            Cible
          </th>
          <th scope="col" className="num">
            Observé
          </th>
          <th scope="col">Remarque</th>
        </tr>
      </thead>
      <tbody>
        {resultat.valeurInitiale !== null && (
          <tr>
            <th scope="row">Départ</th>
            <td />
            <td className="num">{formatNumber(resultat.valeurInitiale, 2)}</td>
            <td />
          </tr>
        )}
        {resultat.annees.map((annee) => (
          <tr key={annee.annee}>
            <th scope="row">{annee.annee}</th>
            <td className="num">{formatNumber(annee.cible, 2)}</td>
            <td className="num">{formatNumber(annee.observe, 2)}</td>
            <td>{annee.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
