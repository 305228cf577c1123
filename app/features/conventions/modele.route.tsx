import { refusedOf } from '#app/platform/refused-form.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/modele.route'
import { acteNatures } from './acte.words.ts'
import { ModeleForm, VariablesCard } from './modele-form.tsx'
import { loadModele, modeleAction } from './modele-page.server.ts'
import './conventions.css'

export const loader = (args: Route.LoaderArgs) => loadModele(args)

export const action = (args: Route.ActionArgs) => modeleAction(args)

export default function ModeleRoute({ loaderData, actionData, params }: Route.ComponentProps) {
  const { modele, html } = loaderData
  const base = `/t/${params.territoire}/conventions`
  const title = `Modèle : ${acteNatures[modele.nature].toLowerCase()}`
  return (
    <>
      <title>{`${title} · Maillage`}</title>
      <PageHead
        title={title}
        crumbs={[
          { to: base, label: 'Conventions et versements' },
          { to: `${base}/modeles`, label: 'Modèles d’actes' },
        ]}
      />
      <ModeleForm modele={modele} refused={refusedOf(actionData)} />
      <VariablesCard />
      <Card title="Aperçu, avec des valeurs d’exemple">
        <DocumentView html={html} />
      </Card>
    </>
  )
}
