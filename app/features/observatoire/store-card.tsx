import { Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { Card } from '#app/ui/page.tsx'
import { type Theme, themeLabels } from './catalogue.ts'
import { indicateurs } from './indicateurs.ts'

interface StoreCardProps {
  disponibles: ReadonlyArray<{ id: string; label: string; theme: Theme; periodes: string[] }>
}

/** Which indicators have figures for the communes, theme by theme. */
export function StoreCard({ disponibles }: StoreCardProps) {
  return (
    <Card
      title="Indicateurs disponibles"
      aside={
        <span className="small muted">
          {disponibles.length} sur {indicateurs.length}
        </span>
      }
    >
      {disponibles.length === 0 && <p className="muted">Aucun chiffre par commune pour l’instant.</p>}
      <div className="stack-s">
        {[...Map.groupBy(disponibles, ({ theme }) => theme)].map(([theme, own]) => (
          <section key={theme} className="stack-s">
            <h3>{themeLabels[theme]}</h3>
            <ul className="list">
              {own.map(({ id, label, periodes }) => (
                <li key={id}>
                  <Link to={`carte?indicateur=${id}`}>{label}</Link>{' '}
                  <span className="small muted">
                    {periodes.length > 3
                      ? `${formatCount(periodes.length, 'année')}, de ${periodes.at(-1)} à ${periodes[0]}`
                      : periodes.join(', ')}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  )
}
