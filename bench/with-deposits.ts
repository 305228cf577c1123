import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'
import { createTerritoire } from '#app/features/territoires/index.server.ts'
import { newId } from '#app/lib/ids.ts'
import { projectPath } from '#app/platform/root.server.ts'
import { childEnvironment } from '../checks/processes.ts'

const SECRET = 'secret-de-la-mesure-du-depot-de-derniere-minute'

/** A carrier of the measure: who it is, its dossier, and the cookie of its session. */
export interface Carrier {
  dossierId: string
  cookie: string
}

export interface Night {
  slug: string
  appelId: string
  carriers: Carrier[]
}

/** A territory where many carriers have all filled their dossier but the last lines, before a call that closes soon. */
export async function aNight(db: Db, given: { carriers: number; opensForSeconds: number }): Promise<Night> {
  const { id, slug } = await createTerritoire(db, { siren: '245901160', slug: `nuit-${newId().slice(-6)}` })
  const [appelId, funderId] = [newId(), newId()]
  await sql`insert into organisation (territoire_id, id, nom, nature) values (${id}, ${funderId}, 'Financeur', 'etat')`.execute(
    db,
  )
  await sql`insert into appel_a_projets (territoire_id, id, code, titre, nature, exercice, texte, etat, ouvre_le, ferme_le, grace_minutes)
    values (${id}, ${appelId}, 'NUIT-2027', 'Appel de la nuit', 'contrat_de_ville', 2027, 'Texte', 'valide', now() - interval '30 days', now() + interval '1 day', 30)`.execute(
    db,
  )
  await sql`insert into appel_financeur (territoire_id, appel_id, financeur_id) values (${id}, ${appelId}, ${funderId})`.execute(
    db,
  )
  const rows = Array.from({ length: given.carriers }, (_, rank) => ({
    rank,
    organisation: newId(),
    personne: newId(),
    compte: newId(),
    dossier: newId(),
    token: newId(),
  }))
  await db.transaction().execute(async (tx) => {
    for (const row of rows) await insertCarrier(tx, { ...row, territoireId: id, appelId, funderId })
  })
  await sql`update appel_a_projets set ferme_le = now() + ${`${given.opensForSeconds} seconds`}::interval where id = ${appelId}`.execute(
    db,
  )
  return {
    slug,
    appelId,
    carriers: rows.map((its) => ({ dossierId: its.dossier, cookie: cookieOf(its.token) })),
  }
}

function cookieOf(token: string): string {
  const signature = createHmac('sha256', SECRET).update(token).digest('base64')
  return `maillage.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}

interface CarrierRow {
  rank: number
  territoireId: string
  organisation: string
  personne: string
  compte: string
  dossier: string
  token: string
  appelId: string
  funderId: string
}

async function insertCarrier(db: Db, its: CarrierRow): Promise<void> {
  const courriel = `porteur-${its.compte}@essai.invalid`
  const t = its.territoireId
  await sql`insert into organisation (territoire_id, id, nom, nature) values (${t}, ${its.organisation}, ${`Association ${its.rank}`}, 'association')`.execute(
    db,
  )
  await sql`insert into organisation_rib (territoire_id, organisation_id, titulaire, iban_chiffre, iban_fin) values (${t}, ${its.organisation}, 'Association', 'x', '0000')`.execute(
    db,
  )
  await sql`insert into auth_user ("id", "name", "email", "emailVerified") values (${its.compte}, 'Porteur', ${courriel}, true)`.execute(
    db,
  )
  await sql`insert into auth_session ("id", "token", "userId", "expiresAt", "createdAt", "updatedAt")
    values (${newId()}, ${its.token}, ${its.compte}, now() + interval '1 day', now(), now())`.execute(db)
  await sql`insert into personne (territoire_id, id, nom, courriel, compte_id) values (${t}, ${its.personne}, 'Porteur', ${courriel}, ${its.compte})`.execute(
    db,
  )
  await sql`insert into affectation (territoire_id, id, personne_id, organisation_id, role, debut)
    values (${t}, ${newId()}, ${its.personne}, ${its.organisation}, 'porteur', '2015-01-01')`.execute(db)
  await sql`insert into dossier (territoire_id, id, appel_id, porteur_id, titre, besoins, objectifs, description, debut, fin, public_vise, portee, responsable_nom, responsable_courriel)
    values (${t}, ${its.dossier}, ${its.appelId}, ${its.organisation}, ${`Projet ${its.rank}`}, 'Un besoin', 'Un but', 'Une action', '2027-01-01', '2027-12-31', 'Habitants', 'territoire', 'Responsable', ${courriel})`.execute(
    db,
  )
  await sql`insert into dossier_public (territoire_id, dossier_id, tranche, femmes, hommes) values (${t}, ${its.dossier}, '18_25', 5, 5)`.execute(
    db,
  )
  await sql`insert into dossier_budget (territoire_id, id, dossier_id, compte, financeur_id, montant_centimes, rang) values
    (${t}, ${newId()}, ${its.dossier}, '641', null, 1000000, 1), (${t}, ${newId()}, ${its.dossier}, '74_etat', ${its.funderId}, 600000, 2),
    (${t}, ${newId()}, ${its.dossier}, 'ressources_propres', null, 400000, 3)`.execute(db)
}

export interface Host {
  base: string
  kill: () => Promise<void>
  stop: () => Promise<void>
}

/** The built application on a database, with the secret the sessions of the measure were signed with. */
export async function startHost(given: {
  databaseUrl: string | null
  folder: string
  port: number
}): Promise<Host> {
  const env = childEnvironment({
    MAILLAGE_DATA: given.folder,
    PORT: String(given.port),
    NODE_ENV: 'production',
    MAILLAGE_DEMO: 'non',
    MAILLAGE_SECRET: SECRET,
    ...(given.databaseUrl ? { DATABASE_URL: given.databaseUrl } : {}),
  })
  const child = spawn(process.execPath, [projectPath('cli/maillage.ts'), 'start'], { env, stdio: 'ignore' })
  const base = `http://127.0.0.1:${given.port}`
  const limit = Date.now() + 60_000
  while (
    !(await fetch(`${base}/sante`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (Date.now() > limit) throw new Error('The application does not answer.')
    await wait(50)
  }
  return { base, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') }
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}
