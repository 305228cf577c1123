import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { attachedLimits } from '#app/platform/attached.server.ts'
import {
  read,
  redirectWith,
  refused,
  servicesContext,
  statusOf,
  visit,
  write,
} from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { receiveUpload } from '#app/platform/uploads.server.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiches-import.route'
import { undoImport } from './fiche-import.commands.server.ts'
import { depositFile, listImports } from './fiche-import.server.ts'
import { ImportStart } from './fiches-import.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'fiches.importer')) throw new Forbidden()
    return { imports: await listImports(tx) }
  })
}

export async function action(args: Route.ActionArgs) {
  const isUpload = args.request.headers.get('content-type')?.startsWith('multipart/form-data')
  if (!isUpload)
    return write(args, async ({ tx, actor, form }) => {
      const { undone, left } = await undoImport(tx, actor, String(form.get('lot')))
      const rest =
        left > 0
          ? ` ${formatCount(left, 'fiche modifiée', 'fiches modifiées')} depuis : laissées telles quelles.`
          : ''
      return redirectWith(
        `/t/${actor.territoireSlug}/fiches/import`,
        `Import annulé : ${formatCount(undone, 'fiche')}.${rest}`,
      )
    })
  const { config, now } = args.context.get(servicesContext)
  await read(args, async ({ actor }) => {
    if (!can(actor, 'fiches.importer')) throw new Forbidden()
  })
  try {
    const { file } = await receiveUpload(args.request, attachedLimits(config.dataDir))
    if (!file)
      throw new Refusal('fichier-absent', 'Choisissez un fichier qui n’est pas vide.', { field: 'fichier' })
    return await visit(args, async ({ tx, actor }) => {
      const id = await depositFile(tx, actor, file, now())
      return redirectWith(
        `/t/${actor.territoireSlug}/fiches/import/${id}`,
        'Fichier reçu : rien n’est encore écrit.',
      )
    })
  } catch (error) {
    if (error instanceof Refusal) return refused(error, new FormData())
    throw statusOf(error)
  }
}

export default function FichesImport({ loaderData, actionData, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/fiches`, label: 'Fiches action' }]
  return (
    <>
      <title>Importer des fiches · Maillage</title>
      <PageHead
        title="Importer des fiches"
        crumbs={crumbs}
        lead="Depuis un classeur ou un CSV : une répétition montre tout avant d’écrire, et l’import peut être annulé."
      />
      <ImportStart imports={loaderData.imports} refused={refusedOf(actionData)} />
    </>
  )
}
