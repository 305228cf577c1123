import { Form, useNavigation } from 'react-router'
import { answering, formOf, refusing, servicesContext } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, TextInput } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/page.tsx'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/signature.route'
import { Attestations } from './dossier-depot.tsx'
import { attestedIn } from './dossier-etape.server.ts'
import { readSignature, signByLink } from './signature.server.ts'
import { SignedSummary } from './signature-summary.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { database, now } = context.get(servicesContext)
  const { dossier, appel, signataire, fonction, window } = await answering(() =>
    readSignature(database.db, params.jeton, now()),
  )
  return {
    dossier,
    appelTitre: appel.titre,
    signataire,
    fonction,
    closed: window.open ? null : window.sentence,
  }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { database, now } = context.get(servicesContext)
  const form = await formOf(request)
  return refusing(form, async () => {
    const given = { fonction: String(form.get('fonction') ?? ''), attestees: attestedIn(form), now: now() }
    return { numero: await signByLink(database.db, params.jeton, given) }
  })
}

const words = { fonction: { label: 'Votre fonction' } }

export default function Signature({ loaderData, actionData }: Route.ComponentProps) {
  const { dossier, appelTitre, signataire, fonction, closed } = loaderData
  const busy = useNavigation().state !== 'idle'
  const refused = refusedOf(actionData)
  return (
    <SigninFrame title={dossier.titre} lead={`${dossier.porteur} : ${appelTitre}`}>
      <div className="stack">
        <SignedSummary dossier={dossier} />
        {dossier.numero && (
          <Notice tone="success">
            Signé et déposé sous le numéro {dossier.numero}. L’accusé de réception part par courriel.
          </Notice>
        )}
        {!dossier.numero && closed && <Notice tone="warning">{closed}</Notice>}
        {!dossier.numero && !closed && (
          <Form method="post" className="stack-s">
            <FormFields words={words} values={{ fonction }} refused={refused}>
              <p>
                Vous signez en tant que <strong>{signataire}</strong>.
              </p>
              <TextInput name="fonction" required />
              <Attestations refused={refused} />
              <button type="submit" className="btn primary" disabled={busy}>
                Signer et déposer
              </button>
            </FormFields>
          </Form>
        )}
      </div>
    </SigninFrame>
  )
}
