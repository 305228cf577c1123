import { discardDraft, findDraft, refuseDeposits, saveTypedDraft } from '#app/platform/drafts.server.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import type { Route } from './+types/brouillon.route'

/** One's own draft of a thing, `?entite=fiche&id=…`. */
export async function loader(args: Route.LoaderArgs) {
  const key = {
    entite: textParam(args.request, 'entite') ?? '',
    entiteId: textParam(args.request, 'id') ?? '',
  }
  const draft = await read(args, async ({ tx, actor }) => {
    refuseDeposits(key.entite)
    return findDraft(tx, actor, key)
  })
  return Response.json({ draft })
}

/** Where open forms keep what is being typed; each person reaches only their own drafts. */
export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async ({ tx, actor, form }) => {
    if (form.get('oublier')) {
      const key = { entite: String(form.get('entite')), entiteId: String(form.get('entiteId')) }
      await discardDraft(tx, actor, key)
      return backTo(form.get('retour'), actor.territoireSlug)
    }
    await saveTypedDraft(tx, actor, form, now)
    return Response.json({ savedAt: now.toISOString() })
  })
}

/** Back to the form, inside the territory only: an address that leads elsewhere is not followed. */
function backTo(asked: unknown, slug: string): Response {
  const home = `/t/${slug}`
  const isInside = typeof asked === 'string' && asked.startsWith(`${home}/`)
  return redirectWith(isInside ? asked : home, 'Brouillon effacé.')
}
