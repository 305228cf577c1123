import { Forbidden } from '#app/lib/errors.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { pageOf } from '#app/platform/search-params.ts'
import { Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiche-journal.route'
import { canEditFiche } from './fiche.permissions.ts'
import { HISTORY_PAGE, listHistory, restoreField } from './fiche-history.server.ts'
import { History } from './fiche-history.tsx'
import { getFiche, getFicheById } from './fiches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    const canEdit = canEditFiche(actor, fiche)
    if (!canEdit && !can(actor, 'journal.lire')) throw new Forbidden()
    const lines = await listHistory(tx, fiche, page)
    const { code, titre, version } = fiche
    return { code, titre, version, canEdit, lines, page, hasMore: lines.length === HISTORY_PAGE }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    const asked = {
      line: String(form.get('ligne')),
      field: String(form.get('champ')),
      version: versionOf(form),
    }
    await restoreField(tx, actor, fiche, asked)
    const code = asked.field === 'code' ? await getFicheCode(tx, actor, fiche.id) : fiche.code
    return redirectWith(
      `/t/${actor.territoireSlug}/fiches/${code}/journal`,
      'L’ancienne valeur est rétablie.',
    )
  })
}

async function getFicheCode(...args: Parameters<typeof getFicheById>) {
  return (await getFicheById(...args)).code
}

export default function FicheJournal({ loaderData, actionData, params }: Route.ComponentProps) {
  const { code, titre, page, hasMore } = loaderData
  const refused = refusedOf(actionData)
  const base = `/t/${params.territoire}/fiches`
  const crumbs = [
    { to: base, label: 'Fiches action' },
    { to: `${base}/${code}`, label: `${code} ${titre}` },
  ]
  return (
    <>
      <title>{`Journal de ${code} · Maillage`}</title>
      <PageHead
        title={`Journal de ${code}`}
        crumbs={crumbs}
        lead="Qui a changé quoi, quand, avant et après."
      />
      {refused && (
        <Notice tone="error">
          <p role="alert">{refused.refusal.message}</p>
        </Notice>
      )}
      <History {...loaderData} page={page} hasMore={hasMore} />
    </>
  )
}
