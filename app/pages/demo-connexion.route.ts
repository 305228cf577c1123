import { data, redirect } from 'react-router'
import { DEMO_PASSWORD, demoEmail, demoPersonas } from '#app/platform/demo.ts'
import { answering, formOf, servicesContext } from '#app/platform/http.server.ts'
import { safeSuite, signIn } from '#app/platform/sign-in.server.ts'
import type { Route } from './+types/demo-connexion.route'

/** One click is one of the people of the demonstration. Outside demo mode the address does not exist. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  const persona = demoPersonas.find((its) => its.code === params.persona)
  if (!services.config.demo || !persona) throw data(null, { status: 404 })
  const form = await formOf(request)
  const given = {
    courriel: demoEmail(persona.code),
    motDePasse: DEMO_PASSWORD,
    suite: safeSuite(form.get('suite')),
  }
  return answering(() => signIn(services, request, given))
}

export function loader() {
  throw redirect('/connexion')
}
