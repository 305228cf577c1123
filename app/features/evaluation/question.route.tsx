import { Pencil, Plus } from 'lucide-react'
import { Link } from 'react-router'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Empty, Notice } from '#app/ui/page.tsx'
import type { Route } from './+types/question.route'
import { ConstatsShown } from './constats-evaluation.tsx'
import { openEvaluation } from './evaluation-page.server.ts'
import { QuestionCard } from './question-card.tsx'
import { openQuestion } from './question-page.server.ts'
import { archiveConstatEvaluation, archiveQuestion } from './referentiel.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const page = await openQuestion(tx, actor, args.params)
    return { ...page, today, canEdit: can(actor, 'evaluation.modifier') }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const { id } = args.params
    const base = `/t/${actor.territoireSlug}/evaluation/${args.params.code}`
    if (form.get('geste') === 'retirer') {
      await archiveQuestion(tx, actor, document.id, id)
      return redirectWith(base, 'Question retirée.')
    }
    await archiveConstatEvaluation(tx, actor, id, String(form.get('constat')))
    return redirectWith(`${base}/questions/${id}`, 'Constat retiré.')
  })
}

export default function Question({ loaderData, actionData, params }: Route.ComponentProps) {
  const { question, constats, canEdit } = loaderData
  const base = `/t/${params.territoire}`
  const refused = refusedOf(actionData)
  const add = canEdit && (
    <Link className="btn primary" to="constats/nouveau">
      <Plus aria-hidden size={16} /> Écrire un constat
    </Link>
  )
  return (
    <>
      <div className="page-head">
        <h2>{question.texte}</h2>
        {canEdit && (
          <div className="actions">
            <Link className="btn" to="modifier">
              <Pencil aria-hidden size={16} /> Modifier
            </Link>
            {add}
          </div>
        )}
      </div>
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <QuestionCard {...loaderData} base={base} />
      {constats.length === 0 ? (
        <Empty title="Personne n’a encore répondu à cette question." action={add}>
          Un constat répond, dit sur quoi il s’appuie, et ce qu’il ne dit pas.
        </Empty>
      ) : (
        <ConstatsShown {...loaderData} base={base} />
      )}
    </>
  )
}
