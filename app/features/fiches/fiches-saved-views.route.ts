import { redirect } from 'react-router'
import { redirectWith, write } from '#app/platform/http.server.ts'
import { removeView, saveView } from '#app/platform/saved-views.server.ts'
import type { Route } from './+types/fiches-saved-views.route'
import { filterParams } from './fiche.filter.ts'

/** An address typed by hand goes to the list. */
export function loader({ params }: Route.LoaderArgs) {
  return redirect(`/t/${params.territoire}/fiches`)
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const list = `/t/${actor.territoireSlug}/fiches`
    if (form.get('retirer')) {
      await removeView(tx, actor, String(form.get('retirer')))
      return redirectWith(list, 'Vue retirée.')
    }
    const parametres = filterParams(new URLSearchParams(String(form.get('parametres') ?? ''))).toString()
    const nom = String(form.get('nom') ?? '')
    await saveView(tx, actor, { page: 'fiches', nom, parametres, partagee: form.has('partagee') })
    return redirectWith(`${list}?${parametres}`, `Vue « ${nom.trim()} » enregistrée.`)
  })
}
