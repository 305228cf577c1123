import { Form, useNavigation } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card, Notice, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { ficheFields } from './fiche.fields.ts'
import type { RehearsalSummary } from './fiches-rehearsal.server.ts'

const words: Record<string, { label: string }> = ficheFields

export interface RehearsalProps {
  summary: RehearsalSummary
  refused: RefusedForm | undefined
}

/** All that an import would do, before it does it. */
export function RehearsalScreen({ summary, refused }: RehearsalProps) {
  return (
    <>
      {refused && (
        <Notice tone="error">
          <p role="alert">{refused.refusal.message}</p>
        </Notice>
      )}
      <Verdict summary={summary} />
      {summary.errorCount > 0 && <Errors summary={summary} />}
      <Columns summary={summary} />
      {summary.lines.length > 0 && <Lines summary={summary} />}
    </>
  )
}

function Verdict({ summary }: { summary: RehearsalSummary }) {
  const { counts, errorCount, mapping } = summary
  const busy = useNavigation().state !== 'idle'
  const willWrite = counts.nouvelles + counts.modifiees + counts.reprises
  return (
    <Card title="Ce que l’import ferait">
      <div className="stack">
        <p className="row">
          <Badge tone="green">{formatCount(counts.nouvelles, 'fiche nouvelle', 'fiches nouvelles')}</Badge>
          <Badge tone="ochre">{formatCount(counts.modifiees, 'fiche modifiée', 'fiches modifiées')}</Badge>
          {counts.reprises > 0 && (
            <Badge tone="violet">
              {formatCount(counts.reprises, 'fiche reprise des archives', 'fiches reprises des archives')}
            </Badge>
          )}
          <Badge>{formatCount(counts.identiques, 'fiche identique', 'fiches identiques')}</Badge>
          {errorCount > 0 && <Badge tone="red">{formatCount(errorCount, 'erreur')}</Badge>}
        </p>
        <div className="row">
          <Form method="post">
            {Object.entries(mapping).map(([field, column]) => (
              <HiddenInput key={field} name={`col-${column}`} value={field} />
            ))}
            <button
              type="submit"
              className="btn primary"
              disabled={busy || errorCount > 0 || willWrite === 0}
            >
              {busy ? 'Import en cours…' : `Importer ${formatCount(willWrite, 'fiche')}`}
            </button>
          </Form>
          <Form method="post">
            <HiddenInput name="intention" value="oublier" />
            <button type="submit" className="btn ghost">
              Oublier ce fichier
            </button>
          </Form>
        </div>
        {errorCount > 0 && (
          <p>Corrigez le fichier ou les colonnes : tant qu’il reste une erreur, rien ne s’écrit.</p>
        )}
      </div>
    </Card>
  )
}

function Errors({ summary }: { summary: RehearsalSummary }) {
  const head = (
    <>
      <th scope="col" className="num">
        Ligne
      </th>
      <th scope="col">Colonne</th>
      <th scope="col">Ce qui ne va pas</th>
    </>
  )
  return (
    <Table caption="Erreurs à corriger" head={head}>
      {summary.errors.map((error) => (
        <tr key={`${error.line}-${error.column}-${error.message}`}>
          <td className="num">{error.line}</td>
          <td>{error.column}</td>
          <td>{error.message}</td>
        </tr>
      ))}
    </Table>
  )
}

function Columns({ summary }: { summary: RehearsalSummary }) {
  const fieldOf = (index: number) =>
    Object.entries(summary.mapping).find(([, column]) => column === index)?.[0] ?? ''
  return (
    <details open={summary.errorCount > 0}>
      <summary>Colonnes du fichier ({summary.columns.length})</summary>
      <Form method="get" className="stack card">
        <div className="form-section">
          {summary.columns.map((column, index) => (
            <div className="field" key={column}>
              <label htmlFor={`col-${index}`}>{column}</label>
              <select
                className="input"
                id={`col-${index}`}
                name={`col-${index}`}
                defaultValue={fieldOf(index)}
              >
                <option value="">Ne pas importer</option>
                {Object.entries(words).map(([key, word]) => (
                  <option key={key} value={key}>
                    {word.label}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </div>
        <div>
          <button type="submit" className="btn">
            Répéter avec ces colonnes
          </button>
        </div>
      </Form>
    </details>
  )
}

const kinds: Record<string, { label: string; tone: Tone }> = {
  nouvelle: { label: 'nouvelle', tone: 'green' },
  modifiee: { label: 'modifiée', tone: 'ochre' },
  reprise: { label: 'reprise', tone: 'violet' },
}

function Lines({ summary }: { summary: RehearsalSummary }) {
  const head = (
    <>
      <th scope="col" className="num">
        Ligne
      </th>
      <th scope="col">Fiche</th>
      <th scope="col">Effet</th>
      <th scope="col">Champs</th>
    </>
  )
  return (
    <Table caption="Premières lignes" head={head}>
      {summary.lines.map((line) => (
        <tr key={line.line}>
          <td className="num">{line.line}</td>
          <th scope="row">
            {line.code} {line.titre}
          </th>
          <td>
            <Badge tone={kinds[line.kind]?.tone ?? 'neutral'}>{kinds[line.kind]?.label}</Badge>
          </td>
          <td>{line.fields.map((field) => words[field]?.label ?? field).join(', ')}</td>
        </tr>
      ))}
    </Table>
  )
}
