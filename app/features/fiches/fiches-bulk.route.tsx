import { Link } from 'react-router'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { read, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiches-bulk.route'
import { isFicheEtat } from './fiche.schema.ts'
import { type BulkChange, changeMany } from './fiches-bulk.commands.server.ts'

/** Reached by its form; alone, it says so. */
export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ actor }) => {
    if (!can(actor, 'fiches.modifier')) throw new Forbidden()
    return null
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    const change = changeOf(form)
    return { report: await changeMany(tx, actor, form.getAll('fiche').map(String), { change, today }) }
  })
}

function changeOf(form: FormData): BulkChange {
  const [kind = '', value = ''] = String(form.get('changement')).split(':')
  if (kind === 'etat' && isFicheEtat(value))
    return { kind, to: value, motif: String(form.get('motif') ?? '') }
  if (kind === 'axe' && value) return { kind, axeId: value }
  if (kind === 'theme' && value) return { kind, themeId: value, isRemoved: false }
  if (kind === 'sanstheme' && value) return { kind: 'theme', themeId: value, isRemoved: true }
  throw new Refusal('changement-absent', 'Choisissez le changement à faire.', { field: 'changement' })
}

export default function FichesBulk({ actionData, params }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  const report = actionData && 'report' in actionData ? actionData.report : null
  const base = `/t/${params.territoire}/fiches`
  return (
    <>
      <title>Modification groupée · Maillage</title>
      <PageHead title="Modification groupée" crumbs={[{ to: base, label: 'Fiches action' }]} />
      {refused && (
        <Notice tone="error">
          <p role="alert">{refused.refusal.message}</p>
        </Notice>
      )}
      {!report && !refused && <Empty title="Rien à montrer : cochez des fiches dans la liste." />}
      {report && (
        <Card title="Ce qui a été fait">
          <div className="stack-s" role="status">
            <p>
              {formatCount(report.changed.length, 'fiche modifiée', 'fiches modifiées')}
              {report.changed.length > 0 && ` : ${report.changed.join(', ')}`}.
            </p>
            {report.unchanged.length > 0 && <p>Déjà ainsi : {report.unchanged.join(', ')}.</p>}
            {report.refused.length > 0 && (
              <ul>
                {report.refused.map((its) => (
                  <li key={its.code}>
                    <Link to={`${base}/${its.code}`}>
                      {its.code} {its.titre}
                    </Link>{' '}
                    : {its.reason}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </Card>
      )}
      <p>
        <Link to={base}>Revenir à la liste</Link>
      </p>
    </>
  )
}
