import { inTerritoire } from '#app/db/territoire.server.ts'
import { formatDate, formatDateWithWeekday } from '#app/lib/dates.ts'
import { formatHour } from '#app/lib/paris-time.ts'
import { answering, formOf, refusing, servicesContext } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice } from '#app/ui/page.tsx'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/sondage-lien.route'
import { DispoForm } from './sondage-form.tsx'
import { answersIn } from './sondage-page.server.ts'
import { answerPollByLink } from './sondages.commands.server.ts'
import { findPoll, getPollLink, isPollOpen } from './sondages.queries.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { database, now } = context.get(servicesContext)
  return answering(async () => {
    const link = await getPollLink(database.db, params.jeton)
    const { territoireId, membreId, seanceId, ...shown } = link
    const poll = await inTerritoire(database.db, territoireId, (tx) => findPoll(tx, seanceId))
    const mine = poll?.membres.find((its) => its.id === membreId)
    const options = (poll?.options ?? []).map(({ id, jour, heure }) => ({ id, jour, heure }))
    return {
      ...shown,
      options,
      reponses: mine?.reponses ?? {},
      message: mine?.message ?? '',
      open: isPollOpen(link, now()),
    }
  })
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { database, now } = context.get(servicesContext)
  const form = await formOf(request)
  return refusing(form, async () => {
    const message = String(form.get('message') ?? '').slice(0, 500)
    await answerPollByLink(database.db, params.jeton, { reponses: answersIn(form), message, now: now() })
    return { thanks: true }
  })
}

export default function SondageLien({ loaderData: its, actionData }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  const isThanked = actionData && 'thanks' in actionData
  const { retenue } = its
  return (
    <SigninFrame
      title={its.titre}
      lead={`${its.territoire}, ${its.instance} : quelle date convient à ${its.organisation} ?`}
    >
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {isThanked && (
        <Notice tone="success">
          Merci : votre réponse est enregistrée. Vous pouvez la changer tant que la date n’est pas choisie.
        </Notice>
      )}
      {its.open && <DispoForm options={its.options} reponses={its.reponses} message={its.message} />}
      {!its.open && (
        <Notice tone="info">
          {retenue
            ? `La date est choisie : ${formatDateWithWeekday(retenue.jour)} à ${formatHour(retenue.heure)}. Une convocation suit.`
            : `Ce sondage est clos, ou abandonné ; il attendait des réponses jusqu’au ${formatDate(its.echeance)}.`}
        </Notice>
      )}
    </SigninFrame>
  )
}
