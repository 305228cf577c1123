import { Pencil } from 'lucide-react'
import { Form, Link } from 'react-router'
import { Badge, Card, Exemple, type Tone } from '#app/ui/page.tsx'
import { verdictBadge } from './etude-verdict.tsx'
import type { QuestionPage } from './question-page.server.ts'
import { type Reponse, reponses } from './referentiel.schema.ts'

const reponseTones: Record<Reponse, Tone> = {
  oui: 'green',
  en_partie: 'ochre',
  non: 'red',
  sans_conclusion: 'violet',
}

type ConstatShownHere = QuestionPage['constats'][number]

interface ConstatsProps {
  constats: ReadonlyArray<ConstatShownHere>
  document: QuestionPage['document']
  canEdit: boolean
  base: string
}

/** The findings of a question: the answer, what it rests on, what it does not say. */
export function ConstatsShown({ constats, ...shared }: ConstatsProps) {
  return constats.map((constat) => <Constat key={constat.id} constat={constat} {...shared} />)
}

function Constat({
  constat,
  document,
  canEdit,
  base,
}: Omit<ConstatsProps, 'constats'> & { constat: ConstatShownHere }) {
  return (
    <Card
      id={constat.id}
      title={constat.titre}
      aside={
        <span className="row">
          <Badge tone={reponseTones[constat.reponse]}>{reponses[constat.reponse]}</Badge>
          {constat.exemple && <Exemple />}
        </span>
      }
    >
      {constat.texte && <p className="prose">{constat.texte}</p>}
      <Evidence constat={constat} base={base} code={document.code} />
      {constat.limites && (
        <p className="small">
          <strong>Ce que ce constat ne dit pas :</strong> {constat.limites}
        </p>
      )}
      {canEdit && (
        <Form method="post" className="row">
          <input type="hidden" name="constat" value={constat.id} />
          <Link className="btn small" to={`constats/${constat.id}`}>
            <Pencil aria-hidden size={14} /> Modifier ce constat
          </Link>
          <button type="submit" name="geste" value="retirer-constat" className="btn small ghost">
            Retirer
          </button>
        </Form>
      )}
    </Card>
  )
}

function Evidence({ constat, base, code }: { constat: ConstatShownHere; base: string; code: string }) {
  const { etudes, diagnostics, indicateurs, chiffres } = constat
  const count = etudes.length + diagnostics.length + indicateurs.length + chiffres.length
  if (count === 0) return <p className="muted">Aucune preuve n’est citée.</p>
  return (
    <>
      <h3>Ce sur quoi il s’appuie</h3>
      <ul className="list stack-s">
        {etudes.map((its) => (
          <li key={its.id}>
            Étude d’impact : <Link to={`${base}/etudes/${its.id}`}>{its.titre}</Link>{' '}
            {verdictBadge(its.verdict)}
            {its.texte && <p className="small muted">{its.texte}</p>}
          </li>
        ))}
        {diagnostics.map((its) => (
          <li key={its.id}>
            Diagnostic partagé : <Link to={`${base}/diagnostics/${its.id}`}>{its.titre}</Link>
          </li>
        ))}
        {indicateurs.map((its) => (
          <li key={its.id}>
            Indicateur suivi : <Link to={`${base}/evaluation/${code}/suivi/${its.id}`}>{its.nom}</Link>
          </li>
        ))}
        {chiffres.map((its) => (
          <li key={its.id}>
            Chiffre de l’observatoire :{' '}
            <Link to={`${base}/observatoire/carte?indicateur=${its.id}`}>{its.label}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}
