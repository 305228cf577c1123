import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatList } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckInput, FormFields, HiddenInput, NumberInput, SelectInput, TextArea } from '#app/ui/form.tsx'
import { modes } from './seance.schema.ts'
import { decisionWords } from './seance.words.ts'
import type { PagePoint, SeancePage } from './seance-page.server.ts'

interface DecisionProps {
  page: SeancePage
  point: PagePoint
  refused: RefusedForm | undefined
}

/** What was decided on an item, and where it is decided while the meeting runs. */
export function DecisionDesk({ page, point, refused }: DecisionProps) {
  const isDecided = point.resultat === 'adoptee' || point.resultat === 'rejetee'
  return (
    <div className="stack-s">
      {point.decision && (
        <blockquote className="quote">
          <p>{point.decision}</p>
          <p className="small muted">{takenBy(point)}</p>
        </blockquote>
      )}
      {point.deports.length > 0 && (
        <p className="small muted">{`Déport : ${formatList(point.deports.map((its) => its.nom))}.`}</p>
      )}
      {page.canHold && page.hasCome && !isDecided && (
        <>
          <p className="small">{quorumWords(point)}</p>
          <DeportForm page={page} point={point} />
          <DecisionForm point={point} refused={refused} />
        </>
      )}
    </div>
  )
}

function takenBy(point: PagePoint): string {
  if (point.resultat === 'ajournee') return 'Point ajourné.'
  if (point.mode === 'consensus') return 'Sans vote, personne ne s’y opposant.'
  return `Vote : ${point.pour ?? 0} pour, ${point.contre ?? 0} contre, ${point.abstention ?? 0} abstention(s).`
}

function quorumWords({ quorum }: PagePoint): string {
  const voters = `${quorum.votants} votants présents ou représentés, déports retirés`
  if (quorum.requis === null) return `${voters} ; pas de quorum fixé.`
  return `${voters} ; quorum de ${quorum.requis} ${quorum.atteint ? 'atteint' : 'non atteint'}.`
}

function DecisionForm({ point, refused }: Omit<DecisionProps, 'page'>) {
  const mine = refused?.values.intention?.[0] === 'decision' ? refused : undefined
  return (
    <details className="disclosure" open={mine !== undefined}>
      <summary>Écrire la décision</summary>
      <Form method="post" className="form">
        <FormFields
          words={decisionWords}
          values={{ mode: 'consensus' }}
          refused={mine}
          idPrefix={`d-${point.id}-`}
        >
          <HiddenInput name="intention" value="decision" />
          <HiddenInput name="point" value={point.id} />
          <TextArea name="decision" rows={3} required />
          <div className="form-section">
            <SelectInput name="mode" choices={choicesOf(modes)} required />
            <NumberInput name="pour" />
            <NumberInput name="contre" />
            <NumberInput name="abstention" />
            <CheckInput name="ajourner" />
          </div>
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Enregistrer la décision
          </button>
        </div>
      </Form>
    </details>
  )
}

function DeportForm({ page, point }: Omit<DecisionProps, 'refused'>) {
  const out = new Set(point.deports.map((its) => its.organisationId))
  const others = page.convocations.filter((its) => !out.has(its.organisationId))
  return (
    <details className="disclosure">
      <summary>Noter un déport</summary>
      <Form method="post" className="inline-form">
        <HiddenInput name="intention" value="deport" />
        <HiddenInput name="point" value={point.id} />
        <select className="input" name="organisationId" aria-label="Qui se déporte" required>
          <option value="">Qui se déporte ?</option>
          {others.map((its) => (
            <option key={its.organisationId} value={its.organisationId}>
              {its.nom}
            </option>
          ))}
        </select>
        <input className="input" name="motif" placeholder="Motif" aria-label="Motif du déport" />
        <button type="submit" className="btn small">
          Noter
        </button>
      </Form>
      {point.deports.map((its) => (
        <Form method="post" key={its.organisationId} className="row">
          <HiddenInput name="intention" value="deport" />
          <HiddenInput name="point" value={point.id} />
          <HiddenInput name="organisationId" value={its.organisationId} />
          <HiddenInput name="retire" value="oui" />
          <span className="small">{its.nom}</span>
          <button type="submit" className="btn ghost small">
            Annuler ce déport<span className="sr-only">{` de ${its.nom}`}</span>
          </button>
        </Form>
      ))}
    </details>
  )
}
