import type { Db } from '#app/db/connection.server.ts'
import { createTerritoire } from '#app/features/territoires/index.server.ts'
import { newId } from '#app/lib/ids.ts'
import { ensureCompte } from '#app/platform/comptes.server.ts'
import { DEMO_PASSWORD, type DemoPersona, demoEmail, demoPersonas } from '#app/platform/demo.ts'

const VALENCIENNES_METROPOLE = '245901160'

/** Whether a demonstration territory is there already. */
export async function hasDemo(db: Db): Promise<boolean> {
  return (
    (await db.selectFrom('territoire').select('id').where('demo', '=', true).executeTakeFirst()) !== undefined
  )
}

/** Tells the reference case, with the commands a user has. */
export async function seedDemo(db: Db): Promise<void> {
  const territoire = await createTerritoire(db, {
    siren: VALENCIENNES_METROPOLE,
    slug: 'valenciennes-metropole',
    demo: true,
  })
  for (const persona of demoPersonas) await seedPersona(db, territoire.id, persona)
}

async function seedPersona(db: Db, territoireId: string, persona: DemoPersona): Promise<void> {
  const compteId = await ensureCompte(db, {
    courriel: demoEmail(persona.code),
    nom: persona.titre,
    motDePasse: DEMO_PASSWORD,
  })
  const organisationId = await organisationOf(db, territoireId, persona)
  const personneId = newId()
  await db
    .insertInto('personne')
    .values({
      territoireId,
      id: personneId,
      nom: `${persona.titre} (exemple)`,
      courriel: demoEmail(persona.code),
      compteId,
      exemple: true,
    })
    .execute()
  await db
    .insertInto('affectation')
    .values({
      territoireId,
      id: newId(),
      personneId,
      organisationId,
      role: persona.role,
      fonction: persona.titre,
      debut: '2015-01-01',
    })
    .execute()
}

async function organisationOf(db: Db, territoireId: string, persona: DemoPersona): Promise<string> {
  const known = await db
    .selectFrom('organisation')
    .select('id')
    .where('territoireId', '=', territoireId)
    .where('nom', 'ilike', `%${persona.organisation}%`)
    .executeTakeFirst()
  if (known) return known.id
  const id = newId()
  await db
    .insertInto('organisation')
    .values({ territoireId, id, nom: persona.organisation, nature: 'autre', exemple: true })
    .execute()
  return id
}
