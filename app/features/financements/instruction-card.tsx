import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  DateInput,
  EurosInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { DossierPage } from './dossier-page.server.ts'
import { avisFields, decisionFields } from './instruction.fields.ts'
import type { LigneInstruite } from './instruction.queries.server.ts'
import { avisTones, avisWords } from './programmation.words.ts'

interface InstructionProps {
  page: DossierPage
  refused: RefusedForm | undefined
}

/** Where the dossier stands, then one line a funder: its opinion, its proposal, its decision with the source. */
export function InstructionCard({ page, refused }: InstructionProps) {
  const { lignes, moves } = page
  if (lignes.length === 0 && moves.length === 0) return null
  const head = (
    <>
      <th scope="col">Financeur</th>
      <th scope="col" className="num">
        Demandé
      </th>
      <th scope="col">Avis</th>
      <th scope="col" className="num">
        Proposé
      </th>
      <th scope="col">Décidé</th>
    </>
  )
  return (
    <Card title="Instruction" id="instruction">
      <div className="stack">
        {lignes.length > 0 && (
          <Table caption="Une ligne par financeur" head={head}>
            {lignes.map((ligne) => (
              <Line key={ligne.id} ligne={ligne} />
            ))}
          </Table>
        )}
        <DossierMoves page={page} refused={refused} />
        {lignes
          .filter(({ canSpeak }) => canSpeak)
          .map((ligne) => (
            <LineForms key={ligne.id} ligne={ligne} refused={refused} today={page.today} />
          ))}
      </div>
    </Card>
  )
}

function Line({ ligne }: { ligne: LigneInstruite }) {
  const { financeur, demandeCentimes, avis, avisCommentaire } = ligne
  return (
    <tr>
      <th scope="row">{financeur}</th>
      <td className="num">{formatEurosRounded(demandeCentimes)}</td>
      <td>
        {avis ? <Badge tone={avisTones[avis]}>{avisWords[avis]}</Badge> : <span className="muted">—</span>}
        {avisCommentaire && <div className="small">{avisCommentaire}</div>}
      </td>
      <td className="num">
        <Split specifique={ligne.proposeSpecifiqueCentimes} droitCommun={ligne.proposeDroitCommunCentimes} />
      </td>
      <td>
        {ligne.decideLe ? (
          <>
            <Split
              specifique={ligne.decideSpecifiqueCentimes}
              droitCommun={ligne.decideDroitCommunCentimes}
            />
            <div className="small muted">
              {`${formatDate(ligne.decideLe)}, ${ligne.decisionReference}`}
              {ligne.motifRefus && ` : ${ligne.motifRefus}`}
            </div>
          </>
        ) : (
          <span className="muted">—</span>
        )}
      </td>
    </tr>
  )
}

/** The two kinds of credit, never added up in silence. */
function Split({ specifique, droitCommun }: { specifique: number | null; droitCommun: number | null }) {
  if (specifique === null && droitCommun === null) return <span className="muted">—</span>
  return (
    <>
      {specifique !== null && <div>{formatEurosRounded(specifique)} spécifiques</div>}
      {droitCommun !== null && droitCommun > 0 && (
        <div>{formatEurosRounded(droitCommun)} de droit commun</div>
      )}
    </>
  )
}

function DossierMoves({ page: { moves }, refused }: InstructionProps) {
  const busy = useNavigation().state !== 'idle'
  if (moves.length === 0) return null
  const isOurs = refused?.values.intention?.[0] === 'avancer'
  return (
    <Form method="post" className="stack-s">
      <FormFields words={moveWords} values={{}} refused={isOurs ? refused : undefined} idPrefix="avancer-">
        <HiddenInput name="intention" value="avancer" />
        <TextArea name="motif" rows={2} />
        <div className="row">
          {moves.map((move) => (
            <button
              key={move.to}
              type="submit"
              className="btn small"
              name="vers"
              value={move.to}
              disabled={busy}
            >
              {move.label}
            </button>
          ))}
        </div>
      </FormFields>
    </Form>
  )
}

const moveWords = {
  motif: {
    label: 'Ce qui manque, ou pourquoi',
    hint: 'Nécessaire pour « incomplet » et « irrecevable » : la phrase part au porteur par courriel.',
  },
}

function LineForms({
  ligne,
  refused,
  today,
}: {
  ligne: LigneInstruite
  refused: RefusedForm | undefined
  today: string
}) {
  const isFor = (intention: string) =>
    refused?.values.intention?.[0] === intention && refused.values.ligne?.[0] === ligne.id
  return (
    <div className="stack-s">
      {!ligne.decideLe && (
        <details className="folded" open={isFor('aviser')}>
          <summary>Donner l’avis : {ligne.financeur}</summary>
          <OpinionForm ligne={ligne} refused={isFor('aviser') ? refused : undefined} />
        </details>
      )}
      <details className="folded" open={isFor('decider')}>
        <summary>
          {ligne.decideLe ? 'Corriger' : 'Noter'} la décision : {ligne.financeur}
        </summary>
        <DecisionForm ligne={ligne} today={today} refused={isFor('decider') ? refused : undefined} />
      </details>
    </div>
  )
}

interface FormProps {
  ligne: LigneInstruite
  refused: RefusedForm | undefined
}

function OpinionForm({ ligne, refused }: FormProps) {
  return (
    <Form method="post" className="stack-s">
      <FormFields words={avisFields} values={ligne} refused={refused} idPrefix={`avis-${ligne.id}-`}>
        <HiddenInput name="intention" value="aviser" />
        <HiddenInput name="ligne" value={ligne.id} />
        <HiddenInput name="version" value={ligne.version} />
        <div className="form-section">
          <SelectInput name="avis" choices={choicesOf(avisWords)} required />
          <EurosInput name="proposeSpecifiqueCentimes" />
          <EurosInput name="proposeDroitCommunCentimes" />
          <TextArea name="avisCommentaire" rows={3} />
        </div>
        <div>
          <button type="submit" className="btn primary">
            Enregistrer l’avis
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function DecisionForm({ ligne, refused, today }: FormProps & { today: string }) {
  const values = { ...ligne, decideLe: ligne.decideLe ?? today }
  return (
    <Form method="post" className="stack-s">
      <FormFields words={decisionFields} values={values} refused={refused} idPrefix={`decision-${ligne.id}-`}>
        <HiddenInput name="intention" value="decider" />
        <HiddenInput name="ligne" value={ligne.id} />
        <HiddenInput name="version" value={ligne.version} />
        <div className="form-section">
          <EurosInput name="decideSpecifiqueCentimes" />
          <EurosInput name="decideDroitCommunCentimes" />
          <DateInput name="decideLe" required />
          <TextInput name="decisionReference" required wide />
          <TextArea name="motifRefus" rows={2} />
        </div>
        <div>
          <button type="submit" className="btn primary">
            Enregistrer la décision
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
