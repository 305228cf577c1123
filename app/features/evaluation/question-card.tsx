import { Form, Link } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { Badge, Card, Exemple, Facts } from '#app/ui/page.tsx'
import type { QuestionPage } from './question-page.server.ts'
import { questionTones } from './questions-list.tsx'
import { questionEtatAt, questionEtats } from './referentiel.rules.ts'
import { criteres, objets } from './referentiel.schema.ts'

interface QuestionCardProps extends QuestionPage {
  today: IsoDate
  canEdit: boolean
  base: string
}

/** What is asked, how one will know, and who answers. */
export function QuestionCard({ question, constats, document, today, canEdit, base }: QuestionCardProps) {
  const etat = questionEtatAt({ echeance: question.echeance, constats: constats.length }, today)
  return (
    <Card
      title="La question"
      aside={
        <span className="row">
          <Badge tone={questionTones[etat]}>{questionEtats[etat]}</Badge> {question.exemple && <Exemple />}
        </span>
      }
    >
      <Facts
        items={[
          ['Ce que l’on évalue', objets[question.objet]],
          ['Critère', criteres[question.critere]],
          ['Axe', question.axe],
          ['Réussi si', question.jugement],
          ['Indicateurs suivis', <Followed key="suivis" {...{ question, document, base }} />],
          ['Méthode', question.methode],
          ['Sources', question.sources],
          ['Qui répond', `${question.organisation}, ${question.fonction}`],
          ['Réponse attendue le', formatDate(question.echeance)],
          ['Budget', formatEurosRounded(question.budgetCentimes)],
        ]}
      />
      {canEdit && constats.length === 0 && (
        <Form method="post">
          <button type="submit" name="geste" value="retirer" className="btn small ghost">
            Retirer cette question
          </button>
        </Form>
      )}
    </Card>
  )
}

function Followed({ question, document, base }: Pick<QuestionCardProps, 'question' | 'document' | 'base'>) {
  if (question.indicateurs.length === 0) return 'aucun'
  return (
    <span className="row">
      {question.indicateurs.map((its) => (
        <Link key={its.id} to={`${base}/evaluation/${document.code}/suivi/${its.id}`}>
          {its.nom}
        </Link>
      ))}
    </span>
  )
}
