import { findIndicateur } from '#app/features/observatoire/index.ts'
import type { RouteArgs } from '#app/platform/http.server.ts'
import { read, servicesContext, visit } from '#app/platform/http.server.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import { can } from '#app/platform/permissions.ts'
import { gatherMaterial, listClose, type Material } from './etude-matiere.server.ts'
import { freezeEtude, mustConduct, prepareFreeze, SEED } from './etudes.commands.server.ts'
import { getEtude, listFamille, listTests, type StoredEtude } from './etudes.queries.server.ts'
import { familleOf } from './famille.rules.ts'
import { type Feasibility, feasibilityOf } from './protocole.rules.ts'
import { type Puissance, puissanceOf } from './puissance.rules.ts'

/** What the page of a study shows: its declaration, what the data allow while it is not frozen, what was found after. */
export async function loadEtude(args: RouteArgs, id: string) {
  const its = await read(args, async ({ tx, actor }) => {
    const etude = await getEtude(tx, actor, id)
    const codes = [...etude.communeCodes, ...(etude.protocole?.traitees ?? [])]
    const labels = await labelsFor(tx, { commune: codes, document: [etude.documentId] })
    return {
      etude,
      slug: actor.territoireSlug,
      indicateurNom: findIndicateur(etude.indicateur)?.label ?? etude.indicateur,
      document: etude.documentId ? labels('document', etude.documentId) : null,
      communes: etude.communeCodes.map((code) => labels('commune', code)),
      proches: await listClose(tx),
      famille: etude.figeeLe ? familleOf(await listFamille(tx, actor, etude.documentId)) : [],
      canConduct: can(actor, 'etudes.conduire'),
    }
  })
  const { proches, slug, ...page } = its
  return { ...page, faisable: its.etude.figeeLe ? null : await feasible(args, its.etude, { slug, proches }) }
}

/** What the data allow, and what a study of this shape could see, before anything after the start is looked at. */
export interface Faisable {
  facts: Material['facts']
  sansDonnees: string[]
  feasibility: Feasibility
  puissance: Puissance | null
  unite: string
}

async function feasible(
  args: RouteArgs,
  etude: StoredEtude,
  given: { slug: string; proches: string[] },
): Promise<Faisable> {
  const { dataDir } = args.context.get(servicesContext).config
  const material = await gatherMaterial({ dataDir, territoire: given.slug }, etude, given.proches)
  const { facts, study, unite, contexte } = material
  const feasibility = feasibilityOf(facts, contexte)
  const puissance =
    feasibility.kind === 'refus'
      ? null
      : puissanceOf(study, { debut: etude.debut, methode: feasibility.methode, graine: SEED })
  return { facts, sansDonnees: study.sansDonnees, unite, feasibility, puissance }
}

/** Gathers, computes and keeps a study: read first, computed outside any transaction, then written at once. */
export async function freezeNow(args: RouteArgs, id: string): Promise<void> {
  const { config, now } = args.context.get(servicesContext)
  const its = await visit(args, async ({ tx, actor }) => {
    mustConduct(actor)
    return {
      etude: await getEtude(tx, actor, id),
      before: await listTests(tx),
      proches: await listClose(tx),
      territoire: actor.territoireSlug,
    }
  })
  const where = { dataDir: config.dataDir, territoire: its.territoire }
  const material = await gatherMaterial(where, its.etude, its.proches)
  const prepared = prepareFreeze(its.etude, material, its.before)
  await visit(args, ({ tx, actor }) =>
    freezeEtude(tx, actor, id, { prepared, version: its.etude.version, now: now() }),
  )
}
