import { ArrowDown, ArrowUp } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import { Badge, Card, Exemple, type Tone } from '#app/ui/page.tsx'
import type { QuestionLine } from './referentiel.queries.server.ts'
import { type QuestionEtat, questionEtatAt, questionEtats } from './referentiel.rules.ts'
import { criteres, type Objet, objetLeads, objets, reponses } from './referentiel.schema.ts'

interface QuestionsProps {
  questions: ReadonlyArray<QuestionLine>
  today: IsoDate
  canEdit: boolean
  base: string
}

/** The questions in their three parts, in the order people gave them. */
export function QuestionsByObjet({ questions, ...shared }: QuestionsProps) {
  return (Object.keys(objets) as Objet[]).map((objet) => {
    // keys of a const record
    const own = questions.filter((its) => its.objet === objet)
    return (
      <Card
        key={objet}
        title={objets[objet]}
        aside={<span className="muted">{formatCount(own.length, 'question')}</span>}
      >
        <p className="muted">{objetLeads[objet]}</p>
        {own.length === 0 ? (
          <p className="muted">Aucune question pour l’instant.</p>
        ) : (
          <ol className="questions">
            {own.map((question, at) => (
              <Question
                key={question.id}
                question={question}
                ends={[at === 0, at === own.length - 1]}
                {...shared}
              />
            ))}
          </ol>
        )}
      </Card>
    )
  })
}

export const questionTones: Record<QuestionEtat, Tone> = {
  repondue: 'green',
  en_retard: 'red',
  a_repondre: 'neutral',
}

type QuestionProps = Omit<QuestionsProps, 'questions'> & { question: QuestionLine; ends: [boolean, boolean] }

function Question({ question, today, canEdit, base, ends }: QuestionProps) {
  const etat = questionEtatAt({ ...question, constats: question.constats.length }, today)
  return (
    <li className="question" id={question.id}>
      <div className="question-body">
        <h3>
          <Link to={`${base}/questions/${question.id}`}>{question.texte}</Link>
        </h3>
        <p className="row small">
          <Badge tone={questionTones[etat]}>{questionEtats[etat]}</Badge>
          <Badge>{criteres[question.critere]}</Badge> {question.exemple && <Exemple />}
        </p>
        <p className="small muted">
          {`${question.organisation}, ${question.fonction}, pour le ${formatDate(question.echeance)}, budget ${formatEurosRounded(question.budgetCentimes)}`}
        </p>
        {question.axe && <p className="small muted">{`Axe ${question.axe}`}</p>}
        <p className="small muted">
          {question.indicateurs.length === 0
            ? 'Aucun indicateur suivi.'
            : `${question.indicateurs.length === 1 ? 'Indicateur' : 'Indicateurs'} : ${formatList(question.indicateurs.map((its) => its.nom))}`}
        </p>
        {question.constats.length > 0 && (
          <ul className="list">
            {question.constats.map((its) => (
              <li key={its.id}>
                <strong>{reponses[its.reponse]}.</strong> {its.titre}{' '}
                <span className="small muted">{`(${formatCount(its.preuves, 'preuve')})`}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {canEdit && <Movers id={question.id} texte={question.texte} ends={ends} />}
    </li>
  )
}

function Movers({ id, texte, ends: [first, last] }: { id: string; texte: string; ends: [boolean, boolean] }) {
  return (
    <Form method="post" className="row">
      <input type="hidden" name="question" value={id} />
      {!first && (
        <button
          type="submit"
          name="geste"
          value="monter"
          className="btn small ghost"
          aria-label={`Monter : ${texte}`}
        >
          <ArrowUp aria-hidden size={14} />
        </button>
      )}
      {!last && (
        <button
          type="submit"
          name="geste"
          value="descendre"
          className="btn small ghost"
          aria-label={`Descendre : ${texte}`}
        >
          <ArrowDown aria-hidden size={14} />
        </button>
      )}
    </Form>
  )
}
