import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { ensureCompte, findCompteByEmail } from '#app/platform/comptes.server.ts'
import { type Role, roleNames } from '#app/platform/permissions.ts'
import { isRole } from './personne.schema.ts'

export interface NewCompte {
  courriel: string
  nom: string
  territoire: string
  role: string
  /** The name of its organisation; the intercommunality when it is left out. */
  organisation?: string | undefined
  /** The hash of the password of an account that does not exist yet. */
  empreinte: string
  today: IsoDate
}

export interface CreatedCompte {
  courriel: string
  territoire: string
  organisation: string
  role: Role
  /** False when the account existed: its password is left as it is. */
  nouveau: boolean
}

/** Makes an account with a role from the command line, under the owner's role: the way in of a new territory. */
export async function createCompte(db: Db, given: NewCompte): Promise<CreatedCompte> {
  const { role } = given
  if (!isRole(role))
    throw new Refusal(
      'role-inconnu',
      `Le rôle « ${role} » n’existe pas. Rôles : ${Object.keys(roleNames).join(', ')}.`,
    )
  const courriel = given.courriel.trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(courriel))
    throw new Refusal('courriel-invalide', `« ${given.courriel} » n’est pas une adresse électronique.`)
  return db.transaction().execute(async (tx) => {
    const territoire = await tx
      .selectFrom('territoire')
      .select(['id', 'slug'])
      .where('slug', '=', given.territoire)
      .executeTakeFirst()
    if (!territoire)
      throw new Refusal(
        'territoire-inconnu',
        `Aucun territoire ne s’appelle « ${given.territoire} » : voyez « maillage territoire list ».`,
      )
    const organisation = await findOrganisation(tx, territoire.id, given.organisation)
    const nouveau = (await findCompteByEmail(tx, courriel)) === null
    const compteId = await ensureCompte(tx, { courriel, nom: given.nom, empreinte: given.empreinte })
    const personneId = await ensurePersonne(tx, territoire.id, { compteId, courriel, nom: given.nom })
    await giveRole(tx, {
      territoireId: territoire.id,
      personneId,
      organisationId: organisation.id,
      role,
      today: given.today,
      nom: given.nom,
    })
    return { courriel, territoire: territoire.slug, organisation: organisation.nom, role, nouveau }
  })
}

async function findOrganisation(tx: Tx, territoireId: string, nom: string | undefined) {
  const found = await tx
    .selectFrom('organisation')
    .select(['id', 'nom'])
    .where('territoireId', '=', territoireId)
    .where('archiveLe', 'is', null)
    .where(nom ? sql<SqlBool>`lower(unaccent(nom)) = lower(unaccent(${nom}))` : sql<SqlBool>`nature = 'epci'`)
    .orderBy('creeLe')
    .orderBy('id')
    .executeTakeFirst()
  if (!found)
    throw new Refusal(
      'organisation-inconnue',
      nom
        ? `Aucune organisation ne s’appelle « ${nom} » dans ce territoire.`
        : 'Ce territoire n’a pas d’intercommunalité : nommez une organisation avec --organisation.',
    )
  return found
}

async function ensurePersonne(
  tx: Tx,
  territoireId: string,
  its: { compteId: string; courriel: string; nom: string },
): Promise<string> {
  const known = await tx
    .selectFrom('personne')
    .select('id')
    .where('territoireId', '=', territoireId)
    .where('compteId', '=', its.compteId)
    .executeTakeFirst()
  if (known) return known.id
  const id = newId()
  await tx
    .insertInto('personne')
    .values({ territoireId, id, ...its })
    .execute()
  return id
}

async function giveRole(
  tx: Tx,
  its: {
    territoireId: string
    personneId: string
    organisationId: string
    role: Role
    today: IsoDate
    nom: string
  },
): Promise<void> {
  const { territoireId, personneId, organisationId, role, today } = its
  const held = await tx
    .selectFrom('affectation')
    .select('id')
    .where('territoireId', '=', territoireId)
    .where('personneId', '=', personneId)
    .where('role', '=', role)
    .where('etat', '=', 'active')
    .where((eb) => eb.or([eb('fin', 'is', null), eb('fin', '>', today)]))
    .executeTakeFirst()
  if (held)
    throw new Refusal('deja-la', `Cette personne a déjà le rôle « ${roleNames[role]} » dans ce territoire.`)
  const id = newId()
  await tx
    .insertInto('affectation')
    .values({ territoireId, id, personneId, organisationId, role, debut: today })
    .execute()
  const titre = `${roleNames[role]}, ${its.nom}`
  await journalRole(tx, { territoireId, entiteId: id, titre })
}

async function journalRole(
  tx: Tx,
  its: { territoireId: string; entiteId: string; titre: string },
): Promise<void> {
  const line = { auteur: 'ligne de commande', operation: 'affectation.creer', entite: 'affectation' }
  await tx
    .insertInto('journal')
    .values({ ...its, ...line, id: newId() })
    .execute()
}
