import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { answering, formOf, refusing, servicesContext } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/page.tsx'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/participer.route'
import { answerInvitation, getInvitation } from './invitations.commands.server.ts'
import { declarationFields } from './participation.fields.ts'
import { reponseInput } from './participation.schema.ts'
import { genreWords, niveaux } from './participation.words.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { database, now } = context.get(servicesContext)
  const its = await answering(() => getInvitation(database.db, params.jeton))
  const { territoire, commune, genre, nom, niveau, message, expireLe, reponse } = its
  const isOver = expireLe < now()
  return { territoire, commune, genre, nom, niveau, message, until: parisDate(expireLe), reponse, isOver }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { database, now } = context.get(servicesContext)
  const form = await formOf(request)
  return refusing(form, async () => {
    await answerInvitation(database.db, params.jeton, { input: parseForm(reponseInput, form), now: now() })
    return { thanks: true }
  })
}

export default function Participer({ loaderData: its, actionData }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  const busy = useNavigation().state !== 'idle'
  const isOpen = its.reponse === null && !its.isOver
  return (
    <SigninFrame title={its.nom} lead={`${its.territoire} s’adresse à la commune de ${its.commune}.`}>
      {its.message && <p>{its.message}</p>}
      {its.reponse !== null && (
        <Notice tone="success">Merci : la réponse de la commune est enregistrée.</Notice>
      )}
      {its.isOver && its.reponse === null && (
        <Notice tone="warning">
          Ce lien n’est plus valable : demandez-en un autre à l’équipe du projet.
        </Notice>
      )}
      {isOpen && (
        <Form method="post" className="stack-s">
          <p>
            Il vous est proposé d’être <strong>{niveaux[its.niveau].toLowerCase()}</strong> pour{' '}
            {genreWords[its.genre]}. Vous choisissez, jusqu’au {formatDate(its.until)}.
          </p>
          <FormFields words={declarationFields} values={{ niveau: its.niveau }} refused={refused}>
            <SelectInput name="niveau" choices={choicesOf(niveaux)} required />
            <TextArea name="pourquoi" rows={3} required />
            <div>
              <button type="submit" className="btn primary" disabled={busy}>
                Répondre pour la commune
              </button>
            </div>
          </FormFields>
        </Form>
      )}
    </SigninFrame>
  )
}
