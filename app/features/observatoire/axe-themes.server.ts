import type { Tx } from '#app/db/connection.server.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { type Theme, themeLabels } from './catalogue.ts'

export interface AxeWithThemes {
  id: string
  numero: string
  titre: string
  themes: Theme[]
}

/** The axes of first level with the themes of the observatory that light them. */
export async function listAxesWithThemes(tx: Tx, actor: Actor, at: IsoDate): Promise<AxeWithThemes[]> {
  const axes = (await listAxesAt(tx, actor, { at })).filter(({ depth }) => depth === 0)
  const rows = await tx.selectFrom('axeObservatoire').select(['axeId', 'theme']).execute()
  const byAxe = Map.groupBy(rows, ({ axeId }) => axeId)
  return axes.map(({ id, numero, titre }) => ({
    id,
    numero,
    titre,
    themes: (byAxe.get(id) ?? []).flatMap(({ theme }) => (isTheme(theme) ? [theme] : [])),
  }))
}

export function isTheme(text: string): text is Theme {
  return text in themeLabels
}

/** The themes of one axis, or undefined for all: no axis asked, or nothing said of it. */
export function axeThemes(
  axes: readonly AxeWithThemes[],
  axeId: string | undefined,
): ReadonlySet<Theme> | undefined {
  const themes = axes.find(({ id }) => id === axeId)?.themes ?? []
  return themes.length > 0 ? new Set(themes) : undefined
}

/** Says which themes light an axis, all at once. */
export async function setAxeThemes(
  tx: Tx,
  actor: Actor,
  axeId: string,
  themes: readonly Theme[],
): Promise<void> {
  if (!can(actor, 'strategie.modifier')) throw new Forbidden()
  const axe = await tx.selectFrom('axe').select('id').where('id', '=', axeId).executeTakeFirst()
  if (!axe) throw new NotFound()
  const before = await tx.selectFrom('axeObservatoire').select('theme').where('axeId', '=', axeId).execute()
  await tx
    .deleteFrom('axeObservatoire')
    .where('axeId', '=', axeId)
    .where('territoireId', '=', actor.territoireId)
    .execute()
  if (themes.length > 0)
    await tx
      .insertInto('axeObservatoire')
      .values(themes.map((theme) => ({ territoireId: actor.territoireId, axeId, theme })))
      .execute()
  await writeJournal(tx, actor, {
    operation: 'observatoire.axe',
    entite: 'axe',
    entiteId: axeId,
    titre: 'Thèmes de l’observatoire',
    changements: { themes: { avant: before.map(({ theme }) => theme).sort(), apres: [...themes].sort() } },
  })
}
