import { rm } from 'node:fs/promises'
import { Refusal } from '#app/lib/errors.ts'
import { depositLimits } from '#app/platform/deposits.server.ts'
import { read, redirectWith, refusing, servicesContext, visit } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { receiveUpload } from '#app/platform/uploads.server.ts'
import { UploadCard } from '#app/ui/import.tsx'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/indicateur-local-fichier.route'
import { importLocalFile, mustKeep } from './locaux.commands.server.ts'
import { getIndicateurLocal } from './locaux.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    mustKeep(actor)
    return { indicateur: await getIndicateurLocal(tx, args.params.id) }
  })
}

export async function action(args: Route.ActionArgs) {
  const { dataDir } = args.context.get(servicesContext).config
  await read(args, async ({ actor }) => mustKeep(actor))
  return refusing(new FormData(), async () => {
    const { file } = await receiveUpload(args.request, depositLimits(dataDir))
    if (!file)
      throw new Refusal('fichier-absent', 'Choisissez un fichier qui n’est pas vide.', { field: 'fichier' })
    try {
      return await visit(args, async ({ tx, actor, at }) => {
        const message = await importLocalFile(tx, actor, args.params.id, { file, at })
        return redirectWith(`/t/${actor.territoireSlug}/observatoire/indicateurs/${args.params.id}`, message)
      })
    } finally {
      await rm(file.path, { force: true })
    }
  })
}

export default function IndicateurLocalFichier({ loaderData, actionData, params }: Route.ComponentProps) {
  const { indicateur } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  const crumbs = [
    { to: base, label: 'Observatoire' },
    { to: `${base}/indicateurs`, label: 'Indicateurs du territoire' },
    { to: `${base}/indicateurs/${indicateur.id}`, label: indicateur.libelle },
  ]
  return (
    <>
      <title>{`Importer : ${indicateur.libelle} · Maillage`}</title>
      <PageHead
        title="Importer un tableau"
        crumbs={crumbs}
        lead="Le fichier est pris en entier ou pas du tout : une ligne qui ne se lit pas le refuse, et dit laquelle."
      />
      <UploadCard
        label="Tableau des chiffres"
        hint="CSV ou classeur. Les codes des communes ou des quartiers dans une colonne, puis une colonne par année (2023, 2024), ou deux colonnes « annee » et « valeur »."
        refused={refusedOf(actionData)}
      />
      <Card title="Un exemple de tableau">
        <pre className="obs-sample">{'code;2023;2024\n59606;128;131\n59014;44;\nQN05921M;37;39'}</pre>
        <p className="small muted">
          Une case vide ne change rien. Les lieux hors du territoire sont laissés de côté.
        </p>
      </Card>
    </>
  )
}
