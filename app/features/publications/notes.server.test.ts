import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { blankFiche, createFiche } from '#app/features/fiches/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderHtml } from '#app/platform/documents/html.ts'
import { writeParts } from '#app/platform/ecrits/write-parts.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { noteDocument } from './note.document.ts'
import { noteEcrit } from './note.ecrit.server.ts'
import type { Reading } from './note-blocs.server.ts'
import { listBlocChoices } from './note-choices.server.ts'
import {
  addBloc,
  addPartie,
  createNote,
  freezeBloc,
  moveNote,
  movePartie,
  removePartie,
  thawBloc,
} from './notes.commands.server.ts'
import { listNotes, loadNote } from './notes.queries.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2017-09-01')

async function aNote() {
  const world = await aFicheWorld(db)
  const { direction } = world
  const run = <Result>(work: (reading: Reading) => Promise<Result>, actor: Actor = direction) =>
    asActor(db, actor, (tx: Tx) => work({ tx, actor, at: today, today, dataDir: '/nulle-part' }))
  const addFiche = (code: string) =>
    run(({ tx }) =>
      createFiche(
        tx,
        direction,
        { ...blankFiche, titre: `Action ${code}`, code, documentIds: [world.document] },
        { etat: 'validee' },
      ),
    )
  const id = await run(({ tx }) => createNote(tx, direction, { titre: 'Note aux élus', modele: null }))
  const partie = (titre: string) =>
    run(({ tx }) => addPartie(tx, direction, id, { titre, aide: 'Trois lignes.' }))
  const bloc = (partieId: string, value: string) =>
    run((reading) => addBloc(reading, id, { partieId, bloc: value }))
  const load = () => run((reading) => loadNote(reading, id))
  const html = async () => renderHtml(parseDocument(noteDocument(await load(), { issuer: 'X', date: today })))
  return { world, direction, run, addFiche, id, partie, bloc, load, html }
}

test('a block follows the project until it is frozen; then the note says that the project has changed since', async () => {
  const { run, addFiche, id, partie, bloc, load, html } = await aNote()
  await bloc(await partie('Ce qui se fait'), 'fiches|document:D1')
  await addFiche('F-1')
  expect(await html()).toContain('Action F-1')
  const blocId = (await load()).parties[0]?.blocs[0]?.id ?? ''
  await run((reading) => freezeBloc(reading, id, blocId))
  expect((await load()).parties[0]?.blocs[0]).toMatchObject({ figeLe: today, aChange: false })
  await addFiche('F-2')
  expect((await load()).parties[0]?.blocs[0]?.aChange).toBe(true)
  expect(await html()).not.toContain('Action F-2')
  expect(await html()).toContain('Figé le 01/09/2017')
  await run(({ tx, actor }) => thawBloc(tx, actor, id, blocId))
  expect(await html()).toContain('Action F-2')
})

test('a final note keeps its text and its blocks, and changes again only once taken back', async () => {
  const { run, direction, addFiche, id, partie, bloc, load, html } = await aNote()
  const first = await partie('Ce qui se fait')
  await bloc(first, 'fiches|document:D1')
  await run((reading) => moveNote(reading, id, 'finale'))
  await addFiche('F-3')
  expect(await html()).not.toContain('Action F-3')
  expect((await load()).parties[0]?.blocs[0]?.aChange).toBe(true)
  const typed = [{ cle: first, base: '', typed: 'Du texte' }]
  const write = () => run(({ tx }) => writeParts(tx, direction, noteEcrit, { id, typed, now: new Date() }))
  await expect(write()).rejects.toMatchObject({ code: 'texte-ferme' })
  await expect(partie('Encore')).rejects.toMatchObject({ code: 'note-finale' })
  await run((reading) => moveNote(reading, id, 'redaction'))
  await write()
  expect(await html()).toContain('Du texte')
})

test('a note begins from a model with its parts, texts and blocks alive, and the model does not change', async () => {
  const { run, direction, id, partie, bloc, load } = await aNote()
  await bloc(await partie('Le projet'), 'bord|territoire')
  await partie('La suite')
  const made = await run(({ tx }) => createNote(tx, direction, { titre: 'Suivante', modele: id }))
  const { parties } = await run((reading) => loadNote(reading, made))
  expect(parties.map(({ titre, blocs }) => [titre, blocs.length])).toEqual([
    ['Le projet', 1],
    ['La suite', 0],
  ])
  await run(({ tx }) => removePartie(tx, direction, made, parties[0]?.id ?? ''))
  expect((await load()).parties).toHaveLength(2)
})

test('a part taken away leaves its text in a version; parts change places', async () => {
  const { run, direction, id, partie, load } = await aNote()
  const first = await partie('Un')
  await partie('Deux')
  await run(({ tx }) => movePartie(tx, direction, id, { id: first, direction: 'bas' }))
  expect((await load()).parties.map(({ titre }) => titre)).toEqual(['Deux', 'Un'])
  const typed = [{ cle: first, base: '', typed: 'À garder' }]
  await run(({ tx }) => writeParts(tx, direction, noteEcrit, { id, typed, now: new Date() }))
  await run(({ tx }) => removePartie(tx, direction, id, first))
  const [version] = await run(({ tx }) =>
    tx.selectFrom('ecritVersion').select('contenu').where('entiteId', '=', id).execute(),
  )
  expect(JSON.stringify(version?.contenu)).toContain('À garder')
})

test('every block the screen offers can be read, and says so when there is nothing', async () => {
  const { run, partie, bloc, load } = await aNote()
  const first = await partie('Tout')
  const choices = await run((reading) => listBlocChoices(reading))
  const kinds = new Map(choices.map(({ value, group }) => [group, value]))
  expect(kinds.size).toBeGreaterThanOrEqual(6)
  for (const [group, value] of kinds) {
    if (value.startsWith('carte|')) continue
    await bloc(first, value)
    expect((await load()).parties[0]?.blocs.at(-1)?.shown.blocs.length, group).toBeGreaterThan(0)
  }
})

test('a block of another territory, of no kind or of nothing is refused; partners do not see notes', async () => {
  const { world, run, id, partie, bloc } = await aNote()
  const first = await partie('Un')
  await expect(bloc(first, 'inconnu|x')).rejects.toMatchObject({ code: 'bloc-inconnu' })
  await expect(bloc(first, 'fiches|document:ailleurs')).rejects.toThrow(NotFound)
  const partner = await world.as('partenaire', world.partner)
  expect(await run(({ tx }) => listNotes(tx, partner, { modeles: false }), partner)).toEqual([])
  await expect(run((reading) => loadNote(reading, id), partner)).rejects.toThrow(NotFound)
  await expect(
    run(({ tx }) => createNote(tx, partner, { titre: 'X', modele: null }), partner),
  ).rejects.toThrow(Forbidden)
})
