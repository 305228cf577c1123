import { Outlet, type ShouldRevalidateFunctionArgs } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { listSavedViews } from '#app/platform/saved-views.server.ts'
import type { Route } from './+types/fiches.layout'
import { listFilterChoices } from './fiche-choices.server.ts'
import { wantsMoreFilters } from './fiche-choices.ts'

/** What the list, the board, the calendar and the map of the fiches share: filters, kept views, what one may do. */
export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => ({
    choices: await listFilterChoices(tx, actor, { at, request: args.request }),
    views: await listSavedViews(tx, actor, 'fiches'),
    canCreate: can(actor, 'fiches.creer'),
    canEdit: can(actor, 'fiches.modifier'),
    canImport: can(actor, 'fiches.importer'),
  }))
}

/** Narrowing, sorting or turning the page changes none of it: the browser asks for the rows alone. */
export function shouldRevalidate(given: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod } = given
  if (formMethod && formMethod !== 'GET') return given.defaultShouldRevalidate
  const isSameDay = currentUrl.searchParams.get('au') === nextUrl.searchParams.get('au')
  const hasSameLists = wantsMoreFilters(currentUrl.searchParams) === wantsMoreFilters(nextUrl.searchParams)
  return !isSameDay || !hasSameLists
}

export default function FichesLayout({ loaderData }: Route.ComponentProps) {
  return <Outlet context={loaderData} />
}
