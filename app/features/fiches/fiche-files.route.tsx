import { rm } from 'node:fs/promises'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { read, redirectWith, refused, servicesContext, statusOf, visit } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { receiveUpload } from '#app/platform/uploads.server.ts'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiche-files.route'
import { canEditFiche } from './fiche.permissions.ts'
import { addFile, uploadLimits } from './fiche-files.server.ts'
import { FileForm } from './fiche-files.tsx'
import { getFiche } from './fiches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor }) => writable(tx, actor, args.params.code))
}

export async function action(args: Route.ActionArgs) {
  const { dataDir } = args.context.get(servicesContext).config
  // The right to write is checked before the first byte is read; no transaction waits for the network.
  await read(args, ({ tx, actor }) => writable(tx, actor, args.params.code))
  try {
    const { file } = await receiveUpload(args.request, uploadLimits(dataDir))
    try {
      return await visit(args, async ({ tx, actor }) => {
        const fiche = await getFiche(tx, actor, args.params.code)
        await addFile(tx, actor, fiche, { file, dataDir })
        return redirectWith(`/t/${actor.territoireSlug}/fiches/${fiche.code}#fichiers`, 'Fichier déposé.')
      })
    } finally {
      if (file) await rm(file.path, { force: true })
    }
  } catch (error) {
    if (error instanceof Refusal) return refused(error, new FormData())
    throw statusOf(error)
  }
}

async function writable(...[tx, actor, code]: Parameters<typeof getFiche>) {
  const fiche = await getFiche(tx, actor, code)
  if (!canEditFiche(actor, fiche)) throw new Forbidden()
  return { code: fiche.code, titre: fiche.titre }
}

export default function FicheFiles({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/fiches`
  const crumbs = [
    { to: base, label: 'Fiches action' },
    { to: `${base}/${loaderData.code}`, label: `${loaderData.code} ${loaderData.titre}` },
  ]
  return (
    <>
      <title>{`Déposer un fichier · ${loaderData.code} · Maillage`}</title>
      <PageHead title="Déposer un fichier" crumbs={crumbs} />
      <Card>
        <FileForm action="" refused={refusedOf(actionData)} />
      </Card>
    </>
  )
}
