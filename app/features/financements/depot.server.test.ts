import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { saveDraft } from '#app/platform/drafts.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { AppelInput } from './appel.schema.ts'
import { beginDeposit, depositDossier, draftId } from './depot.server.ts'
import { fingerprint } from './dossier.copie.server.ts'
import type { TypedStep } from './dossier.steps.ts'
import { type Attestation, attestations } from './dossier.words.ts'
import { saveStep, stepFingerprint } from './dossier-steps.commands.server.ts'
import { createDossier } from './dossiers.commands.server.ts'
import { getDossier } from './dossiers.queries.server.ts'
import { aFundingWorld, type FundingWorld, NOON } from './financements.factory.ts'
import { saveRib } from './rib.server.ts'
import { askSignature, readSignature, signByLink, takeBack } from './signature.server.ts'

const { db } = await openTestDatabase()
const SECRET = 'un-secret-de-test-assez-long-pour-servir'
const IBAN = 'FR76 3000 6000 0112 3456 7890 189'
const all = Object.keys(attestations) as Attestation[] // keys of a const record
const signing = {
  nom: 'Présidente d’essai',
  fonction: 'Présidence',
  attestees: all,
  courriel: 'moi@exemple.invalid',
  now: NOON,
}

const form = (values: Record<string, string>) => {
  const made = new FormData()
  for (const [name, value] of Object.entries(values)) made.set(name, value)
  return made
}

async function save(actor: Actor, id: string, step: TypedStep, values: Record<string, string>) {
  return asActor(db, actor, async (tx) => {
    const dossier = await getDossier(tx, actor, id)
    await saveStep(tx, actor, id, {
      step,
      form: form({ empreinte: stepFingerprint(dossier, step), ...values }),
    })
  })
}

const begin = async (
  actor: Actor,
  porteurId: string,
  given: { now?: Date; repriseId?: string; id?: string } = {},
) =>
  asActor(db, actor, (tx) =>
    createDossier(tx, actor, {
      id: given.id ?? newId(),
      appelCode: 'CDV-2027',
      porteurId,
      repriseId: given.repriseId ?? null,
      now: given.now ?? NOON,
    }),
  )

/** Everything the call asks for, typed step by step as on the screens. */
async function fill(world: FundingWorld, actor: Actor, id: string) {
  await save(actor, id, 'projet', {
    titre: 'Ateliers mobilité',
    axeId: world.axes[0],
    besoins: 'Un besoin.',
    objectifs: 'Un but.',
    description: 'Dix ateliers.',
    debut: '2027-01-01',
    fin: '31/12/2027',
  })
  await save(actor, id, 'public', {
    publicVise: 'Jeunes',
    portee: 'communes',
    communeCodes: '59606',
    'femmes.18_25': '12',
    'hommes.18_25': '8',
    'qpv.18_25': '10',
  })
  await save(actor, id, 'moyens', {
    responsableNom: 'Responsable',
    responsableCourriel: 'responsable@exemple.invalid',
  })
  await save(actor, id, 'budget', {
    'm.641': '7 000',
    'm.60_fournitures': '3 000,00',
    'm.ressources_propres': '4 000',
    [`f.${world.financeurs[0]}`]: '4 000',
    [`f.${world.financeurs[1]}`]: '2 000',
  })
  await save(actor, id, 'resultats', {
    evaluation: 'On comptera.',
    'resultat.indicateur': 'Trajets préparés',
    'resultat.cible': '15',
  })
  await asActor(db, actor, (tx) =>
    saveRib(tx, actor, world.association, {
      input: { titulaire: 'Association', iban: IBAN, bic: '' },
      secret: SECRET,
    }),
  )
  await joinPieces(world, id)
}

async function joinPieces(world: FundingWorld, dossierId: string) {
  const territoireId = world.territoire.id
  const pieces = await db.selectFrom('appelPiece').select('id').where('appelId', '=', world.appelId).execute()
  for (const { id: appelPieceId } of pieces) {
    const fichierId = newId()
    await db
      .insertInto('fichier')
      .values({
        territoireId,
        id: fichierId,
        entite: 'dossier',
        entiteId: dossierId,
        nom: 'statuts.pdf',
        typeMime: 'application/pdf',
        tailleOctets: 10,
        sha256: 'x',
        chemin: fichierId,
      })
      .execute()
    await db
      .insertInto('dossierPiece')
      .values({ territoireId, id: newId(), dossierId, appelPieceId, fichierId })
      .execute()
  }
}

async function aReadyDossier(given: Partial<AppelInput> = {}) {
  const world = await aFundingWorld(db, given)
  const porteur = await world.as('porteur', world.association)
  const id = await begin(porteur, world.association)
  await fill(world, porteur, id)
  return { world, porteur, id }
}

const submit = (actor: Actor, id: string, given: Partial<typeof signing> = {}) =>
  asActor(db, actor, (tx) => depositDossier(tx, actor, id, { ...signing, ...given }))
const read = (actor: Actor, id: string) => asActor(db, actor, (tx) => getDossier(tx, actor, id))

test('a dossier filled step by step is submitted with a number, a frozen copy, its lines, an acknowledgement', async () => {
  const { world, porteur, id } = await aReadyDossier()
  expect(await submit(porteur, id)).toBe('CDV-2027-0001')
  const dossier = await read(porteur, id)
  expect(dossier).toMatchObject({
    etat: 'depose',
    numero: 'CDV-2027-0001',
    fin: '2027-12-31',
    signataireNom: 'Présidente d’essai',
  })
  expect(dossier.attestees.toSorted()).toEqual(all.toSorted())
  const row = await db
    .selectFrom('dossier')
    .select(['copie', 'copieSha256'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(fingerprint(JSON.stringify(row.copie))).toBe(row.copieSha256)
  expect(row.copie).toMatchObject({ titre: 'Ateliers mobilité', numero: 'CDV-2027-0001' })
  const lignes = await db
    .selectFrom('ligne')
    .select(['financeurId', 'demandeCentimes', 'etat'])
    .where('dossierId', '=', id)
    .execute()
  expect(lignes.map((its) => its.demandeCentimes).toSorted()).toEqual([200_000, 400_000])
  const mails = await db
    .selectFrom('courriel')
    .select(['destinataire', 'texte'])
    .where('territoireId', '=', world.territoire.id)
    .execute()
  expect(mails.map((its) => its.destinataire).toSorted()).toEqual([
    'moi@exemple.invalid',
    'responsable@exemple.invalid',
  ])
  expect(mails[0]?.texte).toContain(row.copieSha256 ?? 'absent')
})

test('pressing again, or in two tabs at once, gives the same number and one dossier', async () => {
  const { porteur, id } = await aReadyDossier()
  const numbers = await Promise.all([submit(porteur, id), submit(porteur, id), submit(porteur, id)])
  expect(new Set(numbers)).toEqual(new Set(['CDV-2027-0001']))
  expect(await db.selectFrom('ligne').select('id').where('dossierId', '=', id).execute()).toHaveLength(2)
  const same = newId()
  const world = await aFundingWorld(db)
  const other = await world.as('porteur', world.association)
  const made = await Promise.all([
    begin(other, world.association, { id: same }),
    begin(other, world.association, { id: same }),
  ])
  expect(made).toEqual([same, same])
})

test('numbers of dossiers submitted at the same time follow each other without gap or twin', async () => {
  const world = await aFundingWorld(db)
  const porteur = await world.as('porteur', world.association)
  const ids: string[] = []
  for (let rank = 0; rank < 6; rank += 1) {
    const id = await begin(porteur, world.association)
    await fill(world, porteur, id)
    ids.push(id)
  }
  const numbers = await Promise.all(ids.map((id) => submit(porteur, id)))
  expect(numbers.toSorted()).toEqual(ids.map((_, rank) => `CDV-2027-000${rank + 1}`))
})

test('what was typed and not saved is part of what is submitted', async () => {
  const { porteur, id } = await aReadyDossier()
  const dossier = await read(porteur, id)
  const draft = form({
    entite: 'dossier',
    entiteId: draftId(id, 'resultats'),
    valeurs: JSON.stringify({
      empreinte: [stepFingerprint(dossier, 'resultats')],
      evaluation: ['Écrit à minuit moins une.'],
    }),
  })
  await asActor(db, porteur, (tx) => saveDraft(tx, porteur, draft, NOON))
  await submit(porteur, id)
  expect((await read(porteur, id)).evaluation).toBe('Écrit à minuit moins une.')
})

test('a dossier with something missing is refused with all that is missing, and nothing is written', async () => {
  const world = await aFundingWorld(db)
  const porteur = await world.as('porteur', world.association)
  const id = await begin(porteur, world.association)
  await expect(submit(porteur, id)).rejects.toThrow(
    /Donnez un titre.*Joignez la pièce « Statuts ».*coordonnées bancaires/,
  )
  expect((await read(porteur, id)).numero).toBeNull()
  const { porteur: other, id: ready } = await aReadyDossier()
  await expect(submit(other, ready, { attestees: ['representant'] })).rejects.toThrow(/attestations/)
})

const LATE = new Date('2027-01-31T11:10:00Z')
const TOO_LATE = new Date('2027-01-31T11:30:00Z')

test('a submission begun in time may end in the grace period; one begun late is refused with the exact hours', async () => {
  const { porteur, id } = await aReadyDossier()
  await expect(submit(porteur, id, { now: LATE })).rejects.toThrow(
    /a fermé le 31 janvier 2027 à 12.h ; il est 12.h.10.min.00.s/,
  )
  await asActor(db, porteur, (tx) => beginDeposit(tx, porteur, id, new Date('2027-01-31T10:59:58Z')))
  await expect(submit(porteur, id, { now: TOO_LATE })).rejects.toThrow(
    /commencé à 11.h.59.min.58.s, pouvait finir jusqu’à 12.h.30/,
  )
  expect(await submit(porteur, id, { now: LATE })).toBe('CDV-2027-0001')
})

test('pressing after the deadline does not open a grace period, and a closed call takes no new dossier', async () => {
  const { world, porteur, id } = await aReadyDossier()
  await asActor(db, porteur, (tx) => beginDeposit(tx, porteur, id, LATE))
  expect((await read(porteur, id)).depotCommenceLe).toBeNull()
  await expect(begin(porteur, world.association, { now: LATE })).rejects.toThrow(Refusal)
})

test('the rules of the call are kept: carriers, perimeter, one a carrier', async () => {
  const world = await aFundingWorld(db, { porteursAdmis: ['ccas'] })
  const porteur = await world.as('porteur', world.association)
  await expect(begin(porteur, world.association)).rejects.toThrow(/ne s’adresse pas/)
  const single = await aFundingWorld(db, { unParPorteur: true })
  const carrier = await single.as('porteur', single.association)
  await begin(carrier, single.association)
  await expect(begin(carrier, single.association)).rejects.toThrow(/un seul dossier par porteur/)
  const { porteur: far, id, world: around } = await aReadyDossier()
  const perimetreId = newId()
  const territoireId = around.territoire.id
  await db
    .insertInto('perimetre')
    .values({ territoireId, id: perimetreId, nom: 'Contrat', description: '' })
    .execute()
  await db
    .insertInto('perimetreCommune')
    .values({ territoireId, perimetreId, communeCode: '59606', debut: '2015-01-01' })
    .execute()
  await sql`update appel_a_projets set perimetre_id = ${perimetreId}, perimetre_sens = 'hors' where id = ${around.appelId}`.execute(
    db,
  )
  await expect(submit(far, id)).rejects.toThrow(/n’est pas de celles/)
})

test('a carrier can neither read, save, submit nor begin for another', async () => {
  const { world, id } = await aReadyDossier()
  const other = await world.as('porteur', world.partner)
  await expect(read(other, id)).rejects.toThrow(NotFound)
  await expect(save(other, id, 'projet', { titre: 'x' })).rejects.toThrow(NotFound)
  await expect(submit(other, id)).rejects.toThrow(NotFound)
  await expect(submit(other, randomUUID())).rejects.toThrow(NotFound)
  await expect(begin(other, world.association)).rejects.toThrow(Forbidden)
  const reader = await world.as('evaluateur')
  await expect(read(reader, id)).rejects.toThrow(NotFound)
})

test('two people on the same step: the second is told and may replace; on two steps nobody waits', async () => {
  const { porteur, id } = await aReadyDossier()
  const stale = stepFingerprint(await read(porteur, id), 'projet')
  await save(porteur, id, 'projet', { titre: 'Premier' })
  await expect(save(porteur, id, 'projet', { titre: 'Second', empreinte: stale })).rejects.toThrow(
    /pendant que vous écriviez/,
  )
  await save(porteur, id, 'moyens', { moyensHumains: 'Une équipe' })
  expect(await read(porteur, id)).toMatchObject({ titre: 'Premier', moyensHumains: 'Une équipe' })
})

test('last year’s dossier is taken up: texts, budget, permanent pieces, dates moved; a submitted one no longer moves', async () => {
  const { world, porteur, id } = await aReadyDossier()
  await submit(porteur, id)
  await expect(save(porteur, id, 'projet', { titre: 'Autre' })).rejects.toThrow(/ne change plus/)
  const again = await begin(porteur, world.association, { repriseId: id })
  const dossier = await read(porteur, again)
  expect(dossier).toMatchObject({
    titre: 'Ateliers mobilité',
    reconduction: true,
    responsableNom: 'Responsable',
    etat: 'brouillon',
  })
  expect(dossier.budget).toHaveLength(5)
  expect(dossier.pieces).toMatchObject([{ nom: 'statuts.pdf' }])
  expect(await begin(porteur, world.association).then((fresh) => read(porteur, fresh))).toMatchObject({
    titre: '',
    responsableNom: 'Responsable',
    pieces: [{ nom: 'statuts.pdf' }],
  })
})

test('the legal representative signs by a link, once; taken back, the link no longer opens', async () => {
  const { world, porteur, id } = await aReadyDossier()
  const asked = {
    nom: 'La présidente',
    fonction: '',
    courriel: 'presidente@exemple.invalid',
    publicUrl: 'https://x.invalid',
    now: NOON,
  }
  await asActor(db, porteur, (tx) => askSignature(tx, porteur, id, asked))
  const first = await lastLink(world)
  expect((await readSignature(db, first, NOON)).dossier.etat).toBe('a_signer')
  await asActor(db, porteur, (tx) => takeBack(tx, porteur, id))
  await expect(readSignature(db, first, NOON)).rejects.toThrow(NotFound)
  await asActor(db, porteur, (tx) => askSignature(tx, porteur, id, asked))
  const jeton = await lastLink(world)
  const sign = () => signByLink(db, jeton, { fonction: 'Présidence', attestees: all, now: NOON })
  expect(await sign()).toBe('CDV-2027-0001')
  expect(await sign()).toBe('CDV-2027-0001')
  expect(await read(porteur, id)).toMatchObject({ etat: 'depose', signataireNom: 'La présidente' })
  const kept = await db
    .selectFrom('dossierSignature')
    .select('empreinte')
    .where('dossierId', '=', id)
    .execute()
  expect(JSON.stringify(kept)).not.toContain(jeton)
})

async function lastLink(world: FundingWorld): Promise<string> {
  const { texte } = await db
    .selectFrom('courriel')
    .select('texte')
    .where('territoireId', '=', world.territoire.id)
    .where('objet', 'like', 'À signer%')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return /signature\/([\w-]+)/.exec(texte)?.[1] ?? ''
}
