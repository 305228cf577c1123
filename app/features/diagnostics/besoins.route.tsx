import { Form } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/besoins.route'
import { pourBesoins, readBesoins } from './besoins.server.ts'
import { Besoins } from './besoins.tsx'
import './diagnostics.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    if (!can(actor, 'diagnostics.lire')) throw new Forbidden()
    const couverture = await readBesoins(tx, actor, at)
    const canPour = can(actor, 'diagnostics.modifier') && couverture.kept.length > 0
    return { couverture, annee: Number(today.slice(0, 4)), canPour }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, at, today }) => {
    const id = await pourBesoins(tx, actor, { annee: Number(today.slice(0, 4)), at })
    return redirectWith(
      `/t/${actor.territoireSlug}/diagnostics/${id}`,
      'Les constats des communes sont versés : relisez-les ensemble.',
    )
  })
}

export default function BesoinsPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { couverture, annee, canPour } = loaderData
  const base = `/t/${params.territoire}`
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Analyse des besoins sociaux · Maillage</title>
      <PageHead
        title="Analyse des besoins sociaux"
        crumbs={[{ to: `${base}/diagnostics`, label: 'Diagnostics partagés' }]}
        lead="Ce que chaque commune a constaté chez elle, thème par thème, et ce que personne n’a encore regardé."
        actions={
          canPour && (
            <Form method="post">
              <button className="btn primary" type="submit">
                {`Verser dans une analyse intercommunale ${annee}`}
              </button>
            </Form>
          )
        }
      />
      {refused && <ErrorSummary refused={refused} words={{}} />}
      <Besoins couverture={couverture} base={base} />
    </>
  )
}
