import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { findActor } from '#app/platform/actors.server.ts'
import { ensureCompte } from '#app/platform/comptes.server.ts'
import { createDemande } from './demandes.commands.server.ts'
import {
  acceptInvitation,
  getInvitation,
  invitePersonne,
  resendInvitation,
} from './invitations.commands.server.ts'
import { anInvitation } from './personne.factory.ts'
import {
  acceptDemande,
  endAffectation,
  refuseDemande,
  updateAffectation,
} from './personnes.commands.server.ts'
import { getPersonne, listPersonnes } from './personnes.queries.server.ts'

const { db } = await openTestDatabase()

const now = new Date('2026-06-15T10:00:00Z')
const today = isoDate('2026-06-15')
const sending = { publicUrl: 'https://maillage.invalid', now }
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000)

async function aDirector() {
  const territoire = await aTerritoire(db)
  return { territoire, actor: await anActor(db, territoire, { role: 'direction' }) }
}

async function invited(given: { courriel?: string } = {}) {
  const { territoire, actor } = await aDirector()
  const courriel = given.courriel ?? `${newId()}@exemple.invalid`
  const input = anInvitation({ organisationId: territoire.epciId, courriel })
  const personneId = await asActor(db, actor, (tx) => invitePersonne(tx, actor, input, sending))
  return { territoire, actor, courriel, personneId, jeton: await lastToken(courriel) }
}

async function lastToken(courriel: string): Promise<string> {
  const mail = await db
    .selectFrom('courriel')
    .select('texte')
    .where('destinataire', '=', courriel)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return /\/connexion\/invitation\/([\w-]+)/.exec(mail.texte)?.[1] ?? ''
}

const accept = (jeton: string, compteId: string | null = null) =>
  acceptInvitation(db, jeton, { empreinteMotDePasse: 'empreinte', compteId, now })

test('an invitation sends a link the database cannot give back, and opens nothing before it is accepted', async () => {
  const { territoire, jeton, courriel } = await invited()
  expect(jeton).toHaveLength(43)
  const kept = await db
    .selectFrom('invitation')
    .select('empreinte')
    .where('courriel', '=', courriel)
    .executeTakeFirstOrThrow()
  expect(kept.empreinte).not.toContain(jeton)
  expect(await getInvitation(db, jeton, now)).toMatchObject({
    courriel,
    slug: territoire.slug,
    compteId: null,
  })
})

test('accepting makes the account and the person enters with its role; the link works once', async () => {
  const { territoire, jeton, courriel } = await invited()
  await accept(jeton)
  const compte = await ensureCompte(db, { courriel, nom: '', empreinte: '' })
  const actor = await findActor(db, { compteId: compte, slug: territoire.slug, today })
  expect(actor?.affectations.map((its) => its.role)).toEqual(['charge_mission'])
  await expect(accept(jeton)).rejects.toThrow(NotFound)
})

test('a link that is late, replaced or invented does not exist', async () => {
  const { actor, jeton, courriel, personneId } = await invited()
  await expect(getInvitation(db, jeton, later(15))).rejects.toThrow(NotFound)
  await expect(getInvitation(db, 'x'.repeat(43), now)).rejects.toThrow(NotFound)
  const { affectations } = await asActor(db, actor, (tx) => getPersonne(tx, actor, personneId))
  await asActor(db, actor, (tx) => resendInvitation(tx, actor, affectations[0]?.id ?? '', sending))
  await expect(getInvitation(db, jeton, now)).rejects.toThrow(NotFound)
  expect(await getInvitation(db, await lastToken(courriel), now)).toMatchObject({ courriel })
})

test('an invitation never changes the password of an account that exists: its owner signs in first', async () => {
  const courriel = `${newId()}@exemple.invalid`
  const compteId = await ensureCompte(db, { courriel, nom: 'Déjà là', empreinte: 'la sienne' })
  const { jeton } = await invited({ courriel })
  await expect(accept(jeton)).rejects.toMatchObject({ code: 'compte-connu' })
  await expect(accept(jeton, newId())).rejects.toMatchObject({ code: 'compte-connu' })
  await accept(jeton, compteId)
})

test('only those who manage the accounts invite, and nothing is left behind', async () => {
  const { territoire } = await aDirector()
  for (const role of ['finances', 'charge_mission', 'porteur'] as const) {
    const actor = await anActor(db, territoire, { role })
    const input = anInvitation({ organisationId: territoire.epciId, courriel: 'refus@exemple.invalid' })
    await expect(asActor(db, actor, (tx) => invitePersonne(tx, actor, input, sending))).rejects.toThrow(
      Forbidden,
    )
  }
  expect(
    await db.selectFrom('courriel').select('id').where('territoireId', '=', territoire.id).execute(),
  ).toEqual([])
})

test('the last direction cannot be ended, nor given another role', async () => {
  const { actor } = await aDirector()
  const id = actor.affectations[0]?.id ?? ''
  await expect(asActor(db, actor, (tx) => endAffectation(tx, actor, id, today))).rejects.toMatchObject({
    code: 'derniere-direction',
  })
  const { organisationId } = actor.affectations[0] ?? { organisationId: '' }
  const { nom: _nom, courriel: _courriel, ...input } = anInvitation({ organisationId, role: 'finances' })
  const change = { version: 1, input, today }
  await expect(asActor(db, actor, (tx) => updateAffectation(tx, actor, id, change))).rejects.toMatchObject({
    code: 'derniere-direction',
  })
})

test('a role that ended today opens nothing any more', async () => {
  const { territoire, actor, jeton, personneId, courriel } = await invited()
  await accept(jeton)
  const { affectations } = await asActor(db, actor, (tx) => getPersonne(tx, actor, personneId))
  await asActor(db, actor, (tx) => endAffectation(tx, actor, affectations[0]?.id ?? '', today))
  const compteId = await ensureCompte(db, { courriel, nom: '', empreinte: '' })
  expect(await findActor(db, { compteId, slug: territoire.slug, today })).toBeNull()
})

async function aDemande(slug: string) {
  const courriel = `${newId()}@exemple.invalid`
  const compteId = await ensureCompte(db, { courriel, nom: 'Demandeuse', empreinte: 'x' })
  const input = { territoire: slug, organisation: 'Mission locale d’exemple', fonction: 'Conseillère' }
  await createDemande(db, { compteId, nom: 'Demandeuse', courriel, siret: null }, input, today)
  return { compteId, courriel, input }
}

test('a request waits, opens nothing, and is accepted with the role an administrator decides', async () => {
  const { territoire, actor } = await aDirector()
  const { compteId } = await aDemande(territoire.slug)
  expect(await findActor(db, { compteId, slug: territoire.slug, today })).toBeNull()
  const list = await asActor(db, actor, (tx) =>
    listPersonnes(tx, actor, { etat: 'en_attente', at: today, page: 1 }),
  )
  expect(list.total).toBe(1)
  const line = list.rows[0]?.affectations[0]
  const {
    nom: _nom,
    courriel: _courriel,
    ...input
  } = anInvitation({ organisationId: line?.organisationId ?? '', role: 'partenaire' })
  await asActor(db, actor, (tx) => acceptDemande(tx, actor, line?.id ?? '', { version: 1, input }))
  const entered = await findActor(db, { compteId, slug: territoire.slug, today })
  expect(entered?.affectations.map((its) => its.role)).toEqual(['partenaire'])
})

test('a request is answered once, and made once while it waits', async () => {
  const { territoire, actor } = await aDirector()
  const { compteId, courriel, input } = await aDemande(territoire.slug)
  const again = createDemande(db, { compteId, nom: 'Demandeuse', courriel, siret: null }, input, today)
  await expect(again).rejects.toMatchObject({ code: 'deja-demande' })
  const { rows } = await asActor(db, actor, (tx) =>
    listPersonnes(tx, actor, { etat: 'en_attente', at: today, page: 1 }),
  )
  const id = rows[0]?.affectations[0]?.id ?? ''
  await asActor(db, actor, (tx) => refuseDemande(tx, actor, id))
  await expect(asActor(db, actor, (tx) => refuseDemande(tx, actor, id))).rejects.toMatchObject({
    code: 'deja-decide',
  })
})

test('a partner sees who does what, not how to reach them; a carrier sees only itself', async () => {
  const { territoire, personneId } = await invited()
  const partner = await anActor(db, territoire, { role: 'partenaire' })
  const carrier = await anActor(db, territoire, { role: 'porteur' })
  const seen = await asActor(db, partner, (tx) => getPersonne(tx, partner, personneId))
  expect(seen).toMatchObject({ nom: 'Personne invitée', courriel: null })
  await expect(asActor(db, carrier, (tx) => getPersonne(tx, carrier, personneId))).rejects.toThrow(NotFound)
})

test('people, roles and invitations of another territory do not exist', async () => {
  const { personneId } = await invited()
  const elsewhere = await aDirector()
  await expect(
    asActor(db, elsewhere.actor, (tx) => getPersonne(tx, elsewhere.actor, personneId)),
  ).rejects.toThrow(NotFound)
})
