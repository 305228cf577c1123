import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { listAxesAt } from './axes.queries.server.ts'
import { mustWrite } from './documents.commands.server.ts'
import { findGrille, type Grille } from './grilles.ts'

export type Intensite = 'principale' | 'secondaire'

export interface Correspondance {
  axeId: string
  poste: string
  intensite: Intensite
}

/** How local axes meet the posts of a national grid. */
export async function listCorrespondances(tx: Tx, grille: string): Promise<Correspondance[]> {
  return tx
    .selectFrom('correspondance')
    .select(['axeId', 'poste', 'intensite'])
    .where('grille', '=', grille)
    .execute()
}

/** Saves the crosswalk a form holds; @returns the code of its grid */
export async function saveGrilleForm(tx: Tx, actor: Actor, form: FormData): Promise<string> {
  mustWrite(actor)
  const grille = findGrille(String(form.get('grille')))
  if (!grille) throw new Refusal('grille-inconnue', 'Cette grille n’existe pas : rechargez la page.')
  await saveCorrespondances(tx, actor, grille, correspondancesOf(form))
  return grille.code
}

/** Saves the whole crosswalk of a grid at once; axes or posts that do not exist are left out. */
export async function saveCorrespondances(
  tx: Tx,
  actor: Actor,
  grille: Grille,
  wanted: ReadonlyArray<Correspondance>,
): Promise<void> {
  mustWrite(actor)
  const known = new Set(
    (await tx.selectFrom('axe').select('id').where('archiveLe', 'is', null).execute()).map((its) => its.id),
  )
  const postes = new Set(grille.postes.map((its) => its.code))
  const kept = wanted.filter((its) => known.has(its.axeId) && postes.has(its.poste))
  const before = await listCorrespondances(tx, grille.code)
  const words = (list: ReadonlyArray<Correspondance>) =>
    list.map((its) => `${its.axeId} ${its.poste} ${its.intensite}`).sort()
  if (words(before).join() === words(kept).join()) return
  await tx.deleteFrom('correspondance').where('grille', '=', grille.code).execute()
  if (kept.length > 0)
    await tx
      .insertInto('correspondance')
      .values(kept.map((its) => ({ ...its, grille: grille.code, territoireId: actor.territoireId })))
      .execute()
  await writeJournal(tx, actor, {
    operation: 'correspondance.modifier',
    entite: 'correspondance',
    entiteId: actor.territoireId,
    titre: `Correspondances : ${grille.nom}`,
    changements: { correspondances: { avant: words(before), apres: words(kept) } },
  })
}

/** The crosswalk of a grid on a day: axes of first level, their links, what is covered and what is not. */
export async function loadGrille(tx: Tx, actor: Actor, grille: Grille, at: IsoDate) {
  const nodes = await listAxesAt(tx, actor, { at })
  const axes = nodes.filter((node) => node.depth === 0)
  const ids = new Set(axes.map((axe) => axe.id))
  const links = (await listCorrespondances(tx, grille.code)).filter((its) => ids.has(its.axeId))
  return {
    axes,
    parents: nodes.map(({ id, parentId }) => ({ id, parentId })),
    links,
    postesVides: grille.postes
      .filter((poste) => !links.some((its) => its.poste === poste.code))
      .map((its) => its.nom),
    axesVides: axes
      .filter((axe) => !links.some((its) => its.axeId === axe.id))
      .map((its) => `${its.numero}. ${its.court || its.titre}`),
  }
}

/** The crosswalk a form holds: one answer per axis and post, named `axe|poste`. */
export function correspondancesOf(form: FormData): Correspondance[] {
  return [...form.entries()].flatMap(([name, value]) => {
    const [axeId, poste] = name.split('|')
    if (!axeId || !poste || (value !== 'principale' && value !== 'secondaire')) return []
    return [{ axeId, poste, intensite: value }]
  })
}
