import { parseIsoDate } from '#app/lib/dates.ts'
import { read } from '#app/platform/http.server.ts'
import { listAuthors, listJournal } from '#app/platform/journal-queries.server.ts'
import { pageOf, textParam } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/journal.route'
import { JournalFilters, JournalTable, NewerOlder } from './journal-list.tsx'

// The day « jusqu’à » is not `au`, which is the date the whole project is read at.
export async function loader(args: Route.LoaderArgs) {
  const day = (name: string) => parseIsoDate(textParam(args.request, name) ?? '') ?? undefined
  const filter = {
    entite: textParam(args.request, 'entite'),
    entiteId: textParam(args.request, 'id'),
    personneId: textParam(args.request, 'personne'),
    du: day('du'),
    jusqua: day('jusqua'),
    page: pageOf(args.request),
  }
  return read(args, async ({ tx, actor }) => ({
    ...(await listJournal(tx, actor, { ...filter, au: filter.jusqua })),
    authors: await listAuthors(tx, actor),
    filter,
  }))
}

export default function Journal({ loaderData: { rows, hasNext, authors, filter } }: Route.ComponentProps) {
  return (
    <>
      <title>Journal · Maillage</title>
      <PageHead
        title="Journal"
        lead="Tout ce qui a été modifié, par qui, avec les valeurs d’avant et d’après. Rien ne s’en efface."
      />
      <JournalFilters authors={authors} filter={filter} />
      {rows.length === 0 ? (
        <Empty title="Aucune modification ne correspond.">Élargissez les dates ou les filtres.</Empty>
      ) : (
        <JournalTable rows={rows} />
      )}
      <NewerOlder page={filter.page} hasNext={hasNext} />
    </>
  )
}
