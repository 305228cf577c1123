import { Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { formOf, redirectWith, refusing } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/etude.route'
import { DeclarationCard, FreezeCard } from './etude-declaration.tsx'
import { freezeNow, loadEtude } from './etude-page.server.ts'
import { ResultCards } from './etude-result.tsx'
import { verdictBadge } from './etude-verdict.tsx'
import './evaluation.css'

export async function loader(args: Route.LoaderArgs) {
  return loadEtude(args, args.params.id)
}

export async function action(args: Route.ActionArgs) {
  const { id, territoire } = args.params
  const form = await formOf(args.request)
  return refusing(form, async () => {
    if (form.get('intention') !== 'figer')
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    await freezeNow(args, id)
    return redirectWith(`/t/${territoire}/etudes/${id}`, 'Étude figée et calculée.')
  })
}

export default function Etude({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const { etude } = page
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`${etude.titre} · Maillage`}</title>
      <PageHead
        title={etude.titre}
        crumbs={[{ to: `/t/${params.territoire}/etudes`, label: 'Études d’impact' }]}
        lead={etude.question}
        badges={verdictBadge(etude.resultat?.niveau ?? null)}
        actions={
          page.canConduct &&
          !etude.figeeLe && (
            <Link className="btn" to="modifier">
              <Pencil aria-hidden size={16} /> Modifier la déclaration
            </Link>
          )
        }
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {etude.resultat && etude.protocole && (
        <ResultCards
          etude={etude}
          resultat={etude.resultat}
          protocole={etude.protocole}
          famille={page.famille}
        />
      )}
      <div className="grid-wide">
        <DeclarationCard page={page} />
        {page.faisable && (
          <FreezeCard faisable={page.faisable} cible={etude.cible} canConduct={page.canConduct} />
        )}
      </div>
    </>
  )
}
