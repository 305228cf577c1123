import type { Tx } from '#app/db/connection.server.ts'
import { listCommunesAt, listQpvs } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isTheme } from './axe-themes.server.ts'
import { getHome } from './lieu-page.server.ts'
import {
  type IndicateurLocal,
  isNature,
  isNiveauLocal,
  isSens,
  type Locaux,
  type ValeurSaisie,
} from './locaux.ts'
import { type IndicateursLus, NO_LOCAUX, readLocaux } from './locaux-lecture.server.ts'
import { type Memoire, memoireOf } from './memoire.server.ts'

/** The indicators of the territory's own, as readers may see them: what small counts must hide is hidden here. */
export async function loadLocaux(tx: Tx, at: IsoDate): Promise<IndicateursLus> {
  return locauxFrom(await memoireOf(tx, at), tx, at)
}

/** The same for whoever has the memory at hand. Masks are worked out once for the same figures. */
export function locauxFrom(memoire: Memoire, tx: Tx, at: IsoDate): Promise<IndicateursLus> {
  return memoire.remember('locaux', async () => {
    const locaux = await getLocaux(tx, at)
    return locaux.indicateurs.length === 0 ? NO_LOCAUX : readLocaux(locaux)
  })
}

/** The same as they were entered: only for whoever keeps them. */
export async function getLocaux(tx: Tx, at: IsoDate): Promise<Locaux> {
  const indicateurs = await listIndicateursLocaux(tx)
  const valeurs = indicateurs.length === 0 ? [] : await listValeursSaisies(tx)
  if (valeurs.length === 0 && indicateurs.every(({ nature }) => nature !== 'formule'))
    return { home: await getHome(tx), communes: [], quartiers: [], indicateurs, valeurs }
  const quartiers = (await listQpvs(tx)).map(({ code, communes }) => ({
    code,
    communes: communes.map((one) => one.code),
  }))
  const communes = (await listCommunesAt(tx, at)).map(({ code }) => code)
  return { home: await getHome(tx), communes, quartiers, indicateurs, valeurs }
}

/** The indicators of the territory's own, in the order of their names. */
export async function listIndicateursLocaux(tx: Tx): Promise<Array<IndicateurLocal & { version: number }>> {
  const rows = await tx.selectFrom('indicateurLocal').selectAll().orderBy('libelle').execute()
  return rows.flatMap((row) => {
    const { theme, nature, sens } = row
    // The database checks the three words; the type of a column does not know them.
    if (!isTheme(theme) || !isNature(nature) || !isSens(sens)) return []
    const { id, code, libelle, definition, unite, source, formule, totalId, exemple, version } = row
    return [
      {
        id,
        code,
        libelle,
        definition,
        theme,
        nature,
        unite,
        sens,
        source,
        formule,
        totalId,
        exemple,
        version,
      },
    ]
  })
}

/** One of them, or NotFound. */
export async function getIndicateurLocal(tx: Tx, id: string) {
  const found = (await listIndicateursLocaux(tx)).find((one) => one.id === id)
  if (!found) throw new NotFound()
  return found
}

async function listValeursSaisies(tx: Tx): Promise<ValeurSaisie[]> {
  const rows = await tx
    .selectFrom('valeurLocale')
    .select(['indicateurId', 'niveau', 'code', 'periode', 'valeur', 'fichier'])
    .orderBy('periode')
    .orderBy('code')
    .execute()
  return rows.flatMap(({ niveau, ...row }) => (isNiveauLocal(niveau) ? [{ ...row, niveau }] : []))
}
