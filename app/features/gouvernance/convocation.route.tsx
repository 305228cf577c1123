import { data } from 'react-router'
import { formatDateWithWeekday } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatHour } from '#app/lib/paris-time.ts'
import { answering, formOf, servicesContext } from '#app/platform/http.server.ts'
import { Notice } from '#app/ui/page.tsx'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/convocation.route'
import { AnswerForm } from './convocation-form.tsx'
import { answerConvocation, getConvocation } from './convocations.commands.server.ts'
import { reponseInput } from './seance.schema.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { database, now } = context.get(servicesContext)
  const found = await answering(() => getConvocation(database.db, params.jeton, now()))
  const { titre, instance, jour, heure, lieu, visio, organisation, territoire, reponse, message, isOpen } =
    found
  return { titre, instance, jour, heure, lieu, visio, organisation, territoire, reponse, message, isOpen }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { database, now } = context.get(servicesContext)
  const form = await formOf(request)
  return answering(async () => {
    try {
      await answerConvocation(database.db, params.jeton, { ...parseForm(reponseInput, form), now: now() })
      return { message: null }
    } catch (error) {
      if (error instanceof Refusal) return data({ message: error.message }, { status: 422 })
      throw error
    }
  })
}

export default function Convocation({ loaderData: its, actionData }: Route.ComponentProps) {
  return (
    <SigninFrame title={its.titre} lead={`${its.territoire} : ${its.instance}`}>
      <div className="stack">
        <p>
          <strong>{`${formatDateWithWeekday(its.jour)} à ${formatHour(its.heure)}`}</strong>
          {its.lieu && <span>{`, ${its.lieu}`}</span>}
        </p>
        {its.visio && (
          <p>
            <a href={its.visio} rel="noreferrer">
              Rejoindre la visioconférence
            </a>
          </p>
        )}
        {actionData?.message && <Notice tone="error">{actionData.message}</Notice>}
        {actionData && !actionData.message && (
          <Notice tone="success">
            Votre réponse est enregistrée. Vous pouvez la changer jusqu’au jour de la séance.
          </Notice>
        )}
        {its.isOpen ? (
          <AnswerForm organisation={its.organisation} reponse={its.reponse} message={its.message} />
        ) : (
          <Notice tone="warning">Cette séance est passée ou annulée : il n’y a plus à répondre.</Notice>
        )}
      </div>
    </SigninFrame>
  )
}
