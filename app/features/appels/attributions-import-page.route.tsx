import { Form, Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Card, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/attributions-import-page.route'
import { undoImport } from './attributions.commands.server.ts'
import { getImport } from './attributions.queries.server.ts'
import { FileStats, ImportState, RemarkGroups } from './attributions-rehearsal.tsx'
import { groupRemarks } from './attributions-summary.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'subventions.lire')) throw new Forbidden()
    const { remarques, ...its } = await getImport(tx, actor, args.params.id)
    const canUndo = can(actor, 'subventions.importer') && its.annuleLe === null && its.remplacePar === null
    return { ...its, groups: groupRemarks(remarques), canUndo }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor }) => {
    await undoImport(tx, actor, args.params.id)
    return redirectWith(
      `/t/${actor.territoireSlug}/subventions/imports`,
      'Import annulé : ses lignes ne comptent plus.',
    )
  })
}

export default function AttributionsImportPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/subventions`
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`${loaderData.fichier} · Maillage`}</title>
      <PageHead
        title={loaderData.fichier}
        crumbs={[
          { to: base, label: 'Subventions publiées' },
          { to: `${base}/imports`, label: 'Imports' },
        ]}
        lead={`Importé le ${formatInstant(loaderData.importeLe)} par ${loaderData.importePar}.`}
        actions={
          <>
            {loaderData.canUndo && (
              <Form method="post">
                <button type="submit" className="btn danger">
                  Annuler cet import
                </button>
              </Form>
            )}
            <Link className="btn" to={`${base}?import=${loaderData.id}`}>
              Voir ses lignes
            </Link>
          </>
        }
      />
      {refused && <ErrorSummary refused={refused} words={{}} />}
      <ImportState its={loaderData} />
      <FileStats {...loaderData} />
      <Card title="Provenance">
        <Facts
          items={[
            ['Tableau', loaderData.tableau],
            ['Empreinte (SHA-256)', loaderData.sha256],
          ]}
        />
      </Card>
      <RemarkGroups groups={loaderData.groups} />
    </>
  )
}
