import type { Db } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor, Role } from '#app/platform/permissions.ts'

export interface TestTerritoire {
  id: string
  slug: string
  /** The EPCI's own organisation. */
  epciId: string
}

/** An empty territory with its EPCI and two communes, for a test; nothing is shared between tests. */
export async function aTerritoire(db: Db): Promise<TestTerritoire> {
  const id = newId()
  const slug = `t-${id.slice(-12)}`
  const epciId = newId()
  await db
    .insertInto('territoire')
    .values({ id, slug, siren: '200000172', nom: 'Territoire d’essai', nature: 'CC' })
    .execute()
  await db
    .insertInto('commune')
    .values([
      { territoireId: id, code: '59606', nom: 'Valenciennes', lon: 3.5163, lat: 50.3591 },
      { territoireId: id, code: '59559', nom: 'Sebourg', type: 'rurale', lon: 3.6451, lat: 50.3442 },
    ])
    .execute()
  await db
    .insertInto('organisation')
    .values({ territoireId: id, id: epciId, nom: 'Intercommunalité d’essai', nature: 'epci' })
    .execute()
  return { id, slug, epciId }
}

/** A person with one role there, for its own organisation (the EPCI unless said). */
export async function anActor(
  db: Db,
  territoire: TestTerritoire,
  given: { role: Role; organisationId?: string; nom?: string; axeId?: string },
): Promise<Actor> {
  const personneId = newId()
  const affectationId = newId()
  const nom = given.nom ?? `Personne ${personneId.slice(-4)}`
  const organisationId = given.organisationId ?? territoire.epciId
  await db.insertInto('personne').values({ territoireId: territoire.id, id: personneId, nom }).execute()
  await db
    .insertInto('affectation')
    .values({
      territoireId: territoire.id,
      id: affectationId,
      personneId,
      organisationId,
      role: given.role,
      axeId: given.axeId ?? null,
      debut: '2015-01-01',
    })
    .execute()
  const affectation = {
    id: affectationId,
    organisationId,
    organisationNom: 'Organisation',
    fonction: '',
    role: given.role,
    axeId: given.axeId ?? null,
    communeCode: null,
  }
  return {
    territoireId: territoire.id,
    territoireSlug: territoire.slug,
    territoireNom: 'Territoire d’essai',
    compteId: newId(),
    personneId,
    nom,
    courriel: 'essai@exemple.invalid',
    affectations: [affectation],
  }
}
