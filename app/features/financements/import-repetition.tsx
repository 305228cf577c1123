import { Form, useNavigation } from 'react-router'
import { formatEuros } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { RemarksTable } from '#app/ui/import.tsx'
import { Badge, Card, Notice, Stat, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { Columns, Destination, Funders } from './import-choix.tsx'
import type { ImportSummary } from './import-resume.ts'

/** All that an import would do, and every choice that changes it, in one form: read again, or confirm. */
export function RepetitionScreen({
  summary,
  refused,
}: {
  summary: ImportSummary
  refused: RefusedForm | undefined
}) {
  return (
    <>
      <div className="row stats">
        <Stat value={formatNumber(summary.lues)} label="lignes lues" />
        <Stat value={formatNumber(summary.counts.nouveaux)} label="dossiers à écrire" />
        <Stat value={formatEuros(summary.droitCommun)} label="accordés de droit commun" />
        <Stat value={formatEuros(summary.specifique)} label="accordés de crédits spécifiques" />
      </div>
      <Form method="post" className="stack">
        {refused && <ErrorSummary refused={refused} words={{}} />}
        <Destination summary={summary} />
        {summary.financeurs.length > 0 && <Funders summary={summary} />}
        <Columns summary={summary} />
        <Gestures summary={summary} />
      </Form>
      {summary.nouvelles.length > 0 && <NewNames names={summary.nouvelles} />}
      {summary.remarqueCount > 0 && (
        <Card
          title={`Ce qu’il faut savoir de ce fichier : ${formatCount(summary.remarqueCount, 'remarque')}`}
        >
          <RemarksTable caption="Remarques" remarks={summary.remarques} />
        </Card>
      )}
      <Rows summary={summary} />
    </>
  )
}

function Gestures({ summary }: { summary: ImportSummary }) {
  const busy = useNavigation().state !== 'idle'
  const { nouveaux } = summary.counts
  return (
    <div className="row">
      {nouveaux > 0 && (
        <button type="submit" className="btn primary" name="geste" value="confirmer" disabled={busy}>
          Importer {formatCount(nouveaux, 'dossier')}
        </button>
      )}
      <button type="submit" className="btn" formMethod="get" disabled={busy}>
        Relire avec ces choix
      </button>
      <button type="submit" className="btn ghost" name="geste" value="oublier" disabled={busy}>
        Abandonner ce fichier
      </button>
      {busy && <progress className="progress" aria-label="Lecture en cours" />}
    </div>
  )
}

function NewNames({ names }: { names: ReadonlyArray<string> }) {
  return (
    <Notice tone="warning">
      <details>
        <summary>
          {formatCount(
            names.length,
            'organisation inconnue sera créée',
            'organisations inconnues seront créées',
          )}{' '}
          dans l’annuaire
        </summary>
        <p>{names.join(' · ')}</p>
      </details>
    </Notice>
  )
}

const effects: Record<string, { label: string; tone: Tone }> = {
  nouveau: { label: 'à écrire', tone: 'green' },
  identique: { label: 'déjà là', tone: 'neutral' },
  different: { label: 'déjà là, autres montants', tone: 'ochre' },
}

const heads = (
  <>
    <th scope="col" className="num">
      Ligne
    </th>
    <th scope="col">Action</th>
    <th scope="col">Porteur</th>
    <th scope="col" className="num">
      Financeurs
    </th>
    <th scope="col" className="num">
      Droit commun
    </th>
    <th scope="col" className="num">
      Spécifique
    </th>
    <th scope="col">Effet</th>
  </>
)

function Rows({ summary }: { summary: ImportSummary }) {
  if (summary.lignes.length === 0)
    return <Notice tone="warning">Aucune ligne ne se lit comme une action.</Notice>
  return (
    <Card title="Les premières lignes, telles qu’elles seraient écrites">
      <Table caption="Premières lignes" head={heads}>
        {summary.lignes.map((its) => (
          <tr key={its.line}>
            <td className="num">{its.line}</td>
            <th scope="row">{its.titre}</th>
            <td>{its.porteur}</td>
            <td className="num">{its.financeurs}</td>
            <td className="num">{formatEuros(its.droitCommun)}</td>
            <td className="num">{formatEuros(its.specifique)}</td>
            <td>
              <Badge tone={effects[its.effet]?.tone ?? 'neutral'}>{effects[its.effet]?.label}</Badge>
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}
