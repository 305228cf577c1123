import { type DbOrTx, inTransaction } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { formatDe, slugify } from '#app/lib/text.ts'
import { type EpciReference, epciOf, REFERENTIEL_MILLESIME } from '#geo/referentiel.ts'
import { ruralityOf } from './commune.rules.ts'

export interface NewTerritoire {
  siren: string
  slug?: string | undefined
  demo?: boolean
}

export interface CreatedTerritoire {
  id: string
  slug: string
  nom: string
  communes: number
}

/**
 * Makes the empty, usable workspace of any French EPCI from the official reference data: its communes with their
 * population, one organisation for it and one for each commune. Runs under the owner's role: no territory yet.
 */
export async function createTerritoire(db: DbOrTx, given: NewTerritoire): Promise<CreatedTerritoire> {
  const epci = epciOf(given.siren)
  if (!epci)
    throw new Refusal(
      'epci-inconnu',
      `Aucun EPCI n’a le SIREN ${given.siren} dans le découpage administratif : vérifiez ses neuf chiffres.`,
    )
  const slug = slugify(given.slug ?? epci.nom)
  const id = newId()
  await inTransaction(db, async (tx) => {
    const taken = await tx.selectFrom('territoire').select('id').where('slug', '=', slug).executeTakeFirst()
    if (taken)
      throw new Refusal(
        'slug-pris',
        `Un territoire « ${slug} » existe déjà : choisissez un autre nom avec --slug.`,
      )
    const nature = natures[epci.type] ?? 'CC'
    await tx
      .insertInto('territoire')
      .values({ id, slug, siren: epci.code, nom: epci.nom, nature, demo: given.demo ?? false })
      .execute()
    await fill(tx, id, epci)
  })
  return { id, slug, nom: epci.nom, communes: epci.members.length }
}

const natures: Record<string, 'CA' | 'CC' | 'CU' | 'METRO' | 'EPT'> = {
  CA: 'CA',
  CC: 'CC',
  CU: 'CU',
  METRO: 'METRO',
  MET69: 'METRO',
  EPT: 'EPT',
}

async function fill(tx: DbOrTx, territoireId: string, epci: EpciReference): Promise<void> {
  const source = `Découpage administratif, géographie au 01/01/${REFERENTIEL_MILLESIME}`
  const { members } = epci
  await tx
    .insertInto('commune')
    .values(
      members.map((its) => ({
        territoireId,
        code: its.code,
        nom: its.nom,
        type: ruralityOf(its.population),
      })),
    )
    .execute()
  await tx
    .insertInto('communePopulation')
    .values(
      members.map((its) => ({
        territoireId,
        code: its.code,
        annee: REFERENTIEL_MILLESIME - 3,
        population: its.population,
        source,
      })),
    )
    .execute()
  await fillOrganisations(tx, territoireId, epci)
}

/** The intercommunality and one organisation a commune. */
async function fillOrganisations(tx: DbOrTx, territoireId: string, epci: EpciReference): Promise<void> {
  const { code: siren, nom, members } = epci
  const communes = members.map((its) => ({
    territoireId,
    id: newId(),
    nom: `Commune ${formatDe(its.nom)}`,
    nature: 'commune' as const,
    siren: its.siren,
    communeCode: its.code,
  }))
  await tx
    .insertInto('organisation')
    .values([
      { territoireId, id: newId(), nom, nature: 'epci' as const, siren, communeCode: null },
      ...communes,
    ])
    .execute()
}
