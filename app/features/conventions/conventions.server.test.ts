import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFundingWorld, aSubmittedDossier } from '#app/features/financements/financements.factory.ts'
import { getDossier } from '#app/features/financements/index.server.ts'
import { decideLigne } from '#app/features/financements/instruction.commands.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { renderHtml } from '#app/platform/documents/html.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { openActeDocument } from './acte-courriel.server.ts'
import {
  editActe,
  notifyActe,
  prepareActe,
  prepareActes,
  saveModele,
  signActe,
} from './actes.commands.server.ts'
import { type Acte, getActe, listActes } from './actes.queries.server.ts'
import {
  acceptRendu,
  askCorrection,
  beginRendu,
  decideReliquat,
  depositRendu,
  saveRendu,
} from './comptes-rendus.commands.server.ts'
import { getCompteRendu, listComptesRendus } from './comptes-rendus.queries.server.ts'
import { remindReports } from './rappels.server.ts'
import { countSuites, listSuites } from './suites.queries.server.ts'
import { addVersement, editVersement, payVersement } from './versements.commands.server.ts'
import { listLignesVersees } from './versements.queries.server.ts'

const { db } = await openTestDatabase()

const TODAY = isoDate('2027-04-12')
const LATER = new Date('2028-05-02T09:00:00Z')

/** A dossier to which the State granted 30 000 € and the CAF nothing. */
async function aGranted(input: { pluriannuel?: boolean } = {}) {
  const world = await aFundingWorld(db)
  const { direction, financeurs } = world
  const dossierId = await aSubmittedDossier(db, world, {
    asked: { [financeurs[0]]: 400_000, [financeurs[1]]: 200_000 },
    input,
  })
  const run = <Result>(work: (tx: Tx) => Promise<Result>, actor: Actor = direction) =>
    asActor(db, actor, (tx) => work(tx))
  const decide = (financeurId: string, centimes: number) =>
    run(async (tx) => {
      const { rows } = await sql<{ id: string; version: number }>`select id, version from ligne
        where dossier_id = ${dossierId} and financeur_id = ${financeurId}`.execute(tx)
      const [ligne] = rows
      if (!ligne) throw new Error('The dossier has a line of this funder.')
      await decideLigne(tx, direction, ligne.id, {
        version: ligne.version,
        input: {
          decideSpecifiqueCentimes: centimes,
          decideDroitCommunCentimes: null,
          decideLe: '2027-03-12',
          decisionReference: 'Comité du 12 mars 2027',
          motifRefus: centimes === 0 ? 'Hors des priorités.' : '',
        },
      })
      return ligne.id
    })
  const etat = await decide(financeurs[0], 3_000_001)
  await decide(financeurs[1], 0)
  return { ...world, dossierId, run, decide, etat }
}

/** The acts of a dossier with their holes filled, signed. */
async function signAll(tx: Tx, actor: Actor, dossierId: string): Promise<Acte[]> {
  await prepareActes(tx, actor, dossierId, TODAY)
  for (const acte of await listActes(tx, actor, dossierId)) {
    const texte = acte.texte.replaceAll(/\[à compléter[^\]]*\]/g, 'complété')
    await editActe(tx, actor, acte.id, { version: acte.version, input: { objet: '', texte } })
    await signActe(tx, actor, acte.id, {
      version: acte.version + 1,
      input: { signeLe: TODAY, deliberation: '', engagement: '' },
      today: TODAY,
    })
  }
  return listActes(tx, actor, dossierId)
}

test('decisions give one letter for all funders and an agreement above the threshold, with a schedule and a report', async () => {
  const { direction, dossierId, run } = await aGranted()
  await run(async (tx) => {
    expect(await prepareActes(tx, direction, dossierId, TODAY)).toBe(2)
    expect(await prepareActes(tx, direction, dossierId, TODAY)).toBe(0)
    const actes = await listActes(tx, direction, dossierId)
    expect(actes.map(({ nature, numero }) => `${nature} ${numero}`)).toEqual([
      'notification NOT-2027-0001',
      'convention CONV-2027-0001',
    ])
    expect(actes[0]?.annexes.plan.map((its) => its.accordeCentimes).toSorted()).toEqual([0, 3_000_001])
    expect(actes[1]).toMatchObject({ montantCentimes: 3_000_001 })
    expect(actes[1]?.annexes.versements.map((its) => its.centimes)).toEqual([2_250_001, 750_000])
    expect(await listComptesRendus(tx, direction, dossierId)).toMatchObject([
      { exercice: 2027, echeance: '2028-06-30', etat: 'a_rendre' },
    ])
  })
})

test('an act with holes is not signed; signed, it no longer changes, nor does the amount it grants', async () => {
  const { direction, dossierId, financeurs, run, decide } = await aGranted()
  await run(async (tx) => {
    await prepareActes(tx, direction, dossierId, TODAY)
    const [letter] = await listActes(tx, direction, dossierId)
    const input = { signeLe: TODAY, deliberation: '', engagement: '' }
    const id = letter?.id ?? ''
    await editActe(tx, direction, id, {
      version: 1,
      input: { objet: '', texte: 'Lettre à [à compléter : siège] vous.' },
    })
    await expect(signActe(tx, direction, id, { version: 2, input, today: TODAY })).rejects.toMatchObject({
      code: 'acte-incomplet',
    })
    await expect(
      editActe(tx, direction, id, {
        version: 1,
        input: { objet: '', texte: 'Un texte assez long pour passer.' },
      }),
    ).rejects.toMatchObject({ code: 'conflit' })
  })
  const [letter, agreement] = await run((tx) => signAll(tx, direction, dossierId))
  expect([letter?.etat, agreement?.etat]).toEqual(['signe', 'signe'])
  await expect(
    run((tx) =>
      editActe(tx, direction, agreement?.id ?? '', {
        version: agreement?.version ?? 0,
        input: { objet: '', texte: 'Un texte assez long pour passer.' },
      }),
    ),
  ).rejects.toMatchObject({ code: 'acte-avance' })
  await expect(decide(financeurs[0], 100)).rejects.toMatchObject({ code: 'acte-signe' })
})

test('a carrier reads its acts once signed, in a document where what was typed stays text; another carrier never', async () => {
  const { direction, dossierId, association, partner, run, as } = await aGranted()
  const carrier = await as('porteur', association)
  const other = await as('porteur', partner)
  await run(async (tx) => {
    await prepareActes(tx, direction, dossierId, TODAY)
    const [letter] = await listActes(tx, direction, dossierId)
    await editActe(tx, direction, letter?.id ?? '', {
      version: 1,
      input: { objet: '', texte: 'Cher porteur <script>alert(1)</script>, voici.' },
    })
  })
  const seen = () => run((tx) => listActes(tx, carrier, dossierId), carrier)
  expect(await seen()).toEqual([])
  await run((tx) => signAll(tx, direction, dossierId))
  const [letter] = await seen()
  expect(letter).toMatchObject({ nature: 'notification', etat: 'signe' })
  const html = await run(
    async (tx) =>
      renderHtml(await openActeDocument({ tx, actor: carrier, at: TODAY, today: TODAY }, letter?.id ?? '')),
    carrier,
  )
  expect(html).toContain('&lt;script&gt;')
  await expect(run((tx) => getActe(tx, other, letter?.id ?? ''), other)).rejects.toThrow(NotFound)
  await expect(
    run((tx) => notifyActe(tx, carrier, letter?.id ?? '', { version: 3, today: TODAY }), carrier),
  ).rejects.toThrow(Forbidden)
})

test('notifying tells the day on the lines, and an amendment changes amount and end', async () => {
  const { direction, dossierId, etat, financeurs, run } = await aGranted()
  const [letter, agreement] = await run((tx) => signAll(tx, direction, dossierId))
  await run((tx) =>
    notifyActe(tx, direction, letter?.id ?? '', { version: letter?.version ?? 0, today: TODAY }),
  )
  await run(async (tx) => {
    const id = await prepareActe(tx, direction, dossierId, {
      nature: 'avenant',
      financeurId: financeurs[0],
      objet: 'Un report de trois mois et une aide plus petite.',
      modifieId: agreement?.id ?? '',
      nouvelleFin: isoDate('2028-04-01'),
      modifie: { designation: 'convention', fin: isoDate('2028-04-01'), montantCentimes: 2_500_000 },
      today: TODAY,
    })
    const written = await getActe(tx, direction, id)
    expect(written).toMatchObject({ nature: 'avenant', fin: '2028-04-01', montantCentimes: 2_500_000 })
    const texte = written.texte.replaceAll(/\[à compléter[^\]]*\]/g, 'complété')
    await editActe(tx, direction, id, { version: 1, input: { objet: written.objet, texte } })
    const input = { signeLe: TODAY, deliberation: '', engagement: '' }
    await signActe(tx, direction, id, { version: 2, input, today: TODAY })
    const { rows } =
      await sql`select notifie_le, decide_specifique_centimes::int as centimes from ligne where id = ${etat}`.execute(
        tx,
      )
    expect(rows).toEqual([{ notifieLe: TODAY, centimes: 2_500_000 }])
  })
})

test('a schedule keeps to its grant, a payment to the past, and a line says how far it is paid', async () => {
  const { direction, dossierId, etat, run } = await aGranted()
  await run((tx) => signAll(tx, direction, dossierId))
  const input = { nature: 'acompte', prevuLe: TODAY, montantCentimes: 1 } as const
  await expect(
    run((tx) => addVersement(tx, direction, dossierId, { ligneId: etat, input })),
  ).rejects.toMatchObject({ code: 'saisie-invalide' })
  await run(async (tx) => {
    const [ligne] = await listLignesVersees(tx, dossierId)
    const [advance, rest] = ligne?.versements ?? []
    if (!advance || !rest) throw new Error('The usual schedule has two payments.')
    const paid = { verseLe: TODAY, reference: 'MANDAT-1' }
    const future = { ...paid, verseLe: isoDate('2027-12-31') }
    await expect(
      payVersement(tx, direction, dossierId, { id: advance.id, version: 1, input: future, today: TODAY }),
    ).rejects.toMatchObject({ code: 'saisie-invalide' })
    await payVersement(tx, direction, dossierId, { id: advance.id, version: 1, input: paid, today: TODAY })
    await expect(
      editVersement(tx, direction, dossierId, { id: advance.id, version: 2, input }),
    ).rejects.toMatchObject({ code: 'deja-verse' })
    const etatOf = async () =>
      (await sql<{ etat: string }>`select etat from ligne where id = ${etat}`.execute(tx)).rows[0]?.etat
    expect(await etatOf()).toBe('payee_en_partie')
    await payVersement(tx, direction, dossierId, { id: rest.id, version: 1, input: paid, today: TODAY })
    expect(await etatOf()).toBe('payee')
    await payVersement(tx, direction, dossierId, { id: rest.id, version: 2, input: null, today: TODAY })
    expect(await etatOf()).toBe('payee_en_partie')
  })
})

const words = {
  miseEnOeuvre: 'Dix ateliers.',
  beneficiaires: 24,
  beneficiairesDetail: '',
  datesLieux: 'Maison de quartier',
  objectifsAtteints: 'Oui',
  reglesRepartition: '',
  ecarts: 'Un poste pourvu plus tard.',
  contributionsVolontaires: '',
  observations: '',
  signataireNom: 'Présidente d’essai',
  signataireFonction: 'Présidence',
}

/** The report of a granted dossier, submitted by its carrier with 1 000 € left. */
async function aReported() {
  const world = await aGranted()
  const { dossierId, association, run, as } = world
  const carrier = await as('porteur', association)
  const id = await run(async (tx) => {
    const [expected] = await listComptesRendus(tx, carrier, dossierId)
    const rendu = expected?.id ?? ''
    await beginRendu(tx, carrier, rendu)
    const { lignes, version } = await getCompteRendu(tx, carrier, rendu)
    const income = lignes
      .filter((its) => its.sens === 'produit' && its.totalled)
      .reduce((sum, its) => sum + its.prevuCentimes, 0)
    const typed = lignes.map((its) => ({
      id: its.id,
      realiseCentimes: its.compte === '641' ? income - 100_000 - 300_000 : its.prevuCentimes,
    }))
    await saveRendu(tx, carrier, rendu, { version, input: words, typed: { lignes: typed, nouvelles: [] } })
    await depositRendu(tx, carrier, rendu, LATER)
    return rendu
  }, carrier)
  return { ...world, carrier, id }
}

test('a report takes the adopted budget over: what a funder granted, zero when it refused', async () => {
  const { dossierId, association, run, as } = await aGranted()
  const carrier = await as('porteur', association)
  await run(async (tx) => {
    const [expected] = await listComptesRendus(tx, carrier, dossierId)
    await beginRendu(tx, carrier, expected?.id ?? '')
    const { lignes, etat } = await getCompteRendu(tx, carrier, expected?.id ?? '')
    expect(etat).toBe('brouillon')
    const grants = lignes.filter((its) => its.compte === '74_etat').map((its) => its.prevuCentimes)
    expect(grants.toSorted()).toEqual([0, 3_000_001])
    await expect(depositRendu(tx, carrier, expected?.id ?? '', LATER)).rejects.toMatchObject({
      code: 'saisie-invalide',
    })
  }, carrier)
})

test('a submitted report no longer changes; what is left is decided before it is accepted, a repayment is scheduled', async () => {
  const { direction, carrier, dossierId, etat, id, run } = await aReported()
  const typed = { lignes: [], nouvelles: [] }
  await expect(
    run((tx) => saveRendu(tx, carrier, id, { version: 4, input: words, typed }), carrier),
  ).rejects.toMatchObject({ code: 'deja-rendu' })
  await expect(run((tx) => acceptRendu(tx, carrier, id, LATER), carrier)).rejects.toThrow(Forbidden)
  await run(async (tx) => {
    const { reliquats } = await getCompteRendu(tx, direction, id)
    expect(reliquats.map((its) => its.proposeCentimes)).toEqual([100_000])
    await expect(acceptRendu(tx, direction, id, LATER)).rejects.toMatchObject({ code: 'reliquat-a-decider' })
    await decideReliquat(tx, direction, id, {
      ligneId: etat,
      input: { issue: 'reversement', montantCentimes: 100_000, motif: '' },
      today: isoDate('2028-05-20'),
    })
    await acceptRendu(tx, direction, id, LATER)
    expect(await getCompteRendu(tx, direction, id)).toMatchObject({ etat: 'accepte' })
    const [ligne] = await listLignesVersees(tx, dossierId)
    expect(ligne?.versements.filter((its) => its.nature === 'reversement')).toMatchObject([
      { montantCentimes: 100_000, prevuLe: '2028-06-19' },
    ])
  })
})

test('a correction is asked with its reason by mail, and the carrier submits again', async () => {
  const { direction, carrier, id, run } = await aReported()
  await run((tx) =>
    askCorrection(tx, direction, id, { motif: 'Il manque les factures.', page: 'https://exemple.invalid' }),
  )
  const { rows } = await sql<{
    texte: string
  }>`select texte from courriel where objet like '%à corriger%' order by id desc limit 1`.execute(db)
  expect(rows[0]?.texte).toContain('Il manque les factures.')
  await run(async (tx) => {
    expect(await getCompteRendu(tx, carrier, id)).toMatchObject({ etat: 'a_corriger' })
    await depositRendu(tx, carrier, id, LATER)
    expect(await getCompteRendu(tx, carrier, id)).toMatchObject({ etat: 'depose', aCorriger: '' })
  }, carrier)
})

test('reminders leave once before and once after the due date, and never for a report that is given', async () => {
  const { dossierId, territoire } = await aGranted()
  const remind = (day: string) =>
    remindReports(db, { publicUrl: 'https://exemple.invalid', now: new Date(`${day}T07:30:00Z`) })
  await sql`update compte_rendu set etat = 'accepte' where dossier_id <> ${dossierId}`.execute(db)
  expect(await remind('2028-05-30')).toBe(0)
  expect([await remind('2028-05-31'), await remind('2028-06-01')]).toEqual([1, 0])
  expect([await remind('2028-07-01'), await remind('2028-07-02')]).toEqual([1, 0])
  const { rows } = await sql<{
    objet: string
  }>`select objet from courriel where territoire_id = ${territoire.id} order by id`.execute(db)
  expect(rows.map((its) => its.objet)).toEqual([
    expect.stringContaining('à remettre'),
    expect.stringContaining('en retard'),
  ])
})

test('a template of the territory is used from then on; a name no act knows is refused', async () => {
  const { direction, dossierId, run } = await aGranted()
  await run(async (tx) => {
    await expect(
      saveModele(tx, direction, 'notification', { version: 0, texte: 'Bonjour {prenom}, bonne nouvelle.' }),
    ).rejects.toMatchObject({ code: 'saisie-invalide' })
    await saveModele(tx, direction, 'notification', {
      version: 0,
      texte: 'Bonjour {porteur}, bonne nouvelle.',
    })
    await prepareActes(tx, direction, dossierId, TODAY)
    const [letter] = await listActes(tx, direction, dossierId)
    expect(letter?.texte).toBe('Bonjour Association d’essai, bonne nouvelle.')
  })
})

test('the list counts what waits and only shows a carrier its own', async () => {
  const { direction, partner, dossierId, run, as } = await aGranted()
  const filter = { exercice: null, etape: null, page: 1 }
  expect(await run((tx) => countSuites(tx, direction, { filter, today: TODAY }))).toMatchObject({
    actes: 1,
    comptes: 1,
  })
  const { rows, total } = await run((tx) => listSuites(tx, direction, { filter, today: TODAY }))
  expect([total, rows[0]?.id, rows[0]?.accordeCentimes]).toEqual([1, dossierId, 3_000_001])
  const other = await as('porteur', partner)
  expect(await run((tx) => listSuites(tx, other, { filter, today: TODAY }), other)).toEqual({
    rows: [],
    total: 0,
  })
  await expect(run((tx) => getDossier(tx, other, dossierId), other)).rejects.toThrow(NotFound)
})
