import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'
import { createTerritoire } from '#app/features/territoires/index.server.ts'
import { newId } from '#app/lib/ids.ts'
import { ensureCompte, hashPassword } from '#app/platform/comptes.server.ts'

export interface BigTerritory {
  id: string
  slug: string
  courriel: string
  motDePasse: string
}

export interface Size {
  fiches: number
  organisations: number
  journal: number
}

/**
 * A made-up territory of the size of a large EPCI after ten years: 35 communes, six axes, organisations, fiches over ten
 * years with communes and partners, and one person of the direction. Written by SQL: it measures reading, not seeding.
 */
export async function aBigTerritory(db: Db, size: Size): Promise<BigTerritory> {
  const { id, slug } = await createTerritoire(db, { siren: '245901160', slug: `grand-${newId().slice(-6)}` })
  await fill(db, id, size)
  const person = await aDirector(db, id)
  await sql`vacuum analyze`.execute(db)
  return { id, slug, ...person }
}

async function fill(db: Db, id: string, size: Size): Promise<void> {
  const arbre = newId()
  await sql`insert into organisation (territoire_id, id, nom, nature)
    select ${id}, gen_random_uuid(), 'Association ' || i, 'association' from generate_series(1, ${size.organisations}) i`.execute(
    db,
  )
  await sql`insert into arbre (territoire_id, id, nom) values (${id}, ${arbre}, 'Axes')`.execute(db)
  await sql`insert into axe (territoire_id, id, arbre_id, rang) select ${id}, gen_random_uuid(), ${arbre}, i from generate_series(1, 6) i`.execute(
    db,
  )
  await sql`insert into axe_version (territoire_id, id, axe_id, numero, titre, debut)
    select territoire_id, gen_random_uuid(), id, rang::text, 'Axe ' || rang, '2015-01-01' from axe where territoire_id = ${id}`.execute(
    db,
  )
  await sql`insert into fiche (territoire_id, id, code, titre, resume, contexte, axe_id, porteur_id, etat, debut, fin, budget_centimes, portee, modifie_le)
    select ${id}, gen_random_uuid(), 'B-' || lpad(i::text, 6, '0'), 'Action ' || i || ' ' || (array['jeunesse','santé','emploi','logement','culture','sport'])[1 + i % 6],
      'Accompagner les habitants vers ' || (array['l’emploi','les soins','l’école','le logement'])[1 + i % 4], repeat('Contexte de l’action. ', 8),
      (select id from axe where territoire_id = ${id} and rang = 1 + i % 6), o.id,
      (array['idee','en_montage','validee','en_cours','en_cours','terminee','abandonnee'])[1 + i % 7],
      make_date(2015 + i % 10, 1 + i % 12, 1), make_date(2016 + i % 10, 1 + i % 12, 1), 100000 * (1 + i % 50), 'communes', now() - (i || ' minutes')::interval
    from generate_series(1, ${size.fiches}) i
    join (select id, row_number() over (order by nom) - 1 as n from organisation where territoire_id = ${id}) o on o.n = i % ${size.organisations}`.execute(
    db,
  )
  await sql`insert into fiche_commune (territoire_id, fiche_id, commune_code)
    select ${id}, f.id, c.code from (select id, row_number() over (order by code) as n from fiche where territoire_id = ${id}) f
    join (select code, row_number() over (order by code) - 1 as n from commune where territoire_id = ${id}) c on c.n in (f.n % 35, (f.n * 7) % 35)`.execute(
    db,
  )
  await sql`insert into journal (territoire_id, id, auteur, operation, entite, entite_id, titre, changements)
    select ${id}, gen_random_uuid(), 'Personne', 'fiche.modifier', 'fiche', gen_random_uuid()::text, 'Fiche ' || i, '{"titre": {"avant": "a", "apres": "b"}}'
    from generate_series(1, ${size.journal}) i`.execute(db)
}

async function aDirector(db: Db, territoireId: string): Promise<{ courriel: string; motDePasse: string }> {
  const courriel = `direction-${newId().slice(-8)}@essai.invalid`
  const motDePasse = `mesure-${newId()}`
  const compteId = await ensureCompte(db, {
    courriel,
    nom: 'Direction',
    empreinte: await hashPassword(motDePasse),
  })
  const epci = await db
    .selectFrom('organisation')
    .select('id')
    .where('territoireId', '=', territoireId)
    .where('nature', '=', 'epci')
    .executeTakeFirstOrThrow()
  const personneId = newId()
  await db
    .insertInto('personne')
    .values({ territoireId, id: personneId, nom: 'Direction', compteId })
    .execute()
  await db
    .insertInto('affectation')
    .values({
      territoireId,
      id: newId(),
      personneId,
      organisationId: epci.id,
      role: 'direction',
      debut: '2015-01-01',
    })
    .execute()
  return { courriel, motDePasse }
}
