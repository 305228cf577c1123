import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { adoptAvenant, createAvenant, proposeAxe, proposeNewAxe } from './avenants.commands.server.ts'
import {
  createArbre,
  createAxe,
  moveAxe,
  placeAxe,
  renumberArbre,
  updateAxe,
} from './axes.commands.server.ts'
import { listAxeChoices, listAxesAt } from './axes.queries.server.ts'
import { aDocument } from './document.factory.ts'
import {
  addRelation,
  changeDocumentEtat,
  createDocument,
  renewDocument,
  setDocumentAxes,
  takeOverPastDocument,
  updateDocument,
} from './documents.commands.server.ts'
import {
  getDocumentByCode,
  listDocumentsAt,
  listRelations,
  listSignatairesAt,
} from './documents.queries.server.ts'
import { addSignataire, updateSignataire } from './signataires.commands.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2016-06-01')
const mots = { numero: '1', titre: 'Réussite éducative', court: '', texte: 'Ancien texte.' }

async function aDirector() {
  const territoire = await aTerritoire(db)
  const actor = await anActor(db, territoire, { role: 'direction' })
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => asActor(db, actor, work)
  return { territoire, actor, run }
}

async function aTree() {
  const its = await aDirector()
  const arbreId = await its.run((tx) => createArbre(tx, its.actor, 'Arbre commun'))
  const add = (numero: string, parentId: string | null = null) =>
    its.run((tx) =>
      createAxe(tx, its.actor, { ...mots, numero, arbreId, parentId, debut: isoDate('2015-01-01') }, today),
    )
  const read = (at = '2016-06-01') =>
    its.run(async (tx) =>
      (await listAxesAt(tx, its.actor, { at: isoDate(at), arbreId })).map(
        (axe) => `${axe.numero} ${axe.texte}`,
      ),
    )
  return { ...its, arbreId, add, read }
}

async function aSignedDocument() {
  const its = await aTree()
  const { actor, run, territoire } = its
  const axeId = await its.add('1')
  const perimetre = { territoireId: actor.territoireId, id: crypto.randomUUID(), nom: 'Tout' }
  await db.insertInto('perimetre').values(perimetre).execute()
  const input = aDocument({ arbreId: its.arbreId, perimetreId: perimetre.id })
  const documentId = await run((tx) => createDocument(tx, actor, input))
  const signataire = { ...noDates, organisationId: territoire.epciId }
  await run(async (tx) => {
    await setDocumentAxes(tx, actor, documentId, [axeId])
    await addSignataire(tx, actor, { documentId, exemple: false }, signataire)
    await changeDocumentEtat(tx, actor, documentId, { to: 'signe', day: isoDate('2015-06-30') })
    await changeDocumentEtat(tx, actor, documentId, { to: 'en_vigueur', day: isoDate('2015-06-30') })
  })
  return { ...its, axeId, documentId, code: input.code }
}

const noDates = {
  fonction: '',
  dateDeliberation: null,
  numeroDeliberation: '',
  dateSignature: null,
  fin: null,
  aConfirmer: false,
}

test('a document survives save and reload, and a stale version is refused', async () => {
  const { actor, run } = await aDirector()
  const input = aDocument()
  const id = await run((tx) => createDocument(tx, actor, input))
  expect(await run((tx) => getDocumentByCode(tx, actor, input.code))).toMatchObject({
    ...input,
    id,
    version: 1,
  })
  await run((tx) => updateDocument(tx, actor, id, { version: 1, input: { titre: 'A' } }))
  await expect(
    run((tx) => updateDocument(tx, actor, id, { version: 1, input: { titre: 'B' } })),
  ).rejects.toMatchObject({ code: 'conflit' })
})

test('two documents never share a code', async () => {
  const { actor, run } = await aDirector()
  await run((tx) => createDocument(tx, actor, aDocument()))
  await expect(run((tx) => createDocument(tx, actor, aDocument()))).rejects.toMatchObject({ field: 'code' })
})

test('a document without perimeter, signatory or axis cannot be signed, and stays a draft', async () => {
  const { actor, run } = await aDirector()
  const id = await run((tx) => createDocument(tx, actor, aDocument()))
  await expect(run((tx) => changeDocumentEtat(tx, actor, id, { to: 'signe', day: today }))).rejects.toThrow(
    'périmètre',
  )
  expect((await run((tx) => listDocumentsAt(tx, actor, today)))[0]?.etat).toBe('redaction')
})

test('documents do not renew each other in circles', async () => {
  const { actor, run } = await aDirector()
  const make = (code: string) => run((tx) => createDocument(tx, actor, aDocument({ code })))
  const [a, b, c] = [await make('a'), await make('b'), await make('c')]
  const link = (deId: string, versId: string) =>
    run((tx) => addRelation(tx, actor, { deId, versId, nature: 'renouvelle', note: '' }))
  await link(c, b)
  await link(b, a)
  await expect(link(a, c)).rejects.toMatchObject({ code: 'boucle', field: 'versId' })
  await expect(link(a, a)).rejects.toMatchObject({ code: 'boucle' })
})

test('a renewal copies perimeter, axes and signatories to invite again, and keeps its filiation', async () => {
  const { actor, run, documentId } = await aSignedDocument()
  const next = { code: 'suite', titre: 'La suite', debut: isoDate('2021-01-01'), fin: null }
  const copyId = await run((tx) => renewDocument(tx, actor, documentId, next))
  const relations = await run((tx) => listRelations(tx, [documentId, copyId]))
  expect(relations).toMatchObject([{ deId: copyId, versId: documentId, nature: 'renouvelle' }])
  const invited = await run((tx) => listSignatairesAt(tx, copyId, today))
  expect(invited.map((its) => its.etat)).toEqual(['invite'])
  const copy = await run((tx) => getDocumentByCode(tx, actor, 'suite'))
  expect(copy).toMatchObject({ etat: 'redaction', dateSignature: null })
  expect(copy.arbreId).not.toBeNull()
})

test('an axis of a signed document changes only by amendment, and the old text stays readable at its date', async () => {
  const { actor, run, documentId, axeId, read } = await aSignedDocument()
  const direct = run((tx) =>
    updateAxe(tx, actor, axeId, { version: 1, input: { ...mots, texte: 'Nouveau' }, debut: null, today }),
  )
  await expect(direct).rejects.toMatchObject({ code: 'axe-signe' })
  const avenantId = await run((tx) =>
    createAvenant(tx, actor, documentId, { objet: 'Objet', decisionSource: '' }),
  )
  await run((tx) => proposeAxe(tx, actor, avenantId, { ...mots, axeId, texte: 'Nouveau', retrait: false }))
  await run((tx) =>
    proposeNewAxe(tx, actor, avenantId, {
      parentId: axeId,
      texte: { ...mots, numero: '1.1', texte: 'Ajout' },
    }),
  )
  expect(await read('2019-01-01')).toEqual(['1 Ancien texte.'])
  const adopt = (day: string) =>
    run((tx) => adoptAvenant(tx, actor, avenantId, { day: isoDate(day), decisionSource: 'D 12' }))
  await expect(adopt('2015-01-01')).rejects.toMatchObject({ field: 'jour' })
  await adopt('2018-01-01')
  expect(await read('2017-12-31')).toEqual(['1 Ancien texte.'])
  expect(await read('2018-01-01')).toEqual(['1 Nouveau', '1.1 Ajout'])
  await expect(adopt('2019-01-01')).rejects.toMatchObject({ code: 'avenant-adopte' })
})

test('moving and renumbering keep the identities, so links do not break', async () => {
  const { actor, run, add, read, arbreId } = await aTree()
  const [a, b] = [await add('1'), await add('2')]
  await add('2.1', b)
  await run((tx) => moveAxe(tx, actor, b, { direction: 'haut', today }))
  expect((await read()).map((line) => line.split(' ')[0])).toEqual(['2', '2.1', '1'])
  await run((tx) => renumberArbre(tx, actor, arbreId, today))
  const axes = await run((tx) => listAxesAt(tx, actor, { at: today, arbreId }))
  expect(axes.map(({ id, numero }) => [id, numero])).toMatchObject([
    [b, '1'],
    [expect.any(String), '1.1'],
    [a, '2'],
  ])
})

test('an axis cannot be put below one of its own objectives', async () => {
  const { actor, run, add } = await aTree()
  const a = await add('1')
  const child = await add('1.1', a)
  await expect(run((tx) => placeAxe(tx, actor, a, { parentId: child, today }))).rejects.toMatchObject({
    code: 'boucle',
  })
})

test('a signatory whose signature comes before its deliberation is refused', async () => {
  const { actor, run, documentId } = await aSignedDocument()
  const [signataire] = await run((tx) => listSignatairesAt(tx, documentId, today))
  const dates = { dateDeliberation: isoDate('2015-07-01'), dateSignature: isoDate('2015-06-30') }
  const change = run((tx) => updateSignataire(tx, actor, signataire?.id ?? '', { version: 1, input: dates }))
  await expect(change).rejects.toThrow(Refusal)
})

test('the documents known on a day are listed with their state of that day', async () => {
  const { actor, run } = await aDirector()
  const past = (code: string, debut: string, fin: string) =>
    run((tx) =>
      takeOverPastDocument(tx, actor, aDocument({ code, debut: isoDate(debut), fin: isoDate(fin) }), today),
    )
  await past('contrat-2000', '2000-12-31', '2007-01-01')
  await past('pucs-2007', '2007-01-01', '2011-06-06')
  const at = async (day: string) =>
    (await run((tx) => listDocumentsAt(tx, actor, isoDate(day)))).map((its) => `${its.code} ${its.etatAt}`)
  expect(await at('2003-06-01')).toEqual(['contrat-2000 en_vigueur'])
  expect(await at('2008-01-01')).toEqual(['contrat-2000 echu', 'pucs-2007 en_vigueur'])
})

test('a draft is hidden from those it does not concern, like what does not exist', async () => {
  const { territoire, actor, run } = await aDirector()
  await run((tx) => createDocument(tx, actor, aDocument()))
  const porteur = await anActor(db, territoire, { role: 'porteur' })
  await expect(
    asActor(db, porteur, (tx) => getDocumentByCode(tx, porteur, aDocument().code)),
  ).rejects.toThrow(NotFound)
  await expect(
    asActor(db, porteur, (tx) => createDocument(tx, porteur, aDocument({ code: 'x' }))),
  ).rejects.toThrow(Forbidden)
})

test('another territory sees none of the axes', async () => {
  const here = await aTree()
  await here.add('1')
  const elsewhere = await aDirector()
  expect(await elsewhere.run((tx) => listAxeChoices(tx, elsewhere.actor, today))).toEqual([])
})

test('renumbering after a document is over leaves its numbers readable at its date', async () => {
  const { actor, run, add, read, arbreId } = await aTree()
  await add('A')
  await add('B')
  const past = aDocument({ arbreId, fin: isoDate('2016-01-01') })
  await run((tx) => takeOverPastDocument(tx, actor, past, today))
  await run((tx) => renumberArbre(tx, actor, arbreId, today))
  const numbers = async (at: string) => (await read(at)).map((line) => line.split(' ')[0])
  expect(await numbers('2015-06-01')).toEqual(['A', 'B'])
  expect(await numbers('2016-06-01')).toEqual(['1', '2'])
})
