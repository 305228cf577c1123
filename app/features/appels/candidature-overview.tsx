import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { Form, Link, useParams } from 'react-router'
import { daysBetween, formatDate, formatDateLong, formatMonth, formatPeriode } from '#app/lib/dates.ts'
import { formatEuros, formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  DateInput,
  ErrorSummary,
  EurosInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
} from '#app/ui/form.tsx'
import { Card, Facts, Notice, Stat } from '#app/ui/page.tsx'
import { goFields, issueFields } from './candidature.fields.ts'
import { askedOf, backPlan, missingBefore, totalOf } from './candidature.rules.ts'
import { decisions } from './candidature.words.ts'
import type { BidContext } from './candidature-context.ts'
import './appels.css'

type Props = BidContext & { refused: RefusedForm | undefined }

/** Where the bid stands: money, deadline, what is missing, the way back from the deadline, the decisions. */
export function OverviewPanels(props: Props) {
  const { bid } = props
  const isOpen = bid.etat === 'etudiee' || bid.etat === 'en_montage'
  return (
    <>
      <BidStats {...props} />
      <div className="grid-wide">
        <div className="stack">
          {isOpen ? <MissingCard bid={bid} /> : <OutcomeCard bid={bid} />}
          <Card title="Le projet">
            <p className="bid-text">{bid.objet || 'L’objet n’est pas encore écrit.'}</p>
            <Facts
              items={[
                ['Public visé', bid.publicVise],
                ['Période', bid.debut && bid.fin ? formatPeriode(bid) : null],
                ['Projets retenus par l’appel', bid.places],
              ]}
            />
          </Card>
        </div>
        <div className="stack">
          <DecisionCard {...props} />
          {(isOpen || bid.depotLe) && <PlanCard {...props} />}
        </div>
      </div>
    </>
  )
}

function BidStats({ bid, today }: Props) {
  const asked = totalOf(askedOf(bid))
  const days = bid.depotLe ? daysBetween(today, bid.depotLe) : null
  return (
    <div className="row stats">
      <Stat value={formatEurosRounded(asked)} label="demandés à l’appel" />
      <Stat value={formatEurosRounded(totalOf(bid.budget))} label="de budget total" />
      <Stat value={bid.actions.length} label="actions" />
      <Stat value={new Set(bid.actions.flatMap((its) => its.operateurId ?? [])).size} label="opérateurs" />
      <Stat value={bid.domaines.length} label="domaines" />
      <Stat value={bid.partenaires.length} label="membres du consortium" />
      {days !== null && days >= 0 && <Stat value={formatCount(days, 'jour')} label="avant la date limite" />}
    </div>
  )
}

function MissingCard({ bid }: Pick<Props, 'bid'>) {
  const { territoire } = useParams()
  const missing = missingBefore(bid)
  return (
    <Card title="Ce qui manque avant l’échéance">
      {missing.length === 0 ? (
        <Notice tone="success">Rien ne manque : le dossier peut être déposé.</Notice>
      ) : (
        <ul className="list stack-s">
          {missing.map(({ tab, sentence }) => (
            <li key={sentence} className="missing-item">
              <TriangleAlert aria-hidden size={15} />
              <Link to={`/t/${territoire}/candidatures/${bid.code}${tab === '' ? '/modifier' : `/${tab}`}`}>
                {sentence}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function OutcomeCard({ bid }: Pick<Props, 'bid'>) {
  const sentences: Partial<Record<typeof bid.etat, string>> = {
    gagnee: `Retenu : ${formatEuros(bid.montantObtenuCentimes)} obtenus.`,
    perdue: 'Le projet n’a pas été retenu.',
    renoncee: 'Il a été décidé de ne pas répondre.',
    deposee: 'Le dossier est déposé : la réponse est attendue.',
  }
  return (
    <Card title="La réponse">
      <p>
        {sentences[bid.etat]}{' '}
        {bid.issueLe && <span className="muted">Réponse en {formatMonth(bid.issueLe)}.</span>}
      </p>
      {bid.lecons !== '' && <p className="bid-text">{bid.lecons}</p>}
    </Card>
  )
}

function PlanCard({ bid, today }: Props) {
  const steps = backPlan(bid, today)
  return (
    <Card title="Le chemin jusqu’au dépôt">
      {steps.length === 0 ? (
        <p className="muted">Indiquez la date limite : les étapes se calculent à rebours.</p>
      ) : (
        <ol className="timeline">
          {steps.map((step) => (
            <li key={`${step.le} ${step.titre}`}>
              <span className="small muted">{formatDate(step.le)}</span>
              <span className="plan-step">
                {step.fait ? (
                  <CircleCheck aria-label="Fait" size={15} />
                ) : (
                  <CircleDashed aria-label="À faire" size={15} />
                )}
                <span>
                  {step.titre} {step.enRetard && <span className="badge red">en retard</span>}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

function DecisionCard({ bid, today, canDecide, refused }: Props) {
  const typed = refused?.values.intention?.[0]
  return (
    <Card title="Les décisions">
      {bid.decision && (
        <>
          <p>
            <strong>{decisions[bid.decision]}</strong>
            {bid.decisionLe && <span className="muted">, décidé le {formatDateLong(bid.decisionLe)}</span>}
          </p>
          <p className="bid-text">{bid.decisionMotif}</p>
        </>
      )}
      {!bid.decision && !canDecide && (
        <p className="muted">La direction n’a pas encore décidé de répondre.</p>
      )}
      {canDecide && (bid.etat === 'etudiee' || bid.etat === 'en_montage') && (
        <GoForm bid={bid} today={today} refused={typed === 'decider' ? refused : undefined} />
      )}
      {canDecide && bid.etat === 'en_montage' && (
        <Form method="post" className="stack-s">
          {typed === 'deposer' && refused && <ErrorSummary refused={refused} words={{}} />}
          <HiddenInput name="intention" value="deposer" />
          <button type="submit" className="btn">
            Le dossier est déposé
          </button>
        </Form>
      )}
      {canDecide && bid.etat === 'deposee' && (
        <IssueForm today={today} refused={typed === 'clore' ? refused : undefined} />
      )}
    </Card>
  )
}

interface DecideProps {
  today: BidContext['today']
  refused: RefusedForm | undefined
}

function GoForm({ bid, today, refused }: DecideProps & Pick<BidContext, 'bid'>) {
  const values = {
    decision: bid.decision ?? 'go',
    decisionMotif: bid.decisionMotif,
    decisionLe: bid.decisionLe ?? today,
  }
  const choices = Object.entries(decisions).map(([value, label]) => ({ value, label }))
  return (
    <details className="bid-part" open={refused !== undefined || bid.decision === null}>
      <summary>{bid.decision ? 'Revoir la décision' : 'Décider de répondre, ou non'}</summary>
      <Form method="post" className="stack-s">
        <FormFields words={goFields} values={values} refused={refused} idPrefix="go-">
          <HiddenInput name="intention" value="decider" />
          <SelectInput name="decision" choices={choices} required />
          <TextArea name="decisionMotif" rows={3} required />
          <DateInput name="decisionLe" required />
          <div className="row">
            <button type="submit" className="btn primary">
              Enregistrer la décision
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}

function IssueForm({ today, refused }: DecideProps) {
  const choices = [
    { value: 'gagnee', label: 'Retenu' },
    { value: 'perdue', label: 'Non retenu' },
  ]
  return (
    <Form method="post" className="stack-s">
      <FormFields
        words={issueFields}
        values={{ etat: 'gagnee', issueLe: today, lecons: '' }}
        refused={refused}
        idPrefix="issue-"
      >
        <HiddenInput name="intention" value="clore" />
        <SelectInput name="etat" choices={choices} required />
        <DateInput name="issueLe" required />
        <EurosInput name="montantObtenuCentimes" />
        <TextArea name="lecons" rows={3} />
        <p className="hint">Si le projet est retenu, chaque action devient une fiche action.</p>
        <div className="row">
          <button type="submit" className="btn primary">
            Enregistrer la réponse
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
