import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/demarche-avis.route'
import { AvisCard, CarryCard, ConsultForm } from './avis.tsx'
import { demarcheAction } from './demarche-intents.server.ts'
import { loadConsultation } from './demarche-page.server.ts'
import './coconstruction.css'

export const loader = (args: Route.LoaderArgs) => loadConsultation(args)

export const action = (args: Route.ActionArgs) => demarcheAction(args, '/avis')

export default function DemarcheAvis({ loaderData, actionData, params }: Route.ComponentProps) {
  const { demarche, avis, leads } = loaderData
  const refused = refusedOf(actionData)
  const base = `/t/${params.territoire}/demarches`
  const tours = [...new Set(avis.map((its) => its.tour))]
  return (
    <>
      <title>{`Avis : ${demarche.titre} · Maillage`}</title>
      <PageHead
        title="Avis sur le projet"
        crumbs={[
          { to: base, label: 'Co-construction' },
          { to: `${base}/${demarche.id}`, label: demarche.titre },
        ]}
        badges={demarche.exemple && <Exemple />}
        actions={
          <a className="btn" href={`${base}/${demarche.id}/projet.pdf`}>
            Lire le projet (PDF)
          </a>
        }
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {tours.map((tour) => (
        <AvisCard key={tour} page={loaderData} tour={tour} refused={refused} />
      ))}
      {tours.length === 0 && (
        <Card title="Avis">
          <Empty title="Le projet n’a pas encore été soumis pour avis.">
            Il l’est une fois rédigé, chaque contribution reprise ou expliquée.
          </Empty>
        </Card>
      )}
      {leads && <ConsultForm page={loaderData} refused={refused} />}
      {leads && <CarryCard page={loaderData} refused={refused} />}
    </>
  )
}
