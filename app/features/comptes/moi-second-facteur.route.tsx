import { redirect } from 'react-router'
import { actorContext, formOf, redirectWith, refusing, servicesContext } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import { RefusedNotice } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/moi-second-facteur.route'
import { confirmSecondFactor, prepareSecondFactor, removeSecondFactor } from './moi.server.ts'
import { ConfirmStep, PrepareStep, RemoveStep } from './second-facteur-steps.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
  const session = await context.get(servicesContext).auth.api.getSession({ headers: request.headers })
  return { enabled: session?.user.twoFactorEnabled === true }
}

export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  const page = `/t/${context.get(actorContext).territoireSlug}/moi`
  const form = await formOf(request)
  const password = String(form.get('actuel') ?? '')
  return refusing(form, async () => {
    if (form.get('geste') === 'preparer') return prepareSecondFactor(services, request, password)
    const { said, headers } =
      form.get('geste') === 'confirmer'
        ? await confirmSecondFactor(services, request, String(form.get('code') ?? ''))
        : await removeSecondFactor(services, request, password)
    headers.append('set-cookie', redirectWith(page, said).headers.get('set-cookie') ?? '')
    return redirect(page, { headers })
  })
}

export default function MoiSecondFacteur({ loaderData, actionData, params }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  const crumbs = [{ to: `/t/${params.territoire}/moi`, label: 'Mon compte' }]
  const begun = actionData && 'totpURI' in actionData ? actionData : keptFrom(refused?.values)
  return (
    <>
      <title>Second facteur · Maillage</title>
      <PageHead
        title="Second facteur"
        crumbs={crumbs}
        lead="En plus du mot de passe, un code à six chiffres donné par une application de votre téléphone."
      />
      <RefusedNotice message={refused?.refusal.message} />
      {begun ? <ConfirmStep {...begun} /> : loaderData.enabled ? <RemoveStep /> : <PrepareStep />}
    </>
  )
}

// A wrong first code comes back to the same drawing: the secret is not made again.
function keptFrom(values: Record<string, string[]> | undefined) {
  const totpURI = values?.totpURI?.[0]
  return totpURI ? { totpURI, backupCodes: values?.secours ?? [] } : null
}
