import { Card } from '#app/ui/page.tsx'
import { embedCode, widgetNames, widgets } from './widgets.ts'

/** What to paste in another site to show a part of the portal there. */
export function EmbedCard({ address, nom }: { address: string; nom: string }) {
  return (
    <Card title="À intégrer dans un autre site">
      <ul className="list portail-list">
        {widgetNames.map((name) => (
          <li key={name}>
            <h3>
              <a href={`${address}/widgets/${name}`}>{widgets[name].label}</a>
            </h3>
            <code className="portail-embed">{embedCode(address, name, nom)}</code>
          </li>
        ))}
      </ul>
    </Card>
  )
}
