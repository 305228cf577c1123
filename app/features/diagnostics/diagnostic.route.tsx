import { formOf, redirectWith, refusing, servicesContext, visit } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/diagnostic.route'
import { Constats } from './constats.tsx'
import { DiagnosticActions, DiagnosticDesk, DiagnosticSummary } from './diagnostic-desk.tsx'
import { runIntent } from './diagnostic-intents.server.ts'
import { LinkMade, LinksCard } from './diagnostic-links.tsx'
import { loadDiagnostic, readChiffres } from './diagnostic-page.server.ts'
import { EtatDiagnostic } from './diagnostics-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  return loadDiagnostic(args, args.params.id)
}

export async function action(args: Route.ActionArgs) {
  const { now, secret, config } = args.context.get(servicesContext)
  const { id } = args.params
  const form = await formOf(args.request)
  return refusing(form, async () => {
    const chiffres = form.get('geste') === 'figer' ? await readChiffres(args, id) : new Map()
    const context = { id, form, now: now(), secret, publicUrl: config.publicUrl, chiffres }
    const { done, slug } = await visit(args, async (its) => ({
      done: await runIntent({ ...its, ...context }),
      slug: its.actor.territoireSlug,
    }))
    return 'link' in done ? done : redirectWith(`/t/${slug}/diagnostics/${done.to}`, done.message)
  })
}

export default function Diagnostic({ loaderData, actionData, params }: Route.ComponentProps) {
  const { diagnostic, canEdit } = loaderData
  const base = `/t/${params.territoire}`
  const refused = refusedOf(actionData)
  const ofLink = refused?.values.geste?.[0] === 'lien'
  const isOpen = diagnostic.etat !== 'valide'
  return (
    <>
      <title>{`${diagnostic.titre} (${diagnostic.annee}) · Maillage`}</title>
      <PageHead
        title={diagnostic.titre}
        crumbs={[{ to: `${base}/diagnostics`, label: 'Diagnostics partagés' }]}
        badges={
          <>
            <EtatDiagnostic etat={diagnostic.etat} /> {diagnostic.exemple && <Exemple />}
          </>
        }
        actions={<DiagnosticActions view={loaderData} />}
      />
      {refused && !ofLink && <Notice tone="error">{refused.refusal.message}</Notice>}
      {actionData && 'link' in actionData && <LinkMade {...actionData} />}
      <DiagnosticSummary view={loaderData} base={base} />
      <Constats view={loaderData} base={base} />
      {canEdit && <DiagnosticDesk view={loaderData} />}
      {canEdit && isOpen && <LinksCard appels={loaderData.appels} refused={ofLink ? refused : undefined} />}
    </>
  )
}
