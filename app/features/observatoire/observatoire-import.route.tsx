import { Form } from 'react-router'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { answering, read, redirectWith, refusing, servicesContext, visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { RemarksTable } from '#app/ui/import.tsx'
import { Badge, Card, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/observatoire-import.route'
import { getImport, mustImport, noteImport, undoOwnImport } from './imports-page.server.ts'
import { StatutCounts } from './imports-table.tsx'
import { mustRead } from './lieu-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { slug, canImport } = await read(args, async ({ actor }) => {
    mustRead(actor)
    return { slug: actor.territoireSlug, canImport: can(actor, 'observatoire.importer') }
  })
  const { dataDir } = args.context.get(servicesContext).config
  return answering(async () => ({ canImport, one: await getImport(dataDir, slug, args.params.id) }))
}

export async function action(args: Route.ActionArgs) {
  return refusing(new FormData(), async () => {
    const slug = await visit(args, async ({ actor }) => {
      mustImport(actor)
      return actor.territoireSlug
    })
    const { dataDir } = args.context.get(servicesContext).config
    const undone = await undoOwnImport(dataDir, slug, args.params.id)
    await visit(args, ({ tx, actor }) => noteImport(tx, actor, 'observatoire.annuler', undone))
    return redirectWith(
      `/t/${slug}/observatoire/imports`,
      `L’import de « ${undone.file} » est annulé : ses chiffres ne sont plus lus. Le fichier est gardé à part.`,
    )
  })
}

export default function ObservatoireImport({ loaderData: { one, canImport }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observatoire`
  const crumbs = [
    { to: base, label: 'Observatoire' },
    { to: `${base}/imports`, label: 'Fichiers de données' },
  ]
  const badge = one.replacedBy ? <Badge>remplacé par un autre import</Badge> : <Badge tone="green">lu</Badge>
  return (
    <>
      <title>{`${one.file} · Maillage`}</title>
      <PageHead title={one.file} crumbs={crumbs} badges={badge} lead={`${one.producer}, ${one.licence}`} />
      <Card title="Provenance">
        <Facts
          items={[
            ['Importé le', formatInstant(new Date(one.importedAt))],
            ['Jeu de données', one.dataset],
            ['Millésime', one.millesime ?? 'non dit'],
            ['Niveaux', one.levels.join(', ')],
            ['Empreinte SHA-256', <code key="sha">{one.sha256}</code>],
            ['Taille', `${formatNumber(one.bytes)} octets`],
            ['Lignes lues et gardées', `${formatNumber(one.rowsRead)} et ${formatNumber(one.rowsKept)}`],
            ['Valeurs', <StatutCounts key="valeurs" byStatus={one.byStatus} />],
          ]}
        />
      </Card>
      {one.flags.length > 0 && (
        <Card title="Remarques de l’import">
          <RemarksTable caption="Remarques de l’import" remarks={one.flags} />
        </Card>
      )}
      {canImport && one.isOwn && (
        <Form method="post">
          <button type="submit" className="btn danger">
            Annuler cet import
          </button>
        </Form>
      )}
    </>
  )
}
