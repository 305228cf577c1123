import { NotFound } from '#app/lib/errors.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { AxeDot, Empty, Notice } from '#app/ui/page.tsx'
import type { Route } from './+types/logique.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { getLogique } from './logique.queries.server.ts'
import { gapsOf } from './logique.rules.ts'
import { LogiqueDesk } from './logique-desk.tsx'
import { runLogiqueIntent } from './logique-intents.server.ts'
import { LogiquePicture } from './logique-picture.tsx'
import { CasesCard, HypothesesCard } from './logique-tables.tsx'
import { listDocumentAxes } from './referentiel.queries.server.ts'
import './logique.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const axes = await listDocumentAxes(tx, actor, { document, today })
    const axe = axes.find((its) => its.id === args.params.axe)
    if (!axe) throw new NotFound()
    const logique = await getLogique(tx, actor, axe.id)
    const { numero, titre } = axe
    return {
      axe: { numero, titre },
      logique,
      manques: gapsOf(logique.boxes, logique.arrows),
      canEdit: can(actor, 'evaluation.modifier'),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async (visit) => {
    const { code, axe } = args.params
    await openEvaluation(visit.tx, visit.actor, code)
    const message = await runLogiqueIntent({ ...visit, axeId: axe })
    return redirectWith(`/t/${visit.actor.territoireSlug}/evaluation/${code}/logique/${axe}`, message)
  })
}

export default function LogiquePage({ loaderData, actionData }: Route.ComponentProps) {
  const { axe, logique, manques, canEdit } = loaderData
  const refused = refusedOf(actionData)
  const label = `Modèle logique de l’axe ${axe.numero} : ${logique.boxes.length} cases, ${logique.arrows.length} flèches ; les tableaux ci-dessous disent la même chose.`
  return (
    <>
      <h2 className="row">
        <AxeDot numero={axe.numero} /> {axe.titre}
      </h2>
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {logique.boxes.length === 0 ? (
        <Empty title="Ce modèle logique est à écrire.">
          Des moyens aux impacts : ce que l’on met, ce que l’on fait, ce qui en sort, ce qui change. Sous
          chaque flèche, ce qui doit être vrai.
        </Empty>
      ) : (
        <>
          <LogiquePicture {...logique} label={label} />
          {manques.length > 0 && (
            <Notice tone="warning">
              <ul className="list">
                {manques.map((its) => (
                  <li key={its}>{its}</li>
                ))}
              </ul>
            </Notice>
          )}
          <HypothesesCard logique={logique} canEdit={canEdit} />
        </>
      )}
      {canEdit && <LogiqueDesk logique={logique} refused={refused} />}
      {logique.boxes.length > 0 && <CasesCard logique={logique} canEdit={canEdit} />}
    </>
  )
}
