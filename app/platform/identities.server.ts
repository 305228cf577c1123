import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { findCompteByEmail } from './comptes.server.ts'
import type { Identity } from './oidc.server.ts'

/**
 * Keeps what a provider says of somebody, at each sign-in. An identity never seen whose address is the one of an
 * account asks to be linked to it: an administrator answers, and the next sign-in opens the account.
 */
export async function rememberIdentity(db: Db, identity: Identity, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`insert into identite_sso (fournisseur, sub, courriel, nom, siret, organisation, vue_le)
      values (${identity.fournisseur}, ${identity.sub}, ${identity.courriel}, ${identity.nom}, ${identity.siret}, ${identity.organisation}, ${now})
      on conflict (fournisseur, sub) do update set courriel = excluded.courriel, nom = excluded.nom, siret = excluded.siret,
        organisation = excluded.organisation, vue_le = excluded.vue_le`.execute(tx)
    if (await findLinkedAccount(tx, identity)) return
    const compteId = await findCompteByEmail(tx, identity.courriel)
    if (compteId) await linkOrAsk(tx, identity, compteId)
  })
}

async function findLinkedAccount(tx: Tx, identity: Identity): Promise<boolean> {
  const { rows } = await sql`select 1 from auth_account
    where "providerId" = ${identity.fournisseur} and "accountId" = ${identity.sub}`.execute(tx)
  return rows.length > 0
}

async function linkOrAsk(tx: Tx, identity: Identity, compteId: string): Promise<void> {
  const known = await tx
    .selectFrom('identiteSso')
    .select(['liaison', 'compteId'])
    .where('fournisseur', '=', identity.fournisseur)
    .where('sub', '=', identity.sub)
    .executeTakeFirstOrThrow()
  // What was decided was decided about one account: another one with this address is another question.
  if (known.compteId === compteId && known.liaison === 'acceptee') {
    await sql`insert into auth_account ("id", "accountId", "providerId", "userId", "updatedAt")
      values (${newId()}, ${identity.sub}, ${identity.fournisseur}, ${compteId}, now())`.execute(tx)
    return
  }
  if (known.compteId === compteId && known.liaison === 'refusee') return
  await tx
    .updateTable('identiteSso')
    .set({ liaison: 'demandee', compteId })
    .where('fournisseur', '=', identity.fournisseur)
    .where('sub', '=', identity.sub)
    .execute()
}

/** What the provider last said of an account, to prefill its request to enter a territory. */
export async function findIdentityOf(
  db: Db,
  compteId: string,
): Promise<{ siret: string | null; organisation: string | null } | null> {
  const { rows } = await sql<{ siret: string | null; organisation: string | null }>`
    select i.siret, i.organisation from identite_sso i join auth_account a on a."providerId" = i.fournisseur and a."accountId" = i.sub
    where a."userId" = ${compteId} order by i.vue_le desc limit 1`.execute(db)
  return rows[0] ?? null
}
