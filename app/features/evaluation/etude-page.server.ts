import type { RouteArgs } from '#app/platform/http.server.ts'
import { read, servicesContext } from '#app/platform/http.server.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import { can } from '#app/platform/permissions.ts'
import { gatherMaterial, listClose, type Material } from './etude-matiere.server.ts'
import { getEtude, type StoredEtude } from './etudes.queries.server.ts'
import { type Feasibility, feasibilityOf } from './protocole.rules.ts'

/** What the page of a study shows: its declaration, what the data allow while it is not frozen, what was found after. */
export async function loadEtude(args: RouteArgs, id: string) {
  const its = await read(args, async ({ tx, actor }) => {
    const etude = await getEtude(tx, actor, id)
    const codes = [...etude.communeCodes, ...(etude.protocole?.traitees ?? [])]
    const labels = await labelsFor(tx, { commune: codes, document: [etude.documentId] })
    return {
      etude,
      slug: actor.territoireSlug,
      document: etude.documentId ? labels('document', etude.documentId) : null,
      communes: etude.communeCodes.map((code) => labels('commune', code)),
      proches: await listClose(tx),
      canConduct: can(actor, 'etudes.conduire'),
    }
  })
  const { proches, slug, ...page } = its
  return { ...page, faisable: its.etude.figeeLe ? null : await feasible(args, its.etude, { slug, proches }) }
}

async function feasible(
  args: RouteArgs,
  etude: StoredEtude,
  given: { slug: string; proches: string[] },
): Promise<{ facts: Material['facts']; sansDonnees: string[]; feasibility: Feasibility; unite: string }> {
  const { dataDir } = args.context.get(servicesContext).config
  const { facts, study, unite } = await gatherMaterial(
    { dataDir, territoire: given.slug },
    etude,
    given.proches,
  )
  return { facts, sansDonnees: study.sansDonnees, unite, feasibility: feasibilityOf(facts) }
}
