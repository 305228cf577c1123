import { Download } from 'lucide-react'
import { Card } from '#app/ui/page.tsx'
import { GUARDRAILS } from '#stats/impact/verdict-rules.ts'
import { commandOf } from './annexe.rules.ts'
import type { Protocole } from './etude-resultat.schema.ts'
import type { StoredEtude } from './etudes.queries.server.ts'

/** What it takes to find the same figures again, and the rules that were applied. */
export function SourcesCard({ etude, protocole }: { etude: StoredEtude; protocole: Protocole }) {
  return (
    <Card title="Refaire le calcul">
      <div className="stack-s">
        <p className="row">
          <a className="btn primary" href={`${etude.id}/annexe.zip`} download>
            <Download aria-hidden size={16} /> Annexe (ZIP) : données, paramètres, commande
          </a>
          <a className="btn" href={`${etude.id}/panel.csv`} download>
            <Download aria-hidden size={16} /> Données seules (CSV)
          </a>
        </p>
        <pre className="command">{commandOf(protocole)}</pre>
        {etude.codeVersion && <p className="small muted">{`Calculé par Maillage ${etude.codeVersion}.`}</p>}
        <ul className="list small muted">
          {protocole.sources.map((its) => (
            <li
              key={its.sha256}
            >{`${its.producer}, ${its.file}${its.millesime ? `, millésime ${its.millesime}` : ''}, ${its.licence}, SHA-256 ${its.sha256.slice(0, 16)}…`}</li>
          ))}
        </ul>
        <details className="disclosure">
          <summary>{`Les ${GUARDRAILS.length} règles appliquées à toute étude`}</summary>
          <ol className="list small">
            {GUARDRAILS.map(({ id, rule, reason }) => (
              <li key={id}>
                <strong>{id}</strong> {rule} <span className="muted">{reason}</span>
              </li>
            ))}
          </ol>
        </details>
      </div>
    </Card>
  )
}
