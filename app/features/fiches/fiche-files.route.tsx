import { Forbidden } from '#app/lib/errors.ts'
import { receiveAttached } from '#app/platform/attached.server.ts'
import { read, redirectWith } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FileForm } from '#app/ui/attached-files.tsx'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiche-files.route'
import { canEditFiche } from './fiche.permissions.ts'
import { addFile } from './fiche-files.server.ts'
import { getFiche } from './fiches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor }) => writable(tx, actor, args.params.code))
}

export async function action(args: Route.ActionArgs) {
  const { code } = args.params
  return receiveAttached(
    args,
    ({ tx, actor }) => writable(tx, actor, code),
    async ({ tx, actor }, received) => {
      await addFile(tx, actor, await getFiche(tx, actor, code), received)
      return redirectWith(`/t/${actor.territoireSlug}/fiches/${code}#fichiers`, 'Fichier déposé.')
    },
  )
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
