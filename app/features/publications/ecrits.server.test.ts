import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { deskAction, loadComparison, loadDesk } from '#app/platform/ecrits/desk.server.ts'
import { parseLive, writeLive } from '#app/platform/ecrits/live.server.ts'
import { countVisasToGive } from '#app/platform/ecrits/visas.server.ts'
import { writeParts } from '#app/platform/ecrits/write-parts.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { rapportEcrit } from './rapport.ecrit.server.ts'
import { createRapport } from './rapports.commands.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2017-09-01')

async function aText() {
  const world = await aFicheWorld(db)
  const { direction } = world
  const ose = await world.as('animation_ose')
  const by = <Result>(actor: Actor, work: (tx: Tx) => Promise<Result>) => asActor(db, actor, work)
  const texts = { orientations: 'Un', situation: 'Deux\nTrois' }
  const id = await by(direction, (tx) => createRapport(tx, direction, { document: 'D1', annee: 2016, texts }))
  const visit = (tx: Tx, actor: Actor) => ({ tx, actor, at: today, today })
  const write = (actor: Actor, cle: string, base: string, typed: string, now = new Date()) =>
    by(actor, (tx) => writeParts(tx, actor, rapportEcrit, { id, typed: [{ cle, base, typed }], now }))
  const act = (actor: Actor, fields: Record<string, string>) =>
    by(actor, (tx) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      return deskAction({ ...visit(tx, actor), form }, { spec: rapportEcrit, id, now: new Date() })
    })
  const desk = (actor: Actor = direction) => by(actor, (tx) => loadDesk(visit(tx, actor), rapportEcrit, id))
  const said = async (cle: string) => (await desk()).ecrit.parts.find((part) => part.cle === cle)?.texte
  return { world, direction, ose, by, id, visit, write, act, desk, said }
}

test('two people write in one part from the same text and nothing of either is lost', async () => {
  const { direction, ose, write, said } = await aText()
  await write(direction, 'situation', 'Deux\nTrois', 'Deux, par sexe\nTrois')
  await write(ose, 'situation', 'Deux\nTrois', 'Deux\nTrois\nQuatre')
  expect(await said('situation')).toBe('Deux, par sexe\nTrois\nQuatre')
  expect(await said('orientations')).toBe('Un')
})

test('who resumes a text keeps it as it was found, once, and can take it back', async () => {
  const { direction, ose, write, act, desk, said } = await aText()
  await write(direction, 'orientations', 'Un', 'Un bis')
  await write(ose, 'orientations', 'Un bis', 'Un ter')
  expect((await desk()).versions.map(({ numero, motif }) => [numero, motif])).toEqual([
    [1, 'Avant la reprise de la rédaction'],
  ])
  await act(direction, { intention: 'version.retablir', numero: '1' })
  expect(await said('orientations')).toBe('Un')
  expect((await desk()).versions[0]).toMatchObject({ numero: 2, motif: 'Avant le retour à la version 1' })
  await expect(act(direction, { intention: 'version.retablir', numero: '1' })).rejects.toMatchObject({
    code: 'version-identique',
  })
})

test('a version is named once, and compared word by word with the text of today', async () => {
  const { direction, id, by, visit, write, act } = await aText()
  expect(await act(direction, { intention: 'version', motif: 'Avant le bureau' })).toContain('version 1')
  expect(await act(direction, { intention: 'version', motif: 'Encore' })).toContain('n’a pas changé')
  await write(direction, 'situation', 'Deux\nTrois', 'Deux\nTreize')
  const { parts } = await by(direction, (tx) =>
    loadComparison(visit(tx, direction), rapportEcrit, { id, from: '1', to: null }),
  )
  const changed = parts.filter(({ pieces }) => pieces.some(({ kind }) => kind !== 'same'))
  expect(changed.map(({ cle }) => cle)).toEqual(['situation'])
  expect(changed[0]?.pieces).toContainEqual({ kind: 'added', text: 'Treize' })
})

test('a visa is given on a version; the page says when the text has changed since, and a reserve says why', async () => {
  const { direction, ose, by, write, act, desk } = await aText()
  await act(direction, { intention: 'visa.demander', personneIds: ose.personneId })
  expect(await by(ose, (tx) => countVisasToGive(tx, ose))).toMatchObject({ nombre: 1 })
  const [visa] = (await desk(ose)).visas
  const answer = { intention: 'visa.repondre', visa: visa?.id ?? '', motif: '' }
  await expect(act(ose, { ...answer, reponse: 'reserve' })).rejects.toMatchObject({ field: 'motif' })
  await expect(act(direction, { ...answer, reponse: 'vise' })).rejects.toThrow(NotFound)
  await act(ose, { ...answer, reponse: 'vise' })
  expect((await desk()).visas).toMatchObject([{ reponse: 'vise', perime: false, numero: 1 }])
  expect(await by(ose, (tx) => countVisasToGive(tx, ose))).toMatchObject({ nombre: 0 })
  await write(ose, 'dsu', '', 'Sans objet')
  expect((await desk()).visas).toMatchObject([{ reponse: 'vise', perime: true }])
  await act(direction, { intention: 'visa.demander', personneIds: ose.personneId })
  expect((await desk()).visas).toMatchObject([{ reponse: null, perime: false, numero: 2 }])
})

test('a comment bears on a part, tells who it mentions, is settled and opened again', async () => {
  const { direction, ose, by, act, desk } = await aText()
  const typed = {
    intention: 'commentaire',
    partie: 'dsu',
    commentaire: 'À vérifier',
    mentions: ose.personneId,
  }
  await act(direction, typed)
  const told = await by(ose, (tx) =>
    tx
      .selectFrom('notification')
      .select(['objet', 'lien'])
      .where('personneId', '=', ose.personneId)
      .execute(),
  )
  expect(told).toMatchObject([{ lien: expect.stringMatching(/^\/textes\/rapport\//) }])
  const [comment] = (await desk()).comments
  expect(comment).toMatchObject({ partie: 'dsu', texte: 'À vérifier', traiteLe: null })
  const settle = { intention: 'commentaire.traiter', commentaireId: comment?.id ?? '' }
  await act(ose, settle)
  expect((await desk()).comments[0]?.traiteLe).toBeInstanceOf(Date)
  await act(ose, settle)
  expect((await desk()).comments[0]?.traiteLe).toBeNull()
  await expect(act(direction, { ...typed, partie: 'autre' })).rejects.toThrow(NotFound)
})

test('an open page learns what others wrote only when it changed, and in which part they are', async () => {
  const { direction, ose, id, by, visit, desk } = await aText()
  const send = (actor: Actor, sent: unknown) =>
    by(actor, async (tx) => {
      const form = new FormData()
      form.set('envoi', JSON.stringify(sent))
      return writeLive(visit(tx, actor), { spec: rapportEcrit, id, sent: parseLive(form), now: new Date() })
    })
  const { marque } = await desk()
  expect(await send(direction, { partie: 'dsu', marque, ecrits: [] })).toMatchObject({ textes: null })
  const typed = [{ cle: 'dsu', base: '', typed: 'Sans objet' }]
  const written = await send(ose, { partie: null, marque, ecrits: typed })
  expect(written).toMatchObject({ textes: { dsu: 'Sans objet' }, others: [{ partie: 'dsu' }] })
  expect(await send(direction, { partie: 'dsu', marque, ecrits: [] })).toMatchObject({
    textes: { dsu: 'Sans objet' },
    marque: written.marque,
  })
  await expect(send(direction, { partie: 3 })).rejects.toMatchObject({ code: 'envoi-illisible' })
})

test('who does not write reports neither reads the desk nor writes, whatever they send', async () => {
  const { world, id, by, visit } = await aText()
  const partner = await world.as('partenaire', world.partner)
  await expect(by(partner, (tx) => loadDesk(visit(tx, partner), rapportEcrit, id))).rejects.toThrow(Forbidden)
  await expect(
    by(partner, (tx) =>
      writeParts(tx, partner, rapportEcrit, {
        id,
        typed: [{ cle: 'dsu', base: '', typed: 'x' }],
        now: new Date(),
      }),
    ),
  ).rejects.toThrow(Forbidden)
})
