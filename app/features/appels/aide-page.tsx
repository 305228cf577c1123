import { ExternalLink } from 'lucide-react'
import { formatDateLong } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { Card, Facts, Notice } from '#app/ui/page.tsx'
import type { AidePage, AxisMatch } from './aides.queries.server.ts'
import { rateWords } from './aides-table.tsx'

/** What the funder says of the aid. */
export function AideTexts({ aide }: { aide: AidePage }) {
  return (
    <div className="stack">
      <Card title="Présentation">
        <SourceHtml html={aide.descriptionHtml} />
      </Card>
      {aide.eligibiliteHtml !== '' && (
        <Card title="Conditions">
          <SourceHtml html={aide.eligibiliteHtml} />
        </Card>
      )}
    </div>
  )
}

function SourceHtml({ html }: { html: string }) {
  if (html === '') return <p className="muted">La source n’en dit rien.</p>
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned when it was imported, by cleanHtml, and kept only so
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
}

/** Dates, rates, audiences, and the axes whose words the aid holds. */
export function AideFacts({ aide, axes }: { aide: AidePage; axes: ReadonlyArray<AxisMatch> }) {
  const near = axes.filter((axis) => axis.rang > 0).slice(0, 3)
  const day = (date: AidePage['echeance']) => (date ? formatDateLong(date) : null)
  return (
    <Card title="En bref">
      <Facts
        items={[
          ['Échéance', day(aide.echeance) ?? (aide.recurrence || 'sans date')],
          ['Ouverture', day(aide.ouverture)],
          ['Pré-dépôt', day(aide.depot)],
          ['Taux', rateWords(aide)],
          ['Périmètre', [aide.perimetre, aide.echelle].filter(Boolean).join(', ')],
          ['Pour qui', aide.publics.join(', ')],
          ['Forme', aide.types.join(', ')],
          ['Programmes', aide.programmes.join(', ')],
          ['Axes proches par les mots', near.map((axis) => axis.titre).join(' ; ')],
          ['Lue dans la source', `le ${formatInstant(aide.vueLe)}`],
        ]}
      />
      <ul className="list stack-s">
        {aide.url !== '' && (
          <li>
            <a className="row" href={aide.url} rel="noopener noreferrer">
              <ExternalLink aria-hidden size={15} /> La page de l’aide
            </a>
          </li>
        )}
        {aide.candidatureUrl !== '' && (
          <li>
            <a className="row" href={aide.candidatureUrl} rel="noopener noreferrer">
              <ExternalLink aria-hidden size={15} /> Déposer une candidature
            </a>
          </li>
        )}
      </ul>
      {aide.concerne === 'a_verifier' && (
        <Notice tone="warning">Le périmètre de cette aide est particulier : lisez ses conditions.</Notice>
      )}
    </Card>
  )
}
