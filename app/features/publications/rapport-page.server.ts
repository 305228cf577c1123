import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { publicationCard } from './publications.queries.server.ts'
import { rapportDocument } from './rapport.document.ts'
import { missingParts, remindersOf } from './rapport.rules.ts'
import { listToConsult, loadRapport } from './rapports.queries.server.ts'

/** What the page of a report shows: the report, where its opinions stand, what can be done. */
export async function loadRapportPage(visit: Visit, id: string) {
  const { tx, actor, today } = visit
  const matter = await loadRapport(tx, actor, id, today)
  const { rapport, avis, actions, cadre } = matter
  const document = parseDocument(rapportDocument(matter, { issuer: actor.territoireNom, date: today }))
  const communes = cadre.perimetre?.communes ?? []
  return {
    title: document.title,
    html: renderFragment(document),
    etat: rapport.etat,
    exemple: rapport.exemple,
    debat: { debattuLe: rapport.debattuLe, suites: rapport.suites },
    avis,
    missing: missingParts(rapport, actions.length),
    reminders: remindersOf(rapport),
    toConsult: rapport.etat === 'debattu' ? [] : await listToConsult(tx, id, communes),
    today,
    canPublish: can(actor, 'publications.publier'),
    publication: await publicationCard(visit, { nature: 'rapport', id }),
  }
}
