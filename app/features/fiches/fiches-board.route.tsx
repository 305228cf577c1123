import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiches-board.route'
import { parseFilter } from './fiche.filter.ts'
import { canMoveFiche } from './fiche.permissions.ts'
import { moveLabel, needsReason, transitions } from './fiche.rules.ts'
import { runIntent } from './fiche-intents.server.ts'
import { getFiche } from './fiches.queries.server.ts'
import { FichesBoard } from './fiches-board.tsx'
import { FichesFilters } from './fiches-filters.tsx'
import { useFichesFrame } from './fiches-frame.ts'
import { listBoard } from './fiches-views.queries.server.ts'
import { FichesViews } from './fiches-views.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = parseFilter(new URL(args.request.url).searchParams)
  return read(args, async ({ tx, actor, at, today }) => {
    const cards = await listBoard(tx, actor, filter, at === today ? undefined : at)
    return {
      cards: cards.map((card) => ({
        ...card,
        moves: transitions[card.etat]
          .filter((to) => !needsReason(card.etat, to) && canMoveFiche(actor, card, to))
          .map((to) => ({ value: to, label: moveLabel(card.etat, to) })),
      })),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    const fiche = await getFiche(tx, actor, String(form.get('code')))
    const { message } = await runIntent({ tx, actor, today, fiche, form })
    const { pathname, search } = new URL(args.request.url)
    return redirectWith(`${pathname.replace(/\.data$/, '')}${search}`, `${fiche.code} : ${message}`)
  })
}

export default function FichesBoardPage({ loaderData, actionData }: Route.ComponentProps) {
  const { choices } = useFichesFrame()
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Tableau des fiches · Maillage</title>
      <PageHead title="Fiches action" lead="Les fiches par état : chacune avance avec son bouton." />
      <FichesViews current="tableau" />
      <FichesFilters choices={choices} />
      {refused && (
        <Notice tone="error">
          <p role="alert">
            {refused.values.code?.[0]} ne peut pas avancer. {refused.refusal.message}
          </p>
        </Notice>
      )}
      <FichesBoard cards={loaderData.cards} />
    </>
  )
}
