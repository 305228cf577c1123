import { type DbOrTx, inTransaction } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { formatDe, slugify } from '#app/lib/text.ts'
import { readEpci } from './decoupage.server.ts'

export interface NewTerritoire {
  siren: string
  slug?: string | undefined
  demo?: boolean
}

/**
 * Makes the empty, usable workspace of any French EPCI from the official reference data: its communes with their
 * population, one organisation for it and one for each commune. Runs under the owner's role: no territory yet.
 */
export async function createTerritoire(
  db: DbOrTx,
  given: NewTerritoire,
): Promise<{ id: string; slug: string; nom: string; communes: number }> {
  const epci = readEpci(given.siren)
  const slug = slugify(given.slug ?? epci.nom)
  const id = newId()
  await inTransaction(db, async (tx) => {
    const taken = await tx.selectFrom('territoire').select('id').where('slug', '=', slug).executeTakeFirst()
    if (taken)
      throw new Refusal(
        'slug-pris',
        `Un territoire « ${slug} » existe déjà : choisissez un autre nom avec --slug.`,
      )
    await tx
      .insertInto('territoire')
      .values({ id, slug, siren: epci.code, nom: epci.nom, nature: epci.nature, demo: given.demo ?? false })
      .execute()
    await tx
      .insertInto('commune')
      .values(
        epci.membres.map((its) => ({
          territoireId: id,
          code: its.code,
          nom: its.nom,
          type: its.population < 2000 ? ('rurale' as const) : ('urbaine' as const),
        })),
      )
      .execute()
    await tx
      .insertInto('communePopulation')
      .values(
        epci.membres.map((its) => ({
          territoireId: id,
          code: its.code,
          annee: 2023,
          population: its.population,
          source: 'Découpage administratif (Etalab), populations légales',
        })),
      )
      .execute()
    await tx
      .insertInto('organisation')
      .values([
        { territoireId: id, id: newId(), nom: epci.nom, nature: 'epci' as const, siren: epci.code },
        ...epci.membres.map((its) => ({
          territoireId: id,
          id: newId(),
          nom: `Commune ${formatDe(its.nom)}`,
          nature: 'commune' as const,
          siren: its.siren,
          communeCode: its.code,
        })),
      ])
      .execute()
  })
  return { id, slug, nom: epci.nom, communes: epci.membres.length }
}
