import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { DbOrTx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'

export interface NewCompte {
  courriel: string
  nom: string
  /** The hash of the password, by `hashPassword`: slow on purpose, so made once for several accounts of a demonstration. */
  empreinte: string
}

export { hashPassword }

/**
 * Makes an account of the authentication library with a password, or gives the one that has this address.
 * @returns the id of the account
 */
export async function ensureCompte(db: DbOrTx, given: NewCompte): Promise<string> {
  const courriel = given.courriel.trim().toLowerCase()
  const known = await findCompteByEmail(db, courriel)
  if (known) return known
  const id = newId()
  await sql`insert into auth_user ("id", "name", "email", "emailVerified") values (${id}, ${given.nom}, ${courriel}, true)`.execute(
    db,
  )
  await sql`insert into auth_account ("id", "accountId", "providerId", "userId", "password", "updatedAt")
    values (${newId()}, ${id}, 'credential', ${id}, ${given.empreinte}, now())`.execute(db)
  return id
}

/** The account that has this address, or null. */
export async function findCompteByEmail(db: DbOrTx, courriel: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string
  }>`select id from auth_user where email = ${courriel.trim().toLowerCase()}`.execute(db)
  return rows[0]?.id ?? null
}
