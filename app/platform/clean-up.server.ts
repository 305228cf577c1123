import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'

/** Takes away what is over: presences, sessions, links and counters that no longer mean anything. */
export async function cleanUp(db: Db, now: Date): Promise<void> {
  const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000)
  await sql`delete from presence where vu_le < ${ago(1)}`.execute(db)
  await sql`delete from auth_session where "expiresAt" < ${now}`.execute(db)
  await sql`delete from auth_verification where "expiresAt" < ${now}`.execute(db)
  await sql`delete from connexion_echec where depuis < ${ago(24)}`.execute(db)
  await sql`delete from auth_rate_limit where "lastRequest" < ${ago(24).getTime()}`.execute(db)
  // Identities that asked to enter and never came back: kept no longer than a year (DOMAIN.md § 6.1).
  await sql`delete from identite_sso i where vue_le < ${ago(24 * 365)} and not exists (
    select 1 from auth_account a where a."providerId" = i.fournisseur and a."accountId" = i.sub)`.execute(db)
  await sql`delete from notification where lue_le < ${ago(24 * 365)}`.execute(db)
}
