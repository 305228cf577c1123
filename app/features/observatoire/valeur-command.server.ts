import { migrate } from '#app/db/migrate.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { withDatabase } from '#app/platform/services.server.ts'
import { findTerritoireAsked } from '#app/platform/territoire-asked.server.ts'
import { compileDerived, getDerived } from './formules.server.ts'
import { openLac } from './imports.server.ts'
import { openLecteur } from './lecture.server.ts'
import { loadLocaux } from './locaux.queries.server.ts'
import { allValeursOfLieu, findAmong, type IndicateursLus } from './locaux-lecture.server.ts'
import { getValeur } from './valeur.server.ts'
import { isPeriode, type Valeur, type ValeurQuery } from './valeur.ts'

/** One figure asked for in writing: an indicator or a formula (`=POV60 - POV60@epci`), as a territory reads it or not. */
export async function answerValeur(
  query: ValeurQuery & { territoire?: string | undefined },
): Promise<Valeur> {
  const { territoire, ...asked } = query
  if (territoire) return valeurIn(territoire, asked)
  const lecteur = await openLecteur(openLac())
  try {
    return asked.indicateur.startsWith('=')
      ? await getDerived(lecteur, compileDerived(asked.indicateur.slice(1)), asked)
      : await getValeur(lecteur, asked)
  } finally {
    lecteur.close()
  }
}

/** The files reserved to the territory and its own indicators, masks laid, included. */
async function valeurIn(slug: string, query: ValeurQuery): Promise<Valeur> {
  const config = readConfig()
  const lus = await withDatabase(config, async ({ db }) => {
    await migrate(db)
    const territoire = await findTerritoireAsked(db, slug)
    if (!territoire) throw new NotFound()
    return inTerritoire(db, territoire.id, (tx) => loadLocaux(tx, parisDate(new Date())))
  })
  const lecteur = await openLecteur(openLac(config.dataDir), slug)
  try {
    const own = isOwn(query.indicateur, lus) ? findAmong(query.indicateur, lus) : null
    if (!own) return await getValeur(lecteur, query)
    const lieu = { ...query.lieu, nom: query.lieu.code, members: null }
    const found = (await allValeursOfLieu(lecteur, lieu, lus)).get(own.id) ?? []
    const wanted = found.find(({ periode }) => isPeriode(periode, query.periode))
    if (wanted) return wanted
    const when = query.periode ? ` pour ${query.periode}` : ''
    throw new NotFound(
      `${own.label} n’a pas de chiffre à ${lieu.niveau}:${lieu.code}${when} : personne ne l’a saisi.`,
    )
  } finally {
    lecteur.close()
  }
}

function isOwn(id: string, lus: IndicateursLus): boolean {
  return lus.indicateurs.some((one) => one.id === id.toUpperCase())
}
