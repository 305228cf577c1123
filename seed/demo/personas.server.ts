import type { Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { ensureCompte, hashPassword } from '#app/platform/comptes.server.ts'
import { DEMO_PASSWORD, type DemoPersona, demoEmail, demoPersonas } from '#app/platform/demo.ts'
import type { Actor } from '#app/platform/permissions.ts'

type Territoire = { id: string; slug: string; nom: string }

/** The people of the demonstration with their accounts and roles. @returns the direction, who does the rest */
export async function seedPersonas(tx: Tx, territoire: Territoire): Promise<Actor> {
  const empreinte = await hashPassword(DEMO_PASSWORD)
  const actors: Actor[] = []
  for (const persona of demoPersonas) actors.push(await seedPersona(tx, territoire, { persona, empreinte }))
  const director = actors[0]
  if (!director) throw new Error('The demonstration has no people.')
  return director
}

async function seedPersona(
  tx: Tx,
  territoire: Territoire,
  given: { persona: DemoPersona; empreinte: string },
): Promise<Actor> {
  const { persona, empreinte } = given
  const courriel = demoEmail(persona.code)
  const compteId = await ensureCompte(tx, { courriel, nom: persona.titre, empreinte })
  const organisationId = await organisationOf(tx, territoire.id, persona)
  const [personneId, affectationId] = [newId(), newId()]
  const nom = `${persona.titre} (exemple)`
  await tx
    .insertInto('personne')
    .values({ territoireId: territoire.id, id: personneId, nom, courriel, compteId, exemple: true })
    .execute()
  const its = { id: affectationId, organisationId, fonction: persona.titre, role: persona.role }
  await tx
    .insertInto('affectation')
    .values({ ...its, territoireId: territoire.id, personneId, debut: '2015-01-01' })
    .execute()
  const affectation = { ...its, organisationNom: persona.organisation, axeId: null, communeCode: null }
  return {
    territoireId: territoire.id,
    territoireSlug: territoire.slug,
    territoireNom: territoire.nom,
    compteId,
    personneId,
    nom,
    courriel,
    affectations: [affectation],
  }
}

async function organisationOf(tx: Tx, territoireId: string, persona: DemoPersona): Promise<string> {
  const named = await tx
    .selectFrom('organisation')
    .select('id')
    .where('territoireId', '=', territoireId)
    .where('nom', 'ilike', `%${persona.organisation}%`)
    .executeTakeFirst()
  if (named) return named.id
  const id = newId()
  await tx
    .insertInto('organisation')
    .values({
      territoireId,
      id,
      nom: persona.organisation,
      nature: persona.nature,
      exemple: persona.organisation.includes('exemple'),
    })
    .execute()
  return id
}
