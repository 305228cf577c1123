import { formatDate } from '#app/lib/dates.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { answering, formOf, refusing, servicesContext } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice } from '#app/ui/page.tsx'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/contribuer.route'
import { contribute, getAppel, listPlacesOf } from './contributions.server.ts'
import { contributionInput } from './observation.schema.ts'
import { ObservationForm } from './observation-form.tsx'

function askedOf({ context, params }: Route.LoaderArgs | Route.ActionArgs) {
  const { database, secret, now } = context.get(servicesContext)
  return { db: database.db, asked: { secret, jeton: params.jeton, now: now() } }
}

export async function loader(args: Route.LoaderArgs) {
  const { db, asked } = askedOf(args)
  return answering(async () => {
    const appel = await getAppel(db, asked)
    const { territoire, diagnostic, annee, destinataire, expireLe } = appel
    return {
      territoire,
      diagnostic,
      annee,
      destinataire,
      until: parisDate(expireLe),
      places: await listPlacesOf(db, appel),
      today: parisDate(asked.now),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  const { db, asked } = askedOf(args)
  const form = await formOf(args.request)
  return refusing(form, async () => {
    const input = parseForm(contributionInput, form)
    await contribute(db, asked, { input, confirmed: form.has('confirme') })
    return { thanks: true }
  })
}

export default function Contribuer({ loaderData, actionData }: Route.ComponentProps) {
  const { territoire, diagnostic, annee, destinataire, until, places, today } = loaderData
  const isThanked = actionData !== undefined && 'thanks' in actionData
  const values = { contributeur: destinataire, observeeLe: today, certitude: 'vu', communes: [], qpvs: [] }
  return (
    <SigninFrame
      title={`${diagnostic} (${annee})`}
      lead={`${territoire} vous demande ce que vous voyez sur le terrain. Pas de compte à créer ; ce lien s’ouvre jusqu’au ${formatDate(until)}.`}
    >
      {isThanked && (
        <Notice tone="success">
          Merci : votre observation est transmise. Vous pouvez en écrire une autre ci-dessous.
        </Notice>
      )}
      <ObservationForm
        key={isThanked ? 'autre' : 'premiere'}
        values={values}
        places={places}
        refused={refusedOf(actionData)}
        submit="Transmettre"
      />
    </SigninFrame>
  )
}
