import { rm } from 'node:fs/promises'
import { Refusal } from '#app/lib/errors.ts'
import { depositLimits, keepDeposit } from '#app/platform/deposits.server.ts'
import { read, redirectWith, refused, servicesContext, statusOf, visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { receiveUpload } from '#app/platform/uploads.server.ts'
import { UploadCard } from '#app/ui/import.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/observatoire-imports.route'
import { DEPOSIT, listImportRows, MAX_BYTES, mustImport } from './imports-page.server.ts'
import { ImportsTable, WhatToBring } from './imports-table.tsx'
import { mustRead } from './lieu-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { slug, canImport } = await read(args, async ({ actor }) => {
    mustRead(actor)
    return { slug: actor.territoireSlug, canImport: can(actor, 'observatoire.importer') }
  })
  const { dataDir } = args.context.get(servicesContext).config
  return { canImport, imports: await listImportRows(dataDir, slug) }
}

export async function action(args: Route.ActionArgs) {
  const { config, now } = args.context.get(servicesContext)
  await read(args, async ({ actor }) => mustImport(actor))
  try {
    const limits = { ...depositLimits(config.dataDir), maxBytes: MAX_BYTES }
    const { file } = await receiveUpload(args.request, limits)
    if (!file)
      throw new Refusal('fichier-absent', 'Choisissez un fichier qui n’est pas vide.', { field: 'fichier' })
    try {
      return await visit(args, async ({ tx, actor }) => {
        const id = await keepDeposit(tx, actor, DEPOSIT, { file, now: now() })
        const to = `/t/${actor.territoireSlug}/observatoire/imports/repetition/${id}`
        return redirectWith(to, 'Fichier reçu : rien n’est encore écrit.')
      })
    } catch (error) {
      await rm(file.path, { force: true })
      throw error
    }
  } catch (error) {
    if (error instanceof Refusal) return refused(error, new FormData())
    throw statusOf(error)
  }
}

export default function ObservatoireImports({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observatoire`
  return (
    <>
      <title>Fichiers de l’observatoire · Maillage</title>
      <PageHead
        title="Fichiers de données"
        crumbs={[{ to: base, label: 'Observatoire' }]}
        lead="Chaque chiffre vient d’un de ces fichiers : producteur, millésime, empreinte, lignes lues. Un import se répète avant d’écrire et peut être annulé."
      />
      {loaderData.canImport && (
        <UploadCard
          label="Fichier de données"
          hint="CSV, classeur (xlsx, xls, ods), JSON, ou archive zip tels que le producteur les publie. Le format est reconnu à son contenu."
          refused={refusedOf(actionData)}
        />
      )}
      <ImportsTable imports={loaderData.imports} base={base} />
      <WhatToBring />
    </>
  )
}
