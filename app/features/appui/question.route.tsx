import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { answering, formOf, refusing, servicesContext } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/page.tsx'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/question.route'
import { satisfactionFields } from './appui.fields.ts'
import { satisfactionInput } from './appui.schema.ts'
import { satisfactions } from './appui.words.ts'
import { answerByLink, getAsked } from './appuis.commands.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { database, now } = context.get(servicesContext)
  const { territoire, objet, resultat, satisfaction } = await answering(() =>
    getAsked(database.db, params.jeton, now()),
  )
  return { territoire, objet, resultat, isAnswered: satisfaction !== null }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { database, now } = context.get(servicesContext)
  const form = await formOf(request)
  return refusing(form, async () => {
    await answerByLink(database.db, params.jeton, { input: parseForm(satisfactionInput, form), now: now() })
    return { thanks: true }
  })
}

export default function Question({ loaderData: its, actionData }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  const busy = useNavigation().state !== 'idle'
  return (
    <SigninFrame title={its.objet} lead={`${its.territoire} : ${its.resultat}`}>
      {its.isAnswered ? (
        <Notice tone="success">Merci : votre réponse est enregistrée.</Notice>
      ) : (
        <Form method="post" className="stack-s">
          {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
          <FormFields words={satisfactionFields} values={{}} refused={refused}>
            <SelectInput name="satisfaction" choices={choicesOf(satisfactions)} required />
            <TextArea name="satisfactionMot" rows={2} />
            <div>
              <button type="submit" className="btn primary" disabled={busy}>
                Répondre
              </button>
            </div>
          </FormFields>
        </Form>
      )}
    </SigninFrame>
  )
}
